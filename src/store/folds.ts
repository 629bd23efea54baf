/** Which modules of branches are folded into their joint, on the strip and in the overview alike. */
import type { NodeId } from '../network/graph';
import { patch, store } from './store';

/** Shows the branches of a module, or folds them away. */
export function toggleFold(join: NodeId): void {
  const { toggledFolds } = store.getState().view;
  patch('view', {
    toggledFolds: toggledFolds.includes(join)
      ? toggledFolds.filter((id) => id !== join)
      : [...toggledFolds, join],
  });
}
