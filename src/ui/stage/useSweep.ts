/** Where the sweep of the stage's layer is: cells painted, the cell at work, the window it sees. */
import { useMemo } from 'react';
import { definitionOf } from '../../layers';
import type { NodeId } from '../../network/graph';
import {
  sameCellWindow,
  sweepAt,
  windowAt,
  type CellRect,
  type SweepState,
} from '../../paint/sweep';
import { selectSweep, useFacts } from '../../store/derived';
import { useStore } from '../../store/store';

export interface Sweep extends SweepState {
  /** Rows and columns of the output. */
  height: number;
  width: number;
  /** Of the input: what the window covers; the whole input where the layer sees everything. */
  window: CellRect;
  inputHeight: number;
  inputWidth: number;
}

/** Null where the playhead stands on a whole layer. */
export function useSweep(nodeId: NodeId): Sweep | null {
  const fraction = useStore(selectSweep);
  const facts = useFacts(nodeId);
  // Only a sweep needs the settings: a whole layer does not follow them.
  const node = useStore((state) =>
    selectSweep(state) < 1 ? state.network.nodes.find(({ id }) => id === nodeId) : undefined,
  );
  return useMemo(() => {
    if (fraction >= 1 || facts?.state !== 'runs' || !node) return null;
    const [height, width] = planeOf(facts.shape);
    const [inputHeight, inputWidth] = planeOf(facts.inputShape);
    const state = sweepAt(fraction, height, width);
    const reach = definitionOf(node.kind).reach(facts.inputShape, node.settings);
    const everything = { top: 0, left: 0, height: inputHeight, width: inputWidth };
    const window =
      reach === 'everything' || facts.shape.length !== facts.inputShape.length
        ? everything
        : windowAt(
            state.row,
            state.column,
            reach === 'sameCell' ? sameCellWindow : reach,
            inputHeight,
            inputWidth,
          ).whole;
    return { ...state, height, width, window, inputHeight, inputWidth };
  }, [fraction, facts, node]);
}

/** Rows and columns of a shape; a vector is one row. */
function planeOf(shape: readonly number[]): [number, number] {
  return shape.length === 3 ? [shape[0] ?? 1, shape[1] ?? 1] : [1, shape[0] ?? 1];
}
