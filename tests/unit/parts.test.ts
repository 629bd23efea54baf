/** Parts that are loaded later: what fails is remembered, told and asked for again. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type * as Parts from '../../src/parts/part';

let parts: typeof Parts;

// Every test with a register of its own.
beforeEach(async () => {
  vi.resetModules();
  parts = await import('../../src/parts/part');
});

afterEach(() => {
  vi.useRealTimers();
});

/** Something to load, which is there or is not. */
function host<Loaded>(loaded: Loaded) {
  const state = { isThere: true, asked: 0 };
  const load = () => {
    state.asked++;
    return state.isThere ? Promise.resolve(loaded) : Promise.reject(new TypeError('404'));
  };
  return { state, load };
}

describe('a part', () => {
  test('is loaded once, however often it is asked for', async () => {
    const { state, load } = host('words');
    const part = parts.part(load);
    expect(await Promise.all([part.load(), part.load()])).toEqual(['words', 'words']);
    expect(await part.load()).toBe('words');
    expect([part.loaded, state.asked]).toEqual(['words', 1]);
  });

  test('that failed says so, and is really asked for again', async () => {
    const { state, load } = host('words');
    const part = parts.part(load);
    const changed = vi.fn();
    part.follow(changed);
    state.isThere = false;
    await expect(part.load()).rejects.toThrow(parts.PartNotLoaded);
    await expect(part.load()).rejects.toThrow('404');
    expect([part.hasFailed, changed.mock.calls.length, state.asked]).toEqual([true, 2, 2]);
    state.isThere = true;
    await parts.retryParts();
    expect([part.loaded, part.hasFailed, state.asked]).toEqual(['words', false, 3]);
    expect(changed).toHaveBeenCalledTimes(3);
  });

  test('of a host that never answers counts as failed, and is taken when it comes', async () => {
    vi.useFakeTimers();
    let come: ((words: string) => void) | undefined;
    const part = parts.part(
      () =>
        new Promise<string>((resolve) => {
          come = resolve;
        }),
    );
    const asked = expect(part.load()).rejects.toThrow(parts.PartNotLoaded);
    await vi.advanceTimersByTimeAsync(parts.partDeadline);
    await asked;
    expect(part.hasFailed).toBe(true);
    come?.('late');
    await vi.runAllTimersAsync();
    expect([part.loaded, part.hasFailed]).toEqual(['late', false]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('is missing while somebody waits for it who does not say so', async () => {
    const { state, load } = host('marks');
    state.isThere = false;
    const part = parts.part(load);
    const own = parts.part(load, { tellsItself: true });
    const changed = vi.fn();
    parts.followMissing(changed);
    await part.load().catch(() => {});
    await own.load().catch(() => {});
    own.follow(() => {});
    // Nobody waits: fetching it ahead failed.
    expect(parts.missing()).toBe(0);
    const end = part.follow(() => {});
    const first = parts.missing();
    expect(first).toBeGreaterThan(0);
    // Who has dismissed it is told of the next time.
    await parts.retryParts();
    expect(parts.missing()).toBeGreaterThan(first);
    end();
    expect(parts.missing()).toBe(0);
    expect(changed).toHaveBeenCalled();
  });
});

describe('fetching ahead', () => {
  test('goes through all, and through what these declare', async () => {
    const inner = host('inner');
    const outer = parts.part(() => {
      parts.part(inner.load);
      return Promise.resolve('outer');
    });
    const pause = vi.fn(() => Promise.resolve());
    expect(await parts.fetchAhead(pause)).toBe(true);
    expect([outer.loaded, inner.state.asked, pause.mock.calls.length]).toEqual(['outer', 1, 2]);
  });

  test('ends where one fails, and goes on from there', async () => {
    const [first, second] = [host(1), host(2)];
    parts.part(first.load);
    parts.part(second.load);
    first.state.isThere = false;
    expect(await parts.fetchAhead(() => Promise.resolve())).toBe(false);
    expect([first.state.asked, second.state.asked]).toEqual([1, 0]);
    first.state.isThere = true;
    expect(await parts.fetchAhead(() => Promise.resolve())).toBe(true);
    expect([first.state.asked, second.state.asked]).toEqual([2, 1]);
  });
});
