/**
 * What excites the maps of a layer: the parts of the gallery's photos, and of the person's own, at which
 * each of them answers most. Found by the engine while the network rests, and remembered by what made the
 * maps, so that going back to a layer finds them there. Nothing leaves the browser.
 */
import { inputKey } from '../layers/input';
import type { InputSettings } from '../layers/input';
import { nodesBefore, type Network, type NodeId } from '../network/graph';
import type { SharedView } from '../network/link';
import { withoutSources } from '../network/trained';
import { gallery, isGalleryId } from '../photo/gallery';
import { galleryPixels } from '../photo/galleryAside';
import { madeSource } from '../photo/made';
import type { PhotoPixels } from '../photo/photo';
import { askExcited, type ExcitedMessage } from './conductor';
import { explainCell } from './explain';
import { isMade, keptFiles, openGalleryPhoto, photoOf, presentPhoto } from './photo';
import { undoable } from './history';
import type { PhotoRef, RunState } from './state';
import { networkToRun } from './shownNetwork';
import { patch, store } from './store';

/** Patches that are shown of a map. */
export const patchesPerMap = 6;

/** Layers whose patches are remembered. */
const mostFound = 24;

export interface ScannedPhoto {
  source: PhotoRef['source'];
  /** The file's own; the others' names are in the locale files. */
  name: string;
  pixels: PhotoPixels;
  /** Width of the photo itself, of which the pixels may be a smaller copy. */
  originalWidth: number;
}

/** What could be read of the gallery. */
const galleryPhotos = new Map<string, PhotoPixels>();
/** Photos and the input that they are prepared for. */
interface Sent {
  input: string;
  ids: ReadonlySet<string>;
}

const nothingSent: Sent = { input: '', ids: new Set() };
/** What the engine is known to have: it has said so of the newest request. */
let sent = nothingSent;
/** What it will have once it has begun with that. */
let offered = nothingSent;
let requestId = 0;
/** What the newest request is for. */
let asked: string | null = null;

/**
 * What the maps of a layer, on whatever photo, are made of, and the photos that are searched: equal keys
 * mean equal patches.
 */
export function patchesKey(
  network: Network,
  shown: SharedView['weights'],
  weights: RunState['weights'],
  photo: PhotoRef,
  nodeId: NodeId,
): string {
  const run = networkToRun({ network, view: { weights: shown } });
  const made = withoutSources(run, (source) => weights[source]?.state !== 'failed');
  return `${ownPhotos(photo)
    .map(({ id }) => id)
    .join(' ')}\n${JSON.stringify(nodesBefore(made, nodeId))}`;
}

/** Looks for what excites a layer's maps; `key` is its `patchesKey`. */
export async function findPatches(nodeId: NodeId, key: string): Promise<void> {
  asked = key;
  const id = ++requestId;
  patch('patches', { underWay: { key, done: 0, of: 0 }, stopped: null });
  const { photo, photoRef } = store.getState();
  const photos = await photosToScan(photo.present?.ref ?? photoRef);
  const input = store.getState().network.nodes[0];
  // Another one was asked for, or none any more, while the photos were read.
  if (id !== requestId || !input) return;
  const forInput = inputKey(input.settings as InputSettings);
  const known = sent.input === forInput ? sent.ids : new Set<string>();
  const message = photos.map((photo) => ({
    id: photo.id,
    pixels: known.has(photo.id) ? null : { ...photo.pixels, data: photo.pixels.data.slice() },
  }));
  offered = { input: forInput, ids: new Set(photos.map((photo) => photo.id)) };
  sent = nothingSent;
  askExcited(
    {
      type: 'excite',
      requestId: id,
      nodeId,
      nodes: key.slice(key.indexOf('\n') + 1),
      photos: message,
      perMap: patchesPerMap,
    },
    message.flatMap(({ pixels }) => (pixels ? [pixels.data.buffer] : [])),
    receive,
  );
}

