/** Everything that the page remembers, in slices. Plain data; the actions are in the slices' files. */
import type {
  BackendName,
  BackendTrial,
  CellReading,
  EngineMemory,
  Excitement,
  NodeResult,
  PathStep,
  PhotoPixels,
  WeightsState,
  WeightValues,
} from '../engine/protocol';
import type { Problem } from '../layers/contract';
import type { Network, NodeId } from '../network/graph';
import type { SharedView } from '../network/link';

/**
 * Names a photo: one of the gallery, a file that was opened in this session (`file2`, or `file2.digit`
 * where the digit in it is centred and scaled as MNIST's are), a matrix of numbers or a drawing,
 * whose ids are the numbers and the strokes themselves.
 */
export interface PhotoRef {
  source: 'gallery' | 'file' | 'matrix' | 'drawing';
  id: string;
}

export interface PhotoState {
  /** What is in the engine; null until the first photo is decoded. Sizes in pixels, upright. */
  present: {
    ref: PhotoRef;
    name: string;
    originalWidth: number;
    originalHeight: number;
    /** Size of the decoded photo that the network's input is made from. */
    width: number;
    height: number;
  } | null;
  /** The last that was opened, not made here: where to go back to from a matrix or a drawing. */
  real: PhotoRef;
  /** Name of what is being decoded now. */
  loading: string | null;
}

export interface ViewState extends SharedView {
  playing: boolean;
  /** Layers a second. */
  speed: number;
}

/** Maps made small by averaging, by channel: `height × width` values in rows. */
export interface SmallMaps {
  width: number;
  height: number;
  planes: ReadonlyMap<number, Float32Array<ArrayBuffer>>;
}

/** A node's newest values, as far as they have arrived. */
export interface NodeFrame extends Omit<NodeResult, 'nodeId' | 'maps' | 'weights'> {
  weights: readonly WeightValues[];
  /** Values of the maps that were read back, by channel, `mapHeight × mapWidth` in rows. */
  planes: ReadonlyMap<number, Float32Array<ArrayBuffer>>;
  mapWidth: number;
  mapHeight: number;
  /** Those that were asked for in small; null where none was. */
  small: SmallMaps | null;
}

export interface RunState {
  engine:
    | { state: 'loading'; step: 'library' | 'backend' }
    | { state: 'ready'; backend: BackendName; version: string }
    | { state: 'failed'; problem: Problem };
  /** The backend that was chosen, until it, or another in its place, runs; else null. */
  choosing: BackendName | null;
  frames: ReadonlyMap<NodeId, NodeFrame>;
  /** The photo as the network sees it. */
  prepared: PhotoPixels | null;
  /** Whether the engine owes an answer and has said nothing for long. */
  isSilent: boolean;
  /** Whether a run is under way that takes long enough to be worth a word. */
  busy: boolean;
  /** Share of the network's work that the run under way has got through, 0..1. */
  progress: number;
  /** Until it is done, at the pace so far; null while that cannot be told. */
  secondsLeft: number | null;
  milliseconds: number;
  memory: EngineMemory | null;
  /** Of each trained network that was asked for: how it stands with its files. */
  weights: Readonly<Record<string, WeightsState>>;
}

/** A place of one layer's maps that the pointer is on. */
export interface PointedCell {
  nodeId: NodeId;
  row: number;
  column: number;
}

export interface ExplainState {
  pointed: PointedCell | null;
  /** A place of the photo whose way forward is shown in every layer. */
  pixel: { row: number; column: number } | null;
  /** The numbers behind the cell that was explained last. */
  reading: CellReading | null;
  /** The strongest way from that cell to the photo, while it is shown. */
  path: readonly PathStep[] | null;
}

/** What excites the maps of layers. Keys tell what made the maps: see `patchesKey`. */
export interface PatchesState {
  found: ReadonlyMap<string, Excitement>;
  /** What is being looked for, and how many pictures have been looked at. */
  underWay: { key: string; done: number; of: number } | null;
  /** What is not looked for unasked: the person has stopped it, or it could not be done. */
  stopped: string | null;
}

export interface Notice {
  id: number;
  tone: 'problem' | 'info';
  message: Problem;
  /** What a button beside the sentence does; see `noticeActions.ts`. */
  action?: NoticeAction | undefined;
}

/** `openDamaged`: shows what is left of a link. */
export type NoticeAction = { code: 'openDamaged'; fragment: string };

export const languages = ['en', 'zh-CN'] as const;
export type Language = (typeof languages)[number];
export const themes = ['system', 'dark', 'light'] as const;
export type Theme = (typeof themes)[number];

export interface SettingsState {
  language: Language;
  theme: Theme;
  /**
   * The backend that ran last, once one was chosen by the trial or by hand: the next visit begins with it.
   * Null before either.
   */
  backend: BackendName | null;
  trials: readonly BackendTrial[];
  /** MiB of values that are kept; null where the device decides. */
  memoryBudget: number | null;
  /** Whether letters, digits and signs are keys of the page; who dictates turns them off. */
  singleKeys: boolean;
}

export interface State {
  /** Undoable, with `photoRef`. */
  network: Network;
  photoRef: PhotoRef;
  photo: PhotoState;
  view: ViewState;
  run: RunState;
  explain: ExplainState;
  patches: PatchesState;
  settings: SettingsState;
  notices: readonly Notice[];
}
