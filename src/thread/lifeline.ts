/**
 * A line between the page and a Worker that breaks with it: told of at once where the browser tells
 * (Chromium); elsewhere a Worker that is gone is silent, no more.
 */

/** What hands the line over. */
export interface Lifeline {
  type: 'lifeline';
}

/** Calls `gone` when the Worker closes, is ended or dies, unless what it gives back is called before. */
export function onGone(worker: Pick<Worker, 'postMessage'>, gone: () => void): () => void {
  const { port1, port2 } = new MessageChannel();
  port1.addEventListener('close', gone);
  port1.start();
  const message: Lifeline = { type: 'lifeline' };
  worker.postMessage(message, [port2]);
  return () => {
    port1.removeEventListener('close', gone);
    port1.close();
  };
}

/** In the Worker: keeps the line that came with a message. A port that was started is never collected. */
export function holdLifeline({ ports }: Pick<MessageEvent, 'ports'>): void {
  for (const port of ports) port.start();
}
