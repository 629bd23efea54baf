/** The control of one setting, by what its declaration says it is. Every tick is a change. */
import { memo, useId } from 'react';
import { useTranslation } from '../words';
import {
  fieldMaximum,
  type ChoiceSpec,
  type SettingSpec,
  type SettingValue,
} from '../../layers/settings';
import type { NodeId } from '../../network/graph';
import { changeSettings, rollSeed } from '../../store/network';
import { IconButton } from '../controls/IconButton';
import { Segments } from '../controls/Segments';
import { NumberField } from '../controls/NumberField';
import { Slider } from '../controls/Slider';
import { Field } from './Field';

interface SettingControlProps {
  nodeId: NodeId;
  settingKey: string;
  spec: SettingSpec;
  value: SettingValue;
  hint?: string | undefined;
}

const largestSeed = 0xffffffff;
/** Letters (a Chinese character counting as two) up to which the options stand side by side. */
const segmentLetters = 18;

export const SettingControl = memo(function SettingControl(props: SettingControlProps) {
  const { nodeId, settingKey: key, spec, value, hint } = props;
  const { t } = useTranslation();
  const id = useId();
  const label = t(`setting.${key}`);
  const change = (value: SettingValue) => changeSettings(nodeId, { [key]: value });
  switch (spec.type) {
    case 'integer':
    case 'number':
      return (
        <div title={hint}>
          <Slider
            label={label}
            value={value as number}
            min={spec.min}
            max={spec.max}
            fieldMax={fieldMaximum(spec)}
            step={spec.step}
            isWhole={spec.type === 'integer'}
            onChange={change}
          />
        </div>
      );
    case 'choice':
      return (
        <Choice
          {...{ settingKey: key, spec, hint, label }}
          value={value as string}
          onChange={change}
        />
      );
    case 'boolean':
      return (
        <Field label={label} hint={hint} htmlFor={id}>
          <input
            id={id}
            className="inspector__checkbox"
            type="checkbox"
            checked={value === true}
            onChange={(event) => change(event.target.checked)}
          />
        </Field>
      );
    case 'seed':
      return (
        <Field label={label} hint={hint}>
          <div className="inspector__seed">
            <NumberField
              label={label}
              value={value as number}
              min={0}
              max={largestSeed}
              step={1}
              isWhole
              onChange={change}
            />
            <IconButton
              label={t('inspector.rollSeed')}
              icon="dice"
              onClick={() => rollSeed(nodeId)}
            />
          </div>
        </Field>
      );
    case 'handmade':
    case 'filterChanges':
      return null;
  }
});

interface ChoiceProps {
  settingKey: string;
  spec: ChoiceSpec;
  label: string;
  value: string;
  hint: string | undefined;
  onChange: (value: string) => void;
}

/** Segments where the words fit in the row, and a list where they do not. */
function Choice({ settingKey, spec, label, value, hint, onChange }: ChoiceProps) {
  const { t } = useTranslation();
  const id = useId();
  const options = spec.options.map((option) => ({
    value: option,
    label: t(`option.${settingKey}.${option}`),
  }));
  const letters = options.map((option) => lettersOf(option.label)).reduce((a, b) => a + b, 0);
  if (letters <= segmentLetters) {
    return (
      <Field label={label} hint={hint}>
        <Segments {...{ label, options, onChange }} value={value} />
      </Field>
    );
  }
  return (
    <Field label={label} hint={hint} htmlFor={id}>
      <select
        id={id}
        className="select"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  );
}

function lettersOf(text: string): number {
  return Array.from(text, (letter): number => (letter > '\u2e80' ? 2 : 1)).reduce(
    (sum, letters) => sum + letters,
    0,
  );
}
