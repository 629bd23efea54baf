/** The elements of MathML that formulas are set with; React's own types leave them out. */
import type { DetailedHTMLProps, HTMLAttributes } from 'react';

type MathElement = DetailedHTMLProps<
  HTMLAttributes<HTMLElement> & { display?: 'block' | 'inline' },
  HTMLElement
>;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      math: MathElement;
      mrow: MathElement;
      mi: MathElement;
      mn: MathElement;
      mo: MathElement;
      mtext: MathElement;
      msub: MathElement;
      msup: MathElement;
      mfrac: MathElement;
      msqrt: MathElement;
      munder: MathElement;
    }
  }
}
