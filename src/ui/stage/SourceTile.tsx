/** A map of the layer before in small: in full where the page has it, else as it came in small. */
import type { ColourScale } from '../../paint/scale';
import type { NodeFrame } from '../../store/state';
import { MapCanvas } from './MapCanvas';
import { Thumbnail } from './Thumbnail';

interface SourceTileProps {
  frame: NodeFrame;
  map: number;
  scale: ColourScale;
  lut: Uint32Array;
}

export function SourceTile({ frame, map, scale, lut }: SourceTileProps) {
  const full = frame.planes.get(map);
  const small = frame.small?.planes.get(map);
  const { mapWidth, mapHeight } = frame;
  const picture = full
    ? { values: full, width: mapWidth, height: mapHeight }
    : frame.small && small && { values: small, ...sizeOf(frame.small) };
  if (!picture) return <Thumbnail {...{ frame, map, scale, lut }} />;
  return (
    <MapCanvas className="tile__canvas tile__canvas--standin" {...{ scale, lut }} {...picture} />
  );
}

function sizeOf({ width, height }: { width: number; height: number }) {
  return { width, height };
}
