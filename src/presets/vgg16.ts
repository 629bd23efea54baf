/**
 * VGG-16 (Simonyan & Zisserman 2014, configuration D): 3 × 3 convolutions alone, two or three before
 * every pooling.
 */
import type { Preset } from './preset';
import { conv, denseEnd, flatten, imageNetInput, maxPool, network, relu } from './steps';

function block(filters: number, convolutions: number) {
  const one = [conv(3, filters, { pad: 1 }), relu];
  return [...Array.from({ length: convolutions }, () => one).flat(), maxPool(2, 2)];
}

export const vgg16: Preset = {
  id: 'vgg16',
  paper: 'vgg16',
  network: network([
    imageNetInput(224),
    ...block(64, 2),
    ...block(128, 2),
    ...block(256, 3),
    ...block(512, 3),
    ...block(512, 3),
    flatten,
    ...denseEnd,
  ]),
};
