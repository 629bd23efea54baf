/** The page's side of the door; the only place that makes the engine's Worker. */
import { wakingClock, type Clock } from '../thread/deadline';
import { startWorker } from '../thread/startWorker';
import { reasonOf } from './reasonOf';
import type { FromEngine, ToEngine } from './protocol';
import { EngineWatch, type WatchEvents } from './watch';
// oxlint-disable-next-line import/default -- made by Vite
import engineUrl from './worker?worker&url';

export interface EngineClient {
  send(message: ToEngine, transfer?: Transferable[]): void;
  dispose(): void;
}

/** What becomes of the Worker, besides what it says. */
export interface EngineEvents extends WatchEvents {
  /** An error in the middle of its work, of which it may not recover. */
  broke(reason: string): void;
}

/** Messages that are not always answered: a ping behind them is. */
const pinged: readonly ToEngine['type'][] = ['readMaps'];

/**
 * Starts a Worker and hands every message that it sends to `receive`, and problems that it cannot tell.
 * Where there can be no Worker, this is told too, a moment later, as a Worker would tell it.
 */
export function createEngine(
  receive: (message: FromEngine) => void,
  events: Partial<EngineEvents> = {},
  clock: Clock = wakingClock,
): EngineClient {
  const report = (code: string, reason = '') => {
    const problem = { code, values: { reason } };
    receive({ type: 'problem', runId: null, nodeId: null, problem });
  };
  const {
    silent = () => undefined,
    unstoppable = () => undefined,
    gone = () => report('engineGone'),
    broke = (reason: string) => report('engineBroke', reason),
  } = events;
  let worker: Worker;
  try {
    worker = startWorker(engineUrl, 'engine');
  } catch (error) {
    queueMicrotask(() => report('noWorker', reasonOf(error)));
    return { send: () => {}, dispose: () => {} };
  }
  const watch = new EngineWatch({ silent, unstoppable, gone }, clock);
  let hasSpoken = false;
  const send = (message: ToEngine, transfer: Transferable[] = []) => {
    worker.postMessage(message, transfer);
    watch.sent(message);
  };
  worker.onmessage = (event: MessageEvent<FromEngine>) => {
    hasSpoken = true;
    watch.heard(event.data);
    receive(event.data);
  };
  worker.onerror = ({ message }: Partial<ErrorEvent>) => {
    if (hasSpoken) broke(message ?? '');
    // Where its code was not found there is no message.
    else report(message ? 'engineNotLoaded' : 'engineNotReached', message);
  };
  worker.onmessageerror = () => broke('messageerror');
  return {
    send: (message, transfer) => {
      send(message, transfer);
      if (pinged.includes(message.type) && watch.wantsPing()) send({ type: 'ping' });
    },
    dispose: () => {
      watch.stop();
      worker.onmessage = worker.onerror = worker.onmessageerror = null;
      worker.terminate();
    },
  };
}
