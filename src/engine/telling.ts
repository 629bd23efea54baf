/** Tells the page of values as they are made: in their order, and nothing that it has already. */
import type { TensorFlow } from '../layers/contract';
import type { NetworkNode, NodeId } from '../network/graph';
import { factsOf, type Facts, type Wish } from './facts';
import type { FactFinder } from './factFinder';
import type { Kept } from './keep';
import type { GoesOn, NodeValues } from './nodeValues';
import type { NodeResult, SentWeights, WantedMaps } from './protocol';
import { valuesOf } from './valuesOf';

/** What a run is asked to tell, and what the page had when it asked. */
export interface TellRequest {
  wanted: readonly WantedMaps[];
  /** Keys of the results that the page has, by node. */
  held: Readonly<Record<NodeId, string>>;
}

/** Tells of one run after the other, and remembers what was told. */
export class Teller {
  private readonly tf: TensorFlow;
  private readonly values: NodeValues;
  private readonly finder: FactFinder | null;
  /** By node, the values of the weights that the page was last told of. */
  private readonly toldWeights = new Map<NodeId, ReadonlySet<Float32Array>>();
  /** By node, the key of the value that the page was last told of. */
  private readonly toldKeys = new Map<NodeId, string>();

  /** `finder`: who finds facts while the engine goes on; without one they are found on the way. */
  constructor(tf: TensorFlow, values: NodeValues, finder: FactFinder | null) {
    this.tf = tf;
    this.values = values;
    this.finder = finder;
  }

  begin(request: TellRequest, hear: (result: NodeResult) => void): Telling {
    for (const id of this.toldWeights.keys()) {
      if (!(id in request.held)) this.toldWeights.delete(id);
    }
    return new Telling(this, request, hear);
  }

  clear(): void {
    this.toldWeights.clear();
    this.toldKeys.clear();
  }

  /**
   * Whether the page has a node's value. What it had when it asked may have been replaced since, by a
   * result that was on its way then.
   */
  pageHas(id: NodeId, key: string, { held }: TellRequest): boolean {
    return held[id] === key && (this.toldKeys.get(id) ?? key) === key;
  }

  /**
   * The facts of a value, or a promise of them where somebody else finds them. Null where making the
   * value anew was ended.
   */
  async factsOf(
    kept: Kept,
    wish: Wish,
    goesOn: GoesOn,
  ): Promise<{ facts: Facts | Promise<Facts> } | null> {
    if (wish.isKnown && wish.channels.length === 0) return { facts: nothingNew };
    // What is looked at is found at once: an answer of another thread is heard between layers alone.
    const isLookedAt = wish.channels.length > 0 || kept.origin.inputs.length === 0;
    const finder = isLookedAt ? null : this.finder;
    if (finder) await finder.room(kept.bytes);
    const tensor = await this.values.tensorOf(kept, goesOn);
    if (!tensor) return null;
    const begin = performance.now();
    const values = await valuesOf(this.tf, tensor);
    // On a graphics processor the operations are only done when their values are there.
    if (!wish.isKnown && tensor.size > 0) kept.milliseconds += performance.now() - begin;
    if (!finder) return { facts: factsOf(values, wish) };
    // Its thread may have failed: then they are found here, from the value once more.
    const alone = async () => {
      const again = await this.values.tensorOf(kept, () => Promise.resolve(true));
      return again ? factsOf(await valuesOf(this.tf, again), wish) : nothingNew;
    };
    return { facts: finder.find(values, wish).catch(alone) };
  }

  /** Keeps what was found out with the value, for the next time. */
  remember(kept: Kept, { statistics, thumbnails }: Facts): void {
    if (!statistics) return;
    kept.statistics = statistics;
    kept.thumbnails = thumbnails;
  }

  resultOf(node: NetworkNode, kept: Kept, facts: Facts, { held }: TellRequest): NodeResult {
    if (!kept.statistics) throw new Error(`${node.id} has no statistics`);
    const key = String(kept.serial);
    this.toldKeys.set(node.id, key);
    return {
      nodeId: node.id,
      key,
      shape: [...kept.shape],
      statistics: kept.statistics,
      thumbnails: kept.thumbnails,
      maps: facts.maps,
      weights: this.weightsToTell(node.id, kept, node.id in held),
      milliseconds: facts.statistics ? kept.milliseconds : 0,
    };
  }

  /** A node's weights, without those values that a page with a result of the node has already. */
  private weightsToTell(id: NodeId, { weights }: Kept, pageHasNode: boolean): SentWeights[] {
    const told = pageHasNode ? this.toldWeights.get(id) : undefined;
    this.toldWeights.set(id, new Set(weights.map(({ values }) => values)));
    return weights.map((each) => (told?.has(each.values) ? { ...each, values: null } : each));
  }
}

const nothingNew: Facts = { statistics: null, thumbnails: null, maps: null };

/** What one run tells. */
export class Telling {
  private readonly teller: Teller;
  private readonly request: TellRequest;
  private readonly hear: (result: NodeResult) => void;
  /** The last of those that wait for their facts. */
  private last: Promise<void> | null = null;
  private isOver = false;

  constructor(teller: Teller, request: TellRequest, hear: (result: NodeResult) => void) {
    this.teller = teller;
    this.request = request;
    this.hear = hear;
  }

  pageHas(id: NodeId, kept: Kept): boolean {
    return this.teller.pageHas(id, String(kept.serial), this.request);
  }

  /** Tells of a node, now or once its facts are found. False where that was ended. */
  async tell(node: NetworkNode, kept: Kept, goesOn: GoesOn): Promise<boolean> {
    const { shape } = kept;
    const wanted = this.request.wanted.find(({ nodeId }) => nodeId === node.id);
    // A vector is one map and always sent.
    const channels = shape.length === 3 ? (wanted?.channels ?? []) : [0];
    const wish = { shape, isKnown: kept.statistics !== null, channels };
    const found = await this.teller.factsOf(kept, wish, goesOn);
    if (!found) return false;
    const say = (facts: Facts) => {
      this.teller.remember(kept, facts);
      if (!this.isOver) this.hear(this.teller.resultOf(node, kept, facts, this.request));
    };
    const { facts } = found;
    if (!this.last && !(facts instanceof Promise)) {
      say(facts);
      return true;
    }
    const before = this.last ?? Promise.resolve();
    const last = Promise.all([facts, before]).then(([own]) => say(own));
    // Whoever waits for the end hears of what failed.
    last.catch(() => undefined);
    this.last = last;
    return true;
  }

  /** Resolves once everything has been told. */
  async allTold(): Promise<void> {
    await this.last;
  }

  /** Nothing more is told: another run takes over. */
  end(): void {
    this.isOver = true;
  }
}
