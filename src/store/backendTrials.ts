/** Which backend is the fastest here: tried in a Worker of its own, on the first visit and when asked. */
import { createEngine, type EngineClient } from '../engine/client';
import type { BackendName, FromEngine } from '../engine/protocol';
import type { Problem } from '../layers/contract';
import { TooLate, withDeadline, type Clock } from '../thread/deadline';
import { settleOnRunning } from './backendChoice';
import { patch, store } from './store';

/** Milliseconds in which the trial of all backends is over, each of which has its own deadline. */
const mostMilliseconds = 150_000;

type Outcome = Extract<FromEngine, { type: 'trials' | 'problem' }>;

let hasTried = false;

/**
 * Measures all backends, remembers the figures and has the fastest of those that compute rightly chosen.
 * Null, or why it could not be done.
 */
export async function tryBackends(
  choose: (fastest: BackendName) => void,
  clock?: Clock,
): Promise<Problem | null> {
  let trial: EngineClient | undefined;
  let answer: (outcome: Outcome) => void = () => undefined;
  const outcome = new Promise<Outcome>((resolve) => {
    answer = resolve;
  });
  try {
    trial = createEngine((message) => {
      if (message.type === 'trials' || message.type === 'problem') answer(message);
    });
    trial.send({ type: 'measureBackends' });
    const message = await withDeadline(outcome, mostMilliseconds, clock);
    if (message.type === 'problem') return message.problem;
    patch('settings', { trials: message.trials });
    if (message.chosen) choose(message.chosen);
    else settleOnRunning();
    return null;
  } catch (error) {
    if (error instanceof TooLate) {
      return { code: 'trialLate', values: { seconds: error.milliseconds / 1000 } };
    }
    const reason = error instanceof Error ? error.message : String(error);
    return { code: 'engineNotLoaded', values: { reason } };
  } finally {
    trial?.dispose();
  }
}

/** The same where no backend has been chosen yet, and once at the most. Nobody waits for it. */
export function tryBackendsOnce(choose: (fastest: BackendName) => void): void {
  if (hasTried) return;
  hasTried = true;
  if (store.getState().settings.backend === null) void tryBackends(choose);
}
