/** The single place where state lives. Works without React; components subscribe with `useStore`. */
import { temporal } from 'zundo';
import { createStore } from 'zustand/vanilla';
import { useStore as useZustandStore } from 'zustand';
import { defaultView } from '../network/link';
import { defaultPreset } from '../presets';
import { readSettings } from './settings';
import type { PhotoRef, State } from './state';

const undoSteps = 200;
const firstPhoto: PhotoRef = { source: 'gallery', id: 'chelsea' };

function initialState(): State {
  return {
    network: defaultPreset.network,
    photoRef: firstPhoto,
    photo: { present: null, real: firstPhoto, loading: null },
    view: { ...defaultView, playing: false, speed: 1 },
    run: {
      engine: { state: 'loading', step: 'library' },
      choosing: null,
      frames: new Map(),
      prepared: null,
      isSilent: false,
      busy: false,
      progress: 0,
      secondsLeft: null,
      milliseconds: 0,
      memory: null,
      weights: {},
    },
    explain: { pointed: null, pixel: null, reading: null, path: null },
    patches: { found: new Map(), underWay: null, stopped: null },
    settings: readSettings(),
    notices: [],
  };
}

type Undoable = Pick<State, 'network' | 'photoRef'>;

export const store = createStore<State>()(
  temporal<State, [], [], Undoable>(initialState, {
    limit: undoSteps,
    partialize: ({ network, photoRef }) => ({ network, photoRef }),
    equality: (before, now) => before.network === now.network && before.photoRef === now.photoRef,
  }),
);

/** Subscribes a component to a part of the state. */
export function useStore<Part>(select: (state: State) => Part): Part {
  return useZustandStore(store, select);
}

/** Changes one slice, keeping what is not named. */
export function patch<Slice extends 'photo' | 'view' | 'run' | 'explain' | 'patches' | 'settings'>(
  slice: Slice,
  changes: Partial<State[Slice]>,
): void {
  store.setState((state) => ({ [slice]: { ...state[slice], ...changes } }));
}
