/** Photos: opening files and the gallery's, and keeping the decoded ones for undo. */
import { part, PartNotLoaded, whenLoaded } from '../parts/part';
import { PhotoProblem, type DecodedPhoto } from '../photo/photo';
import { decodePhoto } from '../photo/decode';
import { isGalleryId, loadGalleryPhoto } from '../photo/gallery';
import { madeSource } from '../photo/made';
import { isDigitOfFile, otherReading, readsDigits } from './digits';
import { undoable } from './history';
import { notify } from './notices';
import type { Preset } from '../presets';
import type { PhotoRef, State } from './state';
import { patch, store, useStore } from './store';

/** Decoded photos that undo can go back to; the oldest are forgotten. */
const keptPhotos = 8;
const decoded = new Map<string, DecodedPhoto>();
let opening: AbortController | null = null;
let files = 0;
/** How a matrix or a drawing becomes a photo; comes when there is the first of them. */
const makers = part(() => import('../photo/makers'));
const ownDigit = part(() => import('./ownDigit'));

/** The decoded photo of a reference, while it is kept; what is made here can be made again. */
export function photoOf(ref: PhotoRef): DecodedPhoto | undefined {
  return isMade(ref) ? makers.loaded?.madePhoto(ref.id) : decoded.get(ref.id);
}

/** Whether a photo is a matrix or a drawing, whose reference is the whole of it. */
export function isMade({ source }: PhotoRef): boolean {
  return source === 'matrix' || source === 'drawing';
}

export function usePhotoSource(): PhotoRef['source'] {
  return useStore(({ photoRef }) => photoRef.source);
}

/** The files of this session whose photos are kept, the oldest first. */
export function keptFiles(): [id: string, photo: DecodedPhoto][] {
  return [...decoded].filter(([id]) => !isGalleryId(id));
}

/** The reference of a photo that a link or a preset names. */
export function linkedPhoto(id: string): PhotoRef {
  return { source: madeSource(id) ?? 'gallery', id };
}

/** The present photo as it was opened; where it is made here, the photo before it. */
export function realPhoto({ photoRef, photo }: State): PhotoRef {
  return isMade(photoRef) || isDigitOfFile(photoRef) ? photo.real : photoRef;
}

/** The photo under a preset: its own, or what was there; a digit goes on to whatever reads it. */
export function photoFor({ network, photo }: Preset, state: State): PhotoRef {
  const isDigit = state.photoRef.source === 'drawing' || isDigitOfFile(state.photoRef);
  // One's own photo stays, whatever the preset would begin with.
  const isOwn = isDigit || state.photoRef.source === 'file';
  if (isOwn && readsDigits(network)) return state.photoRef;
  return photo === undefined ? realPhoto(state) : linkedPhoto(photo);
}

/** Opens a file that was chosen, dropped or pasted. What was there stays if it is no photo. */
export function openPhotoFile(file: Blob, name: string): Promise<void> {
  return open(newFile(), name, (signal) => decodePhoto(file, name, signal), true);
}

/** Keeps a photo that was decoded before, as if its file had been opened now. */
export function keepFile(photo: DecodedPhoto): PhotoRef {
  const ref = newFile();
  keepPhoto(ref, photo);
  return ref;
}

function newFile(): PhotoRef {
  return { source: 'file', id: `file${++files}` };
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
  } else if (isMade(photoRef) && !makers.loaded) {
    try {
      await makers.load();
    } catch {
      return whenLoaded(makers, () => void presentPhoto());
    }
    await presentPhoto();
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
    keepPhoto(ref, photo);
    const shown = isStep && ref.source === 'file' ? await readingOf(ref) : ref;
    if (mine.signal.aborted) return;
    if (isStep) undoable(() => store.setState({ photoRef: shown }));
    present(shown, photoOf(shown) ?? photo);
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

/** A network that reads digits is at first given the digit in a photo of one's own. */
async function readingOf(ref: PhotoRef): Promise<PhotoRef> {
  return readsDigits(store.getState().network) ? readingOfFile(ref) : ref;
}

/** The digit in a photo that is kept; the photo itself where what finds it could not be loaded. */
export async function readingOfFile(ref: PhotoRef): Promise<PhotoRef> {
  try {
    const { keepDigit } = await ownDigit.load();
    return keepDigit(ref) ?? ref;
  } catch (error) {
    if (!(error instanceof PartNotLoaded)) throw error;
    notify('problem', { code: 'digitNotLoaded' });
    return ref;
  }
}

function problemOf(error: unknown, name: string) {
  if (error instanceof PhotoProblem) return error.problem;
  if (error instanceof PartNotLoaded) return { code: 'photoReaderNotLoaded', values: { name } };
  const reason = error instanceof Error ? error.message : String(error);
  return { code: 'photoUndecodable', values: { name, reason } };
}

/** Keeps a photo so that it can be gone back to. */
export function keepPhoto(ref: PhotoRef, photo: DecodedPhoto): void {
  decoded.set(ref.id, photo);
  const { present: shown } = store.getState().photo;
  for (const id of decoded.keys()) {
    if (decoded.size <= keptPhotos) break;
    if (id !== ref.id && id !== shown?.ref.id) decoded.delete(id);
  }
}

function present(ref: PhotoRef, { name, width, height, photo }: DecodedPhoto): void {
  patch('photo', {
    ...(isMade(ref) ? {} : { real: isDigitOfFile(ref) ? otherReading(ref) : ref }),
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
