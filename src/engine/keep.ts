/** Tensors that the engine keeps, each under the key of how it came about; oldest out first. */
import type { Tensor } from '../layers/contract';
import type { MapStatistics, PlanarMaps, PhotoPixels, WeightValues } from './protocol';

/** A node's value and what was found out about it. */
export interface NodeValue {
  readonly tensor: Tensor;
  readonly bytes: number;
  milliseconds: number;
  statistics: MapStatistics | null;
  thumbnails: PlanarMaps | null;
  weights: readonly WeightValues[];
  /** Of the input alone: the photo as the network sees it. */
  prepared: PhotoPixels | null;
}

/** A value kept; `serial` is a short name of its key: equal serials mean equal values. */
export type Kept = NodeValue & { readonly serial: number };

/** Never begins anew, so that a page never takes an old value for one of a later backend. */
let serials = 0;

/** Keeps values within a byte budget. What the present run uses is never thrown out. */
export class Keep {
  private readonly entries = new Map<string, Kept>();
  private pinned = new Set<string>();
  private readonly budgetBytes: number;
  private readonly mostEntries: number;
  private total = 0;

  /** What is pinned may exceed the budget; a great many small things are too many as well. */
  constructor(budgetBytes: number, mostEntries = 512) {
    this.budgetBytes = budgetBytes;
    this.mostEntries = mostEntries;
  }

  /** Begins a run: nothing is pinned any more. */
  unpin(): void {
    this.pinned = new Set();
  }

  /** The value kept under a key, made the youngest and pinned for this run. */
  take(key: string): Kept | undefined {
    const kept = this.entries.get(key);
    if (!kept) return undefined;
    this.entries.delete(key);
    this.entries.set(key, kept);
    this.pinned.add(key);
    return kept;
  }

  put(key: string, value: NodeValue): Kept {
    const kept = { ...value, serial: ++serials };
    this.drop(key);
    this.entries.set(key, kept);
    this.total += kept.bytes;
    this.pinned.add(key);
    this.trim();
    return kept;
  }

  get bytes(): number {
    return this.total;
  }

  clear(): void {
    for (const key of this.entries.keys()) this.drop(key);
    this.unpin();
  }

  /** Forgets everything without touching the tensors: their backend is gone. */
  abandon(): void {
    this.entries.clear();
    this.total = 0;
    this.unpin();
  }

  private trim(): void {
    for (const key of this.entries.keys()) {
      if (this.total <= this.budgetBytes && this.entries.size <= this.mostEntries) return;
      if (!this.pinned.has(key)) this.drop(key);
    }
  }

  private drop(key: string): void {
    const kept = this.entries.get(key);
    if (!kept) return;
    kept.tensor.dispose();
    this.entries.delete(key);
    this.total -= kept.bytes;
  }
}
