/** The patches of one map, out of what was found for all maps of its layer. */
import type { Excitement } from '../../engine/protocol';
import { patchOf, type Patch } from '../../network/patch';

export interface MapPatch extends Patch {
  photoId: string;
  /** Whether the network sees it so when the photo is opened. */
  isWhole: boolean;
  value: number;
  row: number;
  column: number;
}

/** The strongest first; none where the map never answers. */
export function patchesOf({ perMap, pictures, places }: Excitement, map: number): MapPatch[] {
  return Array.from({ length: perMap }, (_, rank) => map * perMap + rank).flatMap((at) => {
    const picture = pictures[places.pictures[at] ?? -1];
    if (!picture) return [];
    const row = places.rows[at] ?? 0;
    const column = places.columns[at] ?? 0;
    return [
      {
        ...patchOf(picture.look, picture.field, { row, column }),
        photoId: picture.photoId,
        isWhole: picture.isWhole,
        value: places.values[at] ?? 0,
        row,
        column,
      },
    ];
  });
}
