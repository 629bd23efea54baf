/** The trained networks as they ship, against what the framework that trained them makes of pictures. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import sharp from 'sharp';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { numbersFrom, TrainedWeights, type TrainedEvents } from '../../src/engine/trained';
import { Executor } from '../../src/engine/run';
import { unheard } from '../../src/engine/runEvents';
import { weightValues } from '../../src/engine/weights';
import type { InputSettings } from '../../src/layers/input';
import type { PhotoPixels } from '../../src/engine/protocol';
import { readLayersModel, readTensors, type TrainedTensors } from '../../src/models/layersModel';
import { chain } from '../../src/network/graph';
import { prepare } from '../../src/photo/resample';
import { presetOf } from '../../src/presets';
import type { Clock } from '../../src/thread/deadline';
import { mostSilence } from '../../src/thread/patientFetch';
import { ClockByHand } from '../unit/clockByHand';
import { prepareWasm } from './prepareWasm';

prepareWasm();

const root = new URL('../../', import.meta.url);

interface Fixture {
  sha256: string;
  labels: string[];
  /** Places of the prepared picture's bytes that are written down. */
  positions: number[];
  cases: { file: string; bytes: number[]; logits: number[]; probabilities: number[] }[];
}

function fixtureOf(source: string): Fixture {
  const file = new URL(`tests/fixtures/trained/${source}.json`, root);
  return JSON.parse(readFileSync(file, 'utf8')) as Fixture;
}

function filesOf(source: string): { json: string; bytes: Uint8Array<ArrayBuffer> } {
  const folder = new URL(`public/weights/${source}/`, root);
  const bytes = new Uint8Array(readFileSync(new URL('weights.bin', folder)));
  return { json: readFileSync(new URL('model.json', folder), 'utf8'), bytes };
}

async function tensorsOf(source: string): Promise<TrainedTensors> {
  const { json, bytes } = filesOf(source);
  return readTensors(readLayersModel(json), bytes);
}

async function decode(file: string): Promise<PhotoPixels> {
  const { data, info } = await sharp(fileURLToPath(new URL(file, root)))
    .flatten({ background: '#fff' })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data: new Uint8ClampedArray(data) };
}

async function valuesOf(executor: Executor, nodeId: string): Promise<number[]> {
  const read = await executor.readMaps({ nodeId, channels: [0] });
  return [...read!.maps.values];
}

describe.each(['cpu', 'wasm'])('on %s', (backend) => {
  test.each(['photos', 'digits'])(
    '%s gives the logits of the framework that trained it',
    async (source) => {
      await tf.setBackend(backend);
      const { cases, labels, positions, sha256 } = fixtureOf(source);
      expect(readLayersModel(filesOf(source).json).userDefinedMetadata?.catscan?.sha256).toBe(
        sha256,
      );
      expect(cases.length).toBeGreaterThanOrEqual(source === 'photos' ? 20 : 10);
      const { network } = presetOf(source);
      const classifier = network.nodes.findLast(({ kind }) => kind === 'dense')!.id;
      const tensors = await tensorsOf(source);
      const numbers = numbersFrom((wanted) => (wanted === source ? tensors : undefined));
      const executor = new Executor(tf, {
        budgetBytes: 2 ** 26,
        weights: (spec) => weightValues(spec, numbers),
      });
      // Plain JavaScript takes a second for each.
      const looked = backend === 'cpu' ? cases.slice(0, 6) : cases;
      for (const { file, bytes, logits, probabilities } of looked) {
        const pixels = await decode(file);
        const prepared = prepare(pixels, network.nodes[0]!.settings as InputSettings);
        const channels = source === 'digits' ? 1 : 3;
        positions.forEach((place, index) => {
          const at = Math.floor(place / channels) * 4 + (place % channels);
          // Decoders of lossy pictures may differ by a step; the gallery's are lossy.
          const tolerance = file.endsWith('.png') ? 0 : 2;
          expect(Math.abs(prepared.data[at]! - bytes[index]!)).toBeLessThanOrEqual(tolerance);
        });
        const photo = { id: file, pixels };
        expect(await executor.run({ network, photo, wanted: [], held: {} }, unheard)).toBe(true);
        const found = await valuesOf(executor, classifier);
        expect(found).toHaveLength(labels.length);
        if (file.endsWith('.png')) {
          found.forEach((logit, unit) =>
            expect(Math.abs(logit - logits[unit]!)).toBeLessThan(1e-3),
          );
        }
        const shares = await valuesOf(executor, 'softmax1');
        const most = file.endsWith('.png') ? 1e-3 : 0.02;
        shares.forEach((share, unit) =>
          expect(Math.abs(share - probabilities[unit]!)).toBeLessThan(most),
        );
      }
      executor.clear();
      expect(tf.memory().numTensors).toBe(0);
    },
  );
});

test('a layer of another size takes the learned numbers as far as they go', async () => {
  const tensors = await tensorsOf('photos');
  const numbers = numbersFrom(() => tensors);
  const learned = tensors.get('conv1/kernel')!;
  const [, , , learnedFilters = 0] = learned.shape;
  const trained = chain([['input'], ['conv2d', { filters: 40, trained: 'photosConv1' }]]);
  const drawn = chain([['input'], ['conv2d', { filters: 40 }]]);
  await tf.setBackend('cpu');
  const kernels = await Promise.all(
    [trained, drawn].map(async (network) => {
      let kernel = new Float32Array(0);
      const executor = new Executor(tf, {
        budgetBytes: 2 ** 20,
        weights: (spec) => {
          const values = weightValues(spec, numbers);
          if (spec.name === 'kernel') kernel = values;
          return values;
        },
      });
      const data = new Uint8ClampedArray(8 * 8 * 4).fill(99);
      const photo = { id: 'grey', pixels: { width: 8, height: 8, data } };
      await executor.run({ network, photo, wanted: [], held: {} }, unheard);
      executor.clear();
      return kernel;
    }),
  );
  const [learnedKernel, drawnKernel] = kernels as [Float32Array, Float32Array];
  expect(learnedKernel).toHaveLength(3 * 3 * 3 * 40);
  learnedKernel.forEach((value, at) => {
    const [cell, filter] = [Math.floor(at / 40), at % 40];
    const expected =
      filter < learnedFilters ? learned.values[cell * learnedFilters + filter] : drawnKernel[at];
    expect(value).toBe(expected);
  });
});

