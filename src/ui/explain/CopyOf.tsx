/** A flatten's number: which cell of the maps it is. */
import { formatNumber } from '../../paint/formatNumber';
import { cellAt } from '../../network/strongest';
import { explainCell } from '../../store/explain';
import { useTranslation } from '../words';
import type { CombinedProps } from './Explanation';

export function CopyOf({ node, reading }: CombinedProps) {
  const { t } = useTranslation();
  const source = node.inputs[0];
  const cell = cellAt(reading.terms, 0);
  return (
    <p>
      {t('explain.copyOf', {
        map: cell.channel + 1,
        row: cell.row + 1,
        column: cell.column + 1,
        value: formatNumber(reading.value, 6),
      })}{' '}
      {source && (
        <button
          type="button"
          className="button button--bordered"
          onClick={() => explainCell(source, cell)}
        >
          {t('explain.goThere')}
        </button>
      )}
    </p>
  );
}
