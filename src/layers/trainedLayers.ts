/**
 * The trained networks that ship, by what of them is known without their files: which of their layers
 * have weights, and what their last one tells apart. `public/weights` holds the files, a folder each.
 */
import type { SettingValue } from './settings';

export interface TrainedSource {
  /** In the order in which they follow: the name and the kind of each layer with weights. */
  readonly layers: Readonly<Record<string, 'conv2d' | 'dense'>>;
  /** The layer whose units stand for classes, and those in their order. */
  readonly classifier: string;
  readonly labels: readonly string[];
}

/** What a classifier calls something that is of none of its classes. */
export const otherLabel = 'other';

export const trainedSources: Readonly<Record<string, TrainedSource>> = {
  photos: {
    layers: {
      conv1: 'conv2d',
      conv2: 'conv2d',
      conv3: 'conv2d',
      conv4: 'conv2d',
      conv5: 'conv2d',
      conv6: 'conv2d',
      conv7: 'conv2d',
      conv8: 'conv2d',
      dense1: 'dense',
    },
    classifier: 'dense1',
    labels: [
      'cat',
      'dog',
      'bird',
      'fish',
      'frog',
      'butterfly',
      'elephant',
      'car',
      'bus',
      'boat',
      'fruit',
      'mountain',
      otherLabel,
    ],
  },
  digits: {
    layers: { conv1: 'conv2d', conv2: 'conv2d', conv3: 'conv2d', dense1: 'dense', dense2: 'dense' },
    classifier: 'dense2',
    labels: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
  },
};

/** The value of the setting `trained` where weights are drawn. */
export const untrained = 'none';

/** The values that the setting `trained` of a kind can have: `photosConv1`. */
export function trainedOptions(kind: 'conv2d' | 'dense'): readonly string[] {
  const options = Object.entries(trainedSources).flatMap(([source, { layers }]) =>
    Object.entries(layers).flatMap(([layer, ofKind]) =>
      ofKind === kind ? [trainedValue(source, layer)] : [],
    ),
  );
  return [untrained, ...options];
}

/** Source and layer of a setting's value; null where it names none. */
export function trainedPart(
  value: SettingValue | undefined,
): { source: string; layer: string } | null {
  const [, source, initial = '', rest = ''] =
    valuePattern.exec(typeof value === 'string' ? value : '') ?? [];
  return source === undefined ? null : { source, layer: initial.toLowerCase() + rest };
}

/** The value that stands for a layer of a source. */
export function trainedValue(source: string, layer: string): string {
  return source + layer.charAt(0).toUpperCase() + layer.slice(1);
}

/** The source in small letters, then the layer's name with a capital. */
const valuePattern = /^([a-z]+)([A-Z])(\w*)$/;
