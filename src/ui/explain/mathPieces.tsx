/** Pieces that formulas are put together from, in MathML. */
import type { ReactNode } from 'react';

/** A sum over indices, each from 1 to its last. */
export function Sum({ over }: { over: readonly (readonly [index: string, last: number])[] }) {
  return (
    <munder>
      <mo>∑</mo>
      <mtext>{over.map(([index, last]) => `${index} ≤ ${last}`).join(', ')}</mtext>
    </munder>
  );
}

export function Indexed({ name, indices }: { name: string; indices: string }) {
  return (
    <msub>
      <mi>{name}</mi>
      <mtext>{indices}</mtext>
    </msub>
  );
}

export function Power({ exponent }: { exponent: ReactNode }) {
  return (
    <msup>
      <mi>e</mi>
      <mrow>{exponent}</mrow>
    </msup>
  );
}

export function Minus() {
  return (
    <>
      <mo>−</mo>
      <mi>x</mi>
    </>
  );
}

export function Maximum({ first, second }: { first: ReactNode; second: ReactNode }) {
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

export function Cases({ positive, negative }: { positive: ReactNode; negative: ReactNode }) {
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
