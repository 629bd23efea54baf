/** Normalisations as plain loops over 64-bit numbers. */
import type { Values } from './loops';

export interface LocalResponseSettings {
  depthRadius: number;
  k: number;
  alpha: number;
  beta: number;
}

/** Krizhevsky et al. 2012, section 3.3: channel by channel, over the channels next to it. */
export function normaliseLocally(input: Values, s: LocalResponseSettings): Values {
  const channels = input.shape[2] ?? 0;
  const values = input.values.map((value, at) => {
    const channel = at % channels;
    let squares = 0;
    for (let other = 0; other < channels; other++) {
      if (Math.abs(other - channel) > s.depthRadius) continue;
      squares += input.values[at - channel + other]! ** 2;
    }
    return value / (s.k + s.alpha * squares) ** s.beta;
  });
  return { shape: input.shape, values };
}

/** Ioffe & Szegedy 2015, algorithm 2; gamma, beta, mean and variance are `[channels]`. */
export function normaliseBatch(
  input: Values,
  epsilon: number,
  [gamma = [], beta = [], mean = [], variance = []]: readonly ArrayLike<number>[],
): Values {
  const channels = input.shape.at(-1) ?? 1;
  const values = input.values.map((x, at) => {
    const channel = at % channels;
    const deviation = Math.sqrt(variance[channel]! + epsilon);
    return (gamma[channel]! * (x - mean[channel]!)) / deviation + beta[channel]!;
  });
  return { shape: input.shape, values };
}
