/** Receptive fields found out by changing one pixel after the other, through the plain loops. */
import { definitionOf } from '../../src/layers';
import type { Network } from '../../src/network/graph';
import { runReference, weightShapes } from './layer';
import type { Values } from './loops';

/** First and last row and column of the photo that change a cell; null when nothing does. */
export type Box = { rows: [number, number]; columns: [number, number] } | null;

/**
 * For every cell of a chain's last layer the smallest box of pixels that it depends on. The photo
 * has one channel and all weights are 1, so that no influence can cancel another.
 */
export function perturbedFields(network: Network, height: number, width: number): Box[] {
  const base = new Float64Array(height * width).map((_, i) => 1 + ((i * 7919) % 97) / 97);
  const before = outputOf(network, { shape: [height, width, 1], values: base });
  const channels = before.shape.length === 3 ? (before.shape[2] ?? 1) : 1;
  const boxes: Box[] = Array.from({ length: before.values.length / channels }, () => null);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const values = base.slice();
      // Larger than all else, so that it wins every maximum that it takes part in.
      values[y * width + x] = 1000;
      const after = outputOf(network, { shape: [height, width, 1], values });
      boxes.forEach((box, cell) => {
        const start = cell * channels;
        if (after.values[start] !== before.values[start]) boxes[cell] = including(box, y, x);
      });
    }
  }
  return boxes;
}

function including(box: Box, y: number, x: number): Box {
  if (!box) return { rows: [y, y], columns: [x, x] };
  return { rows: around(box.rows, y), columns: around(box.columns, x) };
}

function around([first, last]: [number, number], place: number): [number, number] {
  return [Math.min(first, place), Math.max(last, place)];
}

function outputOf(network: Network, photo: Values): Values {
  let values = photo;
  for (const node of network.nodes) {
    if (definitionOf(node.kind).group === 'input') continue;
    const weights = weightShapes(node.kind, node.settings, values.shape).map((shape) =>
      new Float64Array(shape.reduce((a, b) => a * b, 1)).fill(1),
    );
    const result = runReference(node.kind, node.settings, values, weights);
    if (!result) throw new RangeError(`${node.id} has no output`);
    values = result;
  }
  return values;
}
