/**
 * The values of nodes: computed, kept within a byte budget, and computed anew from what is kept of
 * those before them when they are needed again. tfjs is handed in.
 */
import { definitionOf } from '../layers';
import { sizeOf, type Tensor, type TensorFlow, type WeightSpec } from '../layers/contract';
import type { InputSettings } from '../layers/input';
import type { NetworkNode, NodeId } from '../network/graph';
import { outputShapeOf } from '../network/shape';
import { prepare } from '../photo/resample';
import { throwFailedOperator } from './failedOperators';
import { tooLargeOr } from './layerTooLarge';
import { Keep, type Kept, type NodeValue } from './keep';
import type { PhotoPixels, WeightValues } from './protocol';
import { firstChannels } from './reading';
import type { RunRequest } from './runEvents';
import { weightValues } from './weights';
import { WeightTensors, type WeightsFor, type WeightTensor } from './weightTensors';

/** A photo and the name that its values are kept under. */
export interface IdentifiedPhoto {
  id: string;
  pixels: PhotoPixels;
}

export interface NodeValuesOptions {
  /** Bytes of tensors kept, but for what the layer under way needs. */
  budgetBytes: number;
  /** What makes numbers of a specification; initialisers and edits alone where it is not given. */
  weights?: (spec: WeightSpec) => Float32Array;
  /** Weights that a test brings along, by node. */
  weightsFor?: WeightsFor;
}

/** Asked between layers, while others may have their say; false ends the work. */
export type GoesOn = () => Promise<boolean>;

export class NodeValues {
  readonly keep: Keep;
  readonly weights: WeightTensors;
  private readonly tf: TensorFlow;
  /** Whether weights belong to nodes, and do not follow from settings alone. */
  private readonly hasOwnWeights: boolean;
  private photo: IdentifiedPhoto | null = null;

  constructor(
    tf: TensorFlow,
    { budgetBytes, weights = weightValues, weightsFor }: NodeValuesOptions,
  ) {
    this.tf = tf;
    this.keep = new Keep(budgetBytes);
    this.hasOwnWeights = weightsFor !== undefined;
    this.weights = new WeightTensors(tf, weightsFor ?? ((_node, spec) => weights(spec)));
  }

  beginRun(present: ReadonlySet<NodeId>, { photo, gesture }: RunRequest): void {
    this.photo = photo;
    this.keep.beginRun(gesture);
    this.weights.retain((id) => present.has(id));
  }

  /**
   * The node's value, known or computed, held for the caller. Null where the node cannot run on what
   * is before it, or the work was ended. Throws `LayerTooLarge` where there is not the memory for it.
   */
  async valueOf(node: NetworkNode, inputs: readonly Kept[], goesOn: GoesOn): Promise<Kept | null> {
    const key = this.keyOf(node, inputs);
    const known = this.keep.take(key);
    if (known) {
      // Branches that are alike share a value, and the one that made it may be gone.
      known.origin = { node, inputs };
      // Gone back to: what a larger layer of the same name weighed need not stay.
      this.weights.keepOnly(node.id, () => this.specsOf(node, inputs));
      this.keep.hold(known);
      return known;
    }
    const shape = this.shapeOf(node, inputs);
    if (!shape) return null;
    const made = await this.make(node, inputs, shape, goesOn);
    return made && this.keep.put(key, made);
  }

  /** Whether a node's value, made anew, is within the budget beside those that somebody holds. */
  hasRoomFor(node: NetworkNode, inputs: readonly Kept[]): boolean {
    return this.keep.hasRoomFor(4 * sizeOf(this.shapeOf(node, inputs) ?? []));
  }

  /**
   * The tensor of a value, made anew where it had to go; null where the work was ended. It may go
   * again as soon as anything else is computed: a clone of it, or a hold, keeps it.
   */
  async tensorOf(kept: Kept, goesOn: GoesOn): Promise<Tensor | null> {
    if (!kept.tensor) {
      const { node, inputs } = kept.origin;
      const made = await this.make(node, inputs, kept.shape, goesOn);
      if (!made?.tensor) return null;
      this.keep.restore(kept, made.tensor);
    }
    return kept.tensor;
  }

  weightsOf(node: NetworkNode, inputs: readonly Kept[]): readonly WeightTensor[] {
    return this.weights.of(node, this.specsOf(node, inputs));
  }

