/** What the numbers of a vector stand for, where a trained classifier made them. */
import { useMemo } from 'react';
import type { NodeId } from '../network/graph';
import { labelsOf } from '../network/trained';
import { useStore } from '../store/store';
import { useTranslation } from './words';

/** The classes' names in the page's language, in the order of the numbers; null where there are none. */
export function useClassNames(id: NodeId): readonly string[] | null {
  const { t } = useTranslation();
  const labels = useStore(({ network }) => labelsOf(network, id));
  return useMemo(
    // Digits are their own names.
    () => labels?.map((label) => (/^\d$/.test(label) ? label : t(`class.${label}`))) ?? null,
    [labels, t],
  );
}
