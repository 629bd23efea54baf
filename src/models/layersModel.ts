/**
 * Reads TensorFlow.js layers models: `model.json`, whose manifest says where in the weights' bytes
 * each tensor lies. zod says what is wrong with a file; tfjs itself decodes the bytes, quantised ones
 * too.
 */
import { io } from '@tensorflow/tfjs-core';
import { z } from 'zod';

const weightEntry = z.object({
  name: z.string(),
  shape: z.array(z.number().int().nonnegative()),
  dtype: z.literal('float32'),
  quantization: z
    .object({
      scale: z.number().optional(),
      min: z.number().optional(),
      dtype: z.enum(['uint8', 'uint16', 'float16']),
    })
    .optional(),
});

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
  const specs = model.weightsManifest.flatMap(({ weights }) => weights);
  const tensors = io.decodeWeights(bytes.buffer, specs as io.WeightsManifestEntry[]);
  const entries = specs.map(({ name, shape }): [string, TrainedTensor] => {
    const tensor = tensors[name];
    if (!tensor) throw new ModelProblem('weightsDamaged', name);
    const values = Float32Array.from(tensor.dataSync());
    tensor.dispose();
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
