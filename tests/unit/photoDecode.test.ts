/** The decoding worker from the page's side: one that is gone, hangs or never begins. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { FromDecoder, ToDecoder } from '../../src/photo/decodeMessages';
import { ClockByHand } from './clockByHand';

/** Does what a test has it do with each request. */
class FakeDecoder extends EventTarget {
  readonly heard: ToDecoder[] = [];
  isTerminated = false;

  postMessage(message: ToDecoder): void {
    this.heard.push(message);
    if (message.type === 'decode' && !this.isTerminated) answer(this, message.id);
  }

  say(data: FromDecoder): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }

  terminate(): void {
    this.isTerminated = true;
  }
}

const decoders: FakeDecoder[] = [];
let answer: (decoder: FakeDecoder, id: number) => void;
vi.mock('../../src/thread/startWorker', () => ({
  startWorker: () => {
    const decoder = new FakeDecoder();
    decoders.push(decoder);
    return decoder;
  },
}));
vi.mock('../../src/photo/decodeWorker?worker&url', () => ({ default: 'decoder.js' }));
vi.mock('../../src/photo/decodeSteps', () => ({
  decodeBlob: async () => ({ ...decoded, type: 'here' }),
}));
vi.stubGlobal('Worker', FakeDecoder);
const { decodePhoto, untilBegun, untilDecoded } = await import('../../src/photo/decode');

const decoded = {
  type: 'png',
  width: 1,
  height: 1,
  photo: { width: 1, height: 1, data: new Uint8ClampedArray(4) },
};
const begins = (decoder: FakeDecoder, id: number) => decoder.say({ type: 'begun', id });
const decodes = (decoder: FakeDecoder, id: number) => {
  begins(decoder, id);
  decoder.say({ type: 'decoded', id, decoded });
};

const clock = new ClockByHand();
function read(signal?: AbortSignal) {
  return decodePhoto(new Blob(['picture']), 'cat.png', signal, clock.clock);
}
const newest = () => decoders.at(-1)!;

beforeEach(async () => {
  answer = decodes;
  await read();
});

it('a worker that reads goes on to read', async () => {
  const before = newest();
  await expect(read()).resolves.toMatchObject({ name: 'cat.png', type: 'png' });
  expect(newest()).toBe(before);
  expect(clock.waiting).toBe(0);
});

it('a worker that is gone is begun anew once it has not begun in time', async () => {
  const before = newest();
  answer = (decoder, id) => {
    if (decoder !== before) decodes(decoder, id);
  };
  const photo = read();
  await clock.isAwaited();
  clock.pass(untilBegun);
  await expect(photo).resolves.toMatchObject({ type: 'png' });
  expect(before.isTerminated).toBe(true);
});

it('a worker that an error stops in the middle of a picture is told of and begun anew', async () => {
  answer = begins;
  const before = newest();
  const photo = read();
  await clock.isAwaited();
  before.dispatchEvent(new Event('error'));
  await expect(photo).rejects.toMatchObject({
    problem: { code: 'photoDecoderBroke', values: { name: 'cat.png' } },
  });
  answer = decodes;
  await expect(read()).resolves.toMatchObject({ type: 'png' });
  expect(newest()).not.toBe(before);
});

describe('a worker that hangs', () => {
  it('is ended, told of, and begun anew', async () => {
    answer = begins;
    const before = newest();
    const photo = read();
    await clock.isAwaited();
    clock.pass(untilDecoded - 1);
    expect(before.isTerminated).toBe(false);
    clock.pass(1);
    await expect(photo).rejects.toMatchObject({
      problem: { code: 'photoTooSlow', values: { name: 'cat.png', seconds: 60 } },
    });
    expect(before.isTerminated).toBe(true);
    answer = decodes;
    await expect(read()).resolves.toMatchObject({ type: 'png' });
  });

  it('with a picture that was called off does not keep the next one waiting for long', async () => {
    answer = begins;
    const stop = new AbortController();
    const before = newest();
    const first = read(stop.signal);
    await clock.isAwaited();
    stop.abort();
    await expect(first).rejects.toThrow('no longer wanted');
    answer = (decoder, id) => {
      if (decoder !== before) decodes(decoder, id);
    };
    const next = read();
    await clock.isAwaited();
    clock.pass(untilBegun);
    await expect(next).resolves.toMatchObject({ type: 'png' });
  });
});

it('where no worker begins the page reads by itself', async () => {
  answer = () => undefined;
  const photo = read();
  const { length } = decoders;
  for (const more of [0, 1]) {
    await clock.isAwaited(() => decoders.length === length + more);
    clock.pass(untilBegun);
  }
  await expect(photo).resolves.toMatchObject({ type: 'here' });
});
