/** What is typed into a setting's field, in the store: undo, the link, and what the page remembers. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { layerDefinitions } from '../../src/layers';
import { isValidSetting } from '../../src/layers/settings';
import { decodeValue, encodeValue } from '../../src/network/linkCodec';
import { beginNewGesture, endGesture, takeBackGesture, undo } from '../../src/store/history';
import { changeSettings } from '../../src/store/network';
import { readSettings } from '../../src/store/settings';
import { store } from '../../src/store/store';

const history = () => store.temporal.getState();
const input = () => store.getState().network.nodes[0]!;
const mean = () => input().settings['mean'];

afterEach(() => {
  endGesture();
  store.setState(store.getInitialState(), true);
  history().clear();
});

describe('numbers off the slider’s grid', () => {
  it('are valid in every setting of real numbers, and live in links; whole ones stay whole', () => {
    let real = 0;
    for (const { settings } of layerDefinitions) {
      for (const spec of Object.values(settings)) {
        if (spec.type !== 'number' && spec.type !== 'integer') continue;
        const between = spec.min + (spec.max - spec.min) * 0.130700123;
        const isReal = spec.type === 'number';
        expect(isValidSetting(spec, between)).toBe(isReal);
        expect(decodeValue(spec, encodeValue(between))).toBe(isReal ? between : undefined);
        if (isReal) real++;
      }
    }
    expect(real).toBeGreaterThanOrEqual(15);
  });

  it('are kept by undo and redo', () => {
    const before = mean();
    changeSettings(input().id, { mean: 0.1307 });
    undo();
    expect(mean()).toBe(before);
    history().redo();
    expect(mean()).toBe(0.1307);
  });
});

describe('a gesture that is taken back', () => {
  it('leaves no step of undo or redo, and goes on as one step', () => {
    const { network } = store.getState();
    beginNewGesture();
    for (const mean of [0.1, 0.13, 0.137]) changeSettings(input().id, { mean });
    expect(takeBackGesture()).toBe(true);
    expect(store.getState().network).toBe(network);
    expect(history().pastStates).toHaveLength(0);
    expect(history().futureStates).toHaveLength(0);
    expect(takeBackGesture()).toBe(false);
    for (const mean of [0.1, 0.12]) changeSettings(input().id, { mean });
    expect(history().pastStates).toHaveLength(1);
  });

  it('leaves what was done before it', () => {
    changeSettings(input().id, { mean: 0.2 });
    beginNewGesture();
    changeSettings(input().id, { mean: 0.3 });
    takeBackGesture();
    expect(mean()).toBe(0.2);
    expect(history().pastStates).toHaveLength(1);
    expect(takeBackGesture()).toBe(false);
  });
});

describe('single-key shortcuts', () => {
  it.each([
    ['{}', true],
    ['{"singleKeys":true}', true],
    ['{"singleKeys":"no"}', true],
    ['{"singleKeys":false}', false],
  ])('are remembered: %s', (saved, singleKeys) => {
    vi.stubGlobal('localStorage', { getItem: () => saved });
    expect(readSettings().singleKeys).toBe(singleKeys);
    vi.unstubAllGlobals();
  });
});
