/** Where one is: the layer on the stage, the layer that has the focus, and what the pointer is on. */
import type { Camera, Rectangle } from './camera';
import { fontOf, inView, type Drawing } from './Drawing';
import type { Fold } from './edges';
import type { Block } from './layoutOverview';

/** The layer that the playhead is on: a line along the column's foot. */
export function drawPlayhead(drawing: Drawing, block: Block): void {
  const { context, tokens } = drawing;
  const { x, y, width, height } = inView(drawing, block);
  context.fillStyle = tokens.where;
  context.fillRect(x, y + height + 7, width, 3);
}

export function drawFocus(drawing: Drawing, block: Block): void {
  drawFrame(drawing, inView(drawing, block), 3, 2);
}

export function drawPointed(drawing: Drawing, place: Rectangle): void {
  drawFrame(drawing, inView(drawing, place), 1, 1.5);
}

function drawFrame(
  { context, tokens }: Drawing,
  { x, y, width, height }: Rectangle,
  away: number,
  thick: number,
): void {
  context.strokeStyle = tokens.where;
  context.lineWidth = thick;
  context.beginPath();
  context.roundRect(x - away, y - away, width + 2 * away, height + 2 * away, Math.min(6, away));
  context.stroke();
}

/** Of a button that folds branches or shows them, in CSS pixels. */
const foldHeight = 22;
const foldWidths = { folded: { least: 24, most: 38 }, open: { least: 14, most: 24 } };

/** Where a module's button is in the view. */
export function foldPlace(camera: Camera, fold: Fold): Rectangle {
  const { least, most } = fold.isFolded ? foldWidths.folded : foldWidths.open;
  const width = Math.min(most, Math.max(least, fold.room * camera.zoom - 4));
  return {
    x: (fold.x - camera.x) * camera.zoom - width / 2,
    y: (fold.y - camera.y) * camera.zoom - foldHeight / 2,
    width,
    height: foldHeight,
  };
}

export function drawFold(drawing: Drawing, fold: Fold, isMarked: boolean): void {
  const { context, tokens } = drawing;
  const { x, y, width, height } = foldPlace(drawing.camera, fold);
  context.beginPath();
  context.roundRect(x, y, width, height, height / 2);
  context.fillStyle = tokens.raised;
  context.fill();
  context.lineWidth = 1;
  context.strokeStyle = isMarked ? tokens.where : tokens.lineStrong;
  context.stroke();
  context.font = fontOf(tokens, 500, 12);
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillStyle = tokens.inkSoft;
  const text = fold.isFolded ? `+${fold.module.branches.flat().length}` : '−';
  context.fillText(text, x + width / 2, y + height / 2 + 0.5);
}
