/** The page's side of the door; the only place that makes the engine's Worker. */
import { startWorker } from '../thread/startWorker';
import { reasonOf } from './reasonOf';
import type { FromEngine, ToEngine } from './protocol';
// oxlint-disable-next-line import/default -- made by Vite
import engineUrl from './worker?worker&url';

export interface EngineClient {
  send(message: ToEngine, transfer?: Transferable[]): void;
  dispose(): void;
}

/**
 * Starts a Worker and hands every message that it sends to `receive`. Where there can be none, this
 * is told as a problem of the engine, a moment later, as a Worker would tell it.
 */
export function createEngine(receive: (message: FromEngine) => void): EngineClient {
  let worker: Worker;
  try {
    worker = startWorker(engineUrl, 'engine');
  } catch (error) {
    const problem = { code: 'noWorker', values: { reason: reasonOf(error) } };
    queueMicrotask(() => receive({ type: 'problem', runId: null, nodeId: null, problem }));
    return { send: () => {}, dispose: () => {} };
  }
  worker.onmessage = (event: MessageEvent<FromEngine>) => receive(event.data);
  worker.onerror = (event) => {
    const problem = { code: 'engineNotLoaded', values: { reason: event.message } };
    receive({ type: 'problem', runId: null, nodeId: null, problem });
  };
  return {
    send: (message, transfer = []) => worker.postMessage(message, transfer),
    dispose: () => worker.terminate(),
  };
}
