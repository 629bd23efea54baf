/** A convolution's cell: for each input channel the patch, the kernel, their products and their sum. */
import { useMemo, useState } from 'react';
import { lutOf } from '../../paint/colourMaps';
import { formatFixed } from '../../paint/formatNumber';
import { useFrame } from '../../store/derived';
import { useStore } from '../../store/store';
import { useColours } from '../colours';
import { useDrawnTheme } from '../theme';
import { useTranslation } from '../words';
import { decimalsFor } from './decimals';
import type { CombinedProps } from './Explanation';
import { Matrix } from './Matrix';

/** Channels shown at first, and more with each press. */
const channelsAtOnce = 6;

export function ChannelSums({ node, reading, combined }: CombinedProps) {
  const { t } = useTranslation();
  const [count, setCount] = useState(channelsAtOnce);
  const [pointed, setPointed] = useState<number | null>(null);
  const theme = useDrawnTheme();
  const sourceId = node.inputs[0] ?? node.id;
  const sourceKind = useStore(
    (state) => state.network.nodes.find(({ id }) => id === sourceId)?.kind,
  );
  const sourceColours = useColours(sourceId, useFrame(sourceId));
  const diverging = lutOf('diverging', theme);

  const { terms, inputs, inside, weights, bias } = reading;
  const { rows, columns, channels } = terms;
  const products = combined.products ?? new Float64Array(0);
  const ordered = useMemo(
    () => combined.perChannel.toSorted((a, b) => Math.abs(b.sum) - Math.abs(a.sum)),
    [combined],
  );
  const shown = ordered.slice(0, count);
  const others = ordered.slice(count);
  const othersSum = others.reduce((total, { sum }) => total + sum, 0);
  const decimals = {
    inputs: decimalsFor(inputs),
    weights: decimalsFor(weights ?? []),
    products: decimalsFor(products),
  };
  const weightReach = reachOf(weights ?? []);
  const productReach = reachOf(products);
  const figures = decimalsFor(combined.perChannel.map(({ sum }) => sum).concat(bias ?? 0), 4);
  const of = (values: ArrayLike<number>, channel: number) =>
    Float64Array.from({ length: rows.length * columns.length }, (_, place) =>
      Number(values[place * channels.count + channel - channels.first]),
    );
  const common = {
    rows: rows.length,
    columns: columns.length,
    pointed,
    onPoint: setPointed,
  };
  return (
    <div className="sums">
      <p className="sums__line">
        {shown.map(({ channel, sum }, place) => (
          <span key={channel}>{signed(sum, figures, place === 0)}</span>
        ))}
        {others.length > 0 && <span>{signed(othersSum, figures, false)}</span>}
        <span title={t('explain.bias')}>
          {`${signed(bias ?? 0, figures, false)} (${t('explain.bias')})`}
        </span>
      </p>
      <ol className="sums__channels">
        {shown.map(({ channel, sum }) => {
          const name = t(sourceKind === 'input' ? 'explain.photoChannel' : 'explain.channel', {
            number: channel + 1,
          });
          return (
            <li key={channel} className="sums__channel">
              <p className="sums__name">{name}</p>
              <div className="sums__row">
                <Matrix
                  {...common}
                  label={t('explain.patch', { name })}
                  values={of(inputs, channel)}
                  inside={inside}
                  scale={sourceColours.scaleOf(channel)}
                  lut={sourceColours.lut}
                  decimals={decimals.inputs}
                />
                <span className="sums__sign">×</span>
                <Matrix
                  {...common}
                  label={t('explain.kernel', { name })}
                  values={of(weights ?? [], channel)}
                  scale={weightReach}
                  lut={diverging}
                  decimals={decimals.weights}
                />
                {/* Where all three do not fit beside one another, these go below together. */}
                <div className="sums__row">
                  <span className="sums__sign">=</span>
                  <Matrix
                    {...common}
                    label={t('explain.products', { name })}
                    values={of(products, channel)}
                    scale={productReach}
                    lut={diverging}
                    decimals={decimals.products}
                  />
                  <span className="sums__sum">{`Σ ${formatFixed(sum, figures)}`}</span>
                </div>
              </div>
            </li>
          );
        })}
      </ol>
      {others.length > 0 && (
        <p className="sums__others">
          <span>
            {t('explain.others', { count: others.length, sum: formatFixed(othersSum, figures) })}
          </span>
          <button
            type="button"
            className="button button--bordered"
            onClick={() => setCount(count + 4 * channelsAtOnce)}
          >
            {t('explain.more')}
          </button>
        </p>
      )}
    </div>
  );
}

/** With its sign in front, as a term of a sum. */
function signed(value: number, decimals: number, isFirst: boolean): string {
  const size = formatFixed(Math.abs(value), decimals);
  if (value < 0) return isFirst ? formatFixed(value, decimals) : ` − ${size}`;
  return isFirst ? size : ` + ${size}`;
}

/** As far below zero as above it. */
function reachOf(values: ArrayLike<number>): { low: number; high: number } {
  let reach = 0;
  for (let index = 0; index < values.length; index++) {
    const size = Math.abs(values[index] ?? 0);
    if (Number.isFinite(size) && size > reach) reach = size;
  }
  return { low: -(reach || 1), high: reach || 1 };
}
