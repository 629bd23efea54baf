/** Maps of several layers summed cell by cell, as Keras' Add: the shortcut of He et al. 2015. */
import { shapeOk, shapeProblem } from './contract';
import { depthOf, merging } from './merging';

export const add = merging({
  kind: 'add',
  code: 'ad',
  merge: {
    combination: 'sum',

    outputShape(inputs) {
      const [first = []] = inputs;
      const other = inputs.find((shape) => shape.join() !== first.join());
      if (other) {
        return shapeProblem('shapesDiffer', { first: first.join('×'), other: other.join('×') });
      }
      return shapeOk(...first);
    },

    part: (inputs) => ({ first: 0, count: depthOf(inputs[0] ?? []) }),

    compute: (tf, inputs) =>
      inputs.length === 1 && inputs[0] ? tf.clone(inputs[0]) : tf.addN([...inputs]),
  },
});
