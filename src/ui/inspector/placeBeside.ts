/** Places a popover beside what opened it, wholly within the window. */
const margin = 8;
const distance = 4;

/** Below the opener where there is room, else above it, else as high as the window allows. */
export function placeBeside(popover: HTMLElement, opener: HTMLElement): void {
  const from = opener.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = popover;
  const below = from.bottom + distance;
  const above = from.top - distance - height;
  const highest = Math.max(margin, innerHeight - margin - height);
  const top = below <= highest ? below : above >= margin ? above : highest;
  const left = Math.min(from.left, innerWidth - margin - width);
  popover.style.top = `${top}px`;
  popover.style.left = `${Math.max(margin, left)}px`;
}
