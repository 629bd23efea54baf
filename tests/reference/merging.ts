/** Joins of branches in plain loops, cell by cell; none of the program's own code. */
import type { Values } from './loops';

/** Channels of all, one input after the other; null where they do not lie beside each other. */
export function concatenated(inputs: readonly Values[]): Values | null {
  const sides = inputs.map(({ shape }) => shape.slice(0, -1).join('×') + shape.length);
  if (new Set(sides).size > 1) return null;
  const depths = inputs.map(({ shape }) => shape.at(-1) ?? 0);
  const shape = inputs[0]?.shape ?? [];
  const places = shape.slice(0, -1).reduce((product, side) => product * side, 1);
  const values: number[] = [];
  for (let place = 0; place < places; place++) {
    inputs.forEach((input, source) => {
      const depth = depths[source] ?? 0;
      for (let channel = 0; channel < depth; channel++) {
        values.push(input.values[place * depth + channel] ?? NaN);
      }
    });
  }
  const depth = depths.reduce((sum, each) => sum + each, 0);
  return { shape: [...shape.slice(0, -1), depth], values: Float64Array.from(values) };
}

/** The sum of all at each place; null where the shapes differ. */
export function summed(inputs: readonly Values[]): Values | null {
  const shape = inputs[0]?.shape ?? [];
  if (inputs.some((input) => input.shape.join() !== shape.join())) return null;
  const values = Float64Array.from(inputs[0]?.values ?? [], (_, number) =>
    inputs.reduce((sum, input) => sum + (input.values[number] ?? NaN), 0),
  );
  return { shape, values };
}
