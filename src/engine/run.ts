/**
 * Runs a network over a photo: incremental (what did not change is taken from what is kept),
 * cancellable between layers, telling of what is on screen as soon as it is done. Knows no Worker, so that
 * it can be tested in Node; tfjs is handed in.
 */
import type { Cell, Tensor, TensorFlow } from '../layers/contract';
import {
  consumersOf,
  nodesBefore,
  type Network,
  type NetworkNode,
  type NodeId,
} from '../network/graph';
import { readCell } from './explain';
import type { Passage } from './exciter';
import type { Kept } from './keep';
import { NodeValues, type GoesOn, type NodeValuesOptions } from './nodeValues';
import type { CellReading, EngineMemory, PathStep, PlanarMaps, WantedMaps } from './protocol';
import { readMaps, smallMaps, type Take } from './reading';
import type { RunEvents, RunRequest } from './runEvents';
import { Teller, type Telling } from './telling';
import { traceToPhoto } from './trace';
import { valuesOf } from './valuesOf';

export interface ExecutorOptions extends NodeValuesOptions {
  /** Lets messages in while values are made anew to be read. */
  pause?: () => Promise<void>;
  /** What tells the time, in milliseconds. */
  now?: () => number;
  /** Where memory for maps comes from. */
  take?: Take;
}

/** Milliseconds up to which a run is quick: what it made is as quickly made again. */
const quick = 50;

export class Executor {
  private readonly tf: TensorFlow;
  private readonly values: NodeValues;
  private current = new Map<NodeId, Kept>();
  private readonly teller: Teller;
  /** That `current` belongs to. */
  private network: Network | null = null;
  private readonly pause: () => Promise<void>;
  private readonly now: () => number;

  constructor(
    tf: TensorFlow,
    {
      pause = () => Promise.resolve(),
      now = () => performance.now(),
      take,
      ...options
    }: ExecutorOptions,
  ) {
    this.tf = tf;
    this.pause = pause;
    this.now = now;
    this.values = new NodeValues(tf, options);
    this.teller = new Teller(tf, this.values, take);
  }

  /**
   * Runs the network as far as its layers can run. Returns false when it was cancelled.
   * Throws what tfjs throws when the backend fails.
   */
  async run(request: RunRequest, events: RunEvents): Promise<boolean> {
    this.values.beginRun(new Set(request.network.nodes.map(({ id }) => id)), request);
    const begin = this.now();
    let isQuick = false;
    const telling = this.teller.begin(request, events);
    try {
      const isWhole = await this.makeAll(request, events, telling);
      if (isWhole) events.madeAll();
      isQuick = this.now() - begin < quick;
      // Also what a run that was cancelled has made.
      await telling.tellOfRest();
      return isWhole;
    } finally {
      telling.end();
      this.values.keep.endRun(isQuick);
    }
  }

  /** Makes the values in order, and tells of those on screen. Returns false when it was cancelled. */
  private async makeAll(
    { network, network: { nodes } }: RunRequest,
    events: RunEvents,
    telling: Telling,
  ): Promise<boolean> {
    const { keep } = this.values;
    const current = new Map<NodeId, Kept>();
    /** How many nodes are yet to be fed by one; until then its value stays. */
    const consumers = consumersOf(nodes);
    const held = new Set<Kept>();
    const goesOn = async () => {
      await events.pause();
      return !events.isStale();
    };
    try {
      for (const node of nodes) {
        if (events.isStale()) return false;
        const inputs = valuesBefore(node, current);
        if (inputs && !this.values.hasRoomFor(node, inputs) && !(await telling.tellOfAll(goesOn))) {
          return false;
        }
        const kept = inputs && (await this.values.valueOf(node, inputs, goesOn));
        for (const source of node.inputs) {
          const left = (consumers.get(source) ?? 0) - 1;
          consumers.set(source, left);
          const input = current.get(source);
          if (left === 0 && input && held.delete(input)) keep.release(input);
        }
        if (!kept) {
          if (inputs && events.isStale()) return false;
          continue;
        }
        if (held.has(kept)) keep.release(kept);
        held.add(kept);
        current.set(node.id, kept);
        this.current = current;
        this.network = network;
        // Only work makes room for messages: a run must reach the first layer that changed.
        const isHeld = telling.pageHas(node.id, kept);
        if (!isHeld) {
          if (kept.prepared) events.prepared(String(kept.serial), kept.prepared);
          if (!(await telling.tell(node, kept, goesOn))) return false;
          events.made(node.id);
        }
        if (!consumers.get(node.id) && held.delete(kept)) keep.release(kept);
        if (isHeld) continue;
        await events.pause();
        if (!(await telling.tellOfSeen(goesOn))) return false;
      }
      return true;
    } finally {
      for (const kept of held) keep.release(kept);
    }
  }

