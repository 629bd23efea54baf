/** The arithmetic behind a reading, done again, and to how many decimals it may be shown. */
import { useMemo } from 'react';
import type { CellReading } from '../../engine/protocol';
import { definitionOf } from '../../layers';
import { agreeingDigits, combine, type Combined } from '../../network/combine';
import type { NodeFace } from '../../network/graph';
import { useStore } from '../../store/store';

/** Decimals shown at most: 32-bit numbers have about seven digits. */
const mostDecimals = 6;

/** `decimals`, at which sum and value are the same text, are negative for tens and hundreds. */
export function useCombined(
  node: NodeFace,
  reading: CellReading | null,
): { combined: Combined; decimals: number } | null {
  const settings = useStore(
    (state) => state.network.nodes.find(({ id }) => id === node.id)?.settings,
  );
  return useMemo(() => {
    if (!reading) return null;
    const definition = definitionOf(node.kind);
    const combined = combine(reading, (x) => definition.curve?.(x, settings ?? {}) ?? NaN);
    // Whole numbers, as in the toy, need none.
    const isWhole = Number.isInteger(combined.value) && combined.value === reading.value;
    const decimals = isWhole ? 0 : agreeingDigits(combined.value, reading.value, mostDecimals);
    return { combined, decimals };
  }, [reading, node.kind, settings]);
}
