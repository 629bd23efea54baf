/** The line to a Worker, which breaks with it. */
import { expect, it, vi } from 'vitest';
import { holdLifeline, onGone } from '../../src/thread/lifeline';

function workerOf() {
  const ports: MessagePort[] = [];
  return {
    ports,
    postMessage: (message: unknown, [port]: Transferable[] = []) => {
      expect(message).toEqual({ type: 'lifeline' });
      ports.push(port as MessagePort);
    },
  };
}

it('tells once the other end is gone', async () => {
  const gone = vi.fn();
  const worker = workerOf();
  onGone(worker as Pick<Worker, 'postMessage'>, gone);
  holdLifeline({ ports: worker.ports });
  expect(gone).not.toHaveBeenCalled();
  worker.ports[0]?.close();
  await vi.waitFor(() => expect(gone).toHaveBeenCalledOnce());
});

it('that was taken off tells nothing', async () => {
  const gone = vi.fn();
  const worker = workerOf();
  const letGo = onGone(worker as Pick<Worker, 'postMessage'>, gone);
  const [port] = worker.ports;
  const closed = new Promise((resolve) => port?.addEventListener('close', resolve));
  port?.start();
  letGo();
  await closed;
  expect(gone).not.toHaveBeenCalled();
});
