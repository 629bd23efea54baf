/** `training/accuracy.mjs` says that it measures through the app's own engine: its kernels are the app's. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FusedConv2D, getKernel, LRN } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
import { expect, test, vi } from 'vitest';
import { measure } from '../../training/measureAccuracy';

/** Pictures that are all black, two of each pack. */
async function writePacks(folder: string): Promise<void> {
  const packs = [
    ['digits-test', [2, 32, 32]],
    ['photos-test', [2, 64, 64, 3]],
    ['photos-others', [2, 64, 64, 3]],
  ] as const;
  for (const [name, shape] of packs) {
    const bytes = shape.reduce<number>((product, side) => product * side, 1);
    const about = { count: 2, shape, labels: [0, 1], sources: ['made', 'made'] };
    await writeFile(join(folder, `${name}.bin`), new Uint8Array(bytes));
    await writeFile(join(folder, `${name}.json`), JSON.stringify(about));
  }
}

test('accuracy is measured with the app’s own kernels', async () => {
  const tfjsOwn = [FusedConv2D, LRN].map((name) => getKernel(name, 'wasm').kernelFunc);
  const folder = await mkdtemp(join(tmpdir(), 'packs-'));
  const print = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  try {
    await writePacks(folder);
    await measure(folder, 2);
    expect(print.mock.calls.map(([line]) => line)).toContainEqual(
      expect.stringMatching(/^digits: [\d.]+ % of 2 test pictures\n$/),
    );
  } finally {
    print.mockRestore();
    await rm(folder, { recursive: true });
  }
  const inUse = [FusedConv2D, LRN].map((name) => getKernel(name, 'wasm').kernelFunc);
  inUse.forEach((kernel, index) => expect(kernel).not.toBe(tfjsOwn[index]));
});
