import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { definitionOf, isLayerKind, layerDefinitions } from '../../src/layers';
import { affineOf, input, inputShape, type InputSettings } from '../../src/layers/input';
import { defaultsOf, isValidSetting, type Settings } from '../../src/layers/settings';
import { anyCase, expected, referenceKinds } from '../reference/cases';
import { weightShapes } from '../reference/layer';

function shapeOf(kind: string, shape: number[], settings: Settings = {}) {
  const definition = definitionOf(kind);
  return definition.outputShape(shape, { ...defaultsOf(definition.settings), ...settings });
}

describe('the list of layer kinds', () => {
  it('has names and codes that are unique', () => {
    const kinds = layerDefinitions.map((definition) => definition.kind);
    const codes = layerDefinitions.map((definition) => definition.code);
    expect(new Set(kinds).size).toBe(kinds.length);
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of codes) expect(code).toMatch(/^[a-z]{1,3}$/);
  });

  it('has a reference for every kind but the input and those that join branches', () => {
    const others = layerDefinitions.filter(({ group }) => group !== 'input' && group !== 'branch');
    expect([...referenceKinds].toSorted()).toEqual(others.map(({ kind }) => kind).toSorted());
  });

  it.each(layerDefinitions)('$kind declares settings with unique codes and valid defaults', (d) => {
    const specs = Object.values(d.settings);
    expect(new Set(specs.map((spec) => spec.code)).size).toBe(specs.length);
    for (const spec of specs) {
      expect(spec.code).toMatch(/^[a-z]{1,3}$/);
      expect(isValidSetting(spec, spec.default)).toBe(true);
    }
  });

  it('refuses a kind that is not in it', () => {
    expect(isLayerKind('conv9d')).toBe(false);
    expect(() => definitionOf('conv9d')).toThrow(RangeError);
  });
});

