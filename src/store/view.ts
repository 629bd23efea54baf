/** The playhead, the selected map and how maps are coloured. */
import type { SharedView } from '../network/link';
import { patch, store } from './store';

export const speeds = [0.25, 0.5, 1, 2, 4] as const;

/** Position of the last layer. */
export function lastPosition(): number {
  return store.getState().network.nodes.length - 1;
}

/** Puts the playhead somewhere, within the network, and stops playing. */
export function scrubTo(position: number): void {
  patch('view', { playhead: bounded(position), playing: false });
}

/** To the next or the previous whole layer. */
export function stepLayers(steps: number): void {
  const { playhead } = store.getState().view;
  const from = steps > 0 ? Math.floor(playhead) : Math.ceil(playhead);
  scrubTo(from + steps);
}

export function changeView(changes: Partial<SharedView>): void {
  patch('view', changes);
}

/** Shows all layers side by side, or the stage again. */
export function toggleOverview(): void {
  patch('view', { overview: !store.getState().view.overview });
}

export function setSpeed(speed: number): void {
  patch('view', { speed });
}

export function togglePlaying(): void {
  const { playing, playhead } = store.getState().view;
  if (playing) patch('view', { playing: false });
  else patch('view', { playing: true, playhead: playhead >= lastPosition() ? 0 : playhead });
}

/** Moves the playhead by the time that has gone by, in seconds, while playing. */
export function advance(seconds: number): void {
  const { playing, playhead, speed } = store.getState().view;
  if (!playing) return;
  const position = playhead + seconds * speed;
  const last = lastPosition();
  patch('view', { playhead: Math.min(position, last), playing: position < last });
}

function bounded(position: number): number {
  return Math.min(lastPosition(), Math.max(0, position));
}
