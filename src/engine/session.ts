/**
 * The engine's side of the door: takes messages, keeps the newest run, switches backends when one
 * fails. Free of the Worker's globals; `worker.ts` connects it to them.
 */
import * as tf from '@tensorflow/tfjs-core';
import { activate, discard, fallbackAfter, fastest, measureBackends } from './backend';
import { OperatorFailed } from './failedOperators';
import type { BackendName, BackendTrial, Excitement, FromEngine, ToEngine } from './protocol';
import type { IdentifiedPhoto } from './nodeValues';
import type { Exciter } from './exciter';
import type { FactFinder } from './factFinder';
import { sourcesOf, withoutSources } from '../network/trained';
import { Executor } from './run';
import { numbersFrom, TrainedWeights } from './trained';
import { weightValues } from './weights';

/** Values kept until the page says how many may be. */
const defaultBudgetBytes = 192 * 1024 * 1024;
/** However full a memory was, so many are always tried. */
const leastBudgetBytes = 16 * 1024 * 1024;

/** Milliseconds after which the search for what excites maps lets messages in. */
const exciteMilliseconds = 8;

/** Milliseconds that a run is let go on while a newer one waits. */
export interface Patience {
  /** Until the layer on the stage is told of: its maps shall move, even while a slider does. */
  untilStage: number;
  /** In all, once it is: the layers behind it move too where they are quick. */
  inAll: number;
}

const defaultPatience: Patience = { untilStage: 250, inAll: 40 };

/** How backends are started and compared; a test brings its own. */
export interface Backends {
  /** Makes a backend the present one. Throws where it does not work. */
  activate(backend: BackendName, lost: (reason: Error) => void): Promise<void>;
  /** Ends a backend with all that it holds; to be activated again. */
  discard(backend: BackendName): void;
  measure(): Promise<readonly BackendTrial[]>;
}

const ownBackends: Backends = { activate, discard, measure: measureBackends };

export interface SessionOptions {
  backends?: Backends;
  patience?: Patience;
  /** Finds facts of values while the engine makes the next. */
  finder?: FactFinder | null;
}

export type Post = (message: FromEngine, transfer?: Transferable[]) => void;
type Request<Type extends ToEngine['type']> = Extract<ToEngine, { type: Type }>;
type Run = Request<'run'>;

export class Session {
  private readonly post: Post;
  private readonly backends: Backends;
  /** Rejects when the present backend stops working without an operation failing. */
  private lost: Promise<never> = new Promise(() => undefined);
  private budgetBytes = defaultBudgetBytes;
  private trained: TrainedWeights | null = null;
  private readonly finder: FactFinder | null;
  private executor: Executor;
  private backend: BackendName | null = null;
  private readonly failed = new Set<BackendName>();
  private photo: IdentifiedPhoto | null = null;
  private readonly patience: Patience;
  private newestRun = 0;
  /** No run up to this one goes on. */
  private cancelled = 0;
  /** The run that a backend was begun anew for. */
  private renewedFor: number | null = null;
  private waiting: Run | null = null;
  /** Made, its code fetched, when it is asked for first. */
  private exciter: Exciter | null = null;
  /** The request that is worth going on with: none once a run has come in after it. */
  private exciting: number | null = null;
  private busy: Promise<void> = Promise.resolve();
  private readonly channel = new MessageChannel();
  /** Who waits for messages to be received, in order. */
  private readonly paused: (() => void)[] = [];

  constructor(
    post: Post,
    { backends = ownBackends, patience = defaultPatience, finder = null }: SessionOptions = {},
  ) {
    this.finder = finder;
    this.executor = this.newExecutor();
    this.patience = patience;
    this.post = post;
    this.backends = backends;
    this.channel.port1.addEventListener('message', () => this.paused.shift()?.());
    this.channel.port1.start();
  }

  receive(message: ToEngine): void {
    switch (message.type) {
      case 'start':
        this.trained = this.newTrained(message.weightsUrl);
        // On their way while the backend starts.
        void this.trained.load(message.sources);
        this.enqueue(() => this.start(message.backend));
        return;
      case 'retryWeights':
        this.trained?.forgetFailed();
        return;
      case 'photo':
        this.photo = { id: message.photoId, pixels: message.photo };
        return;
      case 'run':
        this.newestRun = message.runId;
        this.exciting = null;
        // Runs that never began are replaced, not queued.
        if (this.waiting === null) this.enqueue(() => this.runNewest());
        this.waiting = message;
        return;
      case 'cancel':
        this.cancelled = this.newestRun;
        this.waiting = null;
        return;
      case 'readMaps':
        void this.readMaps(message);
        return;
      case 'explain':
        void this.explain(message);
        return;
      case 'trace':
        void this.trace(message);
        return;
      case 'excite':
        this.exciting = message.requestId;
        // In line with the runs: nothing else uses the backend, or takes it away, meanwhile.
        this.enqueue(() => this.excite(message));
        return;
      case 'stopExciting':
        this.exciting = null;
        return;
      case 'budget':
        this.budgetBytes = message.bytes;
        this.executor.setBudget(message.bytes);
        return;
      case 'useBackend':
        this.cancelled = this.newestRun;
        this.exciting = null;
        this.enqueue(() => this.useBackend(message.backend));
        return;
      case 'measureBackends':
        this.enqueue(() => this.measure());
    }
  }

