/**
 * The style sheets of parts. Vite's own loading asks for each but once: where one failed, its part
 * would come without it the next time.
 */

const failed = new Set<HTMLLinkElement>();

if (typeof document !== 'undefined') {
  // What could not be fetched is told to the element alone, on the way down to it.
  const onError = ({ target }: Event) => {
    if (target instanceof HTMLLinkElement && target.rel === 'stylesheet') failed.add(target);
  };
  document.addEventListener('error', onError, true);
}

/** Asks anew for the style sheets that failed. Rejects where one fails again. */
export async function mendStyles(): Promise<void> {
  await Promise.all([...failed].map(again));
}

function again(link: HTMLLinkElement): Promise<void> {
  failed.delete(link);
  return new Promise((resolve, reject) => {
    const fresh = link.cloneNode() as HTMLLinkElement;
    fresh.addEventListener('load', () => resolve());
    fresh.addEventListener('error', () => reject(new Error(`no style sheet at ${fresh.href}`)));
    link.replaceWith(fresh);
  });
}
