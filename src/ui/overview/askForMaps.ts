/** Asks for all values of the maps that are looked at closely, and lets go of those of others. */
import { read } from '../../store/conductor';
import { keepPlanesOf } from '../../store/smallMaps';
import { store } from '../../store/store';
import { overlaps, seenBy, type Camera, type ViewSize } from './camera';
import { detailOf, mapsOfPart, seenPart } from './detail';
import { sizeOf } from './drawMaps';
import type { OverviewLayout } from './layoutOverview';

export function askForMaps(layout: OverviewLayout, camera: Camera, view: ViewSize): void {
  const { frames } = store.getState().run;
  const seen = seenBy(camera, view);
  const wanted = layout.blocks.flatMap((block) => {
    const frame = frames.get(block.id);
    if (!frame || block.content.type !== 'maps' || !overlaps(block, seen)) return [];
    const { grid } = block.content;
    const detail = detailOf(grid, sizeOf(frame), camera.zoom);
    const part = detail === 'mosaic' ? null : seenPart(block, grid, camera, view);
    return part ? [{ nodeId: block.id, channels: mapsOfPart(grid, part) }] : [];
  });
  if (wanted.length === 0) return;
  keepPlanesOf(wanted.map(({ nodeId }) => nodeId));
  read(wanted);
}
