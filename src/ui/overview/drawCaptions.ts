/**
 * The name over each column, and what it holds where there is room. Text keeps its size on screen:
 * over narrow columns names stand upright; over a column that reaches out of view they stay in sight.
 */
import type { NodeId } from '../../network/graph';
import type { Rectangle } from './camera';
import { fontOf, inView, widthOf, type Drawing, type Tokens } from './Drawing';
import { columnPitch } from './columns';
import type { Block } from './layoutOverview';

export interface Caption {
  name: string;
  /** Size and number of maps, or that the layer cannot run; and the same in short. */
  detail: string;
  short: string;
  isProblem: boolean;
}

export type Captions = ReadonlyMap<NodeId, Caption>;

/**
 * How all captions are written: name and detail, the detail in short, the name alone, the name
 * upright, or not at all.
 */
export type CaptionForm = 'full' | 'short' | 'name' | 'upright' | 'none';

/**
 * Between one caption and the next, and from one upright name to the next, in CSS pixels; what is of
 * letters, where they have their usual size.
 */
const apart = 8;
const uprightPitch = 15;
const lineHeight = 17;
/** Between a caption and its column. */
const above = 7;
const nameFont = (tokens: Tokens) => fontOf(tokens, 500, 12.5);
const detailFont = (tokens: Tokens) => fontOf(tokens, 400, 12);

/** The form that fits all captions: one next to the other, the columns look alike. */
export function captionForm({ context, camera, tokens }: Drawing, captions: Captions): CaptionForm {
  const room = columnPitch * camera.zoom - apart;
  const widest = (font: string, textOf: (caption: Caption) => string) => {
    context.font = font;
    let width = 0;
    for (const caption of captions.values()) {
      width = Math.max(width, widthOf(context, textOf(caption)));
    }
    return width;
  };
  if (room + apart < uprightPitch * tokens.letters) return 'none';
  if (widest(nameFont(tokens), ({ name }) => name) > room) return 'upright';
  if (widest(detailFont(tokens), ({ detail }) => detail) <= room) return 'full';
  return widest(detailFont(tokens), ({ short }) => short) <= room ? 'short' : 'name';
}

export function drawCaption(
  drawing: Drawing,
  block: Block,
  caption: Caption,
  form: CaptionForm,
  isOnStage: boolean,
): void {
  if (form === 'none') return;
  const { context, tokens } = drawing;
  const place = inView(drawing, block);
  const ink = isOnStage ? tokens.where : tokens.ink;
  context.font = nameFont(tokens);
  context.fillStyle = ink;
  if (form === 'upright') return drawUpright(drawing, place, caption.name);
  const detail = form === 'full' ? caption.detail : form === 'short' ? caption.short : '';
  const line = lineHeight * tokens.letters;
  const height = detail === '' ? line : 2 * line;
  // Held at the edge of the view for as long as its column is seen.
  const foot = place.y + place.height - above;
  const top = Math.min(Math.max(4, place.y - height - above), foot - height);
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  const isHeld = top > place.y - height - above + 0.5;
  const x = place.x + (isHeld ? 5 : 0);
  if (isHeld) {
    const nameWidth = widthOf(context, caption.name);
    context.font = detailFont(tokens);
    const width = Math.max(nameWidth, widthOf(context, detail)) + 10;
    context.globalAlpha = 0.86;
    context.fillStyle = tokens.page;
    context.fillRect(place.x, top - 3, width, height + 6);
    context.globalAlpha = 1;
    context.font = nameFont(tokens);
    context.fillStyle = ink;
  }
  context.fillText(caption.name, x, top + line / 2);
  if (detail === '') return;
  context.font = detailFont(tokens);
  context.fillStyle = caption.isProblem ? tokens.problem : tokens.inkSoft;
  context.fillText(detail, x, top + 1.5 * line);
}

/** From the bottom up, over the middle of the column. */
function drawUpright({ context }: Drawing, place: Rectangle, name: string): void {
  context.save();
  context.translate(place.x + place.width / 2, place.y - above);
  context.rotate(-Math.PI / 2);
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.fillText(name, 0, 0.5);
  context.restore();
}

/** Whether a lane leaves room for its captions: they must not cover the maps of the lane above. */
export function hasRoom(
  { module }: Block,
  form: CaptionForm,
  zoom: number,
  laneGap: number,
  letters: number,
): boolean {
  if (module === null) return true;
  const lines = form === 'name' ? 1 : 2;
  return form !== 'upright' && laneGap * zoom >= lines * lineHeight * letters + above;
}
