/**
 * Tells the page of values: of those on screen as they are made, in their order, of the others once
 * there is time, and of nothing that it has already.
 */
import type { TensorFlow } from '../layers/contract';
import type { NetworkNode, NodeId } from '../network/graph';
import { factsOf, type Facts, type Wish } from './facts';
import type { Kept } from './keep';
import { tooLargeOr } from './layerTooLarge';
import type { GoesOn, NodeValues } from './nodeValues';
import type { NodeResult, PlanarMaps, SentWeights, WantedMaps } from './protocol';
import { newNumbers, type Take } from './reading';
import { valuesOf } from './valuesOf';

/** What a run is asked to tell, and what the page had when it asked. */
export interface TellRequest {
  wanted: readonly WantedMaps[];
  /** Keys of the results that the page has, by node. */
  held: Readonly<Record<NodeId, string>>;
}

/** Who hears of values, and says whether they are wanted. */
export interface TellEvents {
  node(result: NodeResult): void;
  /** Whether nobody wants to hear of this run any more. */
  isReplaced(): boolean;
  /** Whether a node's picture is on screen, now. */
  isInSight(id: NodeId): boolean;
  /** Lets messages in. */
  pause(): Promise<void>;
}

/** Tells of one run after the other, and remembers what was told. */
export class Teller {
  private readonly tf: TensorFlow;
  private readonly values: NodeValues;
  private readonly take: Take;
  /** By node, the values of the weights that the page was last told of. */
  private readonly toldWeights = new Map<NodeId, ReadonlySet<Float32Array>>();
  /** By node, the key of the value that the page was last told of. */
  private readonly toldKeys = new Map<NodeId, string>();

  /** `take`: where memory for maps comes from. */
  constructor(tf: TensorFlow, values: NodeValues, take: Take = newNumbers) {
    this.tf = tf;
    this.values = values;
    this.take = take;
  }

  begin(request: TellRequest, events: TellEvents): Telling {
    for (const id of this.toldWeights.keys()) {
      if (!(id in request.held)) this.toldWeights.delete(id);
    }
    return new Telling(this, request, events);
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
   * The facts of a value. Null where making the value anew was ended. Throws `LayerTooLarge` where there
   * is not the memory to look at it: WASM gives out what it does not have.
   */
  async factsOf(kept: Kept, wish: Wish, goesOn: GoesOn): Promise<Facts | null> {
    if (wish.isKnown && wish.channels.length === 0) return nothingNew;
    const tensor = await this.values.tensorOf(kept, goesOn);
    if (!tensor) return null;
    const begin = performance.now();
    try {
      const values = await valuesOf(this.tf, tensor);
      // On a graphics processor the operations are only done when their values are there.
      if (!wish.isKnown && tensor.size > 0) kept.milliseconds += performance.now() - begin;
      return factsOf(values, wish, this.take);
    } catch (error) {
      throw tooLargeOr(error, kept.origin.node.id, [kept.shape]);
    }
  }

  hold(kept: Kept): void {
    this.values.keep.hold(kept);
  }

  release(kept: Kept): void {
    this.values.keep.release(kept);
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
      thumbnails: this.copyOf(kept.thumbnails),
      maps: facts.maps,
      weights: this.weightsToTell(node.id, kept, node.id in held),
      milliseconds: facts.statistics ? kept.milliseconds : 0,
    };
  }

  /** What is sent is given away: small pictures stay for the next time. */
  private copyOf(maps: PlanarMaps | null): PlanarMaps | null {
    if (!maps) return null;
    const values = this.take(maps.values.length);
    values.set(maps.values);
    return { ...maps, values };
  }

  /** A node's weights, without those values that a page with a result of the node has already. */
  private weightsToTell(id: NodeId, { weights }: Kept, pageHasNode: boolean): SentWeights[] {
    const told = pageHasNode ? this.toldWeights.get(id) : undefined;
    this.toldWeights.set(id, new Set(weights.map(({ values }) => values)));
    return weights.map((each) => (told?.has(each.values) ? { ...each, values: null } : each));
  }
}

