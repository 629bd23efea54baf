/** A vector as a strip, its numbers from the top down: bars, or from afar colours of runs of them. */
import { axisOf, type BarAxis } from '../../paint/bars';
import { formatNumber } from '../../paint/formatNumber';
import { paintMap } from '../../paint/paintMap';
import type { Colours } from '../colours';
import { meansOfRuns } from '../filmstrip/picture';
import type { Rectangle } from './camera';
import { fontOf, type Drawing } from './Drawing';
import { longestBars } from './layoutOverview';

/** From this height of a row on, in CSS pixels, numbers of a long vector are bars too. */
const barRow = 4;
/** From this height on, its number and value are written. */
const labelledRow = 17;
/** Rows of a long vector's colours. */
const mostRows = 1024;

const axes = new WeakMap<Float32Array, BarAxis>();

function axisFor(values: Float32Array): BarAxis {
  let axis = axes.get(values);
  if (!axis) axes.set(values, (axis = axisOf(values)));
  return axis;
}

/** `place` is the strip in CSS pixels of the view; `strip` are its colours where it is long. */
export function drawVector(
  drawing: Drawing,
  place: Rectangle,
  values: Float32Array,
  strip: OffscreenCanvas | undefined,
): void {
  const { context, tokens, view } = drawing;
  if (values.length > longestBars && place.height / values.length < barRow) {
    if (!strip) return;
    context.imageSmoothingEnabled = true;
    context.drawImage(strip, place.x, place.y, place.width, place.height);
    return;
  }
  const { low, high } = axisFor(values);
  const span = high - low || 1;
  const zero = place.x + ((0 - low) / span) * place.width;
  const rows = values.length;
  const rowHeight = place.height / rows;
  const first = Math.max(0, Math.floor(-place.y / rowHeight));
  const end = Math.min(rows, Math.ceil((view.height - place.y) / rowHeight));
  const thick = rowHeight >= 4 ? rowHeight * 0.72 : rowHeight;
  const isLabelled = rowHeight >= labelledRow * tokens.letters && place.width >= 90;
  context.fillStyle = tokens.lineStrong;
  context.fillRect(zero - 0.5, place.y, 1, place.height);
  for (let row = first; row < end; row++) {
    const value = values[row] ?? 0;
    const length = Number.isFinite(value) ? (value / span) * place.width : 0;
    context.fillStyle = value < 0 ? tokens.weights : tokens.inkSoft;
    const y = place.y + row * rowHeight + (rowHeight - thick) / 2;
    context.fillRect(Math.min(zero, zero + length), y, Math.max(0.75, Math.abs(length)), thick);
  }
  if (!isLabelled) return;
  context.font = fontOf(tokens, 500, 12);
  context.textBaseline = 'middle';
  for (let row = first; row < end; row++) {
    const y = place.y + (row + 0.5) * rowHeight;
    context.textAlign = 'right';
    context.fillStyle = tokens.inkFaint;
    context.fillText(String(row + 1), place.x - 6, y);
    context.textAlign = 'left';
    context.fillText(formatNumber(values[row] ?? 0, 3), place.x + place.width + 6, y);
  }
}

/** The colours of a long vector, a pixel a row: the mean of as many numbers as share it. */
export function paintStrip(values: Float32Array, colours: Colours): OffscreenCanvas {
  const canvas = new OffscreenCanvas(1, 1);
  const context = canvas.getContext('2d');
  const rows = Math.min(mostRows, values.length);
  const means = meansOfRuns(values, rows);
  if (context) paintMap(context, means, 1, rows, colours.scaleOf(0), colours.lut);
  return canvas;
}
