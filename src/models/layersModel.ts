/**
 * Reads TensorFlow.js layers models: `model.json`, whose manifest says where in the weights' bytes
 * each tensor lies. zod says what is wrong with a file. The bytes are decoded without tfjs, which
 * would need a backend for it: they come while that still starts.
 */
import { z } from './zod';
import { decodedNumbers, quantizations } from './decodeWeights';

const weightEntry = z.object({
  name: z.string(),
  shape: z.array(z.number().int().nonnegative()),
  dtype: z.literal('float32'),
  quantization: quantizations.optional(),
});

/** What the model was found to be worth, on pictures that it was not trained on. */
const figures = z.object({
  split: z.enum(['validation', 'test']),
  pictures: z.number().int().positive(),
  /** Shares, 0..1. */
  accuracy: z.number(),
  catRecall: z.number().optional(),
  catPrecision: z.number().optional(),
  /** Pictures of none of the classes, and the share of them that is called a cat with confidence. */
  falseAlarmPictures: z.number().int().positive().optional(),
  falseAlarms: z.number().optional(),
});

export type ModelFigures = z.infer<typeof figures>;

const layersModel = z.object({
  format: z.literal('layers-model'),
  modelTopology: z.object({
    model_config: z.object({
      class_name: z.literal('Sequential'),
      config: z.object({
        layers: z.array(
          z.object({ class_name: z.string(), config: z.record(z.string(), z.unknown()) }),
        ),
      }),
    }),
  }),
  weightsManifest: z.array(z.object({ paths: z.array(z.string()), weights: z.array(weightEntry) })),
  userDefinedMetadata: z
    .object({
      catscan: z
        .object({
          labels: z.array(z.string()),
          bytes: z.number().int().positive(),
          sha256: z.string().length(64),
          figures: figures.optional(),
        })
        .loose(),
    })
    .optional(),
});

export type LayersModel = z.infer<typeof layersModel>;

export interface TrainedTensor {
  shape: readonly number[];
  values: Float32Array;
}

/** Tensors by name, as the manifest has them: `conv1/kernel`. */
export type TrainedTensors = ReadonlyMap<string, TrainedTensor>;

/** Why a model's files cannot be used; the code names the sentence. */
export class ModelProblem extends Error {
  readonly code: string;

  constructor(code: string, reason: string) {
    super(reason);
    this.code = code;
  }
}

/** Reads `model.json`. Throws a ModelProblem when it is none. */
export function readLayersModel(text: string): LayersModel {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new ModelProblem('weightsNotJson', error instanceof Error ? error.message : '');
  }
  const result = layersModel.safeParse(json);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new ModelProblem('weightsNotModel', `${issue?.path.join('.')}: ${issue?.message}`);
}

/** The files with the weights, in their order. */
export function weightPaths({ weightsManifest }: LayersModel): readonly string[] {
  return weightsManifest.flatMap(({ paths }) => paths);
}

/**
 * The tensors in the weights' bytes. Throws a ModelProblem when these are not the bytes that the
 * model was saved with.
 */
export async function readTensors(
  model: LayersModel,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<TrainedTensors> {
  await check(model, bytes);
  let at = 0;
  const entries = model.weightsManifest
    .flatMap(({ weights }) => weights)
    .map(({ name, shape, quantization }): [string, TrainedTensor] => {
      const count = shape.reduce((product, side) => product * side, 1);
      const { values, end } = decodedNumbers(bytes, at, count, quantization);
      if (!values) throw new ModelProblem('weightsCutOff', `${bytes.length} / ${end}`);
      at = end;
      return [name, { shape, values }];
    });
  return new Map(entries);
}

async function check({ userDefinedMetadata }: LayersModel, bytes: Uint8Array<ArrayBuffer>) {
  const expected = userDefinedMetadata?.catscan;
  if (!expected) return;
  if (bytes.length !== expected.bytes) {
    throw new ModelProblem('weightsCutOff', `${bytes.length} / ${expected.bytes}`);
  }
  // Only there where the page came over a safe way; elsewhere the length must do.
  const { subtle } = globalThis.crypto as Partial<Crypto>;
  if (!subtle) return;
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes));
  const found = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (found !== expected.sha256) throw new ModelProblem('weightsDamaged', found.slice(0, 12));
}
