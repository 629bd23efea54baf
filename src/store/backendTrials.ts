/** Which backend is the fastest here: tried in a Worker of its own, on the first visit and when asked. */
import { createEngine } from '../engine/client';
import type { BackendName } from '../engine/protocol';
import { patch, store } from './store';

let hasTried = false;

/** Measures all backends, remembers the figures and has the fastest chosen. */
export function tryBackends(choose: (fastest: BackendName) => void): Promise<void> {
  return new Promise((resolve) => {
    const trial = createEngine((message) => {
      if (message.type !== 'trials' && message.type !== 'problem') return;
      trial.dispose();
      if (message.type === 'trials') {
        patch('settings', { trials: message.trials });
        choose(message.chosen);
      }
      resolve();
    });
    trial.send({ type: 'measureBackends' });
  });
}

/** The same where no backend has been chosen yet, and once at the most. */
export function tryBackendsOnce(choose: (fastest: BackendName) => void): void {
  if (hasTried) return;
  hasTried = true;
  if (store.getState().settings.backend === null) void tryBackends(choose);
}
