/** What Keras calls a setting, for those who come from there or go there. */
import { useTranslation } from '../words';

const kerasNames: Readonly<Record<string, string>> = {
  filters: 'filters',
  units: 'units',
  rate: 'rate',
  kernel: 'kernel_size',
  kernelHeight: 'kernel_size[0]',
  kernelWidth: 'kernel_size[1]',
  pool: 'pool_size',
  poolHeight: 'pool_size[0]',
  poolWidth: 'pool_size[1]',
  zeros: 'padding',
  stride: 'strides',
  padding: 'padding',
  dilation: 'dilation_rate',
  groups: 'groups',
  depthMultiplier: 'depth_multiplier',
  useBias: 'use_bias',
  bias: 'bias_initializer',
  initializer: 'kernel_initializer',
  seed: 'seed',
  gamma: 'gamma_initializer',
  beta: 'beta_initializer',
  movingMean: 'moving_mean_initializer',
  movingVariance: 'moving_variance_initializer',
  epsilon: 'epsilon',
};

const alphas: Readonly<Record<string, string>> = { leakyRelu: 'negative_slope', elu: 'alpha' };

function kerasName(kind: string, key: string): string | undefined {
  if (kind === 'localResponseNormalization') return undefined;
  if (key === 'alpha') return alphas[kind];
  return kerasNames[key];
}

/** The sentence that names Keras' argument, to be shown when the pointer rests on a setting. */
export function useKerasHint(kind: string): (key: string) => string | undefined {
  const { t } = useTranslation();
  return (key) => {
    const name = kerasName(kind, key);
    return name === undefined ? undefined : t('inspector.kerasName', { name });
  };
}
