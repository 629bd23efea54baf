/** Whether a layer's weights are drawn or those of a trained network's layer, and what that means here. */
import { memo, useId } from 'react';
import { trainedOptions, trainedPart, trainedSources, untrained } from '../../layers/trainedLayers';
import type { NetworkNode, NodeId } from '../../network/graph';
import { changeSettings } from '../../store/network';
import { useStore } from '../../store/store';
import { selectUsesTrained } from '../../store/trained';
import { useNumbersInUse } from '../../store/trainedLayers';
import { useTranslation } from '../words';
import { Field } from './Field';
import { trainedName } from './trainedName';

export function TrainedChoice({ node }: { node: NetworkNode }) {
  const value = node.settings['trained'] as string;
  return (
    <>
      <Choice id={node.id} kind={node.kind === 'dense' ? 'dense' : 'conv2d'} value={value} />
      {value !== untrained && <Remark node={node} />}
    </>
  );
}

interface ChoiceProps {
  id: NodeId;
  kind: 'conv2d' | 'dense';
  value: string;
}

/** Stays as it is while other settings are dragged: it has as many options as there are layers. */
const Choice = memo(function Choice({ id, kind, value }: ChoiceProps) {
  const { t } = useTranslation();
  const own = useId();
  const options = trainedOptions(kind);
  return (
    <Field label={t('setting.trained')} htmlFor={own}>
      <select
        id={own}
        className="select"
        value={value}
        onChange={(event) => changeSettings(id, { trained: event.target.value })}
      >
        <option value={untrained}>{t('trained.drawn')}</option>
        {Object.keys(trainedSources).map((source) => (
          <optgroup key={source} label={t('trained.of', { source: t(`trained.source.${source}`) })}>
            {options
              .filter((option) => trainedPart(option)?.source === source)
              .map((option) => (
                <option key={option} value={option}>
                  {trainedName(t, option).whole}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
    </Field>
  );
});

function Remark({ node }: { node: NetworkNode }) {
  const { t } = useTranslation();
  const inUse = useNumbersInUse(node);
  const usesTrained = useStore(selectUsesTrained);
  return (
    <p className="inspector__note trained__remark">
      {t(`trained.${usesTrained ? inUse : 'random'}`)}
    </p>
  );
}
