/** The mean of each window, as Keras' AveragePooling2D. Padding is not counted in the mean. */
import { pooling } from './pooling';

export const averagePool2d = pooling({
  kind: 'averagePool2d',
  code: 'ap',
  combination: 'mean',
  pool: (tf, maps, size, stride, padding) => tf.avgPool(maps, size, stride, padding),
});
