/**
 * Patches: the parts of photos that cells of a layer see. A network is shown a photo, or a part of it,
 * at some size; a cell's receptive field lies on that, and from there on the photo.
 */
import type { Cell } from '../layers/contract';
import type { Rect } from './field';
import type { ReceptiveField } from './receptiveField';

type Field = Pick<ReceptiveField, 'size' | 'stride' | 'start'>;
type Axis = 0 | 1;

/** What a network is shown. */
export interface Look {
  /** The part of the photo, in the photo's pixels. */
  part: Rect;
  /** How many rows and columns the network's input makes of it. */
  rows: number;
  columns: number;
}

/** Lengths in the photo's pixels; they need not be whole. */
export interface Patch {
  /**
   * The receptive field. Where it leaves what the network was shown there is padding; a field that is
   * larger than that, and so has padding around all of it, is given as what was shown.
   */
  window: Rect;
  /** What of the window is photo. */
  seen: Rect;
}

/** What a cell sees of the photo. */
export function patchOf(look: Look, field: Field, cell: Pick<Cell, 'row' | 'column'>): Patch {
  const vertical = along(0, look, field, cell.row);
  const horizontal = along(1, look, field, cell.column);
  const rect = (part: 'window' | 'seen'): Rect => ({
    top: vertical[part].first,
    left: horizontal[part].first,
    height: vertical[part].length,
    width: horizontal[part].length,
  });
  return { window: rect('window'), seen: rect('seen') };
}

/**
 * How far, in cells, two places must be apart to be places of their own: half a receptive field, or a
 * small part of the picture, as a single bright edge would fill all patches of a small field otherwise.
 */
export function cellsApart(look: Look, { size, stride }: Field): [number, number] {
  const [rows, columns] = [0, 1].map((axis) => {
    const extent = axis === 0 ? look.rows : look.columns;
    const length = size[axis as Axis];
    if (length >= extent) return Infinity;
    return leastApart(length, extent) / stride[axis as Axis];
  });
  return [rows ?? Infinity, columns ?? Infinity];
}

/** The same for patches of one photo that were seen in different parts of it, by the smaller of the two. */
export function areApart(first: Patch, second: Patch, parts: readonly [Rect, Rect]): boolean {
  const isFar = (begin: 'top' | 'left', length: 'height' | 'width') => {
    const a = first.window;
    const b = second.window;
    const distance = Math.abs(a[begin] + a[length] / 2 - b[begin] - b[length] / 2);
    const extent = Math.min(parts[0][length], parts[1][length]);
    return distance >= leastApart(Math.min(a[length], b[length]), extent);
  };
  return isFar('top', 'height') || isFar('left', 'width');
}

function leastApart(length: number, extent: number): number {
  return Math.max(length / 2, extent / 16);
}

/** First and one past the last of some cells along an axis. */
export type CellRange = readonly [first: number, end: number];

/**
 * The cells along an axis that are asked for their values: those that see something of the picture. At
 * the border of a part of a photo the network sees padding where the photo goes on; there only the cells
 * count whose fields leave it by no more than they must.
 */
export function cellsAsked(
  axis: Axis,
  look: Look,
  field: Field,
  cells: number,
  isPart: boolean,
): CellRange {
  const extent = axis === 0 ? look.rows : look.columns;
  const outside = Array.from({ length: cells }, (_, cell) => {
    const begin = field.start[axis] + cell * field.stride[axis];
    const end = begin + field.size[axis];
    return Math.max(0, -begin) + Math.max(0, end - extent);
  });
  const least = outside.reduce((least, each) => Math.min(least, each), Infinity);
  const counts = (each: number) => (isPart ? each === least : each < field.size[axis]);
  return [outside.findIndex(counts), outside.findLastIndex(counts) + 1];
}

interface Span {
  first: number;
  length: number;
}

function along(axis: Axis, look: Look, field: Field, place: number): { window: Span; seen: Span } {
  const extent = axis === 0 ? look.rows : look.columns;
  const offset = axis === 0 ? look.part.top : look.part.left;
  const scale = (axis === 0 ? look.part.height : look.part.width) / extent;
  const onPhoto = (begin: number, end: number): Span => ({
    first: offset + begin * scale,
    length: (end - begin) * scale,
  });
  if (field.size[axis] >= extent) return { window: onPhoto(0, extent), seen: onPhoto(0, extent) };
  const begin = field.start[axis] + place * field.stride[axis];
  const end = begin + field.size[axis];
  const inside = [begin, end].map((each) => Math.min(extent, Math.max(0, each)));
  return { window: onPhoto(begin, end), seen: onPhoto(inside[0] ?? 0, inside[1] ?? 0) };
}
