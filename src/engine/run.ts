/**
 * Runs a network over a photo: incremental (what did not change is taken from what is kept),
 * cancellable between layers, telling of each node as soon as it is done. Knows no Worker, so that
 * it can be tested in Node; tfjs is handed in.
 */
import { definitionOf } from '../layers';
import type { Cell, Shape, TensorFlow, WeightSpec } from '../layers/contract';
import type { InputSettings } from '../layers/input';
import type { Network, NetworkNode, NodeId } from '../network/graph';
import { outputShapeOf } from '../network/shape';
import { prepare } from '../photo/resample';
import { readCell } from './explain';
import { throwFailedOperator } from './failedOperators';
import { Keep, type Kept, type NodeValue } from './keep';
import type {
  CellReading,
  EngineMemory,
  NodeResult,
  PathStep,
  PhotoPixels,
  PlanarMaps,
  WantedMaps,
  WeightValues,
} from './protocol';
import { firstChannels, pickMaps, planesOf, readMaps, smallMaps, thumbnailsOf } from './reading';
import { statisticsOf } from './statistics';
import { traceToPhoto } from './trace';
import { valuesOf } from './valuesOf';
import { weightValues } from './weights';
import { WeightTensors, type WeightsFor, type WeightTensor } from './weightTensors';

/** A photo and the name that its values are kept under. */
export interface IdentifiedPhoto {
  id: string;
  pixels: PhotoPixels;
}

export interface RunRequest {
  network: Network;
  photo: IdentifiedPhoto;
  wanted: readonly WantedMaps[];
  /** Keys of the results that the page has, by node: these are not sent again. */
  held: Readonly<Record<NodeId, string>>;
}

/** What a run tells while it goes on. */
export interface RunEvents {
  prepared(key: string, photo: PhotoPixels): void;
  node(result: NodeResult): void;
  /** Asked between layers; true ends the run. */
  isStale(): boolean;
  /** Lets messages in between layers. */
  pause(): Promise<void>;
}

export interface ExecutorOptions {
  /** Bytes of tensors kept for going back, the present network's included. */
  budgetBytes: number;
  /** Where the weights come from; seeded initialisers unless a test or a model brings its own. */
  weightsFor?: WeightsFor;
}

export class Executor {
  private readonly tf: TensorFlow;
  private readonly keep: Keep;
  private readonly weights: WeightTensors;
  /** Whether weights belong to nodes, and do not follow from settings alone. */
  private readonly hasOwnWeights: boolean;
  private current = new Map<NodeId, Kept>();
  /** That `current` belongs to. */
  private network: Network | null = null;

  constructor(tf: TensorFlow, options: ExecutorOptions) {
    this.tf = tf;
    this.keep = new Keep(options.budgetBytes);
    this.hasOwnWeights = options.weightsFor !== undefined;
    this.weights = new WeightTensors(
      tf,
      options.weightsFor ?? ((_node, spec) => weightValues(spec)),
    );
  }

  /**
   * Runs the network as far as its layers can run. Returns false when it was cancelled.
   * Throws what tfjs throws when the backend fails.
   */
  async run(request: RunRequest, events: RunEvents): Promise<boolean> {
    this.keep.unpin();
    const present = new Set(request.network.nodes.map(({ id }) => id));
    this.weights.retain((id) => present.has(id));
    const current = new Map<NodeId, Kept>();
    for (const node of request.network.nodes) {
      if (events.isStale()) return false;
      const kept = await this.valueOf(node, current, request.photo);
      if (!kept) continue;
      current.set(node.id, kept);
      this.current = current;
      this.network = request.network;
      // Only work makes room for messages: a run must reach the first layer that changed.
      if (request.held[node.id] === String(kept.serial)) continue;
      if (kept.prepared) events.prepared(String(kept.serial), kept.prepared);
      await this.tellOf(node, kept, request.wanted, events);
      await events.pause();
    }
    return true;
  }

