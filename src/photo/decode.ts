/** File → upright pixels, the page's side: a worker does the work, the newest request wins. */
import { startWorker } from '../thread/startWorker';
import type { FromDecoder, ToDecoder } from './decodeMessages';
// oxlint-disable-next-line import/default -- made by Vite
import decoderUrl from './decodeWorker?worker&url';
import type { Decoded } from './decodeSteps';
import { decodeSteps } from './decodeStepsPart';
import { paintSvg } from './paintSvg';
import { abortError, PhotoProblem, type DecodedPhoto } from './photo';

export { PhotoProblem, type DecodedPhoto, type PhotoPixels } from './photo';

/** Null before the first request, and where workers turned out not to decode. */
let worker: Worker | null = null;
let workersDecode = typeof Worker === 'function';
let lastId = 0;
let newest: AbortController | null = null;

/**
 * Reads a picture of any kind the browser knows: upright, over white, made smaller by area
 * averaging. Rejects with a `PhotoProblem` that holds the sentence for the person, or with an
 * `AbortError` where `signal` or a newer request called it off.
 */
export function decodePhoto(file: Blob, name: string, signal?: AbortSignal): Promise<DecodedPhoto> {
  return decodeLatest(() => Promise.resolve(file), name, signal);
}

/** As `decodePhoto`, with a file that is still to be fetched; the request counts from now on. */
export async function decodeLatest(
  load: (signal: AbortSignal) => Promise<Blob>,
  name: string,
  signal?: AbortSignal,
): Promise<DecodedPhoto> {
  newest?.abort();
  const own = new AbortController();
  newest = own;
  const stop = () => own.abort();
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop);
  try {
    if (own.signal.aborted) throw abortError();
    const file = await load(own.signal);
    if (own.signal.aborted) throw abortError();
    return { name, ...(await decodeAnywhere(file, own.signal)) };
  } catch (error) {
    if (own.signal.aborted) throw abortError();
    if (!(error instanceof PhotoProblem)) throw error;
    throw new PhotoProblem(error.problem.code, { ...error.problem.values, name });
  } finally {
    signal?.removeEventListener('abort', stop);
    if (newest === own) newest = null;
  }
}

async function decodeAnywhere(file: Blob, signal: AbortSignal): Promise<Decoded> {
  if (workersDecode) {
    const decoded = await decodeInWorker(file, signal);
    if (decoded !== 'unable') return decoded;
    workersDecode = false;
    worker?.terminate();
    worker = null;
  }
  const { decodeBlob } = await decodeSteps.load();
  return decodeBlob(file, { paintSvg, cancelled: () => signal.aborted });
}

function decodeInWorker(file: Blob, signal: AbortSignal): Promise<Decoded | 'unable'> {
  const id = ++lastId;
  const thread = decoder();
  if (thread === null) return Promise.resolve('unable');
  const send = (message: ToDecoder, transfer: Transferable[] = []) =>
    thread.postMessage(message, transfer);
  const listening = new AbortController();

  return new Promise<Decoded | 'unable'>((resolve, reject) => {
    const options = { signal: listening.signal };
    const onMessage = ({ data }: MessageEvent<FromDecoder>) => {
      if (data.id !== id) return;
      switch (data.type) {
        case 'decoded':
          return resolve(data.decoded);
        case 'problem':
          return reject(new PhotoProblem(data.problem.code, data.problem.values));
        case 'failed':
          return reject(new Error(data.reason));
        case 'unable':
          return resolve('unable');
        case 'paint':
          void paintSvg(data.svg, data.size)
            .then((bitmap) =>
              send({ type: 'painted', id, bitmap }, bitmap === null ? [] : [bitmap]),
            )
            .catch(reject);
      }
    };
    thread.addEventListener('message', onMessage, options);
    // The worker's script could not be loaded, or failed outside of a request.
    thread.addEventListener('error', () => resolve('unable'), options);
    signal.addEventListener(
      'abort',
      () => {
        send({ type: 'cancel', id });
        reject(abortError());
      },
      options,
    );
    send({ type: 'decode', id, file });
  }).finally(() => listening.abort());
}

function decoder(): Worker | null {
  try {
    worker ??= startWorker(decoderUrl, 'photo decoder');
    return worker;
  } catch {
    return null;
  }
}
