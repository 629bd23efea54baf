/**
 * The one door between the page and the engine: every message, both ways, as tagged unions. Only
 * typed arrays cross, and they are transferred, not copied; no tensor ever does.
 */
import type { Cell, CellTerms, Problem } from '../layers/contract';
import type { ModelFigures } from '../models/layersModel';
import type { Network, NodeId } from '../network/graph';
import type { Look } from '../network/patch';
import type { ReceptiveField } from '../network/receptiveField';

export type { ModelFigures } from '../models/layersModel';

export const backendNames = ['wasm', 'webgl', 'webgpu', 'cpu'] as const;
export type BackendName = (typeof backendNames)[number];

/** Upright 8-bit RGBA rows of a photo. */
export interface PhotoPixels {
  width: number;
  height: number;
  data: Uint8ClampedArray<ArrayBuffer>;
}

/** Maps (channels) of one node that are on screen and should be read back. */
export interface WantedMaps {
  nodeId: NodeId;
  channels: readonly number[];
  /** Made small by area averaging, so that no side is longer than this; never enlarged. */
  longestSide?: number;
}

/** A photo to be searched; its pixels where the engine has not got its pictures yet. */
export interface SentPhoto {
  id: string;
  pixels: PhotoPixels | null;
}

export type ToEngine =
  | {
      type: 'start';
      backend: BackendName | null;
      /** The folder of the trained weights, and those of them that will be needed first. */
      weightsUrl: string;
      sources: readonly string[];
    }
  /** Trained weights that could not be loaded may be asked for again, with the next run. */
  | { type: 'retryWeights' }
  | { type: 'photo'; photoId: string; photo: PhotoPixels }
  | {
      type: 'run';
      runId: number;
      network: Network;
      photoId: string;
      wanted: readonly WantedMaps[];
      /** Keys of the results that the page has, by node: these are not sent again. */
      held: Readonly<Record<NodeId, string>>;
      /** The gesture, such as a slider's drag, that the run is a moment of; null where it is none. */
      gesture: number | null;
      /** Memory of maps that the page shows no longer, for the new ones. */
      spent: readonly ArrayBuffer[];
    }
  /**
   * The nodes that have a picture on screen: told of as soon as they are made; the others once all
   * are made. Until it is said which, all have.
   */
  | { type: 'sight'; nodeIds: readonly NodeId[] }
  /** More maps of the newest run's tensors: after scrolling or moving the playhead. */
  | { type: 'readMaps'; requestId: number; wanted: readonly WantedMaps[] }
  /** The numbers behind one cell of the newest run, or the strongest way from it to the photo. */
  | { type: 'explain'; requestId: number; nodeId: NodeId; cell: Cell }
  | { type: 'trace'; requestId: number; nodeId: NodeId; cell: Cell }
  /**
   * The places of these photos that each map of the newest run's node answers to most. A newer run or
   * request comes before it.
   */
  | {
      type: 'excite';
      requestId: number;
      nodeId: NodeId;
      /** The nodes up to it as JSON: a run that was cut short may have left another network. */
      nodes: string;
      photos: readonly SentPhoto[];
      /** How many places of each map. */
      perMap: number;
    }
  | { type: 'stopExciting' }
  /** How many bytes of values may be kept; what is outside of it is computed anew when looked at. */
  | { type: 'budget'; bytes: number }
  | { type: 'useBackend'; backend: BackendName }
  | { type: 'measureBackends' }
  | { type: 'cancel' }
  /** Whether it is still there. */
  | { type: 'ping' };

/** Number of equal-width bins, from the map's minimum to its maximum, of every map's histogram. */
export const histogramBins = 64;
/** The robust scale clips at these quantiles of the values. */
export const robustQuantiles = [0.01, 0.99] as const;

/** Statistics of each map of a node, one entry a channel. For a vector the whole is one map. */
export interface MapStatistics {
  minimum: Float32Array;
  maximum: Float32Array;
  mean: Float32Array;
  /** Share of values that are exactly zero, 0..1. */
  zeroShare: Float32Array;
  /** Values at the robust quantiles. */
  low: Float32Array;
  high: Float32Array;
  /** `[channels × histogramBins]` counts. */
  histogram: Uint32Array;
  /** The same of all maps of the layer together. */
  layer: { minimum: number; maximum: number; low: number; high: number };
  /** How many values are NaN or infinite; they are left out of everything above. */
  notFinite: number;
}

/** Maps in planar order, each `height × width` values in rows, as they leave the engine. */
export interface PlanarMaps {
  width: number;
  height: number;
  channels: readonly number[];
  values: Float32Array<ArrayBuffer>;
}

export interface WeightValues {
  name: string;
  shape: readonly number[];
  values: Float32Array;
}

/** Weights as they are sent: without their values where the page has them from an earlier result. */
export type SentWeights = Omit<WeightValues, 'values'> & { values: Float32Array | null };

/** What became of one node in a run. */
export interface NodeResult {
  nodeId: NodeId;
  /** Equal keys mean equal values: a page that has them keeps what it has. */
  key: string;
  /** `[height, width, channels]` or `[units]`. */
  shape: readonly number[];
  statistics: MapStatistics;
  /** The first maps, or a long vector, made small for the filmstrip by area averaging. */
  thumbnails: PlanarMaps | null;
  /** The wanted maps; for a vector, all its values as one row. */
  maps: PlanarMaps | null;
  /** The weights, where the layer has any and they are not too many to draw. */
  weights: readonly SentWeights[];
  /** Milliseconds that the tfjs operations took; 0 where the value was kept from before. */
  milliseconds: number;
}

