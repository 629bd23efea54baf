/** The selected kernel large: with its numbers while they can be read, as a picture beyond. */
import { memo, useMemo } from 'react';
import { useTranslation } from '../words';
import { lutOf } from '../../paint/colourMaps';
import { colourise } from '../../paint/colourise';
import { formatFixed, formatNumber } from '../../paint/formatNumber';
import { cssOfPixel } from '../../paint/oklab';
import { MapCanvas } from '../stage/MapCanvas';
import { useDrawnTheme } from '../theme';
import { scaleOfPlane, type KernelPlanes } from './kernelSheet';

interface KernelNumbersProps {
  kernels: KernelPlanes;
  filter: number;
  /** Whether the numbers are means over the input's channels. */
  isMean: boolean;
  bias: number | undefined;
}

/** Sides of a kernel up to which its numbers are written. */
const numbersUpTo = 5;

export function KernelNumbers({ kernels, filter, isMean, bias }: KernelNumbersProps) {
  const { t } = useTranslation();
  const lut = lutOf('diverging', useDrawnTheme());
  const { rows, columns } = kernels;
  const plane = useMemo(() => kernels.planeOf(filter), [kernels, filter]);
  const scale = useMemo(() => scaleOfPlane(plane), [plane]);
  const isReadable = Math.max(rows, columns) <= numbersUpTo;
  return (
    <div className="kernels__numbers">
      {isReadable ? (
        <NumberTable {...{ plane, rows, columns, scale, lut }} filter={filter} />
      ) : (
        <MapCanvas
          className="kernels__large"
          values={plane}
          width={columns}
          height={rows}
          scale={{ ...scale, clipped: false, clippedLow: false, clippedHigh: false }}
          lut={lut}
        />
      )}
      <p className="inspector__note">
        {isReadable
          ? isMean && t('inspector.meansOver', { channels: kernels.channels })
          : t('inspector.weightRange', {
              low: formatNumber(Math.min(...plane), 3),
              high: formatNumber(Math.max(...plane), 3),
            })}
        {bias !== undefined && ` ${t('inspector.filterBias', { bias: formatNumber(bias, 3) })}`}
      </p>
    </div>
  );
}

interface NumberTableProps {
  plane: Float32Array;
  rows: number;
  columns: number;
  scale: { low: number; high: number };
  lut: Uint32Array;
  filter: number;
}

const NumberTable = memo(function NumberTable(props: NumberTableProps) {
  const { plane, rows, columns, scale, lut, filter } = props;
  const { t } = useTranslation();
  const colours = new Uint32Array(plane.length);
  colourise(plane, colours, scale, lut);
  return (
    <table
      className="kernels__table"
      aria-label={t('inspector.kernelNumbers', { number: filter + 1 })}
    >
      <tbody>
        {Array.from({ length: rows }, (_, row) => (
          <tr key={row}>
            {Array.from({ length: columns }, (_, column) => {
              const at = row * columns + column;
              const pixel = colours[at] ?? 0;
              return (
                <td key={column} style={{ background: cssOfPixel(pixel), color: inkOn(pixel) }}>
                  {decimals(plane[at] ?? 0)}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
});

function decimals(weight: number): string {
  return formatFixed(weight, Math.abs(weight) >= 10 ? 1 : 3);
}

/** Black or white, whichever reads better: one of them always has a contrast above 4.5 (WCAG 2). */
function inkOn(pixel: number): string {
  const [red, green, blue] = [pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255].map((byte) => {
    const share = byte / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  const luminance = 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
  return luminance > 0.179 ? '#000' : '#fff';
}
