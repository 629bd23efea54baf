/** What a layer's maps are called: a photo's channels by colour, a convolution's by their filter. */
import type { TFunction } from 'i18next';
import type { Shape } from '../../layers/contract';

const colourNames = ['red', 'green', 'blue'] as const;

export function mapName(t: TFunction, kind: string, shape: Shape, channel: number): string {
  if (shape.length === 1) return t('inspector.map.vector');
  if (kind === 'input') {
    const colour = shape[2] === 3 ? (colourNames[channel] ?? 'red') : 'grey';
    return t(`inspector.map.${colour}`);
  }
  return t(kind === 'conv2d' ? 'inspector.map.filter' : 'inspector.map.map', {
    number: channel + 1,
  });
}

/** How many maps of a shape can be selected; the numbers of a vector are one. */
export function mapCount(shape: Shape): number {
  return shape.length === 3 ? (shape[2] ?? 1) : 1;
}
