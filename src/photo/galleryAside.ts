/**
 * Gallery photos for other uses than opening one. `decode.ts` gives way to the newest request, so that
 * reading a photo there beside the person's would end theirs, or theirs this.
 */
import { decodeSteps } from './decodeStepsPart';
import { fetchPhoto, gallery, type GalleryId } from './gallery';
import { paintSvg } from './paintSvg';
import type { PhotoPixels } from './photo';

const read = new Map<GalleryId, Promise<PhotoPixels>>();

/** The pixels of a gallery photo, as opening it gives them; read once. Rejects where it cannot be fetched. */
export function galleryPixels(id: GalleryId): Promise<PhotoPixels> {
  const known = read.get(id) ?? decode(id);
  read.set(id, known);
  // It may be there the next time.
  known.catch(() => read.delete(id));
  return known;
}

async function decode(id: GalleryId): Promise<PhotoPixels> {
  const entry = gallery.find((photo) => photo.id === id);
  if (!entry) throw new RangeError(`no gallery photo ${id}`);
  const { signal } = new AbortController();
  const file = await fetchPhoto(entry.file, signal);
  const { decodeBlob } = await decodeSteps.load();
  const { photo } = await decodeBlob(file, {
    paintSvg: (svg, size) => paintSvg(svg, size, signal),
    cancelled: () => false,
  });
  return photo;
}