describe('files', () => {
  const { json, bytes } = filesOf('digits');

  afterEach(() => vi.unstubAllGlobals());

  function told(clock?: Clock) {
    const log: string[] = [];
    const events: TrainedEvents = {
      progress: (source, loaded, total) => log.push(`${source} ${loaded} of ${total}`),
      ready: (source) => log.push(`${source} ready`),
      failed: (source, { code }) => log.push(`${source} failed: ${code}`),
    };
    return { log, weights: new TrainedWeights('http://localhost/weights/', events, clock) };
  }

  /** A host that has these files alone. */
  function serve(files: Record<string, string | Uint8Array<ArrayBuffer>>): string[] {
    const requests: string[] = [];
    vi.stubGlobal('fetch', (url: URL) => {
      requests.push(url.href);
      const file = files[url.href.slice('http://localhost/weights/'.length)];
      return Promise.resolve(
        new Response(file ?? null, { status: file === undefined ? 404 : 200 }),
      );
    });
    return requests;
  }

  test('are fetched once, with progress', async () => {
    const requests = serve({ 'digits/model.json': json, 'digits/weights.bin': bytes });
    const { log, weights } = told();
    await Promise.all([weights.load(['digits']), weights.load(['digits'])]);
    await weights.load(['digits']);
    expect(requests).toHaveLength(2);
    expect(log[0]).toBe('digits 0 of null');
    expect(log.at(-2)).toBe(`digits ${bytes.length} of ${bytes.length}`);
    expect(log.at(-1)).toBe('digits ready');
    expect(weights.has('digits')).toBe(true);
    expect(weights.tensorsOf('digits')?.get('conv1/kernel')?.shape).toEqual([5, 5, 1, 6]);
  });

  const flipped = bytes.slice();
  flipped[1000] = flipped[1000]! ^ 1;
  test.each<[string, Record<string, string | Uint8Array<ArrayBuffer>>]>([
    ['weightsMissing', {}],
    ['weightsMissing', { 'digits/model.json': json }],
    ['weightsNotJson', { 'digits/model.json': '<!doctype html>' }],
    ['weightsNotModel', { 'digits/model.json': '{"format":"graph-model"}' }],
    ['weightsCutOff', { 'digits/model.json': json, 'digits/weights.bin': bytes.slice(0, 999) }],
    ['weightsDamaged', { 'digits/model.json': json, 'digits/weights.bin': flipped }],
  ])('that are no good are told: %s', async (code, files) => {
    serve(files);
    const { log, weights } = told();
    await weights.load(['digits']);
    expect(log.at(-1)).toBe(`digits failed: ${code}`);
    expect(weights.has('digits')).toBe(false);
    expect(weights.isSettled('digits')).toBe(true);

    // Not asked for again by itself, but when the user wants it.
    const requests = serve({ 'digits/model.json': json, 'digits/weights.bin': bytes });
    await weights.load(['digits']);
    expect(requests).toEqual([]);
    weights.forgetFailed();
    expect(weights.isSettled('digits')).toBe(false);
    await weights.load(['digits']);
    expect(log.at(-1)).toBe('digits ready');
  });

  test('of a host that is not reached are told', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    const { log, weights } = told();
    await weights.load(['digits']);
    expect(log.at(-1)).toBe('digits failed: weightsNotReached');
  });

  test.each<[string, string[]]>([
    ['not at all', []],
    ['after their description', ['digits/model.json']],
  ])('of a host that stops answering are told, and asked for again: %s', async (_when, files) => {
    let isSilent = true;
    vi.stubGlobal('fetch', (url: URL) => {
      const file = url.href.slice('http://localhost/weights/'.length);
      const all: Record<string, BodyInit> = {
        'digits/model.json': json,
        'digits/weights.bin': bytes,
      };
      if (!isSilent || files.includes(file)) return Promise.resolve(new Response(all[file]));
      return new Promise(() => undefined);
    });
    const clock = new ClockByHand();
    const { log, weights } = told(clock.clock);
    const loaded = weights.load(['digits']);
    await clock.isAwaited(() => log.length > files.length);
    clock.pass(mostSilence);
    await loaded;
    expect(log.at(-1)).toBe('digits failed: weightsSilent');
    expect(weights.isSettled('digits')).toBe(true);

    isSilent = false;
    weights.forgetFailed();
    await weights.load(['digits']);
    expect(log.at(-1)).toBe('digits ready');
  });

  test('that break off in the middle are not called damaged', async () => {
    vi.stubGlobal('fetch', (url: URL) => {
      if (url.href.endsWith('.json')) return Promise.resolve(new Response(json));
      const body = new ReadableStream({
        start: (body) => body.enqueue(bytes.slice(0, 999)),
        pull: (body) => body.error(new TypeError('network error')),
      });
      return Promise.resolve(new Response(body));
    });
    const { log, weights } = told();
    await weights.load(['digits']);
    expect(log.at(-1)).toBe('digits failed: weightsNotReached');
  });
});
