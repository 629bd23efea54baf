/** The legend, always in sight: which colours, over which values, whose. */
import { memo, useCallback } from 'react';
import { useTranslation } from '../words';
import type { SharedView } from '../../network/link';
import { colourMapNames } from '../../paint/colourMaps';
import { formatNumber } from '../../paint/formatNumber';
import { legendTicks, paintRamp } from '../../paint/legend';
import type { PaintContext } from '../../paint/paintMap';
import { scaleModes, scaleScopes } from '../../paint/scale';
import { selectStageNode, useFrame } from '../../store/derived';
import { useStore } from '../../store/store';
import { changeView } from '../../store/view';
import { rgbScales, useColours } from '../colours';
import { mapCount, mapName } from './mapName';
import { PaintedCanvas } from './PaintedCanvas';
import { TickRow } from './TickRow';
import './scale.css';

export function Scale() {
  const { t } = useTranslation();
  return (
    <section className="scale" aria-label={t('inspector.scale')}>
      <Legend />
      <Choices />
    </section>
  );
}

interface LegendProps {
  /** The heading that fits where the legend stands. */
  heading?: 'h2' | 'h3';
}

/** The ramp with its numbers and whose they are. */
export function Legend({ heading: Heading = 'h3' }: LegendProps) {
  const { t } = useTranslation();
  const node = useStore(selectStageNode);
  const frame = useFrame(node.id);
  const scope = useStore((state) => state.view.scope);
  const selected = useStore((state) => state.view.selectedMap);
  const colours = useColours(node.id, frame);
  const { lut } = colours;
  const paint = useCallback(
    (context: PaintContext, width: number, height: number) =>
      paintRamp(context, width, height, lut),
    [lut],
  );
  const isComposite = useStore((state) => state.view.composite);
  const composite =
    isComposite && frame && mapCount(frame.shape) === 3 && node.kind !== 'input'
      ? rgbScales(frame, colours)
      : null;
  const channel = Math.min(selected, mapCount(frame?.shape ?? [1, 1, 1]) - 1);
  const scale = colours.scaleOf(channel);
  const whose =
    scope === 'map' && frame
      ? mapName(t, node.kind, frame.shape, channel)
      : t(`inspector.scope.${scope}`);
  return (
    <>
      <Heading className="section-title">
        <span>{t('inspector.scale')}</span>
        <span className="inspector__aside">{whose}</span>
      </Heading>
      <div className="scale__legend">
        <PaintedCanvas className="scale__ramp" height={12} paint={paint} />
        {frame && <TickRow ticks={legendTicks(scale)} />}
      </div>
      <p className="inspector__note">
        {composite
          ? scope === 'map'
            ? t('inspector.compositeLegendEach')
            : t('inspector.compositeLegend', {
                low: formatNumber(composite[0].low, 3),
                high: formatNumber(composite[0].high, 3),
              })
          : frame &&
            scale.clipped &&
            t(scope === 'network' ? 'inspector.clippedNetwork' : 'inspector.clipped')}
      </p>
    </>
  );
}

const choices = {
  colourMap: ['auto', ...colourMapNames],
  scope: scaleScopes,
  range: scaleModes,
} as const satisfies Partial<Record<keyof SharedView, readonly string[]>>;

const Choices = memo(function Choices() {
  return (
    <div className="scale__choices">
      <Choice name="colourMap" />
      <Choice name="scope" />
      <Choice name="range" />
    </div>
  );
});

function Choice({ name }: { name: keyof typeof choices }) {
  const { t } = useTranslation();
  const value = useStore((state) => state.view[name]);
  return (
    <select
      className="select"
      aria-label={t(`setting.${name}`)}
      title={t(`setting.${name}`)}
      value={value}
      onChange={(event) => changeView({ [name]: event.target.value })}
    >
      {choices[name].map((option) => (
        <option key={option} value={option}>
          {t(`option.${name}.${option}`)}
        </option>
      ))}
    </select>
  );
}
