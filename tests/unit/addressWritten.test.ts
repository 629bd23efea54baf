/** The page's address follows the state, also where the browser does not let it be written. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { followAddress } from '../../src/store/address';
import { patch } from '../../src/store/store';

const page = { hash: '', pathname: '/', search: '' };
let refuses = false;
let asked = 0;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('location', page);
  vi.stubGlobal('window', { addEventListener: () => {} });
  vi.stubGlobal('history', {
    replaceState: (_state: null, _title: string, url: string) => {
      asked++;
      if (refuses) throw new DOMException('100 times per 30 seconds', 'SecurityError');
      page.hash = url.includes('#') ? url.slice(url.indexOf('#')) : '';
    },
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('an address that may not be written is no error, and is written once it may be', () => {
  followAddress();
  refuses = true;
  patch('view', { playhead: 2 });
  // Fake timers hand on whatever a timer's function throws.
  vi.advanceTimersByTime(300);
  expect([asked, page.hash]).toEqual([1, '']);
  patch('view', { playhead: 3 });
  vi.advanceTimersByTime(300);
  expect([asked, page.hash]).toEqual([2, '']);
  refuses = false;
  vi.runAllTimers();
  expect(asked).toBe(3);
  expect(page.hash).toMatch(/\bat=3\b/);
  // Nothing is left to be written.
  expect(vi.getTimerCount()).toBe(0);
});
