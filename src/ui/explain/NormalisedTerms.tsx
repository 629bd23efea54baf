/** A locally normalised cell: the squares of the maps beside it, their sum, the quotient. */
import { formatNumber } from '../../paint/formatNumber';
import { explainCell } from '../../store/explain';
import { useTranslation } from '../words';
import type { CombinedProps } from './Explanation';
import { TermBars } from './TermBars';

export function NormalisedTerms({ node, reading, combined }: CombinedProps) {
  const { t } = useTranslation();
  const { inputs, terms, cell } = reading;
  const { own = 0, normalisation } = terms;
  if (!normalisation) return null;
  const number = (value: number) => formatNumber(value, 5);
  const source = node.inputs[0];
  return (
    <>
      <TermBars
        label={t('explain.squaresRegion')}
        rows={Array.from(inputs, (input, index) => ({
          index,
          name: t('explain.square', {
            map: terms.channels.first + index + 1,
            input: formatNumber(input, 4),
          }),
          value: input * input,
          text: formatNumber(input * input, 4),
          isOwn: index === own,
        }))}
        onChoose={(index) => {
          if (source) explainCell(source, { ...cell, channel: terms.channels.first + index });
        }}
      />
      <p className="sums__others">
        {t('explain.normalised', {
          input: number(inputs[own] ?? NaN),
          k: number(normalisation.k),
          alpha: number(normalisation.alpha),
          beta: number(normalisation.beta),
          sum: number(combined.sum ?? NaN),
          divisor: number(combined.divisor ?? NaN),
        })}
      </p>
    </>
  );
}
