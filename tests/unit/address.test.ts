/** The address: a link opens what it was made of, one that was damaged changes nothing by itself. */
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { chain } from '../../src/network/graph';
import { addressOf, followAddress } from '../../src/store/address';
import { undo } from '../../src/store/history';
import { carryOut } from '../../src/store/noticeActions';
import { changeSettings } from '../../src/store/network';
import { store } from '../../src/store/store';

const location = { hash: '', pathname: '/', search: '', href: 'https://example.org/' };
let isRefused = false;
let hashChanged: () => void = () => {};

const network = chain([['input'], ['conv2d', { filters: 12 }], ['flatten'], ['dense']]);

beforeAll(() => {
  vi.useFakeTimers();
  vi.stubGlobal('location', location);
  vi.stubGlobal('window', {
    addEventListener: (_: string, listener: () => void) => (hashChanged = listener),
  });
  vi.stubGlobal('history', {
    replaceState: (_state: null, _title: string, address: string) => {
      if (isRefused) throw new Error('SecurityError: 100 times per 30 seconds');
      location.hash = address;
    },
  });
  followAddress();
});

afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

beforeEach(() => store.setState({ network, notices: [] }));

function open(fragment: string): void {
  location.hash = `#${fragment}`;
  hashChanged();
}

const filters = () => store.getState().network.nodes[1]?.settings['filters'];
const link = () => addressOf(store.getState()).slice(1);

test('a link opens what it was made of, a full stop behind it or not', () => {
  const written = link();
  expect(written).toMatch(/^k=\w+&layers=i_c~f12_fl_de&photo=chelsea/);
  for (const fragment of [written, `${written}.`]) {
    changeSettings('conv2d1', { filters: 3 });
    open(fragment);
    expect(filters()).toBe(12);
    expect(store.getState().notices).toEqual([]);
  }
});

test('one that was cut changes nothing and says so; what is left is opened where that is wanted', () => {
  const cut = link().slice(0, link().indexOf('f12') + 2);
  changeSettings('conv2d1', { filters: 5 });
  const before = store.getState().network;
  open(cut);
  expect(store.getState().network).toBe(before);
  const [notice] = store.getState().notices;
  const had = link().indexOf('&') + 1;
  expect(notice).toMatchObject({
    tone: 'problem',
    message: { code: 'linkCut', values: { came: cut.length - had } },
    action: { code: 'openDamaged', fragment: cut },
  });
  carryOut(notice!.action!);
  expect(filters()).toBe(1);
  expect(store.getState().network.nodes).toHaveLength(2);
  undo();
  expect(store.getState().network).toBe(before);
});

test('one of which nothing can be read is told without a way to open it', () => {
  open('k=0123');
  const [notice] = store.getState().notices;
  expect(notice).toMatchObject({ message: { code: 'linkChanged' } });
  expect(notice?.action).toBeUndefined();
});

test('a browser that refuses to write the address is asked again with the next change', () => {
  open(link());
  isRefused = true;
  changeSettings('conv2d1', { filters: 7 });
  expect(() => vi.advanceTimersByTime(20_000)).not.toThrow();
  expect(location.hash).toContain('~f12');
  isRefused = false;
  changeSettings('conv2d1', { filters: 9 });
  vi.runAllTimers();
  expect(location.hash).toContain('~f9');
});
