/** What a preset is: a network with a name. Its title is `preset.<id>.title` of the locale files. */
import type { Network } from '../network/graph';

export const paperIds = ['lenet5', 'alexnet', 'zfnet', 'vgg16', 'googlenet'] as const;
export type PaperId = (typeof paperIds)[number];

export interface Preset {
  /** Names it in the page's address and in the locale files; never changes. */
  readonly id: string;
  readonly network: Network;
  /** Id of the photo that comes with it; where there is none, the present one stays. */
  readonly photo?: string;
  /** Id of the paper that it is from; several may be from one. */
  readonly paper?: PaperId;
  /** Of a trained network: the source of its weights. */
  readonly trained?: string;
  /** Of an experiment: its number in the article. */
  readonly number?: number;
}