  /** Maps of the newest run's node, or null when it has no such node. */
  async readMaps(wanted: WantedMaps): Promise<{ key: string; maps: PlanarMaps } | null> {
    const kept = this.current.get(wanted.nodeId);
    const [handle] = (kept && (await this.handlesOf([kept]))) ?? [];
    if (!kept || !handle) return null;
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
    if (!node || !kept) return null;
    const before = valuesBefore(node, this.current);
    const handles = before && (await this.handlesOf([kept, ...before]));
    if (!handles) return null;
    const [output, ...inputs] = handles as [Tensor, ...Tensor[]];
    // The network may have been gone back to: its weights are made once more then, and the same.
    const weights = before.length > 0 ? this.values.weightsOf(node, before) : [];
    const tensors = weights.map(({ tensor }) => tensor.clone());
    try {
      const made = { node, output, inputs, weights: tensors, prepared: kept.prepared };
      const reading = await readCell(this.tf, made, cell);
      return reading && { nodeId, key: String(kept.serial), ...reading };
    } finally {
      this.tf.dispose([...handles, ...tensors]);
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

  /**
   * The newest run's network up to a node that has maps, to be run on other pictures until another run
   * begins; null where there is no such node, or it has no value as yet.
   */
  passageTo(nodeId: NodeId): Passage | null {
    const { network, current, values } = this;
    const nodes = network ? nodesBefore(network, nodeId) : [];
    const [input] = nodes;
    if (!input || current.get(nodeId)?.shape.length !== 3) return null;
    const weights = new Map(
      nodes.map((node) => {
        const before = valuesBefore(node, current) ?? [];
        return [node.id, before.length > 0 ? values.weightsOf(node, before) : []];
      }),
    );
    return {
      nodes,
      enter: (prepared) => values.inputOf(input, prepared),
      outputOf: (node, inputs) => values.outputOf(node, inputs, weights.get(node.id) ?? []),
    };
  }

  memory(): EngineMemory {
    const { numTensors, numBytes } = this.tf.memory();
    return {
      tensors: numTensors,
      bytes: numBytes,
      weightBytes: this.values.weights.bytes,
      activationBytes: [...this.current.values()].reduce((total, { bytes }) => total + bytes, 0),
      keptBytes: this.values.keep.bytes,
    };
  }

  /** How many bytes of tensors are kept from here on. */
  setBudget(bytes: number): void {
    this.values.keep.setBudget(bytes);
  }

  /** Gives everything back; with `abandon`, without touching tensors of a backend that is gone. */
  clear(abandon = false): void {
    const { keep, weights } = this.values;
    this.current = new Map();
    this.teller.clear();
    if (abandon) {
      keep.abandon();
      weights.abandon();
    } else {
      keep.clear();
      weights.retain(() => false);
    }
  }

  /**
   * Handles of values' tensors, in case these are thrown out while they are read, made anew where
   * they had to go. Null where the values are of a run that has been replaced.
   */
  private async handlesOf(values: readonly Kept[]): Promise<Tensor[] | null> {
    const { current } = this;
    const goesOn: GoesOn = async () => {
      await this.pause();
      return this.current === current;
    };
    const handles: Tensor[] = [];
    for (const kept of values) {
      const tensor = await this.values.tensorOf(kept, goesOn);
      if (!tensor) {
        this.tf.dispose(handles);
        return null;
      }
      handles.push(tensor.clone());
    }
    return handles;
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
