/** What excites a layer's maps: looked for once the section is in sight and the network rests. */
import { useEffect, useMemo, useRef, type RefObject } from 'react';
import { useState } from 'react';
import type { EngineMemory, Excitement } from '../../engine/protocol';
import type { NodeId } from '../../network/graph';
import { findPatches, leavePatches, patchesKey } from '../../store/patches';
import type { PatchesState } from '../../store/state';
import { useStore } from '../../store/store';

/** Nothing has changed for so many milliseconds. */
const restMilliseconds = 400;

export interface FoundPatches {
  found: Excitement | undefined;
  underWay: PatchesState['underWay'];
  isStopped: boolean;
  find: () => void;
}

export function usePatches(nodeId: NodeId, section: RefObject<HTMLElement | null>): FoundPatches {
  const network = useStore((state) => state.network);
  const shown = useStore((state) => state.view.weights);
  const weights = useStore((state) => state.run.weights);
  // The person's photos are searched too, and with another photo there may be one more.
  const photo = useStore((state) => state.photo.present?.ref);
  const key = useMemo(
    () => (photo ? patchesKey(network, shown, weights, photo, nodeId) : ''),
    [network, shown, weights, nodeId, photo],
  );
  const found = useStore((state) => state.patches.found.get(key));
  const underWay = useStore(({ patches }) =>
    patches.underWay?.key === key ? patches.underWay : null,
  );
  const isStopped = useStore((state) => state.patches.stopped === key);
  const playing = useStore((state) => state.view.playing);
  // Another object after every run that was carried out.
  const lastRun = useStore((state) => state.run.memory);
  const isSeen = useIsSeen(section);
  /** A search that a run has ended is begun again after that run, not before. */
  const tried = useRef<{ key: string; lastRun: EngineMemory | null }>({ key: '', lastRun: null });
  const isWanted = isSeen && !found && !underWay && !isStopped && !playing && key !== '';
  useEffect(() => {
    if (!isWanted || !lastRun) return undefined;
    if (tried.current.key === key && tried.current.lastRun === lastRun) return undefined;
    const timer = setTimeout(() => {
      tried.current = { key, lastRun };
      void findPatches(nodeId, key);
    }, restMilliseconds);
    return () => clearTimeout(timer);
  }, [isWanted, nodeId, key, lastRun]);
  useEffect(() => () => leavePatches(key), [key]);
  return { found, underWay, isStopped, find: () => void findPatches(nodeId, key) };
}

/** Whether something of an element can be seen. */
function useIsSeen(section: RefObject<HTMLElement | null>): boolean {
  const [isSeen, setIsSeen] = useState(false);
  useEffect(() => {
    const element = section.current;
    if (!element) return undefined;
    const observer = new IntersectionObserver((entries) =>
      setIsSeen(entries.at(-1)?.isIntersecting ?? false),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [section]);
  return isSeen;
}
