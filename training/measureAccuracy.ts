/** How often the shipped networks are right on test pictures, as the app itself computes them. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { registerOwnKernels } from '../src/engine/kernels';
import type { PhotoPixels } from '../src/engine/protocol';
import { Executor } from '../src/engine/run';
import { unheard } from '../src/engine/runEvents';
import { numbersFrom } from '../src/engine/trained';
import { weightValues } from '../src/engine/weights';
import { trainedSources } from '../src/layers/trainedLayers';
import { readLayersModel, readTensors, type TrainedTensors } from '../src/models/layersModel';
import { presetOf } from '../src/presets';

/** Pictures of one size, with what each shows. */
interface Pack {
  count: number;
  side: number;
  channels: number;
  bytes: Uint8Array;
  /** Indices of classes; negative where it shows none of them. */
  labels: number[];
  sources: string[];
}

/** Prints what share of the packs in a folder the networks name rightly; at most so many of each. */
export async function measure(folder: string, most: number): Promise<void> {
  await startEngine();
  const digits = await answersTo('digits', readPack(folder, 'digits-test'), most);
  print(`digits: ${percent(rightOf(digits))} of ${digits.length} test pictures`);
  reportPhotos(await answersTo('photos', readPack(folder, 'photos-test'), most));
  const others = await answersTo('photos', readPack(folder, 'photos-others'), most);
  const calledShare = (name: string) => {
    const index = trainedSources['photos']!.labels.indexOf(name);
    return percent(others.filter(({ found }) => found === index).length / others.length);
  };
  print(
    `of ${others.length} pictures of none of the classes ${calledShare('other')} are called so, ` +
      `${calledShare('cat')} a cat`,
  );
}

/** WASM with the app's own kernels in it, as the engine's Worker starts it. */
async function startEngine(): Promise<void> {
  const entry = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
  setWasmPaths(`${dirname(entry)}/`);
  // Before the backend is begun, which takes the kernels that are there.
  registerOwnKernels();
  await tf.setBackend('wasm');
}

interface Answer {
  label: number;
  source: string;
  /** The class with the largest probability, and that. */
  found: number;
  share: number;
}

function reportPhotos(answers: readonly Answer[]): void {
  const { labels } = trainedSources['photos']!;
  const sources = [...new Set(answers.map(({ source }) => source))];
  for (const source of sources) {
    const own = answers.filter((answer) => answer.source === source);
    const cats = own.filter(({ label }) => label === 0);
    print(
      `photos, ${source}: ${percent(rightOf(own))} of ${own.length}; ` +
        `cats called cats ${percent(rightOf(cats))} of ${cats.length}`,
    );
  }
  print(['shown \\ called', ...labels].join('\t'));
  const ownSplit = answers.filter(({ source }) => source !== 'cifar');
  labels.forEach((name, label) => {
    const row = labels.map(
      (_, found) => ownSplit.filter((each) => each.label === label && each.found === found).length,
    );
    print([name, ...row].join('\t'));
  });
}

async function answersTo(source: string, pack: Pack, most: number): Promise<Answer[]> {
  const { network } = presetOf(source);
  const tensors = await tensorsOf(source);
  const numbers = numbersFrom(() => tensors);
  const executor = new Executor(tf, {
    budgetBytes: 2 ** 24,
    weights: (spec) => weightValues(spec, numbers),
  });
  const end = network.nodes.at(-1)!.id;
  const answers: Answer[] = [];
  for (let index = 0; index < Math.min(most, pack.count); index++) {
    const photo = { id: `${source}${index}`, pixels: pixelsOf(pack, index) };
    await executor.run({ network, photo, wanted: [], held: {} }, unheard);
    const read = await executor.readMaps({ nodeId: end, channels: [0] });
    const shares = [...read!.maps.values];
    const share = Math.max(...shares);
    answers.push({
      label: pack.labels[index] ?? -1,
      source: pack.sources[index] ?? '',
      found: shares.indexOf(share),
      share,
    });
  }
  executor.clear();
  return answers;
}

async function tensorsOf(source: string): Promise<TrainedTensors> {
  const folder = new URL(`../public/weights/${source}/`, import.meta.url);
  const bytes = new Uint8Array(readFileSync(new URL('weights.bin', folder)));
  return readTensors(readLayersModel(readFileSync(new URL('model.json', folder), 'utf8')), bytes);
}

function readPack(folder: string, name: string): Pack {
  const about = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as {
    count: number;
    shape: number[];
    labels: number[];
    sources?: string[];
  };
  const [, side = 0, , channels = 1] = about.shape;
  return {
    count: about.count,
    side,
    channels,
    bytes: readFileSync(join(folder, `${name}.bin`)),
    labels: about.labels,
    sources: about.sources ?? [],
  };
}

function pixelsOf({ bytes, side, channels }: Pack, index: number): PhotoPixels {
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  const begin = index * side * side * channels;
  for (let pixel = 0; pixel < side * side; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      data[pixel * 4 + channel] =
        bytes[begin + pixel * channels + Math.min(channel, channels - 1)]!;
    }
  }
  return { width: side, height: side, data };
}

function rightOf(answers: readonly Answer[]): number {
  return answers.filter(({ label, found }) => label === found).length / answers.length;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
