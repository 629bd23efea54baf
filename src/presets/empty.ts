/** The input alone, to build from. */
import { chain } from '../network/graph';
import type { Preset } from './preset';

export const empty: Preset = { id: 'empty', network: chain([['input']]) };
