/** The drawing that stands in for a photo: its strokes, each an undoable step. */
import {
  drawingId,
  drawingOfId,
  ledTo,
  mostPoints,
  pointCount,
  type Drawing,
  type Point,
  type Stroke,
} from '../photo/drawing';
import { straightened } from '../photo/straighten';
import { presetOf } from '../presets';
import { digitPreset, readsDigits } from './digits';
import { beginGesture, endGesture, undoable } from './history';
import { startView } from './network';
import type { State } from './state';
import { store, useStore } from './store';

/** How far, in steps of the pad, a stroke may stray when its points are thinned out. */
const thinning = 0.7;

/** The drawing that was there last. */
let latest: { id: string; drawing: Drawing } = { id: drawingId([]), drawing: [] };

/** Null where the photo is another. The same object as long as nothing is drawn. */
export function selectDrawing({ photoRef }: State): Drawing | null {
  if (photoRef.source !== 'drawing') return null;
  if (latest.id !== photoRef.id) {
    latest = { id: photoRef.id, drawing: drawingOfId(photoRef.id) ?? [] };
  }
  return latest.drawing;
}

export function useDrawing(): Drawing | null {
  return useStore(selectDrawing);
}

/** Takes the drawing for the photo, and a network that reads digits where there is none: one step. */
export function openDrawing(): void {
  const { network } = store.getState();
  const reads = readsDigits(network);
  undoable(() =>
    store.setState({
      network: reads ? network : presetOf(digitPreset).network,
      photoRef: { source: 'drawing', id: latest.id },
    }),
  );
  if (!reads) startView();
}

function show(drawing: Drawing): void {
  const id = drawingId(drawing);
  if (store.getState().photoRef.id === id) return;
  latest = { id, drawing };
  undoable(() => store.setState({ photoRef: { source: 'drawing', id } }));
}

/** What the pen that is down has drawn; another drawing (by an undo, a link) takes the pen up. */
let held: Drawing | null = null;

function present(): Drawing | null {
  return selectDrawing(store.getState());
}

/** Whether the pen is down. */
export function isDrawing(): boolean {
  return held !== null && held === present();
}

/** Puts the pen down; from here to `liftPen` all is one step of undo. */
export function putPenDown(pen: number, point: Point): void {
  // There is one pen: where keys have it down, the mouse takes it from there.
  liftPen();
  const drawing = present();
  if (!drawing || pointCount(drawing) >= mostPoints) return;
  beginGesture();
  show([...drawing, { pen, points: [point] }]);
  held = present();
}

/** Leads the pen on, through points in the order in which it came by them. */
export function leadPen(points: readonly Point[]): void {
  const drawing = held;
  const stroke = drawing?.at(-1);
  if (!isDrawing() || !drawing || !stroke || pointCount(drawing) >= mostPoints) return;
  putLast(drawing, points.reduce(ledTo, stroke));
}

/** Takes the pen up; the stroke keeps those points alone that it needs. */
export function liftPen(): void {
  const drawing = held;
  const stroke = drawing?.at(-1);
  if (isDrawing() && drawing && stroke) putLast(drawing, straightened(stroke, thinning));
  held = null;
  endGesture();
}

function putLast(drawing: Drawing, stroke: Stroke): void {
  show([...drawing.slice(0, -1), stroke]);
  held = present();
}

export function takeBackStroke(): void {
  const drawing = present();
  if (drawing) show(drawing.slice(0, -1));
}

export function clearDrawing(): void {
  if (present()) show([]);
}
