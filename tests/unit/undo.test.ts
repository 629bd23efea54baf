/** Undo and redo: a drag, a number typed in one go, a preset, a layer more or less is a step each. */
import { beforeEach, expect, test } from 'vitest';
import { presetOf } from '../../src/presets';
import { beginGesture, endGesture, redo, undo } from '../../src/store/history';
import { changeSettings, duplicateLayer, loadPreset, removeLayer } from '../../src/store/network';
import { store } from '../../src/store/store';

const { network: lenet } = presetOf('lenet');

beforeEach(() => {
  endGesture();
  store.setState({ network: lenet });
  store.temporal.getState().clear();
});

const steps = () => store.temporal.getState().pastStates.length;
const settingOf = (key: string) => store.getState().network.nodes[1]!.settings[key];
const kinds = () => store.getState().network.nodes.map(({ kind }) => kind);

test('a drag is one step, however many values it went through', () => {
  beginGesture();
  for (let kernel = 4; kernel <= 12; kernel++) {
    changeSettings('conv2d1', { kernelHeight: kernel, kernelWidth: kernel });
  }
  endGesture();
  expect(steps()).toBe(1);
  undo();
  expect(store.getState().network).toBe(lenet);
  redo();
  expect(settingOf('kernelHeight')).toBe(12);
});

test('a drag that ends where it began is no step', () => {
  beginGesture();
  endGesture();
  expect(steps()).toBe(0);
});

test('a change behind an undo takes the place of what could be done again', () => {
  changeSettings('conv2d1', { filters: 3 });
  undo();
  changeSettings('conv2d1', { filters: 5 });
  redo();
  expect(settingOf('filters')).toBe(5);
  undo();
  expect(settingOf('filters')).toBe(8);
});

test('a preset, a copied and a removed layer are a step each, and come back in order', () => {
  loadPreset('exp3');
  const [, convolution] = store.getState().network.nodes;
  duplicateLayer(convolution!.id);
  expect(kinds()).toEqual(['input', 'conv2d', 'conv2d']);
  removeLayer(store.getState().network.nodes[2]!.id);
  expect(kinds()).toEqual(['input', 'conv2d']);
  expect(steps()).toBe(3);
  undo();
  expect(kinds()).toEqual(['input', 'conv2d', 'conv2d']);
  undo();
  expect(store.getState().network).toBe(presetOf('exp3').network);
  undo();
  expect(store.getState().network).toBe(lenet);
  for (let step = 0; step < 3; step++) redo();
  expect(kinds()).toEqual(['input', 'conv2d']);
});
