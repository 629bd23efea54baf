/** Which layers' window heights and widths are set apart although they may be equal. Not in links. */
import { create } from 'zustand';
import type { NodeId } from '../../network/graph';

const useUnlinked = create<{ ids: ReadonlySet<NodeId> }>(() => ({ ids: new Set() }));

export function useIsUnlinked(id: NodeId): boolean {
  return useUnlinked(({ ids }) => ids.has(id));
}

export function setUnlinked(id: NodeId, unlinked: boolean): void {
  useUnlinked.setState(({ ids }) => {
    const others = [...ids].filter((other) => other !== id);
    return { ids: new Set(unlinked ? [...others, id] : others) };
  });
}
