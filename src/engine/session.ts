/**
 * The engine's side of the door: takes messages, carries out the newest run, answers what is asked of
 * its values. Free of the Worker's globals; `worker.ts` connects it to them.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Problem } from '../layers/contract';
import type { NodeId } from '../network/graph';
import { sourcesOf, withoutSources } from '../network/trained';
import { answer } from './answers';
import { BackendInUse, tfjsBackends, type Backends } from './backendInUse';
import { ExcitingSearch } from './excitingSearch';
import { LayerTooLarge } from './layerTooLarge';
import type { IdentifiedPhoto } from './nodeValues';
import type { BackendName, Post, ToEngine } from './protocol';
import { reasonOf } from './reasonOf';
import { Executor } from './run';
import { unheard } from './runEvents';
import { SpentMaps } from './spentMaps';
import { numbersFrom, TrainedWeights } from './trained';
import { weightValues } from './weights';

/** Milliseconds that a run is let go on while a newer one waits. */
export interface Patience {
  /** Until the layer on the stage is told of: its maps shall move, even while a slider does. */
  untilStage: number;
  /** In all, once it is: the layers behind it move too where they are quick. */
  inAll: number;
}

const defaultPatience: Patience = { untilStage: 250, inAll: 40 };

/** Milliseconds that a run goes on before it lets messages in, where its layers are shorter. */
const mostUnheard = 8;
/** Milliseconds after which a run says how far it is; the page shows nothing of shorter ones. */
const untilProgress = 200;

export interface SessionOptions {
  backends?: Backends;
  patience?: Patience;
  /** What tells the time, in milliseconds. */
  now?: () => number;
}

type Request<Type extends ToEngine['type']> = Extract<ToEngine, { type: Type }>;
type Run = Request<'run'>;

/** What is there as long as the page is: its photo, its newest run, its weights, its backend. */
export class Session {
  private readonly post: Post;
  private trained: TrainedWeights | null = null;
  private readonly backend: BackendInUse;
  private readonly search: ExcitingSearch;
  private readonly spent = new SpentMaps();
  private photo: IdentifiedPhoto | null = null;
  private readonly patience: Patience;
  private readonly now: () => number;
  private newestRun = 0;
  /** No run up to this one goes on. */
  private cancelled = 0;
  private waiting: Run | null = null;
  /** Ends the wait of the run under way for its weights. */
  private stopWaiting: () => void = () => undefined;
  /** The nodes that have a picture on screen; null until the page has said which. */
  private inSight: ReadonlySet<NodeId> | null = null;
  private busy: Promise<void> = Promise.resolve();
  private readonly channel = new MessageChannel();
  /** Who waits for messages to be received, in order. */
  private readonly paused: (() => void)[] = [];

  constructor(
    post: Post,
    {
      backends = tfjsBackends,
      patience = defaultPatience,
      now = () => performance.now(),
    }: SessionOptions = {},
  ) {
    this.patience = patience;
    this.now = now;
    this.post = post;
    this.backend = new BackendInUse(backends, (bytes) => this.newExecutor(bytes), post);
    this.search = new ExcitingSearch(post, () => this.pause(), now);
    this.channel.port1.addEventListener('message', () => this.paused.shift()?.());
    this.channel.port1.start();
  }

