/** Tells the engine which frames are on screen: their results come first, those of others once all layers are made. */
import { useEffect, type RefObject } from 'react';
import type { NodeId } from '../../network/graph';
import { showFrames } from '../../store/conductor';

/** @param ids of the frames, joined by blanks; each is an element with `data-node` in the scroller */
export function useFramesInSight(scroller: RefObject<HTMLElement | null>, ids: string): void {
  useEffect(() => {
    const root = scroller.current;
    if (!root) return undefined;
    const inSight = new Set<NodeId>();
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          const id = (target as HTMLElement).dataset['node'];
          if (id === undefined) continue;
          if (isIntersecting) inSight.add(id);
          else inSight.delete(id);
        }
        showFrames([...inSight]);
      },
      { root },
    );
    for (const id of ids.split(' ')) {
      const step = root.querySelector(`[data-node="${CSS.escape(id)}"]`);
      if (step) observer.observe(step);
    }
    return () => observer.disconnect();
  }, [scroller, ids]);
}
