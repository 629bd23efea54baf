/** How much memory values may take, in the engine and once more on the page, in MiB. */
import type { SettingsState } from './state';

export const leastBudget = 16;
export const mostBudget = 2048;

/** MiB a GiB of the device's memory: a phone must not crash, and there is more than this page. */
const shareOfDevice = 48;
/** Where the browser does not tell of the device's memory: for phones and tablets, and for others. */
const unknownTouch = 96;
const unknown = 256;

/** What suits the device, from what its browser tells of it. */
export function deviceBudget(): number {
  if (typeof navigator === 'undefined') return unknown;
  const { deviceMemory } = navigator as { deviceMemory?: number };
  if (deviceMemory === undefined) {
    return window.matchMedia('(pointer: coarse)').matches ? unknownTouch : unknown;
  }
  return Math.max(leastBudget, Math.round(deviceMemory * shareOfDevice));
}

export function budgetBytes({ memoryBudget }: SettingsState): number {
  return (memoryBudget ?? deviceBudget()) * 1024 * 1024;
}
