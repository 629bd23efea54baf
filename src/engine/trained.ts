/** The trained weights that have been asked for: fetched once from the page's own host, checked, kept. */
import {
  ModelProblem,
  readLayersModel,
  readTensors,
  weightPaths,
  type ModelFigures,
  type TrainedTensors,
} from '../models/layersModel';
import type { Problem } from '../layers/contract';
import { trainedPart } from '../layers/trainedLayers';
import { TooLate, type Clock } from '../thread/deadline';
import { patientFetch } from '../thread/patientFetch';
import { reasonOf } from './reasonOf';
import type { TrainedNumbers } from './weights';

export interface TrainedEvents {
  /** Bytes so far, and in all where the host tells. */
  progress(source: string, loaded: number, total: number | null): void;
  /** What the model's makers found it to be worth; null where they do not say. */
  ready(source: string, figures: ModelFigures | null): void;
  failed(source: string, problem: Problem): void;
}

export class TrainedWeights {
  private readonly events: TrainedEvents;
  /** The folder of the sources' folders. */
  private readonly url: string;
  private readonly clock: Clock | undefined;
  private readonly read = new Map<string, TrainedTensors>();
  private readonly failed = new Set<string>();
  /** What is under way, or has failed. */
  private readonly asked = new Map<string, Promise<void>>();

  /** `clock` times how long a host may say nothing. */
  constructor(url: string, events: TrainedEvents, clock?: Clock) {
    this.url = url;
    this.events = events;
    this.clock = clock;
  }

  /** Whether a source is there or has failed: nothing of it is awaited. */
  isSettled(source: string): boolean {
    return this.read.has(source) || this.failed.has(source);
  }

  has(source: string): boolean {
    return this.read.has(source);
  }

  tensorsOf(source: string): TrainedTensors | undefined {
    return this.read.get(source);
  }

  /** Resolves once all are there or have failed; those that failed are not asked for again. */
  async load(sources: readonly string[]): Promise<void> {
    await Promise.all(
      sources.map((source) => {
        const asked = this.asked.get(source) ?? this.fetchAll(source);
        this.asked.set(source, asked);
        return asked;
      }),
    );
  }

  /** Those that failed may be asked for again. */
  forgetFailed(): void {
    this.failed.clear();
    for (const source of this.asked.keys()) {
      if (!this.read.has(source)) this.asked.delete(source);
    }
  }

  private async fetchAll(source: string): Promise<void> {
    try {
      this.events.progress(source, 0, null);
      const folder = new URL(`${source}/`, this.url);
      const description = await this.partsOf(new URL('model.json', folder));
      const model = readLayersModel(await new Blob(description).text());
      const parts: Uint8Array[] = [];
      let loaded = 0;
      const total = model.userDefinedMetadata?.catscan.bytes ?? null;
      this.events.progress(source, 0, total);
      for (const path of weightPaths(model)) {
        const come = ({ length }: Uint8Array) =>
          this.events.progress(source, (loaded += length), total);
        parts.push(...(await this.partsOf(new URL(path, folder), come)));
      }
      this.read.set(source, await readTensors(model, joined(parts, loaded)));
      this.events.ready(source, model.userDefinedMetadata?.catscan.figures ?? null);
    } catch (error) {
      this.failed.add(source);
      this.events.failed(source, problemOf(error));
    }
  }

  /** A file's bytes in the parts that they come in. Throws a ModelProblem where they do not all come. */
  private async partsOf(
    url: URL,
    come: (part: Uint8Array) => void = () => undefined,
  ): Promise<Uint8Array<ArrayBuffer>[]> {
    const parts: Uint8Array<ArrayBuffer>[] = [];
    try {
      const answer = await patientFetch(url, this.clock && { clock: this.clock });
      if (!answer.ok) throw new ModelProblem('weightsMissing', String(answer.status));
      for await (const part of answer.chunks()) {
        parts.push(part);
        come(part);
      }
    } catch (error) {
      if (error instanceof ModelProblem) throw error;
      const code = error instanceof TooLate ? 'weightsSilent' : 'weightsNotReached';
      throw new ModelProblem(code, reasonOf(error));
    }
    return parts;
  }
}

/** What finds a trained layer's numbers among the tensors of its source. */
export function numbersFrom(
  tensorsOf: (source: string) => TrainedTensors | undefined,
): TrainedNumbers {
  return (trained, name) => {
    const part = trainedPart(trained);
    return (part && tensorsOf(part.source)?.get(`${part.layer}/${name}`)) ?? null;
  };
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function problemOf(error: unknown): Problem {
  return {
    code: error instanceof ModelProblem ? error.code : 'weightsDamaged',
    values: { reason: reasonOf(error) },
  };
}