  private enqueue(task: () => Promise<void>): void {
    this.busy = this.busy.then(task).catch((error: unknown) => {
      this.post({ type: 'problem', runId: null, nodeId: null, problem: unexpected(error) });
    });
  }

  private async start(preferred: BackendName | null): Promise<void> {
    this.post({ type: 'loading', step: 'backend' });
    await this.useBackend(preferred ?? 'wasm');
  }

  /** Starts a backend, or the next that works when it does not. */
  private async useBackend(backend: BackendName): Promise<void> {
    if (backend === this.backend) {
      // The run that this has cut short is asked for again.
      this.post({ type: 'ready', backend, version: tf.version_core });
      return;
    }
    this.failed.delete(backend);
    if (this.backend) this.executor.clear();
    this.backend = null;
    let next: BackendName | null = backend;
    while (next) {
      try {
        await this.backends.activate(next, this.watch());
        this.backend = next;
        this.executor = this.newExecutor();
        this.post({ type: 'ready', backend: next, version: tf.version_core });
        return;
      } catch (error) {
        next = this.fallFrom(next, error);
        if (!next) throw error;
      }
    }
  }

  private async measure(): Promise<void> {
    const trials = await this.backends.measure();
    // Measuring has left another backend the present one.
    if (this.backend) await this.backends.activate(this.backend, this.watch());
    this.post({ type: 'trials', trials, chosen: fastest(trials) });
  }

  /** A new `lost` promise, and what makes it reject. */
  private watch(): (reason: Error) => void {
    let lose: (reason: Error) => void = () => undefined;
    this.lost = new Promise((_resolve, reject) => {
      lose = reject;
    });
    // Between runs nobody waits for it.
    this.lost.catch(() => undefined);
    return lose;
  }

  private fallFrom(backend: BackendName, error: unknown): BackendName | null {
    this.failed.add(backend);
    const next = fallbackAfter(this.failed);
    this.post({ type: 'backendFailed', backend, next, reason: reasonOf(error) });
    return next;
  }

  private async runNewest(): Promise<void> {
    const request = this.waiting;
    this.waiting = null;
    const { photo } = this;
    // A run for a photo that has been replaced: the page sends another.
    if (!request || this.backend === null || photo?.id !== request.photoId) return;
    const { runId, wanted, held } = request;
    const { trained } = this;
    const sources = sourcesOf(request.network);
    if (trained && !sources.every((source) => trained.isSettled(source))) {
      try {
        // The photo need not wait for the weights.
        await Promise.race([this.tellOfInput(request, photo), this.lost]);
      } catch (error) {
        await this.recover(request, error);
        return;
      }
      await trained.load(sources);
    }
    if (runId <= this.cancelled) return;
    // What could not be loaded is drawn.
    const network = withoutSources(request.network, (source) => trained?.has(source) ?? false);
    const begin = performance.now();
    let isOnStage = wanted.length === 0;
    try {
      const { executor } = this;
      const run = executor.run(
        { network, photo, wanted, held },
        {
          prepared: (key, photo) => this.post({ type: 'prepared', runId, key, photo }),
          node: (result) => {
            isOnStage ||= wanted.some(({ nodeId }) => nodeId === result.nodeId);
            this.post(
              { type: 'node', runId, result },
              result.maps ? [result.maps.values.buffer] : [],
            );
          },
          isStale: () =>
            runId <= this.cancelled ||
            this.executor !== executor ||
            this.outruns(request, performance.now() - begin, isOnStage),
          pause: () => this.pause(),
        },
      );
      const finished = await Promise.race([run, this.lost]);
      if (!finished || this.executor !== executor) return;
      this.post({
        type: 'done',
        runId,
        milliseconds: performance.now() - begin,
        memory: this.executor.memory(),
      });
    } catch (error) {
      await this.recover(request, error);
    }
  }

  /** A run of the network's input alone. */
  private async tellOfInput({ runId, network, held }: Run, photo: IdentifiedPhoto): Promise<void> {
    await this.executor.run(
      { network: { nodes: network.nodes.slice(0, 1) }, photo, wanted: [], held },
      {
        prepared: (key, photo) => this.post({ type: 'prepared', runId, key, photo }),
        node: (result) => this.post({ type: 'node', runId, result }),
        isStale: () => runId <= this.cancelled,
        pause: () => this.pause(),
      },
    );
  }

  /** Whether the run that waits takes the place of the one under way. */
  private outruns(underWay: Run, milliseconds: number, isOnStage: boolean): boolean {
    const { waiting, patience } = this;
    if (!waiting) return false;
    if (waiting.photoId !== underWay.photoId) return true;
    return milliseconds >= (isOnStage ? patience.inAll : patience.untilStage);
  }

