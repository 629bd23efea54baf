/** Which modules of branches are folded into their joint: all, where there are several, until opened. */
import { useMemo } from 'react';
import type { NodeId } from '../../network/graph';
import { selectStructure, type Structure } from '../../store/structure';
import { useStore } from '../../store/store';
import { columnsOf, innerNodes } from './columns';

export interface Folding extends Structure {
  /** Nodes that have no frame of their own now. */
  readonly hidden: ReadonlySet<NodeId>;
  /** Of every node, in frames; undefined where each has one. */
  readonly columns: readonly number[] | undefined;
}

export function useFolding(): Folding {
  const structure = useStore(selectStructure);
  const toggled = useStore((state) => state.view.toggledFolds);
  return useMemo(() => {
    const { nodes, modules } = structure;
    const folded = modules.filter(({ join }) => modules.length > 1 !== toggled.includes(join));
    const hidden = innerNodes(folded);
    const ids = nodes.map(({ id }) => id);
    return {
      ...structure,
      hidden,
      columns: hidden.size > 0 ? columnsOf(ids, hidden) : undefined,
    };
  }, [structure, toggled]);
}
