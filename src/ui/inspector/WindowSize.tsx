/** Height and width of a window: one slider while they are linked, two otherwise. */
import { useTranslation } from '../words';
import { fieldMaximum, type IntegerSpec, type Settings } from '../../layers/settings';
import { definitionOf } from '../../layers';
import type { NetworkNode } from '../../network/graph';
import { changeSettings } from '../../store/network';
import { Icon } from '../controls/Icon';
import { Slider } from '../controls/Slider';
import { useKerasHint } from './kerasNames';
import { setUnlinked, useIsUnlinked } from './unlinked';

interface WindowSizeProps {
  node: NetworkNode;
  /** What the two are together: the word's key in the locale files. */
  label: string;
  /** Keys of the two settings. */
  height: string;
  width: string;
}

export function WindowSize({ node, label, height, width }: WindowSizeProps) {
  const { t } = useTranslation();
  const hint = useKerasHint(node.kind);
  const setApart = useIsUnlinked(node.id);
  const isLinked = !setApart && node.settings[height] === node.settings[width];
  const name = t(`setting.${label}`);
  const sideOf = (key: string) => node.settings[key] as number;
  const toggle = (
    <button
      className="button inspector__link"
      aria-pressed={isLinked}
      aria-label={t('inspector.linkSides', { name })}
      title={t(isLinked ? 'inspector.unlink' : 'inspector.link')}
      onClick={() => {
        setUnlinked(node.id, isLinked);
        if (!isLinked) changeSettings(node.id, { [width]: node.settings[height] ?? 1 });
      }}
    >
      <Icon name={isLinked ? 'link' : 'unlinked'} />
    </button>
  );
  if (isLinked) {
    return (
      <div className="inspector__pair" title={hint(label)}>
        <Side node={node} keys={[height, width]} label={name} />
        {toggle}
      </div>
    );
  }
  return (
    <fieldset className="inspector__pair" aria-label={name} title={hint(label)}>
      <div className="field inspector__field">
        <span className="field__label">{name}</span>
        <span className="inspector__control inspector__readout">
          {`${sideOf(height)} × ${sideOf(width)}`}
        </span>
      </div>
      {toggle}
      <div className="inspector__indented">
        <Side node={node} keys={[height]} label={t('setting.height')} />
        <Side node={node} keys={[width]} label={t('setting.width')} />
      </div>
    </fieldset>
  );
}

interface SideProps {
  node: NetworkNode;
  /** Settings that the slider sets, all to the same value. */
  keys: readonly [string, ...string[]];
  label: string;
}

function Side({ node, keys, label }: SideProps) {
  const spec = definitionOf(node.kind).settings[keys[0]] as IntegerSpec;
  const change = (value: number): Settings =>
    Object.fromEntries(keys.map((key) => [key, value] as const));
  return (
    <Slider
      label={label}
      value={node.settings[keys[0]] as number}
      min={spec.min}
      max={spec.max}
      fieldMax={fieldMaximum(spec)}
      step={spec.step}
      onChange={(value) => changeSettings(node.id, change(value))}
    />
  );
}
