/** Photos: opening files and the gallery's, and keeping the decoded ones for undo. */
import { PhotoProblem, type DecodedPhoto } from '../photo/photo';
import { decodePhoto } from '../photo/decode';
import { isGalleryId, loadGalleryPhoto } from '../photo/gallery';
import { isMatrixId, matrixOfId, matrixPhoto } from '../photo/matrix';
import { undoable } from './history';
import { notify } from './notices';
import type { PhotoRef, State } from './state';
import { patch, store } from './store';

/** Decoded photos that undo can go back to; the oldest are forgotten. */
const keptPhotos = 8;
const decoded = new Map<string, DecodedPhoto>();
let opening: AbortController | null = null;
let files = 0;

/** The decoded photo of a reference, while it is kept; a matrix always is. */
export function photoOf(ref: PhotoRef): DecodedPhoto | undefined {
  const matrix = ref.source === 'matrix' ? matrixOfId(ref.id) : undefined;
  return matrix ? matrixPhoto(matrix) : decoded.get(ref.id);
}

/** The reference of a photo that a link or a preset names. */
export function linkedPhoto(id: string): PhotoRef {
  return { source: isMatrixId(id) ? 'matrix' : 'gallery', id };
}

/** The present photo; where it is a matrix, the photo before it. */
export function realPhoto({ photoRef, photo }: State): PhotoRef {
  return photoRef.source === 'matrix' ? photo.real : photoRef;
}

/** Opens a file that was chosen, dropped or pasted. What was there stays if it is no photo. */
export function openPhotoFile(file: Blob, name: string): Promise<void> {
  const ref: PhotoRef = { source: 'file', id: `file${++files}` };
  return open(ref, name, (signal) => decodePhoto(file, name, signal), true);
}

export function openGalleryPhoto(id: string): Promise<void> {
  if (!isGalleryId(id)) throw new RangeError(`no gallery photo ${id}`);
  return open({ source: 'gallery', id }, id, (signal) => loadGalleryPhoto(id, signal), true);
}

/** Makes the photo that the state names present: at the start, and after undo. */
export async function presentPhoto(): Promise<void> {
  const { photoRef, photo } = store.getState();
  if (photo.present?.ref.id === photoRef.id) return;
  const kept = photoOf(photoRef);
  if (kept) {
    opening?.abort();
    present(photoRef, kept);
  } else if (isGalleryId(photoRef.id)) {
    const { id } = photoRef;
    await open(photoRef, id, (signal) => loadGalleryPhoto(id, signal), false);
  } else {
    notify('problem', { code: 'photoForgotten' });
    if (photo.present) store.setState({ photoRef: photo.present.ref });
  }
}

async function open(
  ref: PhotoRef,
  name: string,
  load: (signal: AbortSignal) => Promise<DecodedPhoto>,
  isStep: boolean,
): Promise<void> {
  opening?.abort();
  const mine = new AbortController();
  opening = mine;
  patch('photo', { loading: name });
  try {
    const photo = await load(mine.signal);
    if (mine.signal.aborted) return;
    keep(ref, photo);
    if (isStep) undoable(() => store.setState({ photoRef: ref }));
    present(ref, photo);
  } catch (error) {
    if (mine.signal.aborted) return;
    notify('problem', problemOf(error, name));
    const { photo, photoRef } = store.getState();
    if (photo.present && photo.present.ref !== photoRef) {
      store.setState({ photoRef: photo.present.ref });
    }
  } finally {
    if (opening === mine) {
      opening = null;
      patch('photo', { loading: null });
    }
  }
}

function problemOf(error: unknown, name: string) {
  if (error instanceof PhotoProblem) return error.problem;
  const reason = error instanceof Error ? error.message : String(error);
  return { code: 'photoUndecodable', values: { name, reason } };
}

function keep(ref: PhotoRef, photo: DecodedPhoto): void {
  decoded.set(ref.id, photo);
  const { present: shown } = store.getState().photo;
  for (const id of decoded.keys()) {
    if (decoded.size <= keptPhotos) break;
    if (id !== ref.id && id !== shown?.ref.id) decoded.delete(id);
  }
}

function present(ref: PhotoRef, { name, width, height, photo }: DecodedPhoto): void {
  patch('photo', {
    ...(ref.source === 'matrix' ? {} : { real: ref }),
    present: {
      ref,
      name,
      originalWidth: width,
      originalHeight: height,
      width: photo.width,
      height: photo.height,
    },
  });
}
