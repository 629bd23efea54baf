/** File → upright pixels, the page's side: a worker does the work, the newest request wins. */
import { TooLate, wakingClock, withDeadline, type Clock } from '../thread/deadline';
import { startWorker } from '../thread/startWorker';
import type { FromDecoder, ToDecoder } from './decodeMessages';
// oxlint-disable-next-line import/default -- made by Vite
import decoderUrl from './decodeWorker?worker&url';
import type { Decoded, DecodeHost } from './decodeSteps';
import { decodeSteps } from './decodeStepsPart';
import { part } from '../parts/part';
import { abortError, PhotoProblem, type DecodedPhoto } from './photo';

const svgPainter = part(() => import('./paintSvg'));

export { PhotoProblem, type DecodedPhoto, type PhotoPixels } from './photo';

/** Milliseconds in which the worker says that it has begun: at first its script is fetched meanwhile. */
export const untilBegun = 10_000;
/** Milliseconds that reading a picture may take: many times what 200 megapixels do on a slow device. */
export const untilDecoded = 60_000;

/** Null before the first request, after it was lost, and where workers turned out not to decode. */
let worker: Worker | null = null;
let workersDecode = typeof Worker === 'function';
let lastId = 0;
let newest: AbortController | null = null;

/**
 * Reads a picture of any kind the browser knows: upright, over white, made smaller by area
 * averaging. Rejects with a `PhotoProblem` that holds the sentence for the person, or with an
 * `AbortError` where `signal` or a newer request called it off.
 */
export function decodePhoto(
  file: Blob,
  name: string,
  signal?: AbortSignal,
  clock?: Clock,
): Promise<DecodedPhoto> {
  return decodeLatest(() => Promise.resolve(file), name, signal, clock);
}

/** As `decodePhoto`, with a file that is still to be fetched; the request counts from now on. */
export async function decodeLatest(
  load: (signal: AbortSignal) => Promise<Blob>,
  name: string,
  signal?: AbortSignal,
  clock: Clock = wakingClock,
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
    return { name, ...(await decodeAnywhere(file, own.signal, clock)) };
  } catch (error) {
    if (own.signal.aborted) throw abortError();
    if (!(error instanceof PhotoProblem)) throw error;
    throw new PhotoProblem(error.problem.code, { ...error.problem.values, name });
  } finally {
    signal?.removeEventListener('abort', stop);
    if (newest === own) newest = null;
  }
}

async function decodeAnywhere(file: Blob, signal: AbortSignal, clock: Clock): Promise<Decoded> {
  // A worker that is gone, or busy for ever with what was called off, is begun anew.
  for (let attempt = 0; workersDecode && attempt < 2; attempt++) {
    const decoded = await decodeInWorker(file, signal, clock);
    if (decoded === 'unable') workersDecode = false;
    else if (decoded !== 'notBegun') return decoded;
    discard();
  }
  try {
    return await withDeadline(decodeHere(file, signal), untilDecoded, clock);
  } catch (error) {
    throw error instanceof TooLate ? tooSlow() : error;
  }
}

async function decodeHere(file: Blob, signal: AbortSignal): Promise<Decoded> {
  const { decodeBlob } = await decodeSteps.load();
  return decodeBlob(file, {
    paintSvg: painterUntil(signal),
    cancelled: () => signal.aborted,
  });
}

function decodeInWorker(
  file: Blob,
  signal: AbortSignal,
  clock: Clock,
): Promise<Decoded | 'unable' | 'notBegun'> {
  const id = ++lastId;
  const thread = decoder();
  if (thread === null) return Promise.resolve('unable');
  const send = (message: ToDecoder, transfer: Transferable[] = []) =>
    thread.postMessage(message, transfer);
  const listening = new AbortController();
  let hasBegun = false;
  let stopClock = () => {};

  return new Promise<Decoded | 'unable' | 'notBegun'>((resolve, reject) => {
    const options = { signal: listening.signal };
    const lose = (problem: PhotoProblem) => {
      discard();
      reject(problem);
    };
    const onMessage = ({ data }: MessageEvent<FromDecoder>) => {
      if (data.id !== id) return;
      switch (data.type) {
        case 'begun':
          hasBegun = true;
          stopClock();
          stopClock = clock(untilDecoded, () => lose(tooSlow()));
          return;
        case 'decoded':
          return resolve(data.decoded);
        case 'problem':
          return reject(new PhotoProblem(data.problem.code, data.problem.values));
        case 'failed':
          return reject(new Error(data.reason));
        case 'unable':
          return resolve('unable');
        case 'paint':
          void painterUntil(signal)(data.svg, data.size)
            .then((painted) =>
              send(
                { type: 'painted', id, painted },
                painted instanceof ImageBitmap ? [painted] : [],
              ),
            )
            .catch(reject);
      }
    };
    stopClock = clock(untilBegun, () => resolve('notBegun'));
    thread.addEventListener('message', onMessage, options);
    thread.addEventListener(
      'error',
      () => {
        if (hasBegun) lose(new PhotoProblem('photoDecoderBroke'));
        // The worker's script could not be loaded.
        else resolve('unable');
      },
      options,
    );
    signal.addEventListener(
      'abort',
      () => {
        send({ type: 'cancel', id });
        reject(abortError());
      },
      options,
    );
    send({ type: 'decode', id, file });
  }).finally(() => {
    stopClock();
    listening.abort();
  });
}

function tooSlow(): PhotoProblem {
  return new PhotoProblem('photoTooSlow', { seconds: untilDecoded / 1000 });
}

/** What paints SVG, which few photos are, until it is called off. */
function painterUntil(signal: AbortSignal): DecodeHost['paintSvg'] {
  return async (svg, size) => {
    const { paintSvg } = await svgPainter.load();
    return paintSvg(svg, size, signal);
  };
}

function decoder(): Worker | null {
  try {
    worker ??= startWorker(decoderUrl, 'photo decoder');
    return worker;
  } catch {
    return null;
  }
}

/** Ends the worker, whatever it does; the next request begins another. */
function discard(): void {
  worker?.terminate();
  worker = null;
}
