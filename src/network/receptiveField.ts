/** What one cell of a layer sees of the photo, by size, stride and start: Araujo, Norris & Sim 2019. */
import { mapsOf, type Reach, type Shape } from '../layers/contract';

/** All in photo pixels `[vertical, horizontal]`. */
export interface ReceptiveField {
  size: readonly [number, number];
  /** Photo pixels between the fields of neighbouring cells. */
  stride: readonly [number, number];
  /** Photo coordinate at which the field of the cell 0 starts; negative inside padding. */
  start: readonly [number, number];
  /**
   * Rows and columns of cells that the fields belong to: the layer's own, or, behind a flatten,
   * those of the maps that it unrolled. `[1, 1]` where every cell sees the same.
   */
  grid: readonly [number, number];
}

/** Every pixel of the photo sees itself. */
export function pixelFields(photoShape: Shape): ReceptiveField {
  const { height, width } = mapsOf(photoShape);
  return { size: [1, 1], stride: [1, 1], start: [0, 0], grid: [height, width] };
}

/** Through a layer: each window widens the field by (span − 1) of the strides so far. */
export function extendField(
  field: ReceptiveField,
  reach: Reach,
  shape: Shape,
  photoShape: Shape,
): ReceptiveField {
  if (reach === 'sameCell') return field;
  if (reach === 'everything') return allTogether(field, photoShape);
  const { height, width } = mapsOf(shape);
  const along = (axis: 0 | 1) => {
    const span = (reach.size[axis] - 1) * reach.dilation[axis] + 1;
    return {
      size: counted(field.size[axis] + (span - 1) * field.stride[axis]),
      stride: counted(field.stride[axis] * reach.stride[axis]),
      start: counted(field.start[axis] - reach.padBefore[axis] * field.stride[axis]),
    };
  };
  const rows = along(0);
  const columns = along(1);
  return {
    size: [rows.size, columns.size],
    stride: [rows.stride, columns.stride],
    start: [rows.start, columns.start],
    grid: [height, width],
  };
}

/**
 * As far as whole numbers can be counted: strides multiply, and some hundred layers of them, each of one
 * cell that is mostly padding, would lead beyond all numbers.
 */
function counted(pixels: number): number {
  const most = Number.MAX_SAFE_INTEGER;
  return Math.min(most, Math.max(-most, pixels));
}

/**
 * Where branches meet: the smallest fields of one size and stride that hold those of every branch.
 * Of branches with equal strides around the same centre that is the widest branch's; of different
 * strides the largest is taken. A vector's cells lose their places: each counts as seeing what all
 * see together.
 */
export function uniteFields(
  fields: readonly ReceptiveField[],
  shape: Shape,
  photoShape: Shape,
): ReceptiveField {
  const [only] = fields;
  if (only && fields.length === 1) return only;
  if (shape.length !== 3) {
    const whole = fields.map((field) => allTogether(field, photoShape));
    return spanning(whole, [1, 1]);
  }
  const { height, width } = mapsOf(shape);
  return spanning(fields, [height, width]);
}

function spanning(
  fields: readonly ReceptiveField[],
  grid: readonly [number, number],
): ReceptiveField {
  const along = (axis: 0 | 1) => {
    const stride = Math.max(...fields.map((field) => field.stride[axis]));
    const last = grid[axis] - 1;
    // By how much a branch's field at the last cell lies off the common one's place.
    const drift = (field: ReceptiveField) => last * (field.stride[axis] - stride);
    const start = Math.min(...fields.map((field) => field.start[axis] + drift(field)));
    const end = Math.max(...fields.map((field) => field.start[axis] + field.size[axis]));
    return { stride, start, size: end - start };
  };
  const rows = along(0);
  const columns = along(1);
  return {
    size: [rows.size, columns.size],
    stride: [rows.stride, columns.stride],
    start: [rows.start, columns.start],
    grid,
  };
}

/**
 * What all cells see together, within the photo. That need not be all of it: windows may leave
 * rows and columns over at the end.
 */
function allTogether(field: ReceptiveField, photoShape: Shape): ReceptiveField {
  const { height, width } = mapsOf(photoShape);
  const along = (axis: 0 | 1, side: number) => {
    const end = field.start[axis] + field.size[axis] + (field.grid[axis] - 1) * field.stride[axis];
    const start = Math.max(0, field.start[axis]);
    // Every window may lie in padding before the photo.
    return { start, size: Math.max(0, Math.min(side, end) - start) };
  };
  const rows = along(0, height);
  const columns = along(1, width);
  return {
    size: [rows.size, columns.size],
    stride: [0, 0],
    start: [rows.start, columns.start],
    grid: [1, 1],
  };
}