  /** Maps of the newest run's node, or null when it has no such node. */
  async readMaps(wanted: WantedMaps): Promise<{ key: string; maps: PlanarMaps } | null> {
    const kept = this.current.get(wanted.nodeId);
    if (!kept || kept.tensor.isDisposed) return null;
    // A handle of its own, in case the value is thrown out while it is read.
    const handle = kept.tensor.clone();
    const { channels, longestSide } = wanted;
    try {
      const maps =
        longestSide === undefined
          ? await readMaps(this.tf, handle, channels)
          : smallMaps(await valuesOf(this.tf, handle), handle.shape, channels, longestSide);
      return { key: String(kept.serial), maps };
    } finally {
      handle.dispose();
    }
  }

  /** The numbers behind a cell of the newest run, or null when there is no such cell. */
  async explain(nodeId: NodeId, cell: Cell): Promise<CellReading | null> {
    const node = this.network?.nodes.find(({ id }) => id === nodeId);
    const kept = this.current.get(nodeId);
    if (!node || !kept || kept.tensor.isDisposed) return null;
    const before = valuesBefore(node, this.current);
    if (!before || before.some(({ tensor }) => tensor.isDisposed)) return null;
    // The network may have been gone back to: its weights are made once more then, and the same.
    const weights = before[0] ? this.weightsOf(node, before[0]) : [];
    // Handles of their own, in case a value is thrown out while it is read.
    const output = kept.tensor.clone();
    const inputs = before.map(({ tensor }) => tensor.clone());
    const tensors = weights.map(({ tensor }) => tensor.clone());
    try {
      const made = { node, output, inputs, weights: tensors, prepared: kept.prepared };
      const reading = await readCell(this.tf, made, cell);
      return reading && { nodeId, key: String(kept.serial), ...reading };
    } finally {
      this.tf.dispose([output, ...inputs, ...tensors]);
    }
  }

  /**
   * The strongest way from a cell of the newest run to the photo, or to where a window lies wholly in
   * padding. Empty when there is no such cell, or another run began meanwhile: a way is of one run.
   */
  async trace(nodeId: NodeId, cell: Cell): Promise<PathStep[]> {
    const { current, network } = this;
    if (!network) return [];
    return traceToPhoto(network, { nodeId, cell }, async (id, at) => {
      const reading = await this.explain(id, at);
      return this.current === current ? reading : null;
    });
  }

  memory(): EngineMemory {
    const { numTensors, numBytes } = this.tf.memory();
    return {
      tensors: numTensors,
      bytes: numBytes,
      keptBytes: this.keep.bytes + this.weights.bytes,
    };
  }

  /** Gives everything back; with `abandon`, without touching tensors of a backend that is gone. */
  clear(abandon = false): void {
    this.current = new Map();
    if (abandon) {
      this.keep.abandon();
      this.weights.abandon();
    } else {
      this.keep.clear();
      this.weights.retain(() => false);
    }
  }

  /** The node's value, kept or computed; null where it, or a node before it, cannot run. */
  private async valueOf(
    node: NetworkNode,
    done: ReadonlyMap<NodeId, Kept>,
    photo: IdentifiedPhoto,
  ): Promise<Kept | null> {
    if (node.inputs.length === 0) {
      const key = `${photo.id}|${JSON.stringify(node.settings)}`;
      return this.keep.take(key) ?? this.keep.put(key, this.enter(node, photo.pixels));
    }
    const before = valuesBefore(node, done);
    if (!before) return null;
    const serials = before.map(({ serial }) => serial).join();
    // Seeded weights follow from the settings: branches that are alike share one value.
    const own = this.hasOwnWeights ? node.id : '';
    const key = `${serials}|${own}|${node.kind}|${JSON.stringify(node.settings)}`;
    const kept = this.keep.take(key);
    if (kept) {
      // Gone back to: what a larger layer of the same name weighed need not stay.
      this.weights.keepOnly(node.id, () => this.specsOf(node, before));
      return kept;
    }
    const shapes = before.map(({ tensor }) => tensor.shape);
    if (!outputShapeOf(node, shapes).ok) return null;
    return this.keep.put(key, this.compute(node, before));
  }

