/** A softmax cell: the exponentials, their sum, the quotient. */
import { formatNumber } from '../../paint/formatNumber';
import { explainCell, pointAt } from '../../store/explain';
import { useStore } from '../../store/store';
import { useClassNames } from '../classNames';
import { useTranslation } from '../words';
import type { CombinedProps } from './Explanation';
import { TermBars } from './TermBars';

export function SoftmaxTerms({ node, reading, combined }: CombinedProps) {
  const { t } = useTranslation();
  const { inputs, terms, cell } = reading;
  const powers = combined.exponentials ?? new Float64Array(0);
  const isVector = reading.shape.length === 1;
  const names = useClassNames(node.id);
  const pointed = useStore(({ explain }) =>
    explain.pointed?.nodeId === node.id ? explain.pointed.column : undefined,
  );
  const sum = combined.exponentialSum ?? NaN;
  return (
    <>
      <TermBars
        label={t('explain.powersRegion')}
        rows={Array.from(powers, (power, index) => ({
          index,
          name: t(combined.shift === 0 ? 'explain.power' : 'explain.powerShifted', {
            index: names?.[index] ?? index + 1,
            input: formatNumber(inputs[index] ?? NaN, 4),
            shift: formatNumber(combined.shift, 4),
          }),
          value: power,
          text: `${formatNumber(power, 4)} · ${formatNumber((power / sum) * 100, 3)} %`,
          isOwn: index === terms.own,
          isPointed: index === pointed,
        }))}
        onPoint={(index) =>
          pointAt(index !== null && isVector ? { nodeId: node.id, row: 0, column: index } : null)
        }
        onChoose={(index) =>
          explainCell(
            node.id,
            isVector ? { row: 0, column: index, channel: 0 } : { ...cell, channel: index },
          )
        }
      />
      <p className="sums__others">
        {t('explain.quotient', {
          power: formatNumber(powers[terms.own ?? 0] ?? NaN, 5),
          sum: formatNumber(sum, 5),
        })}
      </p>
    </>
  );
}
