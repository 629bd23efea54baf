/** The sum as it comes out, the value on screen, and to how many decimals they are the same. */
import type { CellReading } from '../../engine/protocol';
import type { Combined } from '../../network/combine';
import { formatFixed } from '../../paint/formatNumber';
import { useTranslation } from '../words';

interface TotalLineProps {
  reading: CellReading;
  combined: Combined;
  decimals: number;
}

export function TotalLine({ reading, combined, decimals }: TotalLineProps) {
  const { t } = useTranslation();
  return (
    <p className="explain__total">
      <strong>{`= ${formatFixed(combined.value, decimals)}`}</strong>
      <span className="explain__note">
        {Number.isFinite(reading.value)
          ? t(decimals > 0 ? 'explain.agrees' : 'explain.agreesWhole', {
              value: formatFixed(reading.value, decimals),
              count: decimals,
            })
          : t('explain.notFinite')}
      </span>
    </p>
  );
}
