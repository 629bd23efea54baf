/** A photo of a digit, prepared as MNIST's were. */
import { digitOf } from './digit';
import { inkOfPhoto } from './inkOfPhoto';
import type { DecodedPhoto } from './photo';

export function digitOfPhoto({ name, photo }: DecodedPhoto): DecodedPhoto {
  const digit = digitOf(inkOfPhoto(photo));
  return { name, type: 'digit', width: digit.width, height: digit.height, photo: digit };
}
