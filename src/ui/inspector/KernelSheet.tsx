/** The kernels of a layer as pictures: one canvas under a grid of buttons, one a filter. */
import { memo, useCallback, useLayoutEffect, useMemo, useRef, type KeyboardEvent } from 'react';
import { useTranslation } from '../words';
import type { FilterChange } from '../../layers/filterChanges';
import type { PaintContext } from '../../paint/paintMap';
import { changeView } from '../../store/view';
import { arrowSteps } from '../pressedKey';
import type { TileColours } from './kernelColours';
import { layoutSheet, paintSheet, type KernelPlanes, type SheetLayout } from './kernelSheet';
import { PaintedCanvas, useWidth } from './PaintedCanvas';

interface KernelSheetProps {
  kernels: KernelPlanes;
  coloursOf: TileColours;
  /** Index of the selected filter. */
  selected: number;
  /** Filters that give nothing but 0. */
  silent: readonly number[];
  changes: readonly FilterChange[];
}

export const KernelSheet = memo(function KernelSheet(props: KernelSheetProps) {
  const { kernels, coloursOf, selected, silent, changes } = props;
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const { filters } = kernels;
  const layout = useMemo(() => layoutSheet(width, filters), [width, filters]);
  const paint = useCallback(
    (context: PaintContext, wide: number, high: number) =>
      paintSheet(context, wide, high, kernels, layout, coloursOf, devicePixelRatio),
    [kernels, layout, coloursOf],
  );
  return (
    <div className="kernels__box">
      <div ref={box} className="kernels__sheet">
        {width > 0 && <PaintedCanvas height={layout.height} paint={paint} />}
        {width > 0 && <Tiles {...{ layout, filters, selected, silent, changes }} />}
      </div>
    </div>
  );
});

interface TilesProps extends Omit<KernelSheetProps, 'kernels' | 'coloursOf'> {
  layout: SheetLayout;
  filters: number;
}

/** One stop of the Tab key; the arrow keys go from filter to filter. */
const Tiles = memo(function Tiles(props: TilesProps) {
  const { layout, filters, selected, silent, changes } = props;
  const { t } = useTranslation();
  const grid = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const tile = grid.current?.children[selected];
    if (tile instanceof HTMLElement) revealIn(grid.current?.closest('.kernels__box'), tile);
  }, [selected]);
  const go = (event: KeyboardEvent<HTMLButtonElement>) => {
    const step = arrowSteps[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    const next = selected + step.rows * layout.perRow + step.columns;
    if (next < 0 || next >= filters) return;
    changeView({ selectedMap: next });
    const button = grid.current?.children[next];
    if (button instanceof HTMLElement) button.focus();
  };
  return (
    <div
      ref={grid}
      className="kernels__tiles"
      role="toolbar"
      aria-label={t('inspector.kernels')}
      style={{
        gridTemplateColumns: `repeat(${layout.perRow}, ${layout.tile}px)`,
        gridAutoRows: layout.tile,
        gap: layout.gap,
      }}
    >
      {Array.from({ length: filters }, (_, filter) => {
        const standing = standingOf(filter, silent, changes);
        const name = t(tileWords[standing], { number: filter + 1 });
        return (
          <button
            key={filter}
            className={`kernels__tile is-${standing}`}
            aria-pressed={filter === selected}
            tabIndex={filter === selected ? 0 : -1}
            aria-label={name}
            title={name}
            onClick={() => changeView({ selectedMap: filter })}
            onKeyDown={go}
          />
        );
      })}
    </div>
  );
});

const tileWords = {
  plain: 'inspector.map.filter',
  frozen: 'kernelEdit.frozenTile',
  silent: 'kernelEdit.silentTile',
} as const;

function standingOf(
  filter: number,
  silent: readonly number[],
  changes: readonly FilterChange[],
): keyof typeof tileWords {
  if (silent.includes(filter)) return 'silent';
  return changes.some((change) => change.filter === filter && change.frozen) ? 'frozen' : 'plain';
}

/** Scrolls the box, and nothing around it, as far as the tile needs to be seen. */
function revealIn(box: Element | null | undefined, tile: HTMLElement): void {
  if (!box) return;
  const room = box.getBoundingClientRect();
  const { top, bottom } = tile.getBoundingClientRect();
  const margin = 4;
  if (top < room.top + margin) box.scrollTop += top - room.top - margin;
  else if (bottom > room.bottom - margin) box.scrollTop += bottom - room.bottom + margin;
}
