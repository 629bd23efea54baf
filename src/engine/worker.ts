/** The Worker: connects its message port to a session, loading tfjs first. */
import type { FromEngine, Post, ToEngine } from './protocol';

const scope = self as unknown as {
  postMessage(message: FromEngine, transfer: Transferable[]): void;
  onmessage: ((event: MessageEvent<ToEngine>) => void) | null;
};

const early: ToEngine[] = [];
scope.onmessage = (event) => early.push(event.data);
scope.postMessage({ type: 'loading', step: 'library' }, []);

import('./session')
  .then(({ Session }) => {
    const post: Post = (message, transfer = []) => scope.postMessage(message, transfer);
    const session = new Session(post);
    scope.onmessage = (event) => session.receive(event.data);
    for (const message of early) session.receive(message);
  })
  .catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    const problem = { code: 'engineNotLoaded', values: { reason } };
    scope.postMessage({ type: 'problem', runId: null, nodeId: null, problem }, []);
  });