/** The numbers behind one cell, read from the tensors that made it. */
export interface CellReading {
  nodeId: NodeId;
  /** The key of the node's value, as in its result. */
  key: string;
  cell: Cell;
  shape: readonly number[];
  inputShape: readonly number[];
  terms: CellTerms;
  /** What the cell holds. */
  value: number;
  /** The input cells in the order rows, columns, channels; those in the padding are 0. */
  inputs: Float32Array<ArrayBuffer>;
  /** For each place of the window (rows × columns): 1 where it lies on the input. */
  inside: Uint8Array<ArrayBuffer>;
  /** The inputs' weights, in their order; of what is affine its gamma, beta, mean and variance. */
  weights: Float32Array<ArrayBuffer> | null;
  bias: number | null;
}

/** A cell on the strongest way to the photo. */
export interface PathStep {
  nodeId: NodeId;
  cell: Cell;
  value: number;
}

/** The strongest places of each map, `[maps × perMap]`, the strongest first. */
export interface ExcitingPlaces {
  values: Float32Array<ArrayBuffer>;
  /** Which of the pictures; −1 where the map has no more. */
  pictures: Int32Array<ArrayBuffer>;
  rows: Int32Array<ArrayBuffer>;
  columns: Int32Array<ArrayBuffer>;
}

/** A picture that the network was shown: a photo as it always sees it, or a part of one. */
export interface ShownPicture {
  photoId: string;
  look: Look;
  /** Receptive fields of the layer's cells on this picture. */
  field: Pick<ReceptiveField, 'size' | 'stride' | 'start'>;
  isWhole: boolean;
}

/** What excites the maps of a layer. */
export interface Excitement {
  perMap: number;
  pictures: readonly ShownPicture[];
  places: ExcitingPlaces;
}

export interface EngineMemory {
  tensors: number;
  bytes: number;
  /** Of the present network: its weights, and the values of all its layers, kept or not. */
  weightBytes: number;
  activationBytes: number;
  /** Values that are kept, of the present network and for going back. */
  keptBytes: number;
}

export const refusalCodes = ['absent', 'failed', 'late', 'wrong'] as const;

/**
 * Why a backend is not computed with: there is none here; it failed, with its `reason`; it gave no answer
 * for so many `seconds`; or what it computed, `got`, is not what is `expected`.
 */
export interface Refusal extends Problem {
  code: (typeof refusalCodes)[number];
}

export interface BackendTrial {
  backend: BackendName;
  /** Median time of the trial network, or null where the backend is not to be used here. */
  milliseconds: number | null;
  /** Why it is not. */
  refusal: Refusal | null;
}

/** How it stands with the files of a trained network. */
export type WeightsState =
  /** Bytes so far, and in all where that is known. */
  | { state: 'loading'; loaded: number; total: number | null }
  | { state: 'ready'; figures: ModelFigures | null }
  | { state: 'failed'; problem: Problem };

export type FromEngine =
  | { type: 'loading'; step: 'library' | 'backend' }
  | { type: 'ready'; backend: BackendName; version: string }
  | ({ type: 'weights'; source: string } & WeightsState)
  /** The photo as the network sees it, after downscaling, cropping and greyscale. */
  | { type: 'prepared'; runId: number; key: string; photo: PhotoPixels }
  | { type: 'node'; runId: number; result: NodeResult }
  /** How far a run is that takes a while: a node's value is there; its result may follow later. */
  | { type: 'made'; runId: number; nodeId: NodeId }
  /** All is made, and what is on screen told of; results of other nodes may follow. */
  | { type: 'done'; runId: number; milliseconds: number; memory: EngineMemory }
  /** No run that was asked for before the cancelling goes on any more. */
  | { type: 'cancelled' }
  /** `isSmall` where a longest side was asked for, whatever the maps' own size. */
  | {
      type: 'maps';
      requestId: number;
      nodeId: NodeId;
      key: string;
      maps: PlanarMaps;
      isSmall: boolean;
    }
  /** Null where there is no such cell any more. */
  | { type: 'explained'; requestId: number; reading: CellReading | null }
  /** From the cell asked for to one of the photo's. */
  | { type: 'traced'; requestId: number; path: readonly PathStep[] }
  /** So many of the pictures have been looked at. */
  | { type: 'exciting'; requestId: number; done: number; of: number }
  | { type: 'excited'; requestId: number; found: Excitement | 'stopped' | 'failed' }
  | { type: 'problem'; runId: number | null; nodeId: NodeId | null; problem: Problem }
  | { type: 'backendFailed'; backend: BackendName; next: BackendName | null; refusal: Refusal }
  /** The backend's memory was full: less is kept from here on. */
  | { type: 'budgetLowered'; bytes: number }
  /** `chosen` is the fastest of those that compute rightly; null where there is none. */
  | { type: 'trials'; trials: readonly BackendTrial[]; chosen: BackendName | null }
  | { type: 'pong' };

/** Says something to the page; what is named besides is handed over, not copied. */
export type Post = (message: FromEngine, transfer?: Transferable[]) => void;
