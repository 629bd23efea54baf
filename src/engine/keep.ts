/**
 * The values of networks, each under the key of how it came about, with their tensors as far as a
 * byte budget lets them be kept: oldest out first. What is known of a value of the present network
 * stays when its tensor goes; whoever needs that again makes it anew.
 */
import type { Shape, Tensor } from '../layers/contract';
import type { NetworkNode } from '../network/graph';
import type { MapStatistics, PlanarMaps, PhotoPixels, WeightValues } from './protocol';

/** What a value is made of. */
export interface Origin {
  node: NetworkNode;
  /** In the order of the node's inputs; none for the network's input. */
  inputs: readonly Kept[];
}

/** A node's value and what was found out about it. */
export interface NodeValue {
  /** Null once it had to make room. */
  tensor: Tensor | null;
  readonly shape: Shape;
  origin: Origin;
  milliseconds: number;
  statistics: MapStatistics | null;
  thumbnails: PlanarMaps | null;
  weights: readonly WeightValues[];
  /** Of the input alone: the photo as the network sees it. */
  prepared: PhotoPixels | null;
}

/** A value kept; `serial` is a short name of its key: equal serials mean equal values. */
export interface Kept extends NodeValue {
  readonly serial: number;
  readonly key: string;
  readonly bytes: number;
  /** The gesture of the run that it was made in. */
  readonly gesture: number | null;
  /** How many are at work with the tensor: it stays until the last is done. */
  holders: number;
}

/** Never begins anew, so that a page never takes an old value for one of a later backend. */
let serials = 0;

export class Keep {
  private readonly entries = new Map<string, Kept>();
  /** Keys of what the present run has met. */
  private present = new Set<string>();
  private gesture: number | null = null;
  private budgetBytes: number;
  private readonly mostEntries: number;
  private total = 0;

  /** A great many small things are too many as well. */
  constructor(budgetBytes: number, mostEntries = 512) {
    this.budgetBytes = budgetBytes;
    this.mostEntries = mostEntries;
  }

  /**
   * Begins a run: nothing is of the present network until it is met. `gesture`: the one that the run is a
   * moment of, such as a slider's drag.
   */
  beginRun(gesture: number | null = null): void {
    this.present = new Set();
    this.gesture = gesture;
  }

  /**
   * Ends a run: what is of no present node, and has lost its tensor, is forgotten. Where it was `quick`, so
   * is what was of an earlier moment of its gesture: undo does not lead there, and memory that is used
   * again and again is the fastest.
   */
  endRun(isQuick = false): void {
    for (const kept of this.entries.values()) {
      if (this.present.has(kept.key)) continue;
      const isPassing = kept.gesture !== null && kept.gesture === this.gesture;
      if (!kept.tensor || (isQuick && isPassing && kept.holders === 0)) this.drop(kept);
    }
  }

  /** The value known under a key, made the youngest. */
  take(key: string): Kept | undefined {
    const kept = this.entries.get(key);
    if (kept) this.touch(kept);
    return kept;
  }

  /** Keeps a new value, held for the caller. */
  put(key: string, value: NodeValue): Kept {
    const bytes = 4 * value.shape.reduce((product, side) => product * side, 1);
    const { gesture } = this;
    const kept: Kept = { ...value, key, bytes, gesture, serial: ++serials, holders: 0 };
    const before = this.entries.get(key);
    if (before) this.drop(before);
    this.total += value.tensor ? bytes : 0;
    this.touch(kept);
    this.hold(kept);
    this.makeRoom(0);
    return kept;
  }

  /** Gives a value its tensor back; the tensor is the keep's from here on. */
  restore(kept: Kept, tensor: Tensor): void {
    if (kept.tensor || this.entries.get(kept.key) !== kept) {
      tensor.dispose();
      return;
    }
    kept.tensor = tensor;
    this.total += kept.bytes;
    this.touch(kept);
  }

  hold(kept: Kept): void {
    kept.holders++;
  }

  release(kept: Kept): void {
    kept.holders--;
    if (kept.holders === 0) this.makeRoom(0);
  }

  /** Lets tensors go until so many bytes more are within the budget. */
  makeRoom(bytes: number): void {
    for (const kept of this.entries.values()) {
      const isWithin = this.total + bytes <= this.budgetBytes;
      if (isWithin && this.entries.size <= this.mostEntries) return;
      const isNew = this.present.has(kept.key);
      if (kept.holders > 0 || (isNew && (isWithin || !kept.tensor))) continue;
      this.drop(kept, isNew);
    }
  }

  /** How many bytes may be kept from here on. */
  setBudget(bytes: number): void {
    this.budgetBytes = bytes;
    this.makeRoom(0);
  }

  get bytes(): number {
    return this.total;
  }

  /** Whether so many bytes are within the budget beside the values that somebody holds. */
  hasRoomFor(bytes: number): boolean {
    let held = 0;
    for (const kept of this.entries.values())
      if (kept.tensor && kept.holders > 0) held += kept.bytes;
    return held + bytes <= this.budgetBytes;
  }

  clear(): void {
    for (const kept of this.entries.values()) this.drop(kept);
    this.beginRun();
  }

  /** Forgets everything without touching the tensors: their backend is gone. */
  abandon(): void {
    for (const kept of this.entries.values()) kept.tensor = null;
    this.entries.clear();
    this.total = 0;
    this.beginRun();
  }

  private touch(kept: Kept): void {
    this.entries.delete(kept.key);
    this.entries.set(kept.key, kept);
    this.present.add(kept.key);
  }

  /** Disposes the tensor; with `isKnown` what else is known of the value stays. */
  private drop(kept: Kept, isKnown = false): void {
    if (kept.tensor) {
      kept.tensor.dispose();
      kept.tensor = null;
      this.total -= kept.bytes;
    }
    if (!isKnown) this.entries.delete(kept.key);
  }
}
