/**
 * All maps of a layer as one picture, painted row by row from the small maps, and its halves: a
 * canvas that is drawn much smaller than it is would flicker while the view moves.
 */
import { colourise } from '../../paint/colourise';
import type { Colours } from '../colours';
import { placeOfMap, type MapGrid } from './mapGrid';

/** Pixels that are painted in one step. */
const pixelsAStep = 24_000;
/** Smaller halves than this, in pixels of the longer side, are not worth a canvas. */
const leastSide = 48;
const mostLevels = 5;

interface Source {
  grid: MapGrid;
  /** By channel, as large as the grid's maps before these are magnified. */
  planes: ReadonlyMap<number, Float32Array>;
  colours: Colours;
}

export class Mosaic {
  /** Of what is painted; null before anything is. */
  grid: MapGrid | null = null;
  /** Of what was begun last. */
  target: MapGrid | null = null;
  private levels: OffscreenCanvas[] = [];
  private source: Source | null = null;
  private row = 0;

  get levelCount(): number {
    return this.levels.length;
  }

  level(index: number): OffscreenCanvas | undefined {
    return this.levels[index];
  }

  /** Begins to paint these maps; `step` does it. What was there stays until it is painted over. */
  begin(source: Source): void {
    this.source = source;
    this.target = source.grid;
    this.row = 0;
  }

  /** Paints some rows of maps; true when all is painted. */
  step(): boolean {
    const { source } = this;
    if (!source) return true;
    const { grid } = source;
    const context = this.contextFor(grid);
    if (!context) return true;
    const rowPixels = grid.pixelWidth * (grid.mapHeight + grid.gap);
    const rows = Math.max(1, Math.floor(pixelsAStep / rowPixels));
    const end = Math.min(grid.rows, this.row + rows);
    paintRows(context, source, this.row, end);
    this.row = end;
    if (end < grid.rows) return false;
    this.halve();
    this.source = null;
    return true;
  }

  private contextFor(grid: MapGrid): OffscreenCanvasRenderingContext2D | null {
    const [whole] = this.levels;
    const isSame = whole?.width === grid.pixelWidth && whole.height === grid.pixelHeight;
    if (!isSame) this.levels = levelsFor(grid);
    this.grid = grid;
    return this.levels[0]?.getContext('2d') ?? null;
  }

  private halve(): void {
    this.levels.forEach((canvas, index) => {
      const larger = this.levels[index - 1];
      const context = canvas.getContext('2d');
      if (!larger || !context) return;
      context.clearRect(0, 0, canvas.width, canvas.height);
      context.drawImage(larger, 0, 0, canvas.width, canvas.height);
    });
  }
}

function levelsFor({ pixelWidth, pixelHeight }: MapGrid): OffscreenCanvas[] {
  const levels = [new OffscreenCanvas(pixelWidth, pixelHeight)];
  let [width, height] = [pixelWidth, pixelHeight];
  while (levels.length < mostLevels && Math.max(width, height) > 2 * leastSide) {
    width = Math.max(1, Math.round(width / 2));
    height = Math.max(1, Math.round(height / 2));
    levels.push(new OffscreenCanvas(width, height));
  }
  return levels;
}

let pixelsOfMap = new Uint32Array(0);

/** Rows of maps from `first` up to but not `end`, the gap below each included. */
function paintRows(
  context: OffscreenCanvasRenderingContext2D,
  { grid, planes, colours }: Source,
  first: number,
  end: number,
): void {
  const { mapWidth, mapHeight, magnified, gap, columns, pixelWidth, count } = grid;
  const height = (end - first) * (mapHeight + gap);
  const image = new ImageData(pixelWidth, height);
  const pixels = new Uint32Array(image.data.buffer);
  const across = mapWidth / magnified;
  const size = across * (mapHeight / magnified);
  if (pixelsOfMap.length < size) pixelsOfMap = new Uint32Array(size);
  const top = first * (mapHeight + gap);
  for (let map = first * columns; map < Math.min(count, end * columns); map++) {
    const plane = planes.get(map);
    if (!plane || plane.length < size) continue;
    colourise(plane, pixelsOfMap, colours.scaleOf(map), colours.lut, 0, size);
    const { x, y } = placeOfMap(grid, map);
    for (let row = 0; row < mapHeight; row++) {
      const from = Math.floor(row / magnified) * across;
      const to = (y - top + row) * pixelWidth + x;
      if (magnified === 1) pixels.set(pixelsOfMap.subarray(from, from + across), to);
      else {
        for (let column = 0; column < mapWidth; column++) {
          pixels[to + column] = pixelsOfMap[from + Math.floor(column / magnified)] ?? 0;
        }
      }
    }
  }
  context.putImageData(image, 0, top);
}
