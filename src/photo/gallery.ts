/** The four photos that come with the app. */
import { TooLate, type Clock } from '../thread/deadline';
import { patientFetch, wholeOf } from '../thread/patientFetch';
import { decodeLatest } from './decode';
import { PhotoProblem, type DecodedPhoto } from './photo';

export interface GalleryPhoto {
  id: string;
  /** Addresses relative to the page's base. */
  file: string;
  /** The middle of the photo, 96 × 96. */
  thumbnail: string;
  width: number;
  height: number;
  /** Key of its name in the locale files. */
  nameKey: string;
  author: string;
  terms: 'CC0' | 'public domain';
}

export const gallery = [
  {
    id: 'chelsea',
    file: 'photos/chelsea.webp',
    thumbnail: 'photos/chelsea-thumbnail.webp',
    width: 451,
    height: 300,
    nameKey: 'gallery.chelsea',
    author: 'Stéfan van der Walt',
    terms: 'CC0',
  },
  {
    id: 'coffee',
    file: 'photos/coffee.webp',
    thumbnail: 'photos/coffee-thumbnail.webp',
    width: 600,
    height: 400,
    nameKey: 'gallery.coffee',
    author: 'Rachel Michetti, Pikolo Espresso Bar',
    terms: 'CC0',
  },
  {
    id: 'astronaut',
    file: 'photos/astronaut.webp',
    thumbnail: 'photos/astronaut-thumbnail.webp',
    width: 512,
    height: 512,
    nameKey: 'gallery.astronaut',
    author: 'NASA',
    terms: 'public domain',
  },
  {
    id: 'rocket',
    file: 'photos/rocket.jpg',
    thumbnail: 'photos/rocket-thumbnail.webp',
    width: 640,
    height: 427,
    nameKey: 'gallery.rocket',
    author: 'SpaceX',
    terms: 'public domain',
  },
] as const satisfies readonly GalleryPhoto[];

export type GalleryId = (typeof gallery)[number]['id'];

/** Whether a word, of a link for example, names a photo of the gallery. */
export function isGalleryId(id: string): id is GalleryId {
  return gallery.some((entry) => entry.id === id);
}

/** The address of a gallery file, right on any sub-path. */
export function galleryUrl(file: string): string {
  return `${import.meta.env.BASE_URL}${file}`;
}

/** Fetches and decodes a photo of the gallery, as a dropped file is decoded. */
export function loadGalleryPhoto(id: GalleryId, signal?: AbortSignal): Promise<DecodedPhoto> {
  const entry = gallery.find((photo) => photo.id === id);
  if (entry === undefined) throw new RangeError(`no gallery photo ${id}`);
  const name = entry.file.slice(entry.file.lastIndexOf('/') + 1);
  return decodeLatest((stop) => fetchPhoto(entry.file, stop), name, signal);
}

/** The bytes of a gallery file. Throws a `PhotoProblem` where they do not come. */
export async function fetchPhoto(file: string, signal: AbortSignal, clock?: Clock): Promise<Blob> {
  try {
    const answer = await patientFetch(galleryUrl(file), { signal, ...(clock && { clock }) });
    if (answer.ok) return await wholeOf(answer);
  } catch (error) {
    if (signal.aborted) throw error;
    if (error instanceof TooLate) throw new PhotoProblem('photoSilent');
  }
  throw new PhotoProblem('photoNotFetched');
}
