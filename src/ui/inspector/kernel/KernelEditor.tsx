/** The selected kernel large, its numbers to be typed, dragged and painted. */
import { memo, useCallback, useMemo, useState } from 'react';
import { useTranslation } from '../../words';
import type { KernelNumber } from '../../../layers/filterChanges';
import type { NodeId } from '../../../network/graph';
import { lutOf } from '../../../paint/colourMaps';
import { colourise } from '../../../paint/colourise';
import { formatNumber } from '../../../paint/formatNumber';
import { setNumbers } from '../../../store/filters';
import { useDrawnTheme } from '../../theme';
import { scaleOfPlane, type KernelPlanes } from '../kernelSheet';
import { numbersByCell, planeWith, type Place } from './kernelCells';
import { KernelPicture } from './KernelPicture';
import { NumberTable, PaintTable, ReadTable } from './KernelTable';
import { WeightField } from './WeightField';
import './kernel.css';

interface KernelEditorProps {
  nodeId: NodeId;
  kernels: KernelPlanes;
  /** Index of the selected filter. */
  filter: number;
  /** The input channel whose numbers these are; null where they are means over all. */
  channel: number | null;
  /** The filter's numbers that were typed over. */
  numbers: readonly KernelNumber[] | undefined;
  isSilent: boolean;
}

/** Sides of a kernel up to which its numbers are written. */
const numbersUpTo = 5;
const none: readonly KernelNumber[] = [];

export const KernelEditor = memo(function KernelEditor(props: KernelEditorProps) {
  const { nodeId, kernels, filter, channel, numbers = none, isSilent } = props;
  const { t } = useTranslation();
  const lut = lutOf('diverging', useDrawnTheme());
  const [wantsPaint, setPainting] = useState(false);
  const [brush, setBrush] = useState(1);
  const { rows, columns } = kernels;
  const size = useMemo(() => ({ rows, columns }), [rows, columns]);
  const edited = useMemo(
    () => numbersByCell(channel === null ? none : numbers, channel ?? 0, size),
    [numbers, channel, size],
  );
  const plane = useMemo(
    () => planeWith(kernels.planeOf(filter), edited),
    [kernels, filter, edited],
  );
  const scale = useMemo(() => scaleOfPlane(plane), [plane]);
  const colours = useMemo(() => {
    const pixels = new Uint32Array(plane.length);
    colourise(plane, pixels, scale, lut);
    return pixels;
  }, [plane, scale, lut]);
  const isReadable = Math.max(rows, columns) <= numbersUpTo;
  const isEditable = channel !== null;
  const isPainting = isEditable && wantsPaint;
  const label = t('inspector.kernelNumbers', { number: filter + 1 });
  const change = useCallback(
    (cells: readonly Place[], value: number) => {
      if (channel !== null) setNumbers(nodeId, filter, channel, cells, value);
    },
    [nodeId, filter, channel],
  );
  const changeOne = useCallback(
    (row: number, column: number, value: number) => change([{ row, column }], value),
    [change],
  );
  const table = { size, plane, colours, edited, label };
  return (
    <div className={isSilent ? 'kernel is-silent' : 'kernel'}>
      {!isReadable ? (
        <KernelPicture
          {...{ size, plane, scale, lut, edited }}
          number={filter + 1}
          onChange={isEditable ? change : null}
          brush={isPainting ? brush : null}
        />
      ) : isPainting ? (
        <PaintTable {...table} paint={(cells) => change(cells, brush)} />
      ) : isEditable ? (
        <NumberTable {...table} onChange={changeOne} />
      ) : (
        <ReadTable {...table} />
      )}
      {isEditable && (
        <div className="kernel__tools">
          <button
            type="button"
            className="button button--bordered kernel__toggle"
            aria-pressed={wantsPaint}
            onClick={() => setPainting(!wantsPaint)}
          >
            {t('kernelEdit.paint')}
          </button>
          {wantsPaint && (
            <label className="kernel__brush">
              <span>{t('kernelEdit.brush')}</span>
              <WeightField
                className="kernel__single"
                label={t('kernelEdit.brush')}
                value={brush}
                onChange={setBrush}
              />
            </label>
          )}
        </div>
      )}
      <p className="inspector__note">
        {!isReadable && (
          <span>{`${t('inspector.weightRange', {
            low: formatNumber(Math.min(...plane), 3),
            high: formatNumber(Math.max(...plane), 3),
          })} `}</span>
        )}
        <span>
          {isEditable
            ? t(hintKey(isPainting, isReadable))
            : `${isReadable ? t('inspector.meansOver', { channels: kernels.channels }) : ''} ${t('kernelEdit.chooseChannel')}`.trim()}
        </span>
      </p>
    </div>
  );
});

function hintKey(isPainting: boolean, isReadable: boolean): string {
  if (isPainting) return 'kernelEdit.paintHint';
  return isReadable ? 'kernelEdit.hint' : 'kernelEdit.pictureHint';
}
