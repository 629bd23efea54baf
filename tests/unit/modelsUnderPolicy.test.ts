/** Model files are read without making code of text, which the page's policy forbids. */
import { readFileSync } from 'node:fs';
import { afterEach, expect, it, vi } from 'vitest';

const description = new URL('../../public/weights/digits/model.json', import.meta.url);

afterEach(() => {
  vi.unstubAllGlobals();
});

it('reads a model’s description without a probe for eval', async () => {
  const made: string[] = [];
  vi.stubGlobal('Function', function refused(code: string) {
    made.push(code);
    throw new EvalError('the policy forbids it');
  });
  vi.resetModules();
  const { readLayersModel } = await import('../../src/models/layersModel');
  const model = readLayersModel(readFileSync(description, 'utf8'));
  expect(model.weightsManifest).toHaveLength(1);
  expect(made).toEqual([]);
});