const nothingNew: Facts = { statistics: null, thumbnails: null, maps: null };

/** A value that is there, and is told of later. It is held until then. */
interface Untold {
  node: NetworkNode;
  kept: Kept;
}

/** What one run tells. */
export class Telling {
  private readonly teller: Teller;
  private readonly request: TellRequest;
  private readonly events: TellEvents;
  /** Those whose pictures nobody sees, in their order. */
  private untold: Untold[] = [];

  constructor(teller: Teller, request: TellRequest, events: TellEvents) {
    this.teller = teller;
    this.request = request;
    this.events = events;
  }

  pageHas(id: NodeId, kept: Kept): boolean {
    return this.teller.pageHas(id, String(kept.serial), this.request);
  }

  /** Tells of a node: now, or later where nobody sees it. False where that was ended. */
  async tell(node: NetworkNode, kept: Kept, goesOn: GoesOn): Promise<boolean> {
    if (this.isToldAtOnce(node, kept)) return this.tellOf(node, kept, goesOn);
    this.teller.hold(kept);
    this.untold.push({ node, kept });
    return true;
  }

  /** Tells of what has come in sight since it was made. False where that was ended. */
  async tellOfSeen(goesOn: GoesOn): Promise<boolean> {
    const seen = this.untold.filter(({ node }) => this.events.isInSight(node.id));
    return seen.length === 0 || this.tellOfThese(seen, goesOn);
  }

  /** Tells of all that is there, in sight or not: there is no room to hold it any longer. */
  tellOfAll(goesOn: GoesOn): Promise<boolean> {
    return this.tellOfThese(this.untold, goesOn);
  }

  /** Tells of what is left, one after the other, for as long as somebody wants to hear it. */
  async tellOfRest(): Promise<void> {
    const { events } = this;
    const goesOn = async () => {
      await events.pause();
      return !events.isReplaced();
    };
    if (events.isReplaced()) return;
    while (this.untold.length > 0) {
      // What comes in sight meanwhile is told of first.
      const next = this.untold.find(({ node }) => events.isInSight(node.id)) ?? this.untold[0];
      if (!next || !(await this.tellOfThese([next], goesOn))) return;
      if (!(await goesOn())) return;
    }
  }

  /** Nothing more is told: the run is over. */
  end(): void {
    for (const { kept } of this.untold.splice(0)) this.teller.release(kept);
  }

  /** What is on screen, and what takes no time: the input, vectors, what was found out before. */
  private isToldAtOnce(node: NetworkNode, { shape, statistics }: Kept): boolean {
    return (
      this.events.isInSight(node.id) ||
      this.channelsOf(node).length > 0 ||
      node.inputs.length === 0 ||
      shape.length !== 3 ||
      statistics !== null
    );
  }

  private channelsOf({ id }: NetworkNode): readonly number[] {
    return this.request.wanted.find(({ nodeId }) => nodeId === id)?.channels ?? [];
  }

  private async tellOfThese(these: readonly Untold[], goesOn: GoesOn): Promise<boolean> {
    for (const each of these) {
      this.untold = this.untold.filter((other) => other !== each);
      try {
        if (!(await this.tellOf(each.node, each.kept, goesOn))) return false;
      } finally {
        this.teller.release(each.kept);
      }
    }
    return true;
  }

  private async tellOf(node: NetworkNode, kept: Kept, goesOn: GoesOn): Promise<boolean> {
    const { shape } = kept;
    // A vector is one map and always sent.
    const channels = shape.length === 3 ? this.channelsOf(node) : [0];
    const wish = { shape, isKnown: kept.statistics !== null, channels };
    const facts = await this.teller.factsOf(kept, wish, goesOn);
    if (!facts) return false;
    this.teller.remember(kept, facts);
    this.events.node(this.teller.resultOf(node, kept, facts, this.request));
    return true;
  }
}
