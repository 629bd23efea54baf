/** An activation's cell: the function's curve with this point on it. */
import { useMemo } from 'react';
import { definitionOf } from '../../layers';
import type { Settings } from '../../layers/settings';
import { formatNumber } from '../../paint/formatNumber';
import { useTranslation } from '../words';
import type { CombinedProps } from './Explanation';

/** Of the drawing, in CSS pixels. */
const width = 320;
const height = 180;
const margin = 14;
const samples = 128;

export function CurvePoint({
  node,
  reading,
  combined,
  settings,
}: CombinedProps & { settings: Settings }) {
  const { t } = useTranslation();
  const x = reading.inputs[0] ?? NaN;
  const y = combined.value;
  const drawing = useMemo(() => {
    const definition = definitionOf(node.kind);
    if (!definition.curve) return null;
    return layoutCurve((at) => definition.curve?.(at, settings) ?? NaN, x);
  }, [node.kind, settings, x]);
  if (!drawing) return null;
  const { path, place, zeroX, zeroY } = drawing;
  const point = place(x, y);
  const words = t('explain.curvePoint', { x: formatNumber(x, 5), y: formatNumber(y, 5) });
  return (
    <figure className="curve">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        width={width}
        height={height}
        role="img"
        aria-label={words}
      >
        <line className="curve__axis" x1="0" x2={width} y1={zeroY} y2={zeroY} />
        <line className="curve__axis" x1={zeroX} x2={zeroX} y1="0" y2={height} />
        <path className="curve__line" d={path} />
        {point && (
          <>
            <path
              className="curve__guide"
              d={`M${point.x} ${zeroY}V${point.y}M${zeroX} ${point.y}H${point.x}`}
            />
            <circle className="curve__point" cx={point.x} cy={point.y} r="5" />
          </>
        )}
      </svg>
      <figcaption>{words}</figcaption>
    </figure>
  );
}

/** The curve around zero, wide enough to hold the point. */
function layoutCurve(curve: (x: number) => number, x: number) {
  const reach = Math.max(1, Number.isFinite(x) ? Math.abs(x) * 1.25 : 1);
  const [from, to] = [-reach, reach];
  const points = Array.from({ length: samples + 1 }, (_, index) => {
    const at = from + ((to - from) * index) / samples;
    return { at, value: curve(at) };
  });
  const values = points.map(({ value }) => value).filter(Number.isFinite);
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  const acrossOf = (at: number) => margin + ((at - from) / (to - from)) * (width - 2 * margin);
  const upOf = (value: number) =>
    height - margin - ((value - low) / (high - low || 1)) * (height - 2 * margin);
  return {
    path: points
      .map(
        ({ at, value }, index) =>
          `${index === 0 ? 'M' : 'L'}${acrossOf(at).toFixed(1)} ${upOf(value).toFixed(1)}`,
      )
      .join(''),
    place: (at: number, value: number) =>
      Number.isFinite(at) && Number.isFinite(value) ? { x: acrossOf(at), y: upOf(value) } : null,
    zeroX: acrossOf(0),
    zeroY: upOf(0),
  };
}
