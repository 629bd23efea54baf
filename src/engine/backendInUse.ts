/**
 * The backend that is in use, and the executor whose values it holds: started, compared with others,
 * begun anew where its memory is full, and replaced by the next where it fails.
 */
import * as tf from '@tensorflow/tfjs-core';
import { activate, discard, fallbackAfter, fastest, measureBackends } from './backend';
import { OperatorFailed } from './failedOperators';
import type { LayerTooLarge } from './layerTooLarge';
import type { BackendName, BackendTrial, Post } from './protocol';
import { refusalOf } from './refusal';
import type { Executor } from './run';

/** Values kept until the page says how many may be. */
const defaultBudgetBytes = 192 * 1024 * 1024;
/** However full a memory was, so many are always tried. */
const leastBudgetBytes = 16 * 1024 * 1024;

/** How backends are started and compared; a test brings its own. */
export interface Backends {
  /** Makes a backend the present one. Throws where it does not work. */
  activate(backend: BackendName, lost: (reason: Error) => void): Promise<void>;
  /** Ends a backend with all that it holds; to be activated again. */
  discard(backend: BackendName): void;
  measure(): Promise<readonly BackendTrial[]>;
}

export const tfjsBackends: Backends = { activate, discard, measure: measureBackends };

export class BackendInUse {
  private readonly backends: Backends;
  private readonly newExecutor: (budgetBytes: number) => Executor;
  private readonly post: Post;
  private name: BackendName | null = null;
  private present: Executor;
  private whenLost: Promise<never> = new Promise(() => undefined);
  private budgetBytes = defaultBudgetBytes;
  private readonly failed = new Set<BackendName>();
  /** The run that a backend was begun anew for. */
  private renewedFor: number | null = null;

  constructor(backends: Backends, newExecutor: (budgetBytes: number) => Executor, post: Post) {
    this.backends = backends;
    this.newExecutor = newExecutor;
    this.post = post;
    this.present = newExecutor(this.budgetBytes);
  }

  /** False until one has been started, and where none works. */
  get works(): boolean {
    return this.name !== null;
  }

  /** Another one for every backend that is started. */
  get executor(): Executor {
    return this.present;
  }

  /** Rejects when the present backend stops working without an operation failing. */
  get lost(): Promise<never> {
    return this.whenLost;
  }

  /** How many bytes of values are kept from here on. */
  setBudget(bytes: number): void {
    this.budgetBytes = bytes;
    this.present.setBudget(bytes);
  }

  /**
   * Starts a backend; when it does not work the one that was in use before, or the next that works.
   * Throws where none does.
   */
  async use(backend: BackendName): Promise<void> {
    if (backend === this.name) {
      // The run that this has cut short is asked for again.
      this.post({ type: 'ready', backend, version: tf.version_core });
      return;
    }
    const before = this.name;
    this.failed.delete(backend);
    if (before) this.present.clear();
    this.name = null;
    let next: BackendName | null = backend;
    while (next) {
      try {
        await this.enter(next);
        this.post({ type: 'ready', backend: next, version: tf.version_core });
        return;
      } catch (error) {
        next = this.fallFrom(next, error, before);
        if (!next) throw error;
      }
    }
  }

  /** Times all backends; the present one stays in use. */
  async measure(): Promise<void> {
    const trials = await this.backends.measure();
    // Measuring has left another backend the present one.
    if (this.name) await this.backends.activate(this.name, this.watch());
    this.post({ type: 'trials', trials, chosen: fastest(trials) });
  }

  /**
   * After a failure in the middle of a run: the backend is begun anew, or the next one takes over. False
   * where none is left.
   */
  async recover(runId: number, error: unknown): Promise<boolean> {
    const next = this.successor(runId, error);
    if (!next) return false;
    this.name = null;
    this.present.clear(true);
    await this.use(next);
    return true;
  }

  /**
   * After a run that there was not the memory for: the backend is begun anew, since what its memory holds
   * now nobody knows. True where what was kept of others took as much as is wanted: without that it may fit.
   */
  async makeRoomFor(runId: number, { bytes }: LayerTooLarge): Promise<boolean> {
    const backend = this.name;
    if (!backend) return false;
    const mayFit = this.renewedFor !== runId && this.present.memory().keptBytes >= bytes;
    this.renewedFor = runId;
    if (mayFit) this.lowerBudget();
    this.present.clear();
    this.backends.discard(backend);
    this.name = null;
    try {
      await this.enter(backend);
    } catch (error) {
      const next = this.fallFrom(backend, error);
      if (next) await this.use(next);
    }
    return mayFit;
  }

  private async enter(backend: BackendName): Promise<void> {
    await this.backends.activate(backend, this.watch());
    this.name = backend;
    this.present = this.newExecutor(this.budgetBytes);
  }

  /** A new `lost` promise, and what makes it reject. */
  private watch(): (reason: Error) => void {
    let lose: (reason: Error) => void = () => undefined;
    this.whenLost = new Promise((_resolve, reject) => {
      lose = reject;
    });
    // Between runs nobody waits for it.
    this.whenLost.catch(() => undefined);
    return lose;
  }

  private fallFrom(
    backend: BackendName,
    error: unknown,
    before: BackendName | null = null,
  ): BackendName | null {
    this.failed.add(backend);
    const next = before && !this.failed.has(before) ? before : fallbackAfter(this.failed);
    this.post({ type: 'backendFailed', backend, next, refusal: refusalOf(error) });
    return next;
  }

  /** The backend that goes on with a run that failed. */
  private successor(runId: number, error: unknown): BackendName | null {
    const backend = this.name;
    if (!backend) return null;
    if (!(error instanceof OperatorFailed) || this.renewedFor === runId) {
      return this.fallFrom(backend, error);
    }
    // Its memory may only be full of what is no longer needed.
    this.renewedFor = runId;
    this.lowerBudget();
    this.present.clear();
    this.backends.discard(backend);
    return backend;
  }

  /** After a memory was full: what is kept from here on is half of what was. */
  private lowerBudget(): void {
    const kept = Math.min(this.budgetBytes, this.present.memory().keptBytes);
    const bytes = Math.max(leastBudgetBytes, Math.floor(kept / 2));
    if (bytes >= this.budgetBytes) return;
    this.budgetBytes = bytes;
    this.post({ type: 'budgetLowered', bytes });
  }
}
