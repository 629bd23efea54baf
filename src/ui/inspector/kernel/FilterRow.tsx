/** What else belongs to the selected filter: its bias, whether it is frozen, muted or solo. */
import { memo } from 'react';
import { useTranslation } from '../../words';
import type { NodeId } from '../../../network/graph';
import {
  setFilterBias,
  takeBackEdits,
  toggleFrozen,
  toggleMuted,
  toggleSolo,
} from '../../../store/filters';
import { Field } from '../Field';
import { WeightField } from './WeightField';

interface FilterBiasProps {
  nodeId: NodeId;
  filter: number;
  bias: number;
  isEdited: boolean;
}

export const FilterBias = memo(function FilterBias(props: FilterBiasProps) {
  const { nodeId, filter, bias, isEdited } = props;
  const { t } = useTranslation();
  return (
    <Field label={t('kernelEdit.bias')}>
      <span className={isEdited ? 'kernel__bias is-edited' : 'kernel__bias'}>
        <WeightField
          className="kernel__single"
          label={t('kernelEdit.biasOf', { number: filter + 1 })}
          value={bias}
          onChange={(value) => setFilterBias(nodeId, filter, value)}
        />
      </span>
    </Field>
  );
});

interface FilterModesProps {
  nodeId: NodeId;
  filter: number;
  isFrozen: boolean;
  isMuted: boolean;
  /** Index of the filter that is solo; −1 where there is none. */
  solo: number;
  isEdited: boolean;
}

export const FilterModes = memo(function FilterModes(props: FilterModesProps) {
  const { nodeId, filter, isFrozen, isMuted, solo, isEdited } = props;
  const { t } = useTranslation();
  const modes = [
    { name: 'freeze', isOn: isFrozen, toggle: toggleFrozen },
    { name: 'mute', isOn: isMuted, toggle: toggleMuted },
    { name: 'solo', isOn: solo === filter, toggle: toggleSolo },
  ];
  const isBesideSolo = solo >= 0 && solo !== filter;
  return (
    <>
      <div
        className="kernel__modes"
        role="group"
        aria-label={t('inspector.map.filter', { number: filter + 1 })}
      >
        {modes.map(({ name, isOn, toggle }) => (
          <button
            key={name}
            type="button"
            className="button button--bordered kernel__toggle"
            aria-pressed={isOn}
            title={t(`kernelEdit.${name}Hint`)}
            onClick={() => toggle(nodeId, filter)}
          >
            {t(`kernelEdit.${name}`)}
          </button>
        ))}
      </div>
      <output className="inspector__note kernel__standing">
        {isBesideSolo
          ? t('kernelEdit.besideSolo', { number: solo + 1 })
          : isMuted && solo < 0 && t('kernelEdit.muted')}
      </output>
      {isEdited && (
        <button
          type="button"
          className="button button--bordered kernel__back"
          onClick={() => takeBackEdits(nodeId, filter)}
        >
          {t('kernelEdit.takeBack')}
        </button>
      )}
    </>
  );
});
