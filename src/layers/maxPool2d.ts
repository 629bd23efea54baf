/** The largest value of each window, as Keras' MaxPooling2D. Padding never wins. */
import { pooling } from './pooling';

export const maxPool2d = pooling({
  kind: 'maxPool2d',
  code: 'mp',
  combination: 'maximum',
  pool: (tf, maps, size, stride, padding) => tf.maxPool(maps, size, stride, padding),
});
