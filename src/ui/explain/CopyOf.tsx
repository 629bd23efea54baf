/** A number that is another's: a flatten's, a concatenation's. Which cell of which layer it is. */
import { formatNumber } from '../../paint/formatNumber';
import { cellAt, sourceAt } from '../../network/strongest';
import { explainCell } from '../../store/explain';
import { useNodeName } from '../nodeName';
import { useNodeBefore } from '../useNodeBefore';
import { useTranslation } from '../words';
import type { CombinedProps } from './Explanation';

export function CopyOf({ node, reading }: CombinedProps) {
  const { t } = useTranslation();
  const nameOf = useNodeName();
  const source = useNodeBefore(node, sourceAt(reading.terms, 0));
  const cell = cellAt(reading.terms, 0);
  if (reading.inside[0] !== 1) return <p>{t('explain.copyOfPadding')}</p>;
  return (
    <p>
      <span>{`${t('explain.copyOf', {
        name: source ? nameOf(source) : '',
        map: cell.channel + 1,
        row: cell.row + 1,
        column: cell.column + 1,
        value: formatNumber(reading.value, 6),
      })} `}</span>
      {source && (
        <button
          type="button"
          className="button button--bordered"
          onClick={() => explainCell(source.id, cell)}
        >
          {t('explain.goThere')}
        </button>
      )}
    </p>
  );
}
