/**
 * Where everything of the overview is: a column a layer, branches of a module as lanes beside each
 * other, and lines for who feeds whom. In units of its own; the camera makes pixels of them.
 */
import type { Shape } from '../../layers/contract';
import type { NodeId } from '../../network/graph';
import type { Rectangle, ViewSize } from './camera';
import {
  columnPitch,
  columnWidth,
  laneHeights,
  placeColumns,
  startsOf,
  type Branching,
  type Placed,
} from './columns';
import { edgesOf, foldsOf, type Edge, type Fold } from './edges';
import { mapGrid, mosaicBytes, smallSide, type MapGrid } from './mapGrid';

/** Of a column's height, what a vector takes at most, and a number of it. */
const vectorShare = 0.8;
const numberHeight = 22;
/** Longer vectors are a narrow strip of colours. */
export const longestBars = 256;
/** Pixels that all mosaics may take together. */
const mostBytes = 64 * 1024 * 1024;

/** What a layer's column shows. */
export type BlockContent =
  | { readonly type: 'photo' }
  | { readonly type: 'maps'; readonly grid: MapGrid }
  | { readonly type: 'vector'; readonly count: number }
  /** A layer that cannot run. */
  | { readonly type: 'nothing' };

export interface Block extends Placed {
  readonly content: BlockContent;
}

export interface OverviewLayout {
  readonly blocks: readonly Block[];
  readonly byId: ReadonlyMap<NodeId, Block>;
  readonly edges: readonly Edge[];
  readonly folds: readonly Fold[];
  readonly bounds: Rectangle;
  /** Longest side of a small map, so that all mosaics fit into memory. */
  readonly side: number;
}

export interface OverviewPlan extends Branching {
  /** The output's shape; undefined where a layer cannot run. */
  readonly shapeOf: (id: NodeId) => Shape | undefined;
  /** Whether a layer is shown as the photo itself. */
  readonly isPhoto: (id: NodeId) => boolean;
}

/** Columns of which none is higher than `height`. */
export function layoutOverview(plan: OverviewPlan, height: number): OverviewLayout {
  for (const side of [smallSide, 24, 16, 12, 8, 4, 2]) {
    const layout = layoutWith(plan, height, side);
    if (bytesOf(layout) <= mostBytes || side === 2) return layout;
  }
  throw new RangeError('there always is a last side');
}

/**
 * The height of columns at which the whole fills a view of these proportions, but for one so narrow
 * that columns would come closer than `leastPitch` pixels.
 */
export function columnHeight(plan: Branching, view: ViewSize, leastPitch: number): number {
  const width = columnWidth + (startsOf(placeColumns(plan)).at(-1) ?? 0);
  const zoom = Math.max(view.width / width, leastPitch / columnPitch);
  return Math.max(2 * columnWidth, view.height / zoom);
}

function layoutWith(plan: OverviewPlan, height: number, side: number): OverviewLayout {
  const placing = placeColumns(plan);
  const { columns, lanes, modules } = placing;
  const xs = startsOf(placing);
  const heights = laneHeights(plan, height);
  const filled = [...columns].map(([id, column]) => {
    const lane = heights.get(lanes.get(id) ?? '') ?? { middle: 0, height };
    return { id, column, lane, content: contentOf(plan, id, lane.height, side) };
  });
  const tallest = Math.max(10 * numberHeight, ...filled.map(({ content }) => mapsHeight(content)));
  const blocks = filled.map(({ id, column, lane, content }): Block => {
    const longest = Math.min(lane.height * vectorShare, tallest);
    const size = sizeOf(plan, id, content, longest);
    const x = (xs[column] ?? 0) + (columnWidth - size.width) / 2;
    const box = { ...size, x, y: lane.middle - size.height / 2 };
    const module = modules.get(id) ?? null;
    return { id, column, lane: lane.middle, module, content, ...box };
  });
  const byId = new Map(blocks.map((block) => [block.id, block]));
  return {
    blocks,
    byId,
    edges: edgesOf(plan, byId, xs, heights),
    folds: foldsOf(plan, byId, xs),
    bounds: boundsOf(blocks),
    side,
  };
}

function contentOf(
  { shapeOf, isPhoto }: OverviewPlan,
  id: NodeId,
  height: number,
  side: number,
): BlockContent {
  const shape = shapeOf(id);
  if (!shape) return { type: 'nothing' };
  if (isPhoto(id)) return { type: 'photo' };
  const [first = 1, second = 1, third = 1] = shape;
  if (shape.length !== 3) return { type: 'vector', count: first };
  const maps = { count: third, width: second, height: first };
  return { type: 'maps', grid: mapGrid(maps, columnWidth, height, side) };
}

function mapsHeight(content: BlockContent): number {
  return content.type === 'maps' ? content.grid.pixelHeight * content.grid.unit : 0;
}

/** `longest` is what a vector may take of the height: it is not to stand out over the maps. */
function sizeOf(plan: OverviewPlan, id: NodeId, content: BlockContent, longest: number): ViewSize {
  switch (content.type) {
    case 'maps': {
      const { pixelWidth, pixelHeight, unit } = content.grid;
      return { width: pixelWidth * unit, height: pixelHeight * unit };
    }
    case 'vector': {
      const height = Math.min(content.count * numberHeight, longest);
      return { width: content.count > longestBars ? columnWidth / 2 : columnWidth, height };
    }
    case 'photo': {
      const [rows = 1, columns = 1] = plan.shapeOf(id) ?? [];
      return { width: columnWidth, height: (columnWidth * rows) / columns };
    }
    case 'nothing':
      return { width: columnWidth * 0.6, height: columnWidth * 0.6 };
  }
}

function boundsOf(blocks: readonly Block[]): Rectangle {
  const left = Math.min(...blocks.map(({ x }) => x));
  const top = Math.min(...blocks.map(({ y }) => y));
  const right = Math.max(...blocks.map(({ x, width }) => x + width));
  const bottom = Math.max(...blocks.map(({ y, height }) => y + height));
  return { x: left, y: top, width: right - left, height: bottom - top };
}

function bytesOf({ blocks }: OverviewLayout): number {
  return blocks.reduce(
    (sum, { content }) => sum + (content.type === 'maps' ? mosaicBytes(content.grid) : 0),
    0,
  );
}
