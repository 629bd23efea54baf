/**
 * The pictures that a network is shown of each photo, prepared as its input wants them. They are kept, and
 * the photos themselves let go: the page sends a photo once for an input.
 */
import { inputKey, type InputSettings } from '../layers/input';
import { cropsOf } from '../photo/crops';
import { cutOut } from '../photo/cutOut';
import type { PixelRect } from '../photo/original';
import { prepare } from '../photo/resample';
import type { PhotoPixels, SentPhoto } from './protocol';

export interface Picture {
  photoId: string;
  /** The part of the photo that it is, in the photo's pixels. */
  part: PixelRect;
  /** Whether it is what the network sees when the photo is opened. */
  isWhole: boolean;
  pixels(): PhotoPixels;
}

export class Pictures {
  private preparedFor = '';
  private readonly byPhoto = new Map<string, readonly Picture[]>();

  /** The pictures of these photos; those of others, or for another input, are forgotten. */
  of(settings: InputSettings, photos: readonly SentPhoto[]): Picture[] {
    const key = inputKey(settings);
    if (key !== this.preparedFor) this.byPhoto.clear();
    this.preparedFor = key;
    const wanted = new Set(photos.map(({ id }) => id));
    for (const id of this.byPhoto.keys()) if (!wanted.has(id)) this.byPhoto.delete(id);
    return photos.flatMap(({ id, pixels }) => {
      const known = this.byPhoto.get(id) ?? (pixels && picturesOf(id, pixels, settings));
      if (known) this.byPhoto.set(id, known);
      return known ?? [];
    });
  }
}

function picturesOf(photoId: string, photo: PhotoPixels, settings: InputSettings): Picture[] {
  const parts = cropsOf(photo, settings);
  let from: PhotoPixels | null = photo;
  let left = parts.length;
  return parts.map((part, index) => {
    let prepared: PhotoPixels | null = null;
    const pixels = () => {
      if (!prepared) {
        if (!from) throw new RangeError(`${photoId} has been let go`);
        prepared = prepare(cutOut(from, part), settings);
        if (--left === 0) from = null;
      }
      return prepared;
    };
    return { photoId, part, isWhole: index === 0, pixels };
  });
}
