/** A column of maps: one picture from afar, single maps with all of their values nearer. */
import { formatNumber } from '../../paint/formatNumber';
import type { NodeFrame } from '../../store/state';
import type { Colours } from '../colours';
import type { Rectangle } from './camera';
import { detailOf, levelFor, mapsOfPart, seenPart } from './detail';
import { fontOf, inView, widthOf, type Drawing } from './Drawing';
import type { FullMaps } from './FullMaps';
import type { Block } from './layoutOverview';
import { placeOfMap, type MapGrid } from './mapGrid';
import type { Mosaic } from './Mosaic';

/** What is known of a layer's maps. */
export interface ShownMaps {
  mosaic: Mosaic | undefined;
  frame: NodeFrame | undefined;
  colours: Colours | undefined;
}

/**
 * Below this height of a map a line of text would cover too much of it. In CSS pixels, with letters of usual
 * size, as the height of the line.
 */
const leastLabelled = 44;
const lineHeight = 18;

export function drawMaps(
  drawing: Drawing,
  block: Block,
  grid: MapGrid,
  { mosaic, frame, colours }: ShownMaps,
  full: FullMaps,
): void {
  drawGround(drawing, block, grid);
  const detail = frame ? detailOf(grid, sizeOf(frame), drawing.camera.zoom) : 'mosaic';
  if (!frame || !colours || detail === 'mosaic') {
    if (mosaic?.grid) drawMosaic(drawing, block, mosaic, frame);
    return;
  }
  const part = seenPart(block, grid, drawing.camera, drawing.view);
  for (const map of part ? mapsOfPart(grid, part) : []) {
    const place = inView(drawing, rectangleOfMap(block, grid, map));
    const picture = full.pictureOf(block.id, map, frame, colours);
    if (picture) {
      drawing.context.imageSmoothingEnabled = place.width * drawing.density < picture.width;
      drawing.context.drawImage(picture, place.x, place.y, place.width, place.height);
    } else if (mosaic?.grid) drawFromMosaic(drawing, place, mosaic, mosaic.grid, map, frame);
    if (detail === 'labelled' && place.height >= leastLabelled * drawing.tokens.letters) {
      drawLabel(drawing, place, map, frame);
    }
  }
}

/** One map as the mosaic has it. */
function drawFromMosaic(
  { context }: Drawing,
  place: Rectangle,
  mosaic: Mosaic,
  grid: MapGrid,
  map: number,
  frame: NodeFrame,
): void {
  const canvas = mosaic.level(0);
  if (!canvas || map >= grid.count) return;
  const { x, y } = placeOfMap(grid, map);
  const { mapWidth, mapHeight } = grid;
  context.imageSmoothingEnabled = !isWhole(grid, frame);
  const { x: left, y: top, width, height } = place;
  context.drawImage(canvas, x, y, mapWidth, mapHeight, left, top, width, height);
}

/** Whether the small maps hold all values. */
function isWhole(grid: MapGrid, frame: NodeFrame): boolean {
  return sizeOf(frame).width * grid.magnified <= grid.mapWidth;
}

/** Rows and columns of a layer's maps. */
export function sizeOf({ shape }: NodeFrame): { width: number; height: number } {
  return { width: shape[1] ?? 1, height: shape[0] ?? 1 };
}

export function rectangleOfMap(block: Block, grid: MapGrid, map: number): Rectangle {
  const { x, y } = placeOfMap(grid, map);
  return {
    x: block.x + x * grid.unit,
    y: block.y + y * grid.unit,
    width: grid.mapWidth * grid.unit,
    height: grid.mapHeight * grid.unit,
  };
}

/** What shows between the maps, so that one of nothing but zeros is seen to be there. */
function drawGround(drawing: Drawing, block: Block, grid: MapGrid): void {
  const { context, tokens } = drawing;
  const rest = grid.count % grid.columns;
  const last = rectangleOfMap(block, grid, grid.count - 1);
  const whole = inView(drawing, block);
  const end = inView(drawing, last);
  context.fillStyle = tokens.line;
  const above = rest === 0 ? whole.height : end.y - whole.y;
  context.fillRect(whole.x, whole.y, whole.width, above);
  if (rest > 0) context.fillRect(whole.x, end.y, end.x + end.width - whole.x, end.height);
}

/** The part of the mosaic that is in view, from the canvas that is nearest in size. */
function drawMosaic(
  { context, camera, view, density }: Drawing,
  block: Block,
  mosaic: Mosaic,
  frame: NodeFrame | undefined,
): void {
  const left = Math.max(0, (camera.x - block.x) / block.width);
  const top = Math.max(0, (camera.y - block.y) / block.height);
  const right = Math.min(1, (camera.x + view.width / camera.zoom - block.x) / block.width);
  const bottom = Math.min(1, (camera.y + view.height / camera.zoom - block.y) / block.height);
  const { grid } = mosaic;
  if (left >= right || top >= bottom || !grid) return;
  const screenPixels = (block.width * camera.zoom * density) / grid.pixelWidth;
  const canvas = mosaic.level(levelFor(screenPixels, mosaic.levelCount));
  if (!canvas) return;
  // Values that are all there stay crisp; stand-ins for larger maps are smooth.
  context.imageSmoothingEnabled = screenPixels < 1 || !frame || !isWhole(grid, frame);
  context.drawImage(
    canvas,
    left * canvas.width,
    top * canvas.height,
    (right - left) * canvas.width,
    (bottom - top) * canvas.height,
    (block.x + left * block.width - camera.x) * camera.zoom,
    (block.y + top * block.height - camera.y) * camera.zoom,
    (right - left) * block.width * camera.zoom,
    (bottom - top) * block.height * camera.zoom,
  );
}

/** The map's number, and its range where there is room for it. */
function drawLabel(
  { context, tokens }: Drawing,
  place: Rectangle,
  map: number,
  { statistics }: NodeFrame,
): void {
  const labelHeight = lineHeight * tokens.letters;
  const number = String(map + 1);
  const low = formatNumber(statistics.minimum[map] ?? 0, 2);
  const high = formatNumber(statistics.maximum[map] ?? 0, 2);
  const range = `${low} … ${high}`;
  context.font = fontOf(tokens, 500, 12);
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  const y = place.y + place.height - labelHeight;
  const numberWidth = widthOf(context, number);
  const rangeWidth = widthOf(context, range);
  const hasRange = numberWidth + rangeWidth + 26 <= place.width;
  context.globalAlpha = 0.78;
  context.fillStyle = tokens.page;
  context.fillRect(place.x, y, numberWidth + 10, labelHeight);
  if (hasRange) {
    context.fillRect(place.x + place.width - rangeWidth - 10, y, rangeWidth + 10, labelHeight);
  }
  context.globalAlpha = 1;
  context.fillStyle = tokens.ink;
  context.fillText(number, place.x + 5, y + labelHeight / 2);
  if (!hasRange) return;
  context.fillStyle = tokens.inkSoft;
  context.fillText(range, place.x + place.width - rangeWidth - 5, y + labelHeight / 2);
}
