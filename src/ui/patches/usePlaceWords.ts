/** Where a patch is from: its photo's name and its rows and columns there, counted from 1. */
import { gallery } from '../../photo/gallery';
import type { ScannedPhoto } from '../../store/patches';
import { useTranslation } from '../words';
import type { MapPatch } from './patchesOf';

export interface PlaceWords {
  photo: string;
  fromRow: number;
  toRow: number;
  fromColumn: number;
  toColumn: number;
}

export function usePlaceWords(
  { photoId, seen }: Pick<MapPatch, 'photoId' | 'seen'>,
  photo: ScannedPhoto | null,
): PlaceWords {
  const { t } = useTranslation();
  const shipped = gallery.find(({ id }) => id === photoId);
  const scale = photo ? photo.originalWidth / photo.pixels.width : 1;
  // A hair beyond a pixel's edge is no part of the next one.
  const first = (at: number) => Math.floor(at * scale + 1e-6) + 1;
  const last = (at: number) => Math.ceil(at * scale - 1e-6);
  const own = photo?.source === 'file' ? photo.name : t(`patches.${photo?.source ?? 'gone'}`);
  return {
    photo: shipped ? t(shipped.nameKey) : own,
    fromRow: first(seen.top),
    toRow: last(seen.top + seen.height),
    fromColumn: first(seen.left),
    toColumn: last(seen.left + seen.width),
  };
}
