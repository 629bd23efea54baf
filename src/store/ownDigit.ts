/** The digit in a photo of one's own: centred and scaled as MNIST's are, or the photo as it is. */
import { digitOfPhoto } from '../photo/digitOfPhoto';
import { isDigitOfFile, otherReading } from './digits';
import { undoable } from './history';
import { notify } from './notices';
import { keepPhoto, photoOf } from './photo';
import type { PhotoRef } from './state';
import { store } from './store';

/** Finds the digit in a photo that is kept; undefined where it is kept no longer. */
export function keepDigit(ref: PhotoRef): PhotoRef | undefined {
  const photo = photoOf(ref);
  if (!photo) return undefined;
  const digit = otherReading(ref);
  if (!photoOf(digit)) keepPhoto(digit, digitOfPhoto(photo));
  return digit;
}

/** Shows the digit instead of the photo, or the photo again. */
export function switchReading(): void {
  const { photoRef } = store.getState();
  const other = isDigitOfFile(photoRef) ? otherReading(photoRef) : keepDigit(photoRef);
  if (!other || !photoOf(other)) return notify('problem', { code: 'photoForgotten' });
  undoable(() => store.setState({ photoRef: other }));
}
