/** The drawing in the store: strokes as steps of undo, the network that comes with the pad. */
import { beforeEach, describe, expect, test } from 'vitest';
import { drawingOfId, padSteps } from '../../src/photo/drawing';
import { presetOf, presets } from '../../src/presets';
import { digitPreset, isDigitOfFile, otherReading, readsDigits } from '../../src/store/digits';
import {
  clearDrawing,
  isDrawing,
  leadPen,
  liftPen,
  openDrawing,
  putPenDown,
  selectDrawing,
  takeBackStroke,
} from '../../src/store/drawing';
import { redo, undo } from '../../src/store/history';
import { changeSettings, loadPreset } from '../../src/store/network';
import { photoFor, realPhoto } from '../../src/store/photo';
import { store } from '../../src/store/store';

const gallery = { source: 'gallery', id: 'chelsea' } as const;
const { network: lenet } = presetOf('lenet');

beforeEach(() => {
  liftPen();
  store.setState((state) => ({
    network: lenet,
    photoRef: gallery,
    photo: { ...state.photo, real: gallery },
  }));
  store.temporal.getState().clear();
});

function strokes(): number {
  return selectDrawing(store.getState())?.length ?? -1;
}

function steps(): number {
  return store.temporal.getState().pastStates.length;
}

/** A line from one place to another, in ten moves. */
function drawLine(from: number, to: number): void {
  putPenDown(1, { x: from, y: from });
  for (let move = 1; move <= 10; move++) {
    const at = Math.round(from + ((to - from) * move) / 10);
    leadPen([{ x: at, y: at }]);
  }
  liftPen();
}

describe('the pad', () => {
  test('comes with a network that reads digits, in one step of undo', () => {
    openDrawing();
    clearDrawing();
    expect(store.getState().network).toBe(presetOf(digitPreset).network);
    expect(store.getState().photoRef.source).toBe('drawing');
    expect(store.getState().view.playhead).toBe(1);
    while (steps() > 0) undo();
    expect(store.getState()).toMatchObject({ network: lenet, photoRef: gallery });
  });

  test('leaves a network alone that reads digits', () => {
    const { network } = presetOf('lenet5article');
    store.setState({ network });
    openDrawing();
    expect(store.getState().network).toBe(network);
  });

  test('has one step of undo a stroke, with the moves within it', () => {
    openDrawing();
    clearDrawing();
    const before = steps();
    drawLine(20, 200);
    drawLine(200, 60);
    expect([strokes(), steps()]).toEqual([2, before + 2]);
    undo();
    expect(strokes()).toBe(1);
    redo();
    expect(strokes()).toBe(2);
    // Each stroke keeps the points that it needs: a line its ends, in steps that an id can hold.
    const [first] = drawingOfId(store.getState().photoRef.id) ?? [];
    expect(first?.points[0]).toEqual({ x: 20, y: 20 });
    expect(first?.points.at(-1)).toEqual({ x: 200, y: 200 });
    expect(first?.points.length).toBe(7);
  });

  test('takes a stroke back and clears, each a step', () => {
    openDrawing();
    clearDrawing();
    drawLine(20, 60);
    drawLine(80, 120);
    const before = steps();
    takeBackStroke();
    expect([strokes(), steps()]).toEqual([1, before + 1]);
    clearDrawing();
    expect([strokes(), steps()]).toEqual([0, before + 2]);
    clearDrawing();
    takeBackStroke();
    expect(steps()).toBe(before + 2);
    undo();
    undo();
    expect(strokes()).toBe(2);
  });

  test('an undo under way takes the pen up', () => {
    openDrawing();
    clearDrawing();
    drawLine(20, 60);
    putPenDown(0, { x: 100, y: 100 });
    leadPen([{ x: 110, y: padSteps }]);
    expect(isDrawing()).toBe(true);
    undo();
    expect([isDrawing(), strokes()]).toEqual([false, 1]);
    leadPen([{ x: 200, y: 200 }]);
    liftPen();
    expect(strokes()).toBe(1);
  });

  test('what is done to the network afterwards is a step of its own', () => {
    openDrawing();
    clearDrawing();
    drawLine(20, 60);
    const before = steps();
    changeSettings(store.getState().network.nodes[1]!.id, { seed: 99 });
    expect(steps()).toBe(before + 1);
    undo();
    expect(strokes()).toBe(1);
  });
});

describe('another network', () => {
  test('that reads digits keeps the drawing, others go back to the photo before', () => {
    openDrawing();
    const { photoRef } = store.getState();
    loadPreset('lenet5article');
    expect(store.getState().photoRef).toBe(photoRef);
    loadPreset('exp1');
    expect(store.getState().photoRef).toEqual(gallery);
  });

  test('gives a photo of one’s own as it is, and the digit in it to one that reads digits', () => {
    const file = { source: 'file', id: 'file3' } as const;
    const digit = otherReading(file);
    expect([isDigitOfFile(file), isDigitOfFile(digit)]).toEqual([false, true]);
    expect(otherReading(digit)).toEqual(file);
    store.setState((state) => ({ photoRef: digit, photo: { ...state.photo, real: file } }));
    expect(realPhoto(store.getState())).toEqual(file);
    expect(photoFor(presetOf('exp1'), store.getState())).toEqual(file);
    expect(photoFor(presetOf('lenet5'), store.getState())).toEqual(digit);
    expect(photoFor(presetOf('toy'), store.getState()).source).toBe('matrix');
  });

  test('of the presets, LeNet-5 reads digits in both of its forms', () => {
    const readers = presets.filter(({ network }) => readsDigits(network)).map(({ id }) => id);
    expect(readers).toEqual(expect.arrayContaining(['lenet5', 'lenet5article']));
    for (const id of ['lenet', 'toy', 'exp14', 'vgg16']) expect(readers).not.toContain(id);
    expect(readsDigits(presetOf(digitPreset).network)).toBe(true);
  });
});
