/** Of what each picture has to offer, the strongest places of every map over all of them. */
import type { Rect } from '../network/field';
import { areApart, patchOf, type Look, type Patch } from '../network/patch';
import type { ReceptiveField } from '../network/receptiveField';
import type { ExcitingPlaces } from './protocol';
import type { Places } from './strongestPlaces';

/** What was found on one picture. */
export interface Scanned {
  photoId: string;
  look: Look;
  field: Pick<ReceptiveField, 'size' | 'stride' | 'start'>;
  /** Columns of the layer's maps. */
  width: number;
  places: Places;
}

interface Candidate {
  value: number;
  picture: number;
  row: number;
  column: number;
}

/**
 * The strongest `count` of every map, strongest first, equals in the pictures' order. A place that is too
 * near to a stronger one on the same photo, whatever part of it the network was shown, is left out.
 */
export function bestOverAll(
  scanned: readonly Scanned[],
  channels: number,
  count: number,
): ExcitingPlaces {
  const size = channels * count;
  const best: ExcitingPlaces = {
    values: new Float32Array(size),
    pictures: new Int32Array(size).fill(-1),
    rows: new Int32Array(size),
    columns: new Int32Array(size),
  };
  for (let channel = 0; channel < channels; channel++) {
    const chosen: { photoId: string; part: Rect; patch: Patch }[] = [];
    for (const { value, picture, row, column } of candidatesOf(scanned, channel, count)) {
      const from = scanned[picture];
      if (!from) continue;
      const { photoId, look, field } = from;
      const patch = patchOf(look, field, { row, column });
      const isOwn = chosen.every(
        (other) =>
          other.photoId !== photoId || areApart(other.patch, patch, [other.part, look.part]),
      );
      if (!isOwn) continue;
      const at = channel * count + chosen.length;
      best.values[at] = value;
      best.pictures[at] = picture;
      best.rows[at] = row;
      best.columns[at] = column;
      if (chosen.push({ photoId, part: look.part, patch }) === count) break;
    }
  }
  return best;
}

function candidatesOf(scanned: readonly Scanned[], channel: number, count: number): Candidate[] {
  const candidates: Candidate[] = [];
  scanned.forEach(({ width, places }, picture) => {
    for (let at = channel * count; at < (channel + 1) * count; at++) {
      const position = places.positions[at] ?? -1;
      if (position < 0) return;
      const row = Math.floor(position / width);
      candidates.push({ value: places.values[at]!, picture, row, column: position % width });
    }
  });
  // Stable: of equals the first picture's stays first.
  return candidates.toSorted((a, b) => b.value - a.value);
}
