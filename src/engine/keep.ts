/** Tensors that the engine keeps, each under the key of how it came about; oldest out first. */
import type { Tensor } from '../layers/contract';
import type { MapStatistics, PlanarMaps, PhotoPixels, WeightValues } from './protocol';

export interface Keepable {
  readonly tensor: Tensor;
  readonly bytes: number;
}

/** Something kept; `serial` is a short name of its key: equal serials mean equal values. */
export type Kept<Value extends Keepable = NodeValue> = Value & { readonly serial: number };

/** A node's value and what was found out about it. */
export interface NodeValue extends Keepable {
  milliseconds: number;
  statistics: MapStatistics | null;
  thumbnails: PlanarMaps | null;
  weights: readonly WeightValues[];
  /** Of the input alone: the photo as the network sees it. */
  prepared: PhotoPixels | null;
}

/** Never begins anew, so that a page never takes an old value for one of a later backend. */
let serials = 0;

/** Keeps values within a byte budget. What the present run uses is never thrown out. */
export class Keep<Value extends Keepable = NodeValue> {
  private readonly entries = new Map<string, Kept<Value>>();
  private pinned = new Set<string>();
  private readonly budgetBytes: number;

  constructor(budgetBytes: number) {
    this.budgetBytes = budgetBytes;
  }

  /** Begins a run: nothing is pinned any more. */
  unpin(): void {
    this.pinned = new Set();
  }

  /** The value kept under a key, made the youngest and pinned for this run. */
  take(key: string): Kept<Value> | undefined {
    const kept = this.entries.get(key);
    if (!kept) return undefined;
    this.entries.delete(key);
    this.entries.set(key, kept);
    this.pinned.add(key);
    return kept;
  }

  put(key: string, value: Value): Kept<Value> {
    const kept = { ...value, serial: ++serials };
    this.entries.get(key)?.tensor.dispose();
    this.entries.set(key, kept);
    this.pinned.add(key);
    this.trim();
    return kept;
  }

  get bytes(): number {
    let total = 0;
    for (const { bytes } of this.entries.values()) total += bytes;
    return total;
  }

  clear(): void {
    for (const { tensor } of this.entries.values()) tensor.dispose();
    this.entries.clear();
    this.unpin();
  }

  /** Forgets everything without touching the tensors: their backend is gone. */
  abandon(): void {
    this.entries.clear();
    this.unpin();
  }

  private trim(): void {
    let total = this.bytes;
    for (const [key, { tensor, bytes }] of this.entries) {
      if (total <= this.budgetBytes) return;
      if (this.pinned.has(key)) continue;
      tensor.dispose();
      this.entries.delete(key);
      total -= bytes;
    }
  }
}