describe('shapes and counts', () => {
  it.each(referenceKinds)('%s gives those of the plain loops', (kind) => {
    const definition = definitionOf(kind);
    fc.assert(
      fc.property(anyCase(kind), (layerCase) => {
        const { settings, shape } = layerCase;
        const reference = expected(layerCase);
        const result = definition.outputShape(shape, settings);
        expect(result.ok ? result.shape : null).toEqual(reference?.shape ?? null);
        if (!reference) return;
        expect(definition.parameters(shape, settings)).toBe(reference.parameters);
        expect(definition.macs(shape, settings)).toBe(reference.macs);
        const specs = definition.weights(shape, settings);
        expect(specs.map((spec) => spec.shape)).toEqual(weightShapes(kind, settings, shape));
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['conv2d', [9], {}, 'needsMaps'],
    ['maxPool2d', [9], {}, 'needsMaps'],
    ['averagePool2d', [9], {}, 'needsMaps'],
    ['globalAveragePool2d', [9], {}, 'needsMaps'],
    ['zeroPadding2d', [9], {}, 'needsMaps'],
    ['depthwiseConv2d', [9], {}, 'needsMaps'],
    ['localResponseNormalization', [9], {}, 'needsMaps'],
    ['dense', [4, 4, 1], {}, 'needsVector'],
    ['conv2d', [4, 9, 1], { kernelHeight: 5 }, 'windowTooLarge'],
    ['conv2d', [9, 9, 3], { filters: 8, groups: 2 }, 'groupsDoNotDivide'],
    ['conv2d', [9, 9, 4], { filters: 7, groups: 2 }, 'groupsDoNotDivide'],
    ['maxPool2d', [4, 9, 1], { poolHeight: 5 }, 'windowTooLarge'],
    ['maxPool2d', [9, 9, 1], { padding: 'pixels', paddingPixels: 2 }, 'paddingTooLarge'],
    ['dense', [700_000], { units: 200, created: true }, 'tooManyParameters'],
    ['dense', [700_000], { units: 200 }, 'tooManyParameters'],
    ['dense', [15_999], { units: 1000 }, null],
    ['dense', [16_000], { units: 1000 }, 'weightsNotCreated'],
    ['dense', [16_000], { units: 1000, created: true }, null],
  ])('%s on %j with %j says %s', (kind, shape, settings, code) => {
    const result = shapeOf(kind, shape, settings);
    expect(result.ok ? null : result.problem.code).toBe(code);
  });

  it('counts a grouped convolution as the paper of its two columns does', () => {
    const conv2d = definitionOf('conv2d');
    const side = { kernelHeight: 5, kernelWidth: 5, padding: 'pixels', paddingPixels: 2 };
    const second = { ...defaultsOf(conv2d.settings), ...side, filters: 256, groups: 2 };
    expect(conv2d.parameters([27, 27, 96], second)).toBe(307_456);
    expect(conv2d.macs([27, 27, 96], second)).toBe(223_948_800);
  });

  it.each([
    ['GoogLeNet, first', 112, { stride: 2 }, 56],
    ['GoogLeNet, last', 14, { stride: 2 }, 7],
    ['AlexNet, where nothing is left over', 55, { stride: 2 }, 27],
    ['a last window that begins on the last cell', 7, { stride: 3 }, 3],
    ['none that begins behind the input', 6, { stride: 3 }, 2],
    ['none that begins in the padding behind', 4, { padding: 'pixels', stride: 5 }, 1],
    ['an input smaller than the window', 2, { stride: 2 }, 1],
  ])('rounds the number of windows up: %s', (_, side, settings, output) => {
    const pool = { poolHeight: 3, poolWidth: 3, rounding: 'ceil', ...settings };
    const result = shapeOf('maxPool2d', [side, side, 5], pool);
    expect(result.ok ? result.shape : null).toEqual([output, output, 5]);
  });

  it('names the padded size when a window does not fit', () => {
    const settings = { kernelWidth: 15, dilation: 2, padding: 'pixels', paddingPixels: 3 };
    const result = shapeOf('conv2d', [20, 10, 3], settings);
    expect(result.ok ? null : result.problem.values).toEqual({
      spanHeight: 5,
      spanWidth: 29,
      height: 26,
      width: 16,
    });
  });
});

describe('weights', () => {
  it('keep the Glorot limit of the filter count that they were drawn for', () => {
    const conv2d = definitionOf('conv2d');
    const drawn = { ...defaultsOf(conv2d.settings), filters: 5, drawnFor: 3 };
    expect(conv2d.weights([9, 9, 3], drawn)[0]).toMatchObject({ fanIn: 27, fanOut: 27 });
    expect(conv2d.weights([9, 9, 3], { ...drawn, drawnFor: 0 })[0]).toMatchObject({ fanOut: 45 });
  });

  it('of a depthwise convolution are drawn for what one output sees', () => {
    const depthwise = definitionOf('depthwiseConv2d');
    const settings = { ...defaultsOf(depthwise.settings), depthMultiplier: 2 };
    const [kernel, bias] = depthwise.weights([9, 9, 5], settings);
    expect(kernel).toMatchObject({ shape: [3, 3, 5, 2], fanIn: 9, fanOut: 18 });
    expect(bias).toMatchObject({ shape: [10] });
  });

  it('of a batch normalisation are a number a channel, half of them not learned', () => {
    const normalise = definitionOf('batchNormalization');
    const settings = { ...defaultsOf(normalise.settings), gamma: 2, movingVariance: 0.5 };
    for (const input of [[4, 9, 6], [6]]) {
      const specs = normalise.weights(input, settings);
      expect(specs.map(({ name, shape, constant }) => [name, shape, constant])).toEqual([
        ['gamma', [6], 2],
        ['beta', [6], 0],
        ['movingMean', [6], 0],
        ['movingVariance', [6], 0.5],
      ]);
      expect(normalise.parameters(input, settings)).toBe(12);
      expect(normalise.fixedParameters?.(input, settings)).toBe(12);
    }
  });

  it('have a bias of 0 where the layer uses none', () => {
    const dense = definitionOf('dense');
    const half = { ...defaultsOf(dense.settings), bias: 0.5 };
    expect(dense.weights([9], half)[1]).toMatchObject({ shape: [10], constant: 0.5 });
    expect(dense.weights([9], { ...half, useBias: false })[1]).toMatchObject({ constant: 0 });
  });
});

describe('the input', () => {
  const settings = defaultsOf(input.settings) as InputSettings;

  it('is made smaller but never larger', () => {
    expect(inputShape({ width: 4000, height: 3200 }, settings)).toEqual([320, 400, 3]);
    expect(inputShape({ width: 30, height: 20 }, settings)).toEqual([20, 30, 3]);
    expect(inputShape({ width: 9000, height: 2 }, settings)).toEqual([1, 400, 3]);
    const square = { ...settings, cropSquare: true, greyscale: true, longestSide: 64 };
    expect(inputShape({ width: 640, height: 480 }, square)).toEqual([64, 64, 1]);
  });

  it.each([
    ['zeroToOne', 0, 1],
    ['minusOneToOne', -1, 1],
    ['bytes', 0, 255],
    ['standardise', -2, 2],
  ] as const)('scaled %s runs from %d to %d', (scaling, low, high) => {
    const { factor, offset } = affineOf({ ...settings, scaling });
    expect(offset).toBeCloseTo(low, 12);
    expect(255 * factor + offset).toBeCloseTo(high, 12);
  });
});