  /** The backend failed in the middle of a run: it is begun anew, or the next one takes over. */
  private async recover(request: Run, error: unknown): Promise<void> {
    const next = this.successor(request.runId, error);
    if (!next) {
      this.post({
        type: 'problem',
        runId: request.runId,
        nodeId: null,
        problem: unexpected(error),
      });
      return;
    }
    this.backend = null;
    this.executor.clear(true);
    await this.useBackend(next);
    if (this.newestRun !== request.runId) return;
    this.waiting = request;
    await this.runNewest();
  }

  /** The backend that goes on with a run that failed. */
  private successor(runId: number, error: unknown): BackendName | null {
    const { backend } = this;
    if (!backend) return null;
    if (!(error instanceof OperatorFailed) || this.renewedFor === runId) {
      return this.fallFrom(backend, error);
    }
    // Its memory may only be full of what is no longer needed.
    this.renewedFor = runId;
    this.lowerBudget();
    this.executor.clear();
    this.backends.discard(backend);
    return backend;
  }

  /** After a memory was full: what is kept from here on is half of what was. */
  private lowerBudget(): void {
    const kept = Math.min(this.budgetBytes, this.executor.memory().keptBytes);
    const bytes = Math.max(leastBudgetBytes, Math.floor(kept / 2));
    if (bytes >= this.budgetBytes) return;
    this.budgetBytes = bytes;
    this.post({ type: 'budgetLowered', bytes });
  }

  private newExecutor(): Executor {
    const numbers = numbersFrom((source) => this.trained?.tensorsOf(source));
    return new Executor(tf, {
      budgetBytes: this.budgetBytes,
      pause: () => this.pause(),
      finder: this.finder,
      weights: (spec) => weightValues(spec, numbers),
    });
  }

  private newTrained(url: string): TrainedWeights {
    return new TrainedWeights(url, {
      progress: (source, loaded, total) =>
        this.post({ type: 'weights', source, state: 'loading', loaded, total }),
      ready: (source, figures) => this.post({ type: 'weights', source, state: 'ready', figures }),
      failed: (source, problem) => this.post({ type: 'weights', source, state: 'failed', problem }),
    });
  }

  private async readMaps(request: Request<'readMaps'>): Promise<void> {
    for (const wanted of request.wanted) {
      // What cannot be read now belongs to a run that has been replaced: the next brings it.
      const read = await this.executor.readMaps(wanted).catch(() => null);
      if (!read) continue;
      this.post(
        {
          type: 'maps',
          requestId: request.requestId,
          nodeId: wanted.nodeId,
          key: read.key,
          maps: read.maps,
          isSmall: wanted.longestSide !== undefined,
        },
        [read.maps.values.buffer],
      );
    }
  }

  private async explain({ requestId, nodeId, cell }: Request<'explain'>): Promise<void> {
    // What cannot be read now belongs to a run that has been replaced: the page asks again.
    const reading = await this.executor.explain(nodeId, cell).catch(() => null);
    this.post({ type: 'explained', requestId, reading });
  }

  private async trace({ requestId, nodeId, cell }: Request<'trace'>): Promise<void> {
    const path = await this.executor.trace(nodeId, cell).catch(() => []);
    this.post({ type: 'traced', requestId, path });
  }

  private async excite(request: Request<'excite'>): Promise<void> {
    const { requestId } = request;
    // Whether a backend works is the runs' business: the next one finds out.
    const found = await Promise.race([this.find(request), this.lost]).catch(
      () => 'failed' as const,
    );
    this.post({ type: 'excited', requestId, found });
  }

  private async find({
    requestId,
    nodeId,
    nodes,
    photos,
    perMap,
  }: Request<'excite'>): Promise<Excitement | 'stopped' | 'failed'> {
    this.exciter ??= new (await import('./exciter')).Exciter(tf);
    const isWanted = () => this.exciting === requestId;
    const passage = isWanted() ? this.executor.passageTo(nodeId) : null;
    if (!passage || JSON.stringify(passage.nodes) !== nodes) return 'stopped';
    let paused = performance.now();
    const goesOn = async () => {
      if (performance.now() - paused > exciteMilliseconds) {
        await this.pause();
        paused = performance.now();
      }
      return isWanted();
    };
    const found = await this.exciter.find(passage, { photos, perMap }, goesOn, (done, of) =>
      this.post({ type: 'exciting', requestId, done, of }),
    );
    return found ?? 'stopped';
  }

  /** Lets the messages that have come in be received. */
  private pause(): Promise<void> {
    return new Promise((resolve) => {
      this.paused.push(resolve);
      this.channel.port2.postMessage(null);
    });
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function unexpected(error: unknown): { code: string; values: { reason: string } } {
  return { code: 'engineFailed', values: { reason: reasonOf(error) } };
}