  /** What the network's input makes of a prepared photo; the tensor is the caller's. */
  inputOf({ kind, settings }: NetworkNode, prepared: PhotoPixels): Tensor {
    const channels = (settings as InputSettings).greyscale ? 1 : 3;
    const bytes = firstChannels(prepared, channels);
    return this.tf.tidy(() =>
      definitionOf(kind).compute(
        this.tf,
        this.tf.tensor3d(bytes, [prepared.height, prepared.width, channels]),
        settings,
        [],
      ),
    );
  }

  /**
   * What a node makes of some tensors with these weights; the tensor is the caller's. Throws where the
   * backend could not do it.
   */
  outputOf(
    node: NetworkNode,
    tensors: readonly Tensor[],
    weights: readonly WeightTensor[],
  ): Tensor {
    const [first] = tensors;
    if (!first) throw new RangeError(`${node.id} has no input`);
    const definition = definitionOf(node.kind);
    const tensor = this.tf.tidy(() =>
      definition.merge
        ? definition.merge.compute(this.tf, tensors)
        : definition.compute(
            this.tf,
            first,
            node.settings,
            weights.flatMap(({ parts }) => parts),
          ),
    );
    try {
      throwFailedOperator();
    } catch (error) {
      tensor.dispose();
      throw error;
    }
    return tensor;
  }

  private keyOf(node: NetworkNode, inputs: readonly Kept[]): string {
    const settings = JSON.stringify(node.settings);
    if (inputs.length === 0) return `${this.photo?.id}|${settings}`;
    const serials = inputs.map(({ serial }) => serial).join();
    // Seeded weights follow from the settings: branches that are alike share one value.
    const own = this.hasOwnWeights ? node.id : '';
    return `${serials}|${own}|${node.kind}|${settings}`;
  }

  private shapeOf(node: NetworkNode, inputs: readonly Kept[]): readonly number[] | null {
    if (inputs.length === 0) return [];
    const result = outputShapeOf(
      node,
      inputs.map(({ shape }) => shape),
    );
    return result.ok ? result.shape : null;
  }

  private specsOf(
    { kind, settings }: NetworkNode,
    [first]: readonly Kept[],
  ): readonly WeightSpec[] {
    return first ? definitionOf(kind).weights(first.shape, settings) : [];
  }

  private async make(
    node: NetworkNode,
    inputs: readonly Kept[],
    shape: readonly number[],
    goesOn: GoesOn,
  ): Promise<NodeValue | null> {
    if (inputs.length === 0) return this.photo && this.enter(node, this.photo.pixels);
    const held: Kept[] = [];
    try {
      const tensors: Tensor[] = [];
      for (const input of inputs) {
        const wasThere = input.tensor !== null;
        const tensor = await this.tensorOf(input, goesOn);
        if (!tensor) return null;
        this.keep.hold(input);
        held.push(input);
        tensors.push(tensor);
        if (!wasThere && !(await goesOn())) return null;
      }
      this.keep.makeRoom(4 * sizeOf(shape));
      return this.compute(node, inputs, tensors);
    } catch (error) {
      const weights = this.specsOf(node, inputs).map((spec) => spec.shape);
      throw tooLargeOr(error, node.id, [shape, ...weights]);
    } finally {
      for (const input of held) this.keep.release(input);
    }
  }

  private enter(node: NetworkNode, photo: PhotoPixels): NodeValue {
    const begin = performance.now();
    const prepared = prepare(photo, node.settings as InputSettings);
    const tensor = this.inputOf(node, prepared);
    return { ...valueWith(tensor, { node, inputs: [] }, begin), prepared };
  }

  private compute(
    node: NetworkNode,
    inputs: readonly Kept[],
    tensors: readonly Tensor[],
  ): NodeValue {
    const weights = this.weightsOf(node, inputs);
    const begin = performance.now();
    const tensor = this.outputOf(node, tensors, weights);
    const drawn = weights.flatMap(({ name, tensor: { shape }, values }): WeightValues[] =>
      values ? [{ name, shape, values }] : [],
    );
    return { ...valueWith(tensor, { node, inputs }, begin), weights: drawn };
  }
}

function valueWith(tensor: Tensor, origin: NodeValue['origin'], begin: number): NodeValue {
  return {
    tensor,
    shape: [...tensor.shape],
    origin,
    milliseconds: performance.now() - begin,
    statistics: null,
    thumbnails: null,
    weights: [],
    prepared: null,
  };
}
