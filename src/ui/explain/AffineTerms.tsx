/** A cell of a batch normalisation: what is taken off, divided by, multiplied with and added. */
import { formatNumber } from '../../paint/formatNumber';
import { useTranslation } from '../words';
import type { CombinedProps } from './Explanation';

export function AffineTerms({ reading, combined }: CombinedProps) {
  const { t } = useTranslation();
  const { inputs, weights, terms } = reading;
  const [gamma = NaN, beta = NaN, mean = NaN, variance = NaN] = weights ?? [];
  const number = (value: number) => formatNumber(value, 5);
  return (
    <>
      <p className="sums__others">
        {t('explain.standardised', {
          input: number(inputs[0] ?? NaN),
          mean: number(mean),
          variance: number(variance),
          epsilon: number(terms.affine?.epsilon ?? NaN),
          divisor: number(combined.divisor ?? NaN),
        })}
      </p>
      <p className="sums__others">
        {t('explain.scaled', {
          standardised: number(((inputs[0] ?? NaN) - mean) / (combined.divisor ?? NaN)),
          gamma: number(gamma),
          beta: number(beta),
        })}
      </p>
    </>
  );
}
