/** What the numbers of a vector stand for, where a trained classifier made them. */
import { useMemo } from 'react';
import { trainedSources } from '../layers/trainedLayers';
import type { Network, NodeId } from '../network/graph';
import { labelsOf } from '../network/trained';
import { readsDigits } from '../store/digits';
import { useStore } from '../store/store';
import { useTranslation } from './words';

/** The classes' names in the page's language, in the order of the numbers; null where there are none. */
export function useClassNames(id: NodeId): readonly string[] | null {
  const { t } = useTranslation();
  const labels = useLabels(id);
  return useMemo(
    // Digits are their own names.
    () => labels?.map((label) => (/^\d$/.test(label) ? label : t(`class.${label}`))) ?? null,
    [labels, t],
  );
}

/** What the numbers of a vector stand for, as the network's own file has it; null where there is nothing. */
export function useLabels(id: NodeId): readonly string[] | null {
  return useStore(({ network }) => labelsOf(network, id) ?? digitsOf(network, id));
}

/** The digits, where a network tells them apart with weights that were never trained. */
function digitsOf(network: Network, id: NodeId): readonly string[] | null {
  const end = network.nodes.at(-1);
  return end?.id === id && readsDigits(network) ? (trainedSources['digits']?.labels ?? null) : null;
}
