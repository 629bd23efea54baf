/** Moves the playhead while the view is playing. */
import { useEffect } from 'react';
import { selectPlayhead } from '../../store/derived';
import { store, useStore } from '../../store/store';
import { changeView, lastPosition, togglePlaying } from '../../store/view';
import { reducesMotion } from '../media';
import { later, stepInterval, type PlaybackMoment } from './playback';

/** After a pause of the page (another tab, a long task) the playhead goes on, it does not leap. */
const longestStep = 0.1;

export function usePlayback(): void {
  const playing = useStore((state) => state.view.playing);
  useEffect(() => {
    if (!playing) return;
    return reducesMotion() ? stepAlong() : sweepAlong();
  }, [playing]);
}

function sweepAlong(): () => void {
  let moment: PlaybackMoment = { position: selectPlayhead(store.getState()), rest: 0 };
  let before = performance.now();
  let request = requestAnimationFrame(function tick(now) {
    request = requestAnimationFrame(tick);
    const position = selectPlayhead(store.getState());
    if (position !== moment.position) moment = { position, rest: 0 };
    const seconds = Math.min(longestStep, Math.max(0, (now - before) / 1000));
    before = now;
    moment = later(moment, seconds, store.getState().view.speed);
    goTo(moment.position);
  });
  return () => cancelAnimationFrame(request);
}

function stepAlong(): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const schedule = () => {
    timer = setTimeout(
      () => {
        schedule();
        goTo(Math.floor(selectPlayhead(store.getState())) + 1);
      },
      stepInterval(store.getState().view.speed) * 1000,
    );
  };
  schedule();
  return () => clearTimeout(timer);
}

/** Playing ends on the last layer. */
function goTo(position: number): void {
  const last = lastPosition();
  const bounded = Math.min(last, position);
  if (bounded !== store.getState().view.playhead) changeView({ playhead: bounded });
  if (bounded >= last && store.getState().view.playing) togglePlaying();
}
