/** A window's height and width, or the sides of a padding: one slider while linked, else one each. */
import { useTranslation } from '../words';
import { fieldMaximum, type IntegerSpec, type Settings } from '../../layers/settings';
import { definitionOf } from '../../layers';
import type { NetworkNode } from '../../network/graph';
import { changeSettings } from '../../store/network';
import { Icon } from '../controls/Icon';
import { Slider } from '../controls/Slider';
import { useKerasHint } from './kerasNames';
import type { Side } from './settingRows';
import { setUnlinked, useIsUnlinked } from './unlinked';

interface LinkedSidesProps {
  node: NetworkNode;
  /** What they are together: the word's key in the locale files. */
  label: string;
  sides: readonly [Side, ...Side[]];
}

export function LinkedSides({ node, label, sides }: LinkedSidesProps) {
  const { t } = useTranslation();
  const hint = useKerasHint(node.kind);
  const setApart = useIsUnlinked(node.id);
  const values = sides.map(({ key }) => node.settings[key] as number);
  const [first = 1] = values;
  const isLinked = !setApart && values.every((value) => value === first);
  const name = t(`setting.${label}`);
  const keys = sides.map(({ key }) => key);
  const words = sides.length === 2 ? wordsOfTwo : wordsOfAll;
  const toggle = (
    <button
      className="button inspector__link"
      aria-pressed={isLinked}
      aria-label={t(words.together, { name })}
      title={t(isLinked ? words.unlink : words.link)}
      onClick={() => {
        setUnlinked(node.id, isLinked);
        if (!isLinked) changeSettings(node.id, allTo(keys, first));
      }}
    >
      <Icon name={isLinked ? 'link' : 'unlinked'} />
    </button>
  );
  if (isLinked) {
    return (
      <div className="inspector__pair" title={hint(label)}>
        <SideSlider node={node} keys={keys} label={name} />
        {toggle}
      </div>
    );
  }
  return (
    <fieldset className="inspector__pair" aria-label={name} title={hint(label)}>
      <div className="field inspector__field">
        <span className="field__label">{name}</span>
        <span className="inspector__control inspector__readout">
          {values.join(values.length === 2 ? ' × ' : ', ')}
        </span>
      </div>
      {toggle}
      <div className="inspector__indented">
        {sides.map((side) => (
          <SideSlider
            key={side.key}
            node={node}
            keys={[side.key]}
            label={t(`setting.${side.label}`)}
          />
        ))}
      </div>
    </fieldset>
  );
}

const wordsOfTwo = {
  together: 'inspector.linkSides',
  link: 'inspector.link',
  unlink: 'inspector.unlink',
};
const wordsOfAll = {
  together: 'inspector.linkAllSides',
  link: 'inspector.linkAll',
  unlink: 'inspector.unlinkAll',
};

interface SideSliderProps {
  node: NetworkNode;
  /** Settings that the slider sets, all to the same value. */
  keys: readonly string[];
  label: string;
}

function SideSlider({ node, keys, label }: SideSliderProps) {
  const [key = ''] = keys;
  const spec = definitionOf(node.kind).settings[key] as IntegerSpec;
  return (
    <Slider
      label={label}
      value={node.settings[key] as number}
      min={spec.min}
      max={spec.max}
      fieldMax={fieldMaximum(spec)}
      step={spec.step}
      isWhole
      onChange={(value) => changeSettings(node.id, allTo(keys, value))}
    />
  );
}

function allTo(keys: readonly string[], value: number): Settings {
  return Object.fromEntries(keys.map((key) => [key, value] as const));
}
