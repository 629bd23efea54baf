/** The layer's formula, set as mathematics, with this layer's numbers in it. */
import type { ReactNode } from 'react';
import type { Settings } from '../../layers/settings';
import { formatNumber } from '../../paint/formatNumber';
import { useTranslation } from '../words';
import { activationFormula } from './activationFormula';
import type { CombinedProps } from './Explanation';
import { Sum, Indexed, Power } from './mathPieces';

type FormulaProps = CombinedProps & { settings: Settings };

export function Formula(props: FormulaProps) {
  const { t } = useTranslation();
  const formula = formulaOf(props);
  if (!formula) return null;
  return (
    <div className="explain__formula" role="group" aria-label={t('explain.formula')} translate="no">
      <math display="block">
        <mrow>
          <mi>y</mi>
          <mo>=</mo>
          {formula}
        </mrow>
      </math>
    </div>
  );
}

function formulaOf({ node, reading, settings, combined }: FormulaProps): ReactNode {
  const { terms, inputShape } = reading;
  switch (terms.combination) {
    case 'weightedSum':
      return inputShape.length === 3 ? (
        <>
          <Sum
            over={[
              ['k', terms.channels.count],
              ['i', terms.rows.length],
              ['j', terms.columns.length],
            ]}
          />
          <Indexed name="x" indices="k,i,j" />
          <mo>·</mo>
          <Indexed name="w" indices="k,i,j" />
          <mo>+</mo>
          <mi>b</mi>
        </>
      ) : (
        <>
          <Sum over={[['i', reading.inputs.length]]} />
          <Indexed name="x" indices="i" />
          <mo>·</mo>
          <Indexed name="w" indices={`i,${reading.cell.column + 1}`} />
          <mo>+</mo>
          <mi>b</mi>
        </>
      );
    case 'maximum':
      return (
        <>
          <munder>
            <mo>max</mo>
            <mrow>
              <mi>i</mi>
              <mo>≤</mo>
              <mn>{terms.rows.length}</mn>
              <mo>,</mo>
              <mi>j</mi>
              <mo>≤</mo>
              <mn>{terms.columns.length}</mn>
            </mrow>
          </munder>
          <Indexed name="x" indices="i,j" />
        </>
      );
    case 'mean':
      return (
        <>
          <mfrac>
            <mn>1</mn>
            <mn>{combined.count}</mn>
          </mfrac>
          <Sum
            over={[
              ['i', terms.rows.length],
              ['j', terms.columns.length],
            ]}
          />
          <Indexed name="x" indices="i,j" />
        </>
      );
    case 'softmax':
      return (
        <mfrac>
          <Power exponent={<Indexed name="x" indices={String((terms.own ?? 0) + 1)} />} />
          <mrow>
            <Sum over={[['i', reading.inputs.length]]} />
            <Power exponent={<Indexed name="x" indices="i" />} />
          </mrow>
        </mfrac>
      );
    case 'normalised':
      return (
        <mfrac>
          <Indexed name="x" indices={String(reading.cell.channel + 1)} />
          <msup>
            <mrow>
              <mo>(</mo>
              <mn>{formatNumber(terms.normalisation?.k ?? NaN, 5)}</mn>
              <mo>+</mo>
              <mn>{formatNumber(terms.normalisation?.alpha ?? NaN, 5)}</mn>
              <mo>·</mo>
              <Sum over={[['i', reading.inputs.length]]} />
              <msup>
                <Indexed name="x" indices="i" />
                <mn>2</mn>
              </msup>
              <mo>)</mo>
            </mrow>
            <mn>{formatNumber(terms.normalisation?.beta ?? NaN, 5)}</mn>
          </msup>
        </mfrac>
      );
    case 'affine':
      return (
        <>
          <mi>γ</mi>
          <mo>·</mo>
          <mfrac>
            <mrow>
              <mi>x</mi>
              <mo>−</mo>
              <mi>μ</mi>
            </mrow>
            <msqrt>
              <msup>
                <mi>σ</mi>
                <mn>2</mn>
              </msup>
              <mo>+</mo>
              <mi>ε</mi>
            </msqrt>
          </mfrac>
          <mo>+</mo>
          <mi>β</mi>
        </>
      );
    case 'copy':
      return <mi>x</mi>;
    case 'sum':
      return (
        <>
          <Sum over={[['k', reading.inputs.length]]} />
          <Indexed name="x" indices="k" />
        </>
      );
    case 'function':
      return activationFormula(node.kind, settings);
  }
}
