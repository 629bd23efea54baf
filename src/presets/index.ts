/** The list of presets, the default first. A new preset is its file and one line here. */
import { alexnet } from './alexnet';
import { digits } from './digits';
import { empty } from './empty';
import { experiments } from './experiments';
import { googlenet } from './googlenet';
import { lenet } from './lenet';
import { lenet5, lenet5Article } from './lenet5';
import { photos } from './photos';
import { toy } from './toy';
import { vgg16 } from './vgg16';
import { zfnet } from './zfnet';
import type { Preset } from './preset';

export type { Preset } from './preset';

export const presets: readonly Preset[] = [
  photos,
  digits,
  lenet,
  toy,
  empty,
  lenet5,
  lenet5Article,
  alexnet,
  zfnet,
  vgg16,
  googlenet,
  ...experiments,
];

/** What a first visitor opens, and whoever has a broken link. */
export const defaultPreset = photos;

/** The preset of that id. Throws a RangeError when there is none. */
export function presetOf(id: string): Preset {
  const preset = presets.find((candidate) => candidate.id === id);
  if (!preset) throw new RangeError(`no preset is called ${id}`);
  return preset;
}
