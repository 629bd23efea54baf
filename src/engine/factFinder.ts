/**
 * Finds facts in a Worker of its own, so that the engine goes on to the next layer meanwhile: they take
 * half as long as the layers themselves where maps are many and small (GoogLeNet has 28,000).
 */
import { startWorker } from '../thread/startWorker';
import type { Facts, Wish } from './facts';
// oxlint-disable-next-line import/default -- made by Vite
import factsUrl from './factsWorker?worker&url';

/** What crosses to the Worker and back. */
export interface FactsMessage {
  id: number;
  values: Float32Array<ArrayBuffer>;
  wish: Wish;
}
export interface FactsAnswer {
  id: number;
  facts: Facts;
}

/** Somebody else who finds facts. */
export interface FactFinder {
  /**
   * Resolves with the facts of a copy of the values, which is made at once. Rejects where the Worker
   * does not work: whoever asked has to find them alone.
   */
  find(values: Float32Array, wish: Wish): Promise<Facts>;
  /** Resolves when there is room for another value of so many bytes. */
  room(bytes: number): Promise<void>;
}

/** Bytes of values that may be under way; one value is, however large. */
const mostBytes = 32 * 1024 * 1024;

interface Asked {
  bytes: number;
  resolve: (facts: Facts) => void;
  reject: (reason: Error) => void;
}

export class FactWorker implements FactFinder {
  private worker: Worker | null = null;
  private failure: Error | null = null;
  private readonly asked = new Map<number, Asked>();
  private bytes = 0;
  private lastId = 0;
  private waiting: (() => void)[] = [];

  find(values: Float32Array, wish: Wish): Promise<Facts> {
    if (this.failure) return Promise.reject(this.failure);
    this.worker ??= this.start();
    const { worker } = this;
    const id = ++this.lastId;
    const copy = values.slice();
    const message: FactsMessage = { id, values: copy, wish };
    return new Promise((resolve, reject) => {
      this.asked.set(id, { bytes: copy.byteLength, resolve, reject });
      this.bytes += copy.byteLength;
      worker.postMessage(message, [copy.buffer]);
    });
  }

  async room(bytes: number): Promise<void> {
    while (this.bytes > 0 && this.bytes + bytes > mostBytes) {
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  private start(): Worker {
    const worker = startWorker(factsUrl, 'facts');
    worker.onmessage = ({ data: { id, facts } }: MessageEvent<FactsAnswer>) => {
      this.take(id)?.resolve(facts);
    };
    worker.onerror = ({ message }) => {
      this.failure = new Error(message);
      worker.terminate();
      for (const id of this.asked.keys()) this.take(id)?.reject(this.failure);
    };
    return worker;
  }

  /** What was asked under a number, which is no longer under way. */
  private take(id: number): Asked | undefined {
    const asked = this.asked.get(id);
    this.asked.delete(id);
    this.bytes -= asked?.bytes ?? 0;
    const { waiting } = this;
    this.waiting = [];
    for (const goOn of waiting) goOn();
    return asked;
  }
}
