/** Whether people can get at the page's controls: in sight after scrolling, and under nothing else. */
import type { Locator, Page } from '@playwright/test';

/** Window sizes with little room, and which letters: 200 % and 400 % of a desk's, phones. */
export const tightSizes = [
  { width: 720, height: 450 },
  { width: 640, height: 400 },
  { width: 667, height: 320 },
  { width: 844, height: 390 },
  { width: 320, height: 568 },
  { width: 320, height: 256 },
] as const;

/** As if the browser's letters were so large, by its own setting; 16 is the usual. */
export async function setFontSize(page: Page, pixels: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Page.setFontSizes', { fontSizes: { standard: pixels } });
}

/**
 * What keeps somebody from a control within `region`, a line each: out of sight however one scrolls,
 * or something else where its middle is. None where all is well.
 */
export async function obstructions(region: Locator): Promise<string[]> {
  return region.evaluate((root) => {
    const found: string[] = [];
    const said = (element: Element | null) => {
      const name = element?.getAttribute('aria-label') ?? element?.textContent ?? '';
      return element
        ? `${element.tagName.toLowerCase()}.${element.className} “${name}”`
        : 'nothing';
    };
    const page = document.documentElement;
    if (page.scrollWidth > page.clientWidth) found.push(`the page is ${page.scrollWidth} wide`);
    const scrolling = [page, ...page.querySelectorAll('*')].filter(
      ({ scrollHeight, clientHeight, scrollWidth, clientWidth }) =>
        scrollHeight > clientHeight || scrollWidth > clientWidth,
    );
    const before = scrolling.map(({ scrollLeft, scrollTop }) => [scrollLeft, scrollTop] as const);
    const controls = root.querySelectorAll<HTMLElement>(
      'button, a[href], select, input:not([type=file]), summary, [tabindex="0"]',
    );
    for (const control of controls) {
      const isThere = control.checkVisibility({ visibilityProperty: true });
      // The playhead's input and the overview's list have the keyboard alone: the strip and the picture have
      // the pointer.
      const isForKeys =
        getComputedStyle(control).pointerEvents === 'none' || control.closest('.visually-hidden');
      if (!isThere || isForKeys) continue;
      control.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
      const box = control.getBoundingClientRect();
      // Of what is larger than the window, the middle of what is seen.
      const middle = (from: number, to: number, end: number) =>
        (Math.max(0, from) + Math.min(end, to)) / 2;
      const x = middle(box.left, box.right, innerWidth);
      const y = middle(box.top, box.bottom, innerHeight);
      const hit = document.elementFromPoint(x, y);
      const isHit =
        hit !== null && (control.contains(hit) || hit.closest('label')?.control === control);
      // An area that holds controls is reached through them.
      const isAround = control.matches('[tabindex]') && hit !== null && control.contains(hit);
      if (box.width < 8 || box.height < 8) {
        found.push(`${said(control)} is ${Math.round(box.width)} × ${Math.round(box.height)}`);
      } else if (!isHit && !isAround) {
        found.push(`${said(control)} at ${Math.round(x)}, ${Math.round(y)} is under ${said(hit)}`);
      }
    }
    // Lists hold what is near: what they held is there again.
    before.forEach(([left, top], place) => {
      scrolling[place]?.scrollTo({ left, top, behavior: 'instant' });
    });
    return found;
  });
}
