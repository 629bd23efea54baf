/** Keeps the page's address in step with the state, and reads it at the start and when it changes. */
import { decodeLink, encodeLink, type SharedState } from '../network/link';
import { readLink, withCheck } from '../network/linkCheck';
import { defaultPreset, presets } from '../presets';
import { gallery } from '../photo/gallery';
import { madeSource } from '../photo/made';
import { undoable } from './history';
import { notify } from './notices';
import { linkedPhoto, realPhoto } from './photo';
import type { State } from './state';
import { patch, store } from './store';

const writeDelay = 250;
/** Until the browser is asked once more, where it did not let the address be written. */
const refusedDelay = 5000;
const galleryIds = gallery.map(({ id }) => id);
let timer: ReturnType<typeof setTimeout> | undefined;
/** The fragment that was read or written last; another one in the address is still to be read. */
let known = '';

/** Reads the address into the state, then writes every change of the state into the address. */
export function followAddress(): void {
  read();
  // What a link opens is where the visit begins: there is nothing before it to go back to.
  store.temporal.getState().clear();
  window.addEventListener('hashchange', () => {
    if (location.hash.slice(1) !== known) read();
  });
  store.subscribe((state, before) => {
    if (
      state.network === before.network &&
      state.photoRef === before.photoRef &&
      state.view === before.view
    ) {
      return;
    }
    clearTimeout(timer);
    timer = setTimeout(writeAddress, writeDelay);
  });
}

/** The address that reproduces the present state. */
export function addressOf(state: State): string {
  const fragment = encodeLink(
    {
      network: state.network,
      photo: state.photoRef.source === 'file' ? 'chelsea' : state.photoRef.id,
      view: state.view,
    },
    presets,
  );
  return fragment === '' ? location.pathname + location.search : `#${withCheck(fragment)}`;
}

/** Opens what is left of a damaged link, which is not what was meant, because somebody wants it. */
export function openDamaged(fragment: string): void {
  const link = readLink(fragment, decode);
  if (link.is === 'damaged' && link.state) {
    const { state } = link;
    undoable(() => show(state));
  }
}

/** Writes the address where it is not that of the present state; at once, as before the page is left. */
export function writeAddress(): void {
  clearTimeout(timer);
  if (location.hash.slice(1) !== known) return;
  try {
    history.replaceState(null, '', addressOf(store.getState()));
    known = location.hash.slice(1);
  } catch {
    // Safari allows 100 in 30 seconds, and a page in a sandbox may have none. The page works without.
    timer = setTimeout(writeAddress, refusedDelay);
  }
}

function read(): void {
  const fragment = location.hash.slice(1);
  known = fragment;
  if (fragment === '') return;
  const link = readLink(fragment, decode);
  switch (link.is) {
    case 'whole':
      show(link.state);
      return;
    case 'broken':
      notify('problem', { code: 'brokenLink', values: { part: link.part } });
      store.setState((state) => ({
        network: defaultPreset.network,
        photoRef: realPhoto(state),
      }));
      return;
    case 'damaged': {
      // What is on the page stays: it may be somebody's work.
      const { came, had, state } = link;
      const isCut = had !== null && came < had;
      notify(
        'problem',
        { code: isCut ? 'linkCut' : 'linkChanged', values: { came, had: had ?? 0 } },
        state ? { code: 'openDamaged', fragment } : undefined,
      );
    }
  }
}

function decode(fragment: string): { state: SharedState } | { part: string } {
  const decoded = decodeLink(fragment, presets, galleryIds, (id) => madeSource(id) !== undefined);
  return decoded.ok
    ? { state: decoded.state }
    : { part: String(decoded.problem.values?.['part'] ?? '') };
}

function show({ network, photo, view }: SharedState): void {
  store.setState({ network, photoRef: linkedPhoto(photo) });
  patch('view', { ...view, playing: false });
}
