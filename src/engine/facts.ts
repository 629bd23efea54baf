/** What the page is told of a value besides its shape: statistics, small pictures, maps in sight. */
import type { Shape } from '../layers/contract';
import type { MapStatistics, PlanarMaps } from './protocol';
import { pickMaps, planesOf, thumbnailsOf, type Take } from './reading';
import { statisticsOf } from './statistics';

/** What is to be found out of a value. */
export interface Wish {
  shape: Shape;
  /** Whether its statistics and thumbnails are known already. */
  isKnown: boolean;
  /** The maps that are wanted whole. */
  channels: readonly number[];
}

export interface Facts {
  /** Null where they were known. */
  statistics: MapStatistics | null;
  /** Null where they were known, and of a short vector. */
  thumbnails: PlanarMaps | null;
  /** Null where none are wanted. */
  maps: PlanarMaps | null;
}

/**
 * @param values a value's numbers, channel fastest
 * @param take where memory for maps comes from
 */
export function factsOf(
  values: Float32Array,
  { shape, isKnown, channels }: Wish,
  take?: Take,
): Facts {
  const { height, width, channels: planes } = planesOf(shape);
  return {
    statistics: isKnown ? null : statisticsOf(values, height * width, planes),
    thumbnails: isKnown ? null : thumbnailsOf(values, shape),
    maps: channels.length > 0 ? pickMaps(values, shape, channels, take) : null,
  };
}
