/** Places a popover at the left of the column where there is room, else above or below its opener. */
import { placeBeside } from '../inspector/placeBeside';

const margin = 8;
const distance = 8;

export function placeAtSide(popover: HTMLElement, opener: HTMLElement): void {
  const from = opener.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = popover;
  const edge = opener.closest('.inspector')?.getBoundingClientRect().left ?? from.left;
  const left = edge - distance - width;
  if (left < margin) {
    placeBeside(popover, opener);
    return;
  }
  const middle = from.top + from.height / 2 - height / 2;
  const top = Math.min(innerHeight - margin - height, Math.max(margin, middle));
  popover.style.top = `${top}px`;
  popover.style.left = `${left}px`;
}
