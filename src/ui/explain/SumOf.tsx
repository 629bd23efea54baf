/** A number that is a sum over the layers that meet: each one's cell at the same place. */
import { cellAt, sourceAt } from '../../network/strongest';
import { formatNumber } from '../../paint/formatNumber';
import { explainCell } from '../../store/explain';
import { useNodeName } from '../nodeName';
import { useNodeBefore } from '../useNodeBefore';
import { useTranslation } from '../words';
import type { CombinedProps } from './Explanation';

export function SumOf({ node, reading }: CombinedProps) {
  return (
    <ul className="explain__summands">
      {Array.from(reading.inputs, (value, index) => (
        <Summand key={index} node={node} reading={reading} index={index} value={value} />
      ))}
    </ul>
  );
}

interface SummandProps extends Pick<CombinedProps, 'node' | 'reading'> {
  index: number;
  value: number;
}

function Summand({ node, reading, index, value }: SummandProps) {
  const { t } = useTranslation();
  const nameOf = useNodeName();
  const source = useNodeBefore(node, sourceAt(reading.terms, index));
  if (!source) return null;
  return (
    <li>
      <span>{`${nameOf(source)}: ${formatNumber(value, 6)} `}</span>
      <button
        type="button"
        className="button button--bordered"
        onClick={() => explainCell(source.id, cellAt(reading.terms, index))}
      >
        {t('explain.goThere')}
      </button>
    </li>
  );
}
