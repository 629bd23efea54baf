/** Photos in the store, where what makes or fetches them does not come. */
import { beforeEach, expect, it, vi } from 'vitest';
import { keepPhoto, presentPhoto, untilCode } from '../../src/store/photo';
import { store } from '../../src/store/store';

let makers: Promise<object>;
vi.mock('../../src/photo/makers', () => makers);

const chelsea = { source: 'gallery', id: 'chelsea' } as const;
const drawing = { source: 'drawing', id: 'd1' } as const;
const photo = { width: 1, height: 1, data: new Uint8ClampedArray(4) };

beforeEach(async () => {
  vi.useFakeTimers();
  keepPhoto(chelsea, { name: 'chelsea', type: 'webp', width: 1, height: 1, photo });
  store.setState({ photoRef: chelsea, notices: [] });
  await presentPhoto();
});

it.each<[string, () => Promise<object>]>([
  ['cannot be fetched', () => Promise.reject(new TypeError('Failed to fetch'))],
  ['never comes', () => new Promise(() => undefined)],
])(
  'a drawing whose code %s leaves the photo that was there, and it is said',
  async (_why, coming) => {
    makers = coming();
    makers.catch(() => undefined);
    vi.resetModules();
    store.setState({ photoRef: drawing });
    const presented = presentPhoto();
    await vi.advanceTimersByTimeAsync(untilCode);
    await presented;
    const { notices, photoRef } = store.getState();
    expect(notices).toMatchObject([{ tone: 'problem', message: { code: 'codeNotFetched' } }]);
    expect(photoRef).toEqual(chelsea);
  },
);
