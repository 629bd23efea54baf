/** The page of the bare measurement: hands networks to the Worker and passes its times on. */
import type { BareRequest } from './worker';

const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });

/** Times in milliseconds of `rounds` passes of the network, after a few that do not count. */
function measureBare(request: BareRequest): Promise<number[]> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<{ times?: number[]; error?: string }>) =>
      data.times ? resolve(data.times) : reject(new Error(data.error));
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage(request);
  });
}

Object.assign(window, { measureBare });
