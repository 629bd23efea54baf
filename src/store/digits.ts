/** Networks that read digits, and photos that were made ready for one. */
import type { InputSettings } from '../layers/input';
import type { Network } from '../network/graph';
import type { PhotoRef, State } from './state';

/** The preset that drawing a digit begins with. */
export const digitPreset = 'digits';
export const digitCount = 10;

/** Side of MNIST's digits with LeNet-5's border, in pixels. */
const digitSide = 32;
const digitEnding = '.digit';

/** Whether a network takes pictures as MNIST's are and tells ten classes apart. */
export function readsDigits({ nodes }: Network): boolean {
  const input = nodes[0]?.settings as InputSettings | undefined;
  const [scores, end] = nodes.slice(-2);
  return (
    input?.longestSide === digitSide &&
    input.greyscale &&
    input.cropSquare &&
    scores?.settings['units'] === digitCount &&
    end?.kind === 'softmax'
  );
}

export function isDigitOfFile({ id }: PhotoRef): boolean {
  return id.endsWith(digitEnding);
}

/** The digit in a file's photo; where it is that already, the photo itself. */
export function otherReading(ref: PhotoRef): PhotoRef {
  const { source, id } = ref;
  return {
    source,
    id: isDigitOfFile(ref) ? id.slice(0, -digitEnding.length) : id + digitEnding,
  };
}

/** Whether the stage shows what there is to drawing and reading digits. */
export function selectIsAboutDigits({ network, photoRef }: State): boolean {
  return (
    photoRef.source === 'drawing' ||
    (photoRef.source === 'file' && (isDigitOfFile(photoRef) || readsDigits(network)))
  );
}
