/** From the id of what is made here to its photo. */
import { drawnPhoto } from './drawnPhoto';
import { matrixOfId, matrixPhoto } from './matrix';
import type { DecodedPhoto } from './photo';

/** Undefined where the id is no matrix' and no drawing's. */
export function madePhoto(id: string): DecodedPhoto | undefined {
  const matrix = matrixOfId(id);
  return matrix ? matrixPhoto(matrix) : drawnPhoto(id);
}
