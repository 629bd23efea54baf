/**
 * Numbers from drawn bits, distributed as Keras' initialisers distribute them. Only additions,
 * multiplications, divisions and square roots, which IEEE 754 fixes to the last bit: the logarithms
 * and exponentials of different browsers differ in theirs.
 */
import { redraw, unitInterval } from './draw';

/** A weight from its cell's bits; see `draw`. */
export type Initialiser = (bits: number) => number;

/** Uniform within ±√(6 / (fanIn + fanOut)). Glorot & Bengio 2010. */
export function glorotUniform(fanIn: number, fanOut: number): Initialiser {
  const limit = Math.sqrt(6 / (fanIn + fanOut));
  return (bits) => limit * (2 * unitInterval(bits) - 1);
}

/** What is left of a normal distribution's deviation when it is cut at two deviations. */
const truncatedDeviation = 0.87962566103423978;

/**
 * Normal with mean 0 and deviation √(2 / fanIn), cut at two deviations of the uncut distribution.
 * He, Zhang, Ren & Sun 2015; the cut is Keras'. Drawn by rejection from a uniform distribution.
 */
export function heNormal(fanIn: number): Initialiser {
  const deviation = Math.sqrt(2 / fanIn) / truncatedDeviation;
  return (bits) => {
    let place = bits;
    for (;;) {
      const x = 4 * unitInterval(place) - 2;
      const height = redraw(place);
      if (unitInterval(height) < bell(x)) return deviation * x;
      place = redraw(height);
    }
  };
}

/** exp(−x² / 2) for |x| ≤ 2, to eight digits: a Taylor series at an eighth of the exponent. */
function bell(x: number): number {
  const t = (x * x) / -16;
  const eighth = 1 + t * (1 + t * (c2 + t * (c3 + t * (c4 + t * (c5 + t * (c6 + t * c7))))));
  const quarter = eighth * eighth;
  const half = quarter * quarter;
  return half * half;
}

/** One over the factorials: the series' coefficients. */
const [c2, c3, c4, c5, c6, c7] = [1 / 2, 1 / 6, 1 / 24, 1 / 120, 1 / 720, 1 / 5040] as const;
