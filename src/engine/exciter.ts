/**
 * Finds what excites the maps of a layer: the present network is run on many pictures up to that layer,
 * beside the values that are kept, and every map's strongest places are remembered.
 */
import type { Tensor, TensorFlow } from '../layers/contract';
import type { InputSettings } from '../layers/input';
import { consumersOf, type NetworkNode, type NodeId } from '../network/graph';
import { cellsApart, cellsAsked, type Look } from '../network/patch';
import { factsOf, type NodeFacts } from '../network/shape';
import { bestOverAll, type Scanned } from './bestOverAll';
import type { GoesOn } from './nodeValues';
import { Pictures, type Picture } from './pictures';
import type { Excitement, PhotoPixels, SentPhoto } from './protocol';
import { strongestPlaces } from './strongestPlaces';
import { valuesOf } from './valuesOf';

/** The present network up to a node, to be run on other pictures than the present photo. */
export interface Passage {
  /** In topological order; the last is the one that is asked for. */
  nodes: readonly NetworkNode[];
  /** The value of the network's input for a prepared picture; the caller's. */
  enter(prepared: PhotoPixels): Tensor;
  /** What a node makes of its inputs' values, with the weights of the present run; the caller's. */
  outputOf(node: NetworkNode, inputs: readonly Tensor[]): Tensor;
}

export interface ExciteRequest {
  photos: readonly SentPhoto[];
  /** How many places of each map. */
  perMap: number;
}

/**
 * Multiply-adds that are spent on parts of photos: some seconds on WASM. Where a network is larger, it is
 * shown the photos as a whole alone.
 */
const mostMacs = 20e9;

type Runs = Extract<NodeFacts, { state: 'runs' }>;

export class Exciter {
  private readonly tf: TensorFlow;
  private readonly pictures = new Pictures();

  constructor(tf: TensorFlow) {
    this.tf = tf;
  }

  /**
   * The strongest places of every map over all pictures; null where `goesOn` ended the work. Throws what
   * tfjs throws.
   */
  async find(
    passage: Passage,
    { photos, perMap }: ExciteRequest,
    goesOn: GoesOn,
    progress: (done: number, of: number) => void = () => undefined,
  ): Promise<Excitement | null> {
    const settings = passage.nodes[0]?.settings as InputSettings;
    const factsFor = rememberFacts(passage, settings);
    const pictures = affordable(this.pictures.of(settings, photos), factsFor);
    const scanned: Scanned[] = [];
    const shown: Picture[] = [];
    let maps = 0;
    for (const [index, picture] of pictures.entries()) {
      progress(index, pictures.length);
      const prepared = picture.pixels();
      const facts = factsFor(prepared)?.last;
      // A small picture may have nothing left for a large window.
      if (!facts) continue;
      const output = await this.forward(passage, prepared, goesOn);
      if (!output) return null;
      try {
        maps = facts.shape[2] ?? 0;
        scanned.push(await this.scan(picture, prepared, facts, output, perMap));
        shown.push(picture);
      } finally {
        output.dispose();
      }
    }
    progress(pictures.length, pictures.length);
    return {
      perMap,
      pictures: scanned.map(({ photoId, look, field }, index) => ({
        photoId,
        look,
        field,
        isWhole: shown[index]?.isWhole ?? false,
      })),
      places: bestOverAll(scanned, maps, perMap),
    };
  }

  private async scan(
    { photoId, part, isWhole }: Picture,
    prepared: PhotoPixels,
    { shape, receptiveField: field }: Runs,
    output: Tensor,
    perMap: number,
  ): Promise<Scanned> {
    const [height = 0, width = 0, channels = 0] = shape;
    const look: Look = { part, rows: prepared.height, columns: prepared.width };
    const { size, stride, start } = field;
    const search = {
      count: perMap,
      rows: cellsAsked(0, look, field, height, !isWhole),
      columns: cellsAsked(1, look, field, width, !isWhole),
      apart: cellsApart(look, field),
    };
    // They may be the backend's own memory: nothing comes between this and the search.
    const values = await valuesOf(this.tf, output);
    const places = strongestPlaces(values, width, channels, search);
    return { photoId, look, field: { size, stride, start }, width, places };
  }

  /** The last node's value; everything before it is gone. Null where the work was ended. */
  private async forward(
    passage: Passage,
    prepared: PhotoPixels,
    goesOn: GoesOn,
  ): Promise<Tensor | null> {
    const { nodes } = passage;
    const tensors = new Map<NodeId, Tensor>();
    const left = consumersOf(nodes);
    try {
      for (const node of nodes) {
        const inputs = node.inputs.flatMap((source) => tensors.get(source) ?? []);
        tensors.set(
          node.id,
          node.inputs.length === 0 ? passage.enter(prepared) : passage.outputOf(node, inputs),
        );
        for (const source of node.inputs) {
          const others = (left.get(source) ?? 0) - 1;
          left.set(source, others);
          if (others > 0) continue;
          tensors.get(source)?.dispose();
          tensors.delete(source);
        }
        if (!(await goesOn())) return null;
      }
      const last = nodes.at(-1)?.id ?? '';
      const output = tensors.get(last) ?? null;
      tensors.delete(last);
      return output;
    } finally {
      for (const tensor of tensors.values()) tensor.dispose();
    }
  }
}

/** All of the pictures, or the photos as a whole alone where all would take too long. */
function affordable(pictures: Picture[], factsFor: FactsFor): Picture[] {
  // Parts are as large as the input can be, so that none takes longer.
  const part = pictures.find(({ isWhole }) => !isWhole);
  const macs = part ? (factsFor(part.pixels())?.macs ?? 0) : 0;
  return macs * pictures.length > mostMacs ? pictures.filter(({ isWhole }) => isWhole) : pictures;
}

/** The last node's facts, and the work of all; null where it cannot run. */
type FactsFor = (prepared: PhotoPixels) => { last: Runs; macs: number } | null;

/** The facts for prepared pictures, found out once a size. */
function rememberFacts({ nodes }: Passage, { greyscale }: InputSettings): FactsFor {
  const bySize = new Map<string, ReturnType<FactsFor>>();
  return ({ width, height }) => {
    const size = `${height} ${width}`;
    let known = bySize.get(size);
    if (known === undefined) {
      known = summed(factsOf({ nodes }, [height, width, greyscale ? 1 : 3]), nodes.at(-1)?.id);
      bySize.set(size, known);
    }
    return known;
  };
}

function summed(facts: ReadonlyMap<NodeId, NodeFacts>, id: NodeId = ''): ReturnType<FactsFor> {
  const last = facts.get(id);
  if (last?.state !== 'runs' || last.shape.length !== 3) return null;
  let macs = 0;
  for (const each of facts.values()) macs += each.state === 'runs' ? each.macs : 0;
  return { last, macs };
}
