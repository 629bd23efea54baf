/**
 * Loads the page anew as it is. Network and view are in its address; a photo of one's own is put
 * aside in the browser's own storage meanwhile, and taken from there once.
 */
import { del, delMany, get, keys, set } from 'idb-keyval';
import type { DecodedPhoto } from '../photo/photo';
import { addressOf, writeAddress } from './address';
import { isDigitOfFile, otherReading } from './digits';
import { notify } from './notices';
import { keepFile, photoOf, readingOfFile } from './photo';
import { store } from './store';

/** In the storage of the tab alone: what was put aside for it. */
const storageKey = 'catscan.reload';
/** Milliseconds that a host may take to answer. */
const answerDeadline = 10_000;
/** What tabs put aside that never came back is thrown away after so many milliseconds. */
const keptMilliseconds = 24 * 3600 * 1000;

interface Aside {
  /** Under which the photo is kept. */
  at: number;
  /** Whether the digit in it is shown. */
  isDigit: boolean;
}

/** Why the page was not loaded anew. */
export type ReloadAnswer = 'unreachable' | 'photoLost';

/** Loads the page anew, where the host answers and the photo can be kept; else says what is wrong. */
export async function reloadPage({
  evenWithoutPhoto = false,
}: { evenWithoutPhoto?: boolean } = {}): Promise<ReloadAnswer | null> {
  if (!(await hostAnswers())) return 'unreachable';
  writeAddress();
  const state = store.getState();
  const { href } = new URL(addressOf(state), location.href);
  // The address may not have been written; being followed it is.
  if (location.href !== href) location.hash = new URL(href).hash;
  const { photoRef } = state;
  if (photoRef.source === 'file') {
    const isDigit = isDigitOfFile(photoRef);
    const photo = photoOf(isDigit ? otherReading(photoRef) : photoRef);
    const isKept = photo !== undefined && (await putAside(photo, isDigit));
    if (!isKept && !evenWithoutPhoto) return 'photoLost';
  }
  location.reload();
  return null;
}

/** Shows the photo that was put aside before the page was loaded anew, if there is one. */
export async function takeAside(): Promise<void> {
  const aside = readAside();
  if (!aside) return;
  try {
    const photo = await get<DecodedPhoto>(aside.at);
    await del(aside.at);
    if (!photo) throw new RangeError('it was thrown away');
    const ref = keepFile(photo);
    store.setState({ photoRef: aside.isDigit ? await readingOfFile(ref) : ref });
    // As after a link: there is nothing before it to go back to.
    store.temporal.getState().clear();
  } catch {
    notify('problem', { code: 'photoForgotten' });
  }
}

/** Whether reloading would bring a page, and not the browser's own about the connection. */
async function hostAnswers(): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(answerDeadline);
    const { ok } = await fetch(location.pathname + location.search, { cache: 'no-store', signal });
    return ok;
  } catch {
    return false;
  }
}

/** False where the browser keeps nothing. */
async function putAside(photo: DecodedPhoto, isDigit: boolean): Promise<boolean> {
  try {
    const at = Date.now();
    const known = await keys<number>();
    await delMany(known.filter((other) => other < at - keptMilliseconds));
    await set(at, photo);
    const aside: Aside = { at, isDigit };
    sessionStorage.setItem(storageKey, JSON.stringify(aside));
    return true;
  } catch {
    return false;
  }
}

function readAside(): Aside | null {
  try {
    const text = sessionStorage.getItem(storageKey);
    sessionStorage.removeItem(storageKey);
    const aside: unknown = JSON.parse(text ?? 'null');
    return typeof aside === 'object' && aside !== null && 'at' in aside ? (aside as Aside) : null;
  } catch {
    return null;
  }
}
