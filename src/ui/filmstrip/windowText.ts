/** The window of a layer in a few characters. */
import type { NetworkNode } from '../../network/graph';

/**
 * The window's size, and its stride where that is not what one expects: "3×3", "/2". Read from the
 * settings, so that layers that cannot run show it too; nothing for layers without a window.
 */
export function windowText({ settings }: NetworkNode): string[] {
  const isPool = 'poolHeight' in settings;
  const height = Number(settings[isPool ? 'poolHeight' : 'kernelHeight']);
  const width = Number(settings[isPool ? 'poolWidth' : 'kernelWidth']);
  const stride = Number(settings['stride']);
  if (!(height > 0) || !(width > 0)) return [];
  // Pools step by their own size, which is written 0; other windows by one cell.
  const isUsual = isPool ? stride === 0 || (stride === height && stride === width) : stride === 1;
  return [`${height}×${width}`, ...(isUsual ? [] : [`/${stride}`])];
}
