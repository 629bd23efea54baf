/** The sum as it comes out, the value on screen, and to how many decimals they are the same. */
import type { CellReading } from '../../engine/protocol';
import { agreeingDigits, type Combined } from '../../network/combine';
import { formatFixed } from '../../paint/formatNumber';
import { useTranslation } from '../words';

/** Decimals shown at most: 32-bit numbers have about seven digits. */
const mostDecimals = 6;

interface TotalLineProps {
  reading: CellReading;
  combined: Combined;
}

export function TotalLine({ reading, combined }: TotalLineProps) {
  const { t } = useTranslation();
  const decimals = agreeingDigits(combined.value, reading.value, mostDecimals);
  const shown = Math.max(0, decimals);
  return (
    <p className="explain__total">
      <strong>{`= ${formatFixed(combined.value, shown)}`}</strong>
      <span className="explain__note">
        {Number.isFinite(reading.value)
          ? t('explain.agrees', { value: formatFixed(reading.value, shown), count: shown })
          : t('explain.notFinite')}
      </span>
    </p>
  );
}
