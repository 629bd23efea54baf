/** What a media query says, now and whenever that changes. */
export interface MediaQuery {
  readonly matches: () => boolean;
  /** Calls back at every change; the function returned ends that. */
  readonly subscribe: (changed: () => void) => () => void;
}

/**
 * Follows a media query by its events. The list's own `matches` is read only once: where it is asked
 * between a change and the frame that tells of it, Chromium takes the change for known and fires no
 * event, so that whoever did not ask at that moment would never hear.
 */
export function followMediaQuery(query: string): MediaQuery {
  // Tests in Node have no window.
  if (typeof matchMedia === 'undefined') return { matches: () => false, subscribe: () => () => {} };
  const listeners = new Set<() => void>();
  const list = matchMedia(query);
  let matches = list.matches;
  list.addEventListener('change', (event) => {
    matches = event.matches;
    for (const changed of listeners) changed();
  });
  return {
    matches: () => matches,
    subscribe: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
  };
}
