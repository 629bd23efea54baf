/** The formulas of the activations, in MathML. */
import type { ReactNode } from 'react';
import type { InputSettings } from '../../layers/input';
import type { Settings } from '../../layers/settings';
import { formatNumber } from '../../paint/formatNumber';
import { Cases, Power, Minus, Maximum } from './mathPieces';

/** What stands behind y = in the formula of an activation, or of the photo's scaling; null for others. */
export function activationFormula(kind: string, settings: Settings): ReactNode {
  const alpha = <mn>{formatNumber(Number(settings['alpha'] ?? 1), 3)}</mn>;
  switch (kind) {
    case 'input':
      return scalingFormula(settings as InputSettings);
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

/** What becomes of a byte x of the photo. */
function scalingFormula({ scaling, mean, deviation }: InputSettings): ReactNode {
  const share = <Quotient above={<mi>x</mi>} below={<mn>255</mn>} />;
  switch (scaling) {
    case 'zeroToOne':
      return share;
    case 'minusOneToOne':
      return (
        <>
          <mn>2</mn>
          <mo>·</mo>
          {share}
          <mo>−</mo>
          <mn>1</mn>
        </>
      );
    case 'bytes':
      return <mi>x</mi>;
    case 'standardise':
      return (
        <Quotient
          above={
            <mrow>
              {share}
              <mo>−</mo>
              <mn>{formatNumber(mean, 4)}</mn>
            </mrow>
          }
          below={<mn>{formatNumber(deviation, 4)}</mn>}
        />
      );
  }
}

function Quotient({ above, below }: { above: ReactNode; below: ReactNode }) {
  return (
    <mfrac>
      {above}
      {below}
    </mfrac>
  );
}
