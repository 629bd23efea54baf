/** Filters as the convolution reads them: in panels, eight or four filters side by side. */
import { placesFor } from '../../assembly/instance';
import type { Compiled } from './convolutionModule';

/** Filters that are summed up side by side. */
export interface Panel {
  /** The first of them. */
  first: number;
  /** How many of them there are; the others up to the width are zero. */
  count: number;
  width: 4 | 8;
  /** `[window × width]` numbers. */
  values: Float32Array;
}

/** Numbers copied over at a time. */
const blockValues = 262_144;

/** By a tensor's identity, which goes with it: a tensor's values never change. */
const packed = new WeakMap<object, readonly Panel[]>();

/**
 * The panels of a filter tensor, made once.
 *
 * @param values `[window × filters]` numbers, filter fastest
 */
export function panelsOf(
  module: Compiled,
  identity: object,
  values: Float32Array,
  filters: number,
): readonly Panel[] {
  const known = packed.get(identity);
  if (known) return known;
  const panels = emptyPanels(values.length / filters, filters);
  fill(module, panels, values, filters);
  packed.set(identity, panels);
  return panels;
}

function emptyPanels(window: number, filters: number): Panel[] {
  const panels: Panel[] = [];
  for (let first = 0; first < filters; first += 8) {
    const count = Math.min(8, filters - first);
    const width = count <= 4 ? 4 : 8;
    panels.push({ first, count, width, values: new Float32Array(window * width) });
  }
  return panels;
}

function fill(
  module: Compiled,
  panels: readonly Panel[],
  values: Float32Array,
  filters: number,
): void {
  const window = values.length / filters;
  const rowsAtATime = Math.min(window, Math.max(1, Math.floor(blockValues / filters)));
  const size = rowsAtATime * filters;
  const places = placesFor(module, { values: size * 4, panel: rowsAtATime * 8 * 4 });
  const { buffer } = module.memory;
  const block = new Float32Array(buffer, places.values, size);
  for (let begin = 0; begin < window; begin += rowsAtATime) {
    const rows = Math.min(rowsAtATime, window - begin);
    block.set(values.subarray(begin * filters, (begin + rows) * filters));
    for (const panel of panels) {
      const { first, count, width } = panel;
      module.pack(places.values + first * 4, rows, filters * 4, count, width, places.panel);
      panel.values.set(new Float32Array(buffer, places.panel, rows * width), begin * width);
    }
  }
}
