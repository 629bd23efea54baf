/** A drawing as a photo: what a network sees of it is the digit in it, prepared as MNIST's were. */
import { digitOf } from './digit';
import { drawingOfId } from './drawing';
import { inkOfDrawing } from './inkOfDrawing';
import type { DecodedPhoto } from './photo';

/** Asked for twice for every move of the pen: by the page, and for the engine. */
let latest: { id: string; photo: DecodedPhoto } | null = null;

/** Undefined where the id is none. */
export function drawnPhoto(id: string): DecodedPhoto | undefined {
  if (latest?.id === id) return latest.photo;
  const drawing = drawingOfId(id);
  if (!drawing) return undefined;
  const photo = digitOf(inkOfDrawing(drawing));
  const { width, height } = photo;
  latest = { id, photo: { name: id, type: 'drawing', width, height, photo } };
  return latest.photo;
}