  private enter(node: NetworkNode, photo: PhotoPixels): NodeValue {
    const begin = performance.now();
    const settings = node.settings as InputSettings;
    const prepared = prepare(photo, settings);
    const channels = settings.greyscale ? 1 : 3;
    const bytes = firstChannels(prepared, channels);
    const tensor = this.tf.tidy(() =>
      definitionOf(node.kind).compute(
        this.tf,
        this.tf.tensor3d(bytes, [prepared.height, prepared.width, channels]),
        node.settings,
        [],
      ),
    );
    return { ...this.valueWith(tensor, begin), prepared };
  }

  private weightsOf(node: NetworkNode, before: Kept): readonly WeightTensor[] {
    return this.weights.of(node, this.specsOf(node, [before]));
  }

  private specsOf(
    { kind, settings }: NetworkNode,
    [first]: readonly Kept[],
  ): readonly WeightSpec[] {
    return first ? definitionOf(kind).weights(first.tensor.shape, settings) : [];
  }

  private compute(node: NetworkNode, before: readonly Kept[]): NodeValue {
    const [first] = before;
    if (!first) throw new RangeError(`${node.id} has no input`);
    const definition = definitionOf(node.kind);
    const weights = this.weightsOf(node, first);
    const begin = performance.now();
    const tensor = this.tf.tidy(() =>
      definition.merge
        ? definition.merge.compute(
            this.tf,
            before.map((each) => each.tensor),
          )
        : definition.compute(
            this.tf,
            first.tensor,
            node.settings,
            weights.map((weight) => weight.tensor),
          ),
    );
    try {
      throwFailedOperator();
    } catch (error) {
      tensor.dispose();
      throw error;
    }
    const drawn = weights.flatMap(({ name, tensor: { shape }, values }): WeightValues[] =>
      values ? [{ name, shape, values }] : [],
    );
    return { ...this.valueWith(tensor, begin), weights: drawn };
  }

  private valueWith(tensor: Kept['tensor'], begin: number): NodeValue {
    return {
      tensor,
      bytes: tensor.size * 4,
      milliseconds: performance.now() - begin,
      statistics: null,
      thumbnails: null,
      weights: [],
      prepared: null,
    };
  }

  /** Tells of a node: its statistics, its thumbnails and the maps that are wanted of it. */
  private async tellOf(
    node: NetworkNode,
    kept: Kept,
    wanted: readonly WantedMaps[],
    events: RunEvents,
  ): Promise<void> {
    const shape: Shape = kept.tensor.shape;
    // A vector is one map and always sent.
    const channels =
      shape.length === 3 ? (wanted.find(({ nodeId }) => nodeId === node.id)?.channels ?? []) : [0];
    const begin = performance.now();
    const values = await valuesOf(this.tf, kept.tensor);
    const isComputed = !kept.statistics;
    if (!kept.statistics) {
      // On a graphics processor the operations are only done when their values are there.
      if (kept.tensor.size > 0) kept.milliseconds += performance.now() - begin;
      const { height, width, channels: planes } = planesOf(shape);
      kept.statistics = statisticsOf(values, height * width, planes);
      kept.thumbnails = thumbnailsOf(values, shape);
    }
    const maps = channels.length > 0 ? pickMaps(values, shape, channels) : null;
    events.node({
      nodeId: node.id,
      key: String(kept.serial),
      shape: [...shape],
      statistics: kept.statistics,
      thumbnails: kept.thumbnails,
      maps,
      weights: kept.weights,
      milliseconds: isComputed ? kept.milliseconds : 0,
    });
  }
}

/** What feeds a node, in order; null where one of them has no value. */
function valuesBefore(
  { inputs }: NetworkNode,
  done: ReadonlyMap<NodeId, Kept>,
): readonly Kept[] | null {
  const before = inputs.flatMap((source) => done.get(source) ?? []);
  return before.length === inputs.length ? before : null;
}
