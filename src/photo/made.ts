/** Photos that are made here, not opened: their ids, which are the whole of them. */
import { drawingForm } from './drawingForm';
import { isMatrixId } from './matrix';

/** What a word, of a link for example, is a photo of; undefined where it is none that is made. */
export function madeSource(id: string): 'matrix' | 'drawing' | undefined {
  if (isMatrixId(id)) return 'matrix';
  return drawingForm.test(id) ? 'drawing' : undefined;
}
