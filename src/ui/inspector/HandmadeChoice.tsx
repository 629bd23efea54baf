/** Where the selected filter's weights come from: drawn, or one of the kernels that people designed. */
import { memo, useId } from 'react';
import { useTranslation } from '../words';
import { handmadeNames, type HandmadeKernel, type HandmadeName } from '../../layers/settings';
import type { NodeId } from '../../network/graph';
import { setHandmade } from '../../store/network';
import { Slider } from '../controls/Slider';
import { Field } from './Field';

interface HandmadeChoiceProps {
  nodeId: NodeId;
  /** The layer's hand-made kernels. */
  placed: readonly HandmadeKernel[];
  /** Index of the selected filter. */
  filter: number;
  /** Whether its weights are learned where none of these is in their place. */
  isLearned: boolean;
}

export const HandmadeChoice = memo(function HandmadeChoice(props: HandmadeChoiceProps) {
  const { nodeId, placed, filter, isLearned } = props;
  const { t } = useTranslation();
  const id = useId();
  const present = placed.find((kernel) => kernel.filter === filter);
  return (
    <>
      <Field label={t('inspector.map.filter', { number: filter + 1 })} htmlFor={id}>
        <select
          id={id}
          className="select"
          value={present?.name ?? 'drawn'}
          onChange={(event) =>
            setHandmade(nodeId, filter, chosen(event.target.value, present?.angle))
          }
        >
          <option value="drawn">
            {t(isLearned ? 'option.handmade.learned' : 'option.handmade.drawn')}
          </option>
          {handmadeNames.map((name) => (
            <option key={name} value={name}>
              {t(`option.handmade.${name}`)}
            </option>
          ))}
        </select>
      </Field>
      {present?.name === 'gabor' && (
        <Slider
          label={t('setting.angle')}
          value={present.angle ?? 0}
          min={0}
          max={180}
          step={1}
          isWhole={false}
          onChange={(angle) => setHandmade(nodeId, filter, { name: 'gabor', angle })}
        />
      )}
    </>
  );
});

function chosen(value: string, angle = 0): Omit<HandmadeKernel, 'filter'> | null {
  const name: HandmadeName | undefined = handmadeNames.find((known) => known === value);
  if (!name) return null;
  return name === 'gabor' ? { name, angle } : { name };
}
