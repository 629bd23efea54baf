/** Which backend the next visit begins with, and what is known of those that failed. */
import type { BackendName, BackendTrial, FromEngine } from '../engine/protocol';
import { notify } from './notices';
import { patch, store } from './store';

/**
 * The engine runs on a backend: that is the one to begin with next time, whichever was chosen. Before any
 * was chosen it is the trial's to say.
 */
export function settleOn(running: BackendName): void {
  const { settings, run } = store.getState();
  const isTried = run.choosing !== null || settings.backend !== null;
  patch('run', { choosing: null });
  const trials = settings.trials.filter(({ backend, refusal }) => !refusal || backend !== running);
  const backend = isTried ? running : null;
  if (backend !== settings.backend || trials.length < settings.trials.length) {
    patch('settings', { backend, trials });
  }
}

/** The trial found none to choose: the one that runs stays, and is begun with next time. */
export function settleOnRunning(): void {
  const { engine } = store.getState().run;
  if (engine.state === 'ready') patch('settings', { backend: engine.backend });
}

/** A backend failed, and the engine goes on with the next, or with none. Said once, and remembered. */
export function giveUp({
  backend,
  next,
  refusal,
}: Extract<FromEngine, { type: 'backendFailed' }>): void {
  notify('problem', {
    code: next ? 'backendFailed' : 'backendFailedLast',
    values: { ...refusal.values, backend, next: next ?? '', refusal: refusal.code },
  });
  const failed: BackendTrial = { backend, milliseconds: null, refusal };
  const { trials } = store.getState().settings;
  patch('settings', { trials: [...trials.filter((trial) => trial.backend !== backend), failed] });
  // The next visit begins as the first did.
  if (!next) patch('settings', { backend: null });
}
