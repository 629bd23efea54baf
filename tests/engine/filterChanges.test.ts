/** What is done to single filters, as far as the maps: on tfjs' own backend in Node. */
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, expect, test } from 'vitest';
import { Executor } from '../../src/engine/run';
import { unheard } from '../../src/engine/runEvents';
import type { NodeResult } from '../../src/engine/protocol';
import type { FilterChange } from '../../src/layers/filterChanges';
import type { Settings } from '../../src/layers/settings';
import { chain, withSettings } from '../../src/network/graph';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const width = 12;
const height = 10;
const data = Uint8ClampedArray.from({ length: width * height * 4 }, (_, at) => (at * 37) % 256);
const photo = { id: 'a', pixels: { width, height, data } };
const network = chain([['input'], ['conv2d', { filters: 3, bias: 0.5 }]]);

/** The convolution's maps, one after the other, and what the page is told of it. */
async function run(executor: Executor, settings: Settings) {
  let told: NodeResult | null = null;
  await executor.run(
    {
      network: withSettings(network, 'conv2d1', settings),
      photo,
      wanted: [{ nodeId: 'conv2d1', channels: [0, 1, 2] }],
      held: {},
    },
    {
      ...unheard,
      node: (result) => {
        if (result.nodeId === 'conv2d1') told = result;
      },
    },
  );
  const result = told as NodeResult | null;
  if (!result?.maps) throw new Error('the convolution was not told of');
  const cells = (height - 2) * (width - 2);
  const { values } = result.maps;
  const maps = [0, 1, 2].map((map) => Array.from(values.slice(map * cells, (map + 1) * cells)));
  return { maps, kernel: [...(result.weights[0]?.values ?? [])] };
}

const changed = (...filterChanges: FilterChange[]): Settings => ({ filterChanges });

test('a muted filter’s map is 0, the others are unchanged, and its kernel is still told', async () => {
  const executor = new Executor(tf, { budgetBytes: 1e6 });
  const before = await run(executor, {});
  const muted = await run(executor, changed({ filter: 1, muted: true }));
  expect(muted.maps[1]?.every((value) => value === 0)).toBe(true);
  expect([muted.maps[0], muted.maps[2]]).toEqual([before.maps[0], before.maps[2]]);
  expect(muted.kernel).toEqual(before.kernel);

  const reading = await executor.explain('conv2d1', { row: 3, column: 4, channel: 1 });
  expect(reading?.value).toBe(0);
  expect(reading?.bias).toBe(0);
  expect(reading?.weights?.every((weight) => weight === 0)).toBe(true);

  const solo = await run(executor, { solo: 1 });
  expect(solo.maps[1]).toEqual(before.maps[1]);
  expect([...(solo.maps[0] ?? []), ...(solo.maps[2] ?? [])].every((value) => value === 0)).toBe(
    true,
  );
  expect((await run(executor, {})).maps).toEqual(before.maps);
  executor.clear();
});

test('a number typed over changes its own map by its share of the input', async () => {
  const executor = new Executor(tf, { budgetBytes: 1e6 });
  const place = { channel: 2, row: 1, column: 0 };
  const at = ((place.row * 3 + place.column) * 3 + place.channel) * 3 + 1;
  const before = await run(executor, {});
  const value = (before.kernel[at] ?? NaN) + 1;
  const after = await run(executor, changed({ filter: 1, numbers: [{ ...place, value }] }));
  expect([after.maps[0], after.maps[2]]).toEqual([before.maps[0], before.maps[2]]);
  const columns = width - 2;
  after.maps[1]?.forEach((sum, cell) => {
    const row = Math.floor(cell / columns) + place.row;
    const column = (cell % columns) + place.column;
    const input = (data[(row * width + column) * 4 + place.channel] ?? NaN) / 255;
    expect(sum - (before.maps[1]?.[cell] ?? NaN)).toBeCloseTo(input, 5);
  });
  executor.clear();
});
