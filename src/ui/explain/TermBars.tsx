/** Numbers as signed bars from a common zero, each with its name; one can be gone to. */
import { useTranslation } from '../words';

export interface TermRow {
  index: number;
  name: string;
  value: number;
  text: string;
  isOwn?: boolean;
  isPointed?: boolean;
}

interface TermBarsProps {
  label: string;
  rows: readonly TermRow[];
  onChoose?: (index: number) => void;
  onPoint?: (index: number | null) => void;
}

export function TermBars({ label, rows, onChoose, onPoint }: TermBarsProps) {
  const { t } = useTranslation();
  const sizes = rows.map(({ value }) => (Number.isFinite(value) ? Math.abs(value) : 0));
  const reach = Math.max(...sizes, 0) || 1;
  const isSigned = rows.some(({ value }) => value < 0);
  return (
    <ol className="terms" aria-label={label} onPointerLeave={() => onPoint?.(null)}>
      {rows.map(({ index, name, value, text, isOwn, isPointed }, place) => {
        const share = ((sizes[place] ?? 0) / reach) * (isSigned ? 50 : 100);
        const start = isSigned ? (value < 0 ? 50 - share : 50) : 0;
        return (
          <li
            key={index}
            className="terms__row"
            data-own={isOwn}
            data-pointed={isPointed}
            onPointerEnter={() => onPoint?.(index)}
          >
            {onChoose ? (
              <button
                type="button"
                className="terms__name"
                title={t('explain.goThere')}
                onClick={() => onChoose(index)}
              >
                {name}
              </button>
            ) : (
              <span className="terms__name">{name}</span>
            )}
            <span className="terms__track" data-signed={isSigned}>
              <span
                className="terms__bar"
                data-negative={value < 0}
                style={{ left: `${start}%`, width: `${share}%` }}
              />
            </span>
            <span className="terms__value">{text}</span>
          </li>
        );
      })}
    </ol>
  );
}
