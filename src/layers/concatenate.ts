/** Maps of several layers laid behind each other along the channels, as Keras' Concatenate. */
import { shapeOk, shapeProblem, type Shape } from './contract';
import { depthOf, merging } from './merging';

export const concatenate = merging({
  kind: 'concatenate',
  code: 'cat',
  merge: {
    combination: 'copy',

    /** `[height, width, channels]` of each become `[height, width, their sum]`; vectors one vector. */
    outputShape(inputs) {
      const [first = []] = inputs;
      const other = inputs.find((shape) => !isBeside(first, shape));
      if (other) {
        return shapeProblem('sidesDiffer', { first: first.join('×'), other: other.join('×') });
      }
      const depth = inputs.reduce((sum, shape) => sum + depthOf(shape), 0);
      return shapeOk(...first.slice(0, -1), depth);
    },

    part(inputs, source) {
      const first = inputs.slice(0, source).reduce((sum, shape) => sum + depthOf(shape), 0);
      return { first, count: depthOf(inputs[source] ?? []) };
    },

    compute: (tf, inputs) =>
      inputs.length === 1 && inputs[0] ? tf.clone(inputs[0]) : tf.concat([...inputs], -1),
  },
});

/** Whether all sides but the last are the same. */
function isBeside(first: Shape, other: Shape): boolean {
  return first.length === other.length && first.slice(0, -1).every((side, i) => side === other[i]);
}