  /** Takes a message at once; what needs the backend waits in line behind what is under way. */
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
        this.spent.give(message.spent);
        this.search.stop();
        // Runs that never began are replaced, not queued.
        if (this.waiting === null) this.enqueue(() => this.runNewest());
        this.waiting = message;
        this.stopWaiting();
        return;
      case 'cancel':
        this.cancelled = this.newestRun;
        this.waiting = null;
        this.stopWaiting();
        // Behind the run under way, which ends before its next layer.
        this.enqueue(async () => this.post({ type: 'cancelled' }));
        return;
      case 'ping':
        this.post({ type: 'pong' });
        return;
      case 'sight':
        this.inSight = new Set(message.nodeIds);
        return;
      case 'readMaps':
      case 'explain':
      case 'trace':
        void answer(message, this.backend.executor, this.post);
        return;
      case 'excite':
        this.search.want(message.requestId);
        // In line with the runs: nothing else uses the backend, or takes it away, meanwhile.
        this.enqueue(() => this.search.answer(message, this.backend));
        return;
      case 'stopExciting':
        this.search.stop();
        return;
      case 'budget':
        this.backend.setBudget(message.bytes);
        return;
      case 'useBackend':
        this.cancelled = this.newestRun;
        this.stopWaiting();
        this.search.stop();
        this.enqueue(() => this.backend.use(message.backend));
        return;
      case 'measureBackends':
        this.enqueue(() => this.backend.measure());
    }
  }

  private enqueue(task: () => Promise<void>): void {
    this.busy = this.busy.then(task).catch((error: unknown) => {
      this.post({ type: 'problem', runId: null, nodeId: null, problem: unexpected(error) });
    });
  }

  private async start(preferred: BackendName | null): Promise<void> {
    this.post({ type: 'loading', step: 'backend' });
    await this.backend.use(preferred ?? 'wasm');
  }

  private async runNewest(): Promise<void> {
    const request = this.waiting;
    this.waiting = null;
    const { photo } = this;
    // A run for a photo that has been replaced: the page sends another.
    if (!request || !this.backend.works || photo?.id !== request.photoId) return;
    const { runId, wanted, held, gesture } = request;
    const { trained } = this;
    const sources = sourcesOf(request.network);
    if (trained && !sources.every((source) => trained.isSettled(source))) {
      try {
        // The photo need not wait for the weights.
        await Promise.race([this.tellOfInput(request, photo), this.backend.lost]);
      } catch (error) {
        await this.recover(request, error);
        return;
      }
      const stopped = new Promise<void>((resolve) => (this.stopWaiting = resolve));
      await Promise.race([trained.load(sources), stopped]);
      // The newer one may need none of these weights.
      if (this.waiting) return;
    }
    if (runId <= this.cancelled) return;
    // What could not be loaded is drawn.
    const network = withoutSources(request.network, (source) => trained?.has(source) ?? false);
    const begin = this.now();
    let heard = begin;
    let isOnStage = wanted.length === 0;
    try {
      const { executor } = this.backend;
      const isOther = () => this.backend.executor !== executor;
      const run = executor.run(
        { network, photo, wanted, held, gesture },
        {
          prepared: (key, photo) => this.post({ type: 'prepared', runId, key, photo }),
          node: (result) => {
            isOnStage ||= wanted.some(({ nodeId }) => nodeId === result.nodeId);
            const { maps, thumbnails } = result;
            const sent = [maps, thumbnails].flatMap((each) => each?.values.buffer ?? []);
            this.post({ type: 'node', runId, result }, sent);
          },
          made: (nodeId) => {
            if (this.now() - begin < untilProgress) return;
            this.post({ type: 'made', runId, nodeId });
          },
          madeAll: () => {
            if (isOther()) return;
            const milliseconds = this.now() - begin;
            this.post({ type: 'done', runId, milliseconds, memory: executor.memory() });
          },
          isStale: () =>
            runId <= this.cancelled ||
            isOther() ||
            this.outruns(request, this.now() - begin, isOnStage),
          isReplaced: () => isOther() || this.waiting !== null,
          isInSight: (id) => this.inSight?.has(id) ?? true,
          pause: async () => {
            if (this.now() - heard < mostUnheard) return;
            await this.pause();
            heard = this.now();
          },
        },
      );
      await Promise.race([run, this.backend.lost]);
    } catch (error) {
      await this.recover(request, error);
    }
  }

  /** A run of the network's input alone. */
  private async tellOfInput({ runId, network, held }: Run, photo: IdentifiedPhoto): Promise<void> {
    await this.backend.executor.run(
      { network: { nodes: network.nodes.slice(0, 1) }, photo, wanted: [], held },
      {
        ...unheard,
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

  /**
   * The backend failed in the middle of a run: it, or the next one, begins the run anew. A layer that is too
   * large for the device is too large on all of them: that is told once.
   */
  private async recover(request: Run, error: unknown): Promise<void> {
    const { runId } = request;
    const isTooLarge = error instanceof LayerTooLarge;
    const goesOn = isTooLarge
      ? await this.backend.makeRoomFor(runId, error)
      : await this.backend.recover(runId, error);
    if (!goesOn) {
      const nodeId = isTooLarge ? error.nodeId : null;
      const problem = isTooLarge ? tooLarge(error) : unexpected(error);
      this.post({ type: 'problem', runId, nodeId, problem });
      return;
    }
    if (this.newestRun !== request.runId) return;
    this.waiting = request;
    await this.runNewest();
  }

  /** For a backend that has just been started. */
  private newExecutor(budgetBytes: number): Executor {
    const numbers = numbersFrom((source) => this.trained?.tensorsOf(source));
    return new Executor(tf, {
      budgetBytes,
      pause: () => this.pause(),
      now: this.now,
      take: (length) => this.spent.take(length),
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

  /** Lets the messages that have come in be received. */
  private pause(): Promise<void> {
    return new Promise((resolve) => {
      this.paused.push(resolve);
      this.channel.port2.postMessage(null);
    });
  }
}

function tooLarge({ nodeId, bytes }: LayerTooLarge): Problem {
  const mebibytes = Math.ceil(bytes / 2 ** 20);
  return { code: 'layerTooLarge', values: { node: nodeId, mebibytes } };
}

function unexpected(error: unknown): Problem {
  return { code: 'engineFailed', values: { reason: reasonOf(error) } };
}
