/**
 * The memory of maps that nothing shows any more: it goes back to the engine, for the next ones. What
 * still held on to a map would find it empty, so only what the state let go two results ago is given.
 */

/** Bytes that are kept for it. */
const mostBytes = 32 * 1024 * 1024;

/** Let go by the newest results, which may not be on screen yet. */
let replaced: ArrayBuffer[] = [];
let spent: ArrayBuffer[] = [];

/** Maps that others take the place of. */
export function replaceMaps(maps: Iterable<Float32Array<ArrayBuffer>>): void {
  replaced.push(...new Set(Array.from(maps, ({ buffer }) => buffer)));
}

/** Others have come: what was replaced before them has been painted over. */
export function spendReplaced(): void {
  let bytes = 0;
  spent = [...replaced, ...spent].filter(({ byteLength }) => (bytes += byteLength) <= mostBytes);
  replaced = [];
}

/** What may be given away; it is not kept any longer. */
export function takeSpent(): ArrayBuffer[] {
  const taken = spent;
  spent = [];
  return taken;
}
