/** Fetches that may take long but must not stand still. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fetchPhoto } from '../../src/photo/gallery';
import { PhotoProblem } from '../../src/photo/photo';
import { TooLate } from '../../src/thread/deadline';
import { mostSilence, patientFetch, wholeOf } from '../../src/thread/patientFetch';
import { ClockByHand, patiently } from './clockByHand';

afterEach(() => vi.unstubAllGlobals());

/** A host that answers as far as it is told to, and the signals of the requests that it got. */
function host() {
  const signals: AbortSignal[] = [];
  let answer: (response: Response) => void = () => undefined;
  let body: ReadableStreamDefaultController<Uint8Array> | undefined;
  vi.stubGlobal('fetch', (_url: string, { signal }: { signal: AbortSignal }) => {
    signals.push(signal);
    return new Promise<Response>((resolve) => (answer = resolve));
  });
  return {
    signals,
    begin: () =>
      answer(
        new Response(new ReadableStream<Uint8Array>({ start: (own) => void (body = own) }), {
          headers: { 'content-type': 'image/webp' },
        }),
      ),
    send: (...bytes: number[]) => body?.enqueue(new Uint8Array(bytes)),
    end: () => body?.close(),
  };
}

describe('a host that says nothing', () => {
  it('before it answers is given up', async () => {
    const { clock, by } = timed();
    const { signals } = host();
    const answer = patientFetch('photo.webp', by).catch((error: unknown) => error);
    await clock.isAwaited();
    clock.pass(mostSilence);
    expect(await answer).toBeInstanceOf(TooLate);
    expect(signals[0]?.aborted).toBe(true);
  });

  it('in the middle of a file is given up', async () => {
    const { clock, by } = timed();
    const { begin, send, signals } = host();
    const coming = patientFetch('photo.webp', by);
    begin();
    const whole = wholeOf(await coming).catch((error: unknown) => error);
    send(1, 2, 3);
    await clock.isAwaited();
    clock.pass(mostSilence - 1);
    expect(signals[0]?.aborted).toBe(false);
    clock.pass(mostSilence);
    expect(await whole).toBeInstanceOf(TooLate);
    expect(signals[0]?.aborted).toBe(true);
    expect(clock.waiting).toBe(0);
  });
});

it('a slow host is waited for as long as bytes come', async () => {
  const { clock, by } = timed();
  const { begin, send, end } = host();
  const coming = patientFetch('photo.webp', by);
  begin();
  const answer = await coming;
  let heard = 0;
  const reading = (async () => {
    for await (const part of answer.chunks()) heard += part.length;
  })();
  for (let part = 1; part <= 5; part++) {
    await clock.isAwaited();
    clock.pass(mostSilence - 1);
    send(part);
    await expect.poll(() => heard, patiently).toBe(part);
  }
  end();
  await reading;
  expect(answer.type).toBe('image/webp');
  expect(clock.waiting).toBe(0);
});

it('what is called off ends with that reason', async () => {
  const { clock, by } = timed();
  vi.stubGlobal(
    'fetch',
    (_url: string, { signal }: { signal: AbortSignal }) =>
      new Promise((_resolve, reject) =>
        signal.addEventListener('abort', () => reject(signal.reason as Error)),
      ),
  );
  const stop = new AbortController();
  const answer = patientFetch('photo.webp', { ...by, signal: stop.signal });
  stop.abort(new Error('another photo'));
  await expect(answer).rejects.toThrow('another photo');
  expect(clock.waiting).toBe(0);
});

it('a photo of the gallery that never comes is told of', async () => {
  const { clock, by } = timed();
  host();
  const photo = fetchPhoto('photos/chelsea.webp', new AbortController().signal, by.clock);
  const told = photo.catch((error: unknown) => error);
  await clock.isAwaited();
  clock.pass(mostSilence);
  const problem = await told;
  expect(problem).toBeInstanceOf(PhotoProblem);
  expect(problem).toMatchObject({ problem: { code: 'photoSilent' } });
});

function timed() {
  const clock = new ClockByHand();
  return { clock, by: { clock: clock.clock } };
}
