/** Stands in for a map that has not been read back yet, where the filmstrip has it in small. */
import type { ColourScale } from '../../paint/scale';
import type { NodeFrame } from '../../store/state';
import { MapCanvas } from './MapCanvas';

interface ThumbnailProps {
  frame: NodeFrame;
  map: number;
  scale: ColourScale;
  lut: Uint32Array;
}

export function Thumbnail({ frame, map, scale, lut }: ThumbnailProps) {
  const { thumbnails } = frame;
  const place = thumbnails?.channels.indexOf(map) ?? -1;
  if (!thumbnails || place < 0) return null;
  const size = thumbnails.width * thumbnails.height;
  return (
    <MapCanvas
      className="tile__canvas tile__canvas--standin"
      values={thumbnails.values.subarray(place * size, (place + 1) * size)}
      width={thumbnails.width}
      height={thumbnails.height}
      scale={scale}
      lut={lut}
    />
  );
}
