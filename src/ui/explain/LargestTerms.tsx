/** A dense unit: its largest terms as signed bars, the rest summed and within reach. */
import { useMemo, useState } from 'react';
import { formatFixed, formatNumber } from '../../paint/formatNumber';
import { explainCell } from '../../store/explain';
import { useTranslation } from '../words';
import { decimalsFor } from './decimals';
import type { CombinedProps } from './Explanation';
import { TermBars } from './TermBars';

/** Terms shown at first, and more with each press. */
const termsAtOnce = 12;

export function LargestTerms({ node, reading, combined }: CombinedProps) {
  const { t } = useTranslation();
  const [count, setCount] = useState(termsAtOnce);
  const { inputs, weights, bias } = reading;
  const { products } = combined;
  const order = useMemo(
    () =>
      Array.from(products ?? [], (_, index) => index).toSorted(
        (a, b) => Math.abs(products?.[b] ?? 0) - Math.abs(products?.[a] ?? 0),
      ),
    [products],
  );
  const decimals = decimalsFor(products ?? [], 4);
  const rest = order.slice(count).reduce((sum, index) => sum + (products?.[index] ?? 0), 0);
  const source = node.inputs[0];
  return (
    <>
      <TermBars
        label={t('explain.termsRegion')}
        rows={order.slice(0, count).map((index) => ({
          index,
          name: t('explain.term', {
            index: index + 1,
            input: formatNumber(inputs[index] ?? NaN, 3),
            weight: formatNumber(weights?.[index] ?? NaN, 3),
          }),
          value: products?.[index] ?? NaN,
          text: formatFixed(products?.[index] ?? NaN, decimals),
        }))}
        onChoose={(index) => {
          if (source) explainCell(source, { row: 0, column: index, channel: 0 });
        }}
      />
      {order.length > count && (
        <p className="sums__others">
          <span>
            {t('explain.otherTerms', {
              count: order.length - count,
              sum: formatFixed(rest, decimals),
            })}
          </span>
          <button
            type="button"
            className="button button--bordered"
            onClick={() => setCount(count + 4 * termsAtOnce)}
          >
            {t('explain.more')}
          </button>
        </p>
      )}
      <p className="sums__others">
        {t('explain.plusBias', { bias: formatFixed(bias ?? 0, decimals) })}
      </p>
    </>
  );
}
