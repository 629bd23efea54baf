/** A text in a number's field that is not taken: marked, and the reason said beside it. */
import { useId, type ReactNode } from 'react';
import { wholeText } from '../../paint/formatNumber';
import { useTranslation } from '../words';
import type { NumberBounds } from './readNumber';
import type { LiveNumber } from './useLiveNumber';

interface Refused {
  /** Of the field. */
  attributes: { 'aria-invalid': boolean; 'aria-describedby'?: string; title?: string };
  /** Beside the field. */
  sentence: ReactNode;
}

export function useRefused(
  refusal: LiveNumber['refusal'],
  value: number,
  { min, max }: NumberBounds,
): Refused {
  const { t } = useTranslation();
  const id = useId();
  if (refusal === null) return { attributes: { 'aria-invalid': false }, sentence: null };
  const words = t(`number.${refusal}`, {
    min: wholeText(min),
    max: wholeText(max),
    value: wholeText(value),
  });
  return {
    attributes: { 'aria-invalid': true, 'aria-describedby': id, title: words },
    sentence: (
      <span id={id} className="refused" role="alert">
        {words}
      </span>
    ),
  };
}
