/** The messages between the page and the decoding worker. */
import type { Problem } from '../layers/contract';
import type { Size } from './areaAverage';
import type { Decoded } from './decodeSteps';
import type { Painted } from './paintSvg';

export type ToDecoder =
  /** A new request; it calls off the one before. */
  | { type: 'decode'; id: number; file: Blob }
  | { type: 'cancel'; id: number }
  | { type: 'painted'; id: number; painted: Painted };

export type FromDecoder =
  /** The request was heard: the worker is there, and free. */
  | { type: 'begun'; id: number }
  | { type: 'decoded'; id: number; decoded: Decoded }
  | { type: 'problem'; id: number; problem: Problem }
  /** Something that is not the photo's fault. */
  | { type: 'failed'; id: number; reason: string }
  /** An SVG wants to be painted, which only a page can. */
  | { type: 'paint'; id: number; svg: Blob; size: Size }
  /** No canvas in workers here: the page decodes by itself. */
  | { type: 'unable'; id: number };
