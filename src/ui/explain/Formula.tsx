/** The layer's formula, set as mathematics, with this layer's numbers in it. */
import type { ReactNode } from 'react';
import type { Settings } from '../../layers/settings';
import { formatNumber } from '../../paint/formatNumber';
import { useTranslation } from '../words';
import type { CombinedProps } from './Explanation';

type FormulaProps = CombinedProps & { settings: Settings };

export function Formula(props: FormulaProps) {
  const { t } = useTranslation();
  const formula = formulaOf(props);
  if (!formula) return null;
  return (
    <div className="explain__formula" role="group" aria-label={t('explain.formula')}>
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
      return activation(node.kind, settings);
  }
}

function activation(kind: string, settings: Settings): ReactNode {
  const alpha = <mn>{formatNumber(Number(settings['alpha'] ?? 1), 3)}</mn>;
  switch (kind) {
    case 'relu':
      return <Maximum first={<mn>0</mn>} second={<mi>x</mi>} />;
    case 'leakyRelu':
      return (
        <Cases
          positive={<mi>x</mi>}
          negative={
            <>
              {alpha}
              <mo>·</mo>
              <mi>x</mi>
            </>
          }
        />
      );
    case 'elu':
      return (
        <Cases
          positive={<mi>x</mi>}
          negative={
            <>
              {alpha}
              <mo>·</mo>
              <mo>(</mo>
              <Power exponent={<mi>x</mi>} />
              <mo>−</mo>
              <mn>1</mn>
              <mo>)</mo>
            </>
          }
        />
      );
    case 'sigmoid':
      return (
        <mfrac>
          <mn>1</mn>
          <mrow>
            <mn>1</mn>
            <mo>+</mo>
            <Power exponent={<Minus />} />
          </mrow>
        </mfrac>
      );
    case 'tanh':
      return (
        <mfrac>
          <mrow>
            <Power exponent={<mi>x</mi>} />
            <mo>−</mo>
            <Power exponent={<Minus />} />
          </mrow>
          <mrow>
            <Power exponent={<mi>x</mi>} />
            <mo>+</mo>
            <Power exponent={<Minus />} />
          </mrow>
        </mfrac>
      );
    case 'softplus':
      return (
        <>
          <mi>ln</mi>
          <mo>(</mo>
          <mn>1</mn>
          <mo>+</mo>
          <Power exponent={<mi>x</mi>} />
          <mo>)</mo>
        </>
      );
    default:
      return null;
  }
}

/** A sum over indices, each from 1 to its last. */
function Sum({ over }: { over: readonly (readonly [index: string, last: number])[] }) {
  return (
    <munder>
      <mo>∑</mo>
      <mtext>{over.map(([index, last]) => `${index} ≤ ${last}`).join(', ')}</mtext>
    </munder>
  );
}

function Indexed({ name, indices }: { name: string; indices: string }) {
  return (
    <msub>
      <mi>{name}</mi>
      <mtext>{indices}</mtext>
    </msub>
  );
}

function Power({ exponent }: { exponent: ReactNode }) {
  return (
    <msup>
      <mi>e</mi>
      <mrow>{exponent}</mrow>
    </msup>
  );
}

function Minus() {
  return (
    <>
      <mo>−</mo>
      <mi>x</mi>
    </>
  );
}

function Maximum({ first, second }: { first: ReactNode; second: ReactNode }) {
  return (
    <>
      <mo>max</mo>
      <mo>(</mo>
      {first}
      <mo>,</mo>
      {second}
      <mo>)</mo>
    </>
  );
}

function Cases({ positive, negative }: { positive: ReactNode; negative: ReactNode }) {
  return (
    <>
      {positive}
      <mtext>&nbsp;(</mtext>
      <mi>x</mi>
      <mo>≥</mo>
      <mn>0</mn>
      <mtext>),&nbsp;</mtext>
      {negative}
      <mtext>&nbsp;(</mtext>
      <mi>x</mi>
      <mo>&lt;</mo>
      <mn>0</mn>
      <mtext>)</mtext>
    </>
  );
}