/** Gives up what is being looked for. It is not looked for again unasked. */
export function stopFinding(): void {
  const { underWay } = store.getState().patches;
  dropRequest();
  patch('patches', { underWay: null, stopped: underWay?.key ?? null });
}

/** Lets go what is being looked for where nobody looks at it any more. */
export function leavePatches(key: string): void {
  if (store.getState().patches.underWay?.key !== key) return;
  dropRequest();
  patch('patches', { underWay: null });
}

/** A photo that was searched, while it is there. */
export function scannedPhoto(id: string): ScannedPhoto | null {
  const { source } = refOf(id);
  const pixels = galleryPhotos.get(id);
  if (pixels) return { source, name: '', pixels, originalWidth: pixels.width };
  const kept = photoOf(refOf(id));
  return kept ? { source, name: kept.name, pixels: kept.photo, originalWidth: kept.width } : null;
}

/**
 * Opens the photo that a patch is of, with its map selected. Where the network sees the place there as it
 * saw it in the search, that is of the photo as a whole, the cell is explained.
 */
export async function openPatch(
  photoId: string,
  nodeId: NodeId,
  cell: { row: number; column: number; channel: number },
  isWhole: boolean,
): Promise<void> {
  if (store.getState().photoRef.id !== photoId) await open(refOf(photoId));
  const state = store.getState();
  if (state.photo.present?.ref.id !== photoId) return;
  patch('view', { selectedMap: cell.channel });
  if (isWhole) explainCell(nodeId, cell);
}

async function open(ref: PhotoRef): Promise<void> {
  if (ref.source === 'gallery') return openGalleryPhoto(ref.id);
  undoable(() => store.setState({ photoRef: ref }));
  await presentPhoto();
}

function dropRequest(): void {
  asked = null;
  requestId++;
  askExcited({ type: 'stopExciting' }, [], receive);
}

function receive(message: ExcitedMessage): void {
  const { patches } = store.getState();
  if (message.type === 'lost') {
    sent = offered = nothingSent;
    // Asked for again after the next run.
    if (patches.underWay) patch('patches', { underWay: null });
    return;
  }
  if (message.type === 'exciting' && message.requestId === requestId) sent = offered;
  if (message.requestId !== requestId || asked === null) return;
  const key = asked;
  if (message.type === 'exciting') {
    patch('patches', { underWay: { key, done: message.done, of: message.of } });
    return;
  }
  const { found } = message;
  if (found === 'stopped') {
    // A run came in between: it is asked for again once the network rests.
    patch('patches', { underWay: null });
  } else if (found === 'failed') {
    patch('patches', { underWay: null, stopped: key });
  } else {
    const others = [...patches.found].filter(([each]) => each !== key).slice(1 - mostFound);
    patch('patches', { underWay: null, found: new Map([...others, [key, found]]) });
  }
}

function refOf(id: string): PhotoRef {
  return { source: isGalleryId(id) ? 'gallery' : (madeSource(id) ?? 'file'), id };
}

/** The person's files, and the present photo where it is a drawing or a matrix. */
function ownPhotos(present: PhotoRef): { id: string; pixels: PhotoPixels }[] {
  const own = keptFiles().map(([id, { photo }]) => ({ id, pixels: photo }));
  const made = isMade(present) ? photoOf(present) : undefined;
  return made ? [...own, { id: present.id, pixels: made.photo }] : own;
}

/** The gallery's photos, but for those that cannot be read, and the person's. */
async function photosToScan(present: PhotoRef): Promise<{ id: string; pixels: PhotoPixels }[]> {
  const own = ownPhotos(present);
  const shipped = await Promise.all(
    gallery.map(async ({ id }) => {
      const opened = photoOf({ source: 'gallery', id })?.photo;
      const pixels = opened ?? (await galleryPixels(id).catch(() => null));
      if (!pixels) return [];
      galleryPhotos.set(id, pixels);
      return [{ id, pixels }];
    }),
  );
  return [...shipped.flat(), ...own];
}
