/** Loading the page anew without losing what is on it. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { DecodedPhoto } from '../../src/photo/photo';
import { keepFile, photoOf } from '../../src/store/photo';
import { reloadPage, takeAside } from '../../src/store/reload';
import { store } from '../../src/store/store';

const { kept } = vi.hoisted(() => ({ kept: new Map<number, unknown>() }));
const storage = vi.hoisted(() => ({ isForbidden: false }));

vi.mock('idb-keyval', () => ({
  keys: () => Promise.resolve([...kept.keys()]),
  get: (key: number) => Promise.resolve(kept.get(key)),
  set: (key: number, value: unknown) => {
    if (storage.isForbidden) return Promise.reject(new DOMException('no', 'SecurityError'));
    kept.set(key, value);
    return Promise.resolve();
  },
  del: (key: number) => Promise.resolve(kept.delete(key)),
  delMany: (keys: number[]) => Promise.resolve(keys.map((key) => kept.delete(key))),
}));

const gallery = { source: 'gallery', id: 'chelsea' } as const;
const photo: DecodedPhoto = {
  name: 'own.png',
  type: 'png',
  width: 2,
  height: 1,
  photo: { width: 2, height: 1, data: new Uint8ClampedArray(8).fill(7) },
};
const tab = new Map<string, string>();
const page = { href: 'http://cats.test/', hash: '', pathname: '/', search: '', reload: vi.fn() };
const answer = vi.fn(() => Promise.resolve({ ok: true }));

beforeEach(() => {
  kept.clear();
  tab.clear();
  storage.isForbidden = false;
  page.reload.mockClear();
  vi.stubGlobal('location', page);
  vi.stubGlobal('history', { replaceState: () => {} });
  vi.stubGlobal('fetch', answer);
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => tab.get(key) ?? null,
    setItem: (key: string, value: string) => tab.set(key, value),
    removeItem: (key: string) => tab.delete(key),
  });
  store.setState({ photoRef: gallery, notices: [] });
});

afterEach(() => {
  vi.unstubAllGlobals();
});

test('one’s own photo is there again afterwards, once', async () => {
  store.setState({ photoRef: keepFile(photo) });
  // What another tab left behind and never came back for.
  kept.set(1, photo);
  expect(await reloadPage()).toBeNull();
  expect(page.reload).toHaveBeenCalledOnce();
  expect(kept.has(1)).toBe(false);
  store.setState({ photoRef: gallery });
  await takeAside();
  const { photoRef } = store.getState();
  expect(photoRef.source).toBe('file');
  expect(photoOf(photoRef)).toEqual(photo);
  expect(store.temporal.getState().pastStates).toEqual([]);
  expect([kept.size, tab.size]).toEqual([0, 0]);
  store.setState({ photoRef: gallery });
  await takeAside();
  expect(store.getState().photoRef).toBe(gallery);
});

test('a photo of the gallery needs nothing kept', async () => {
  expect(await reloadPage()).toBeNull();
  expect([page.reload.mock.calls.length, kept.size, tab.size]).toEqual([1, 0, 0]);
  await takeAside();
  expect(store.getState()).toMatchObject({ photoRef: gallery, notices: [] });
});

test('a page whose host does not answer is not left', async () => {
  answer.mockRejectedValueOnce(new TypeError('Failed to fetch'));
  expect(await reloadPage()).toBe('unreachable');
  answer.mockResolvedValueOnce({ ok: false });
  expect(await reloadPage()).toBe('unreachable');
  expect(page.reload).not.toHaveBeenCalled();
});

test('a photo that cannot be kept is not lost unasked', async () => {
  storage.isForbidden = true;
  store.setState({ photoRef: keepFile(photo) });
  expect(await reloadPage()).toBe('photoLost');
  expect(page.reload).not.toHaveBeenCalled();
  expect(await reloadPage({ evenWithoutPhoto: true })).toBeNull();
  expect(page.reload).toHaveBeenCalledOnce();
});

test('a photo that is gone from the storage is said to be', async () => {
  store.setState({ photoRef: keepFile(photo) });
  await reloadPage();
  kept.clear();
  store.setState({ photoRef: gallery });
  await takeAside();
  expect(store.getState().photoRef).toBe(gallery);
  expect(store.getState().notices.map(({ message }) => message.code)).toEqual(['photoForgotten']);
});
