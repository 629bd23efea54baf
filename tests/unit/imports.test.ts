/** Who may import whom: the rooms of `src`, read from the import statements of every file. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const source = fileURLToPath(new URL('../../src', import.meta.url));

interface Rule {
  /** Rooms, or files of a room, that it may import. */
  rooms: readonly string[];
  /** Rooms of which it may import types, and nothing that is there when the program runs. */
  types?: readonly string[];
  packages: 'none' | 'any but React and tfjs' | 'any but React' | 'any but tfjs';
}

/** A new room wants a line here. The files of `src` itself are the room `.`. */
const rules: Readonly<Record<string, Rule>> = {
  layers: { rooms: [], packages: 'none' },
  assembly: { rooms: [], packages: 'none' },
  paint: { rooms: ['assembly'], packages: 'none' },
  thread: { rooms: [], packages: 'none' },
  photo: { rooms: ['thread'], types: ['layers/contract'], packages: 'any but React and tfjs' },
  network: { rooms: ['layers'], packages: 'none' },
  presets: { rooms: ['network', 'layers/trainedLayers'], types: ['layers'], packages: 'none' },
  models: { rooms: ['layers', 'network'], packages: 'any but React' },
  engine: {
    rooms: ['assembly', 'layers', 'network', 'models', 'photo', 'thread'],
    packages: 'any but React',
  },
  store: {
    rooms: [
      'layers',
      'network',
      'presets',
      'photo',
      'paint/sweep',
      'thread/deadline',
      'engine/client',
      'engine/protocol',
    ],
    packages: 'any but React and tfjs',
  },
  ui: {
    rooms: [
      'layers',
      'network',
      'presets',
      'photo',
      'paint',
      'store',
      'locales',
      'engine/protocol',
    ],
    packages: 'any but tfjs',
  },
  '.': { rooms: ['store', 'ui'], packages: 'any but tfjs' },
};

interface Import {
  file: string;
  room: string;
  /** A package, or the imported file's path inside `src` without its ending. */
  target: string;
  isPackage: boolean;
  typesOnly: boolean;
}

const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => name.split(sep).join('/'));
const texts = new Map(files.map((file) => [file, withoutComments(file)]));
const imports = files.flatMap(importsOf);

function withoutComments(file: string): string {
  const text = readFileSync(join(source, file), 'utf8');
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
}

function roomOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.indexOf('/')) : '.';
}

function importsOf(file: string): Import[] {
  const text = texts.get(file) ?? '';
  const statements = [
    ...text.matchAll(/^\s*(?:import|export)\b([^'";]*?)\bfrom\s*['"]([^'"]+)['"]/gm),
    ...text.matchAll(/\bimport(\s*\(?\s*)['"]([^'"]+)['"]/g),
  ];
  return statements.map(([, between = '', specifier = '']) =>
    importOf(file, specifier, /^\s*type\b/.test(between)),
  );
}

function importOf(file: string, specifier: string, typesOnly: boolean): Import {
  // `virtual:assembly/…` is what the build makes of a file of that room.
  const ownFile = specifier.replace(/^virtual:assembly/, () => relativeTo(file, 'assembly/source'));
  const isPackage = !ownFile.startsWith('.');
  const path = relative(source, join(source, dirname(file), ownFile))
    .split(sep)
    .join('/');
  return { file, room: roomOf(file), target: isPackage ? specifier : path, isPackage, typesOnly };
}

function relativeTo(file: string, place: string): string {
  return relative(dirname(file), place).split(sep).join('/');
}

function within(target: string, places: readonly string[]): boolean {
  const path = target.replace(/\.tsx?$/, '');
  return places.some((place) => path === place || path.startsWith(`${place}/`));
}

function isAllowed({ room, target, isPackage, typesOnly }: Import): boolean {
  const rule = rules[room];
  if (!rule) return false;
  if (!isPackage) {
    const own = room === '.' ? !target.includes('/') : within(target, [room]);
    return own || within(target, rule.rooms) || (typesOnly && within(target, rule.types ?? []));
  }
  const isReact = /(?:^|\/)react\b|^@dnd-kit\//.test(target);
  const isTfjs = target.startsWith('@tensorflow/');
  // Types of tfjs vanish in the build; the engine hands the library itself in.
  if (isTfjs && typesOnly) return room === 'layers' || !rule.packages.includes('tfjs');
  switch (rule.packages) {
    case 'none':
      return false;
    case 'any but React and tfjs':
      return !isReact && !isTfjs;
    case 'any but React':
      return !isReact;
    case 'any but tfjs':
      return !isTfjs;
  }
}

describe('imports', () => {
  it('are found', () => {
    expect(files.length).toBeGreaterThan(20);
    const found = imports.map(({ file, target, typesOnly }) => ({ file, target, typesOnly }));
    expect(found).toContainEqual({
      file: 'network/graph.ts',
      target: 'layers/settings',
      typesOnly: false,
    });
    expect(found).toContainEqual({
      file: 'layers/contract.ts',
      target: '@tensorflow/tfjs-core',
      typesOnly: true,
    });
  });

  it.each([
    ['layers/relu.ts', '../network/graph', false],
    ['layers/relu.ts', '@tensorflow/tfjs-core', false],
    ['paint/canvas.ts', 'react', true],
    ['presets/lenet.ts', '../layers', false],
    ['network/graph.ts', '../presets', true],
    ['store/store.ts', '../engine/worker', true],
    ['store/store.ts', '@tensorflow/tfjs-core', true],
    ['engine/run.ts', '../store/store', true],
    ['ui/App.tsx', '../engine/client', false],
    ['newRoom/file.ts', '../layers', false],
  ])('would not pass: %s importing %s', (file, specifier, typesOnly) => {
    expect(isAllowed(importOf(file, specifier, typesOnly))).toBe(false);
  });

  it('go only where the rooms may look', () => {
    const wrong = imports.filter((each) => !isAllowed(each));
    expect(wrong.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
  });

  it('make the messages between page and engine plain data: types alone', () => {
    const loaded = imports.filter((each) => each.file === 'engine/protocol.ts' && !each.typesOnly);
    expect(loaded).toEqual([]);
  });
});

describe('the threads', () => {
  it('are all begun in one place, under the page’s own policy', () => {
    const starters = files.filter((file) =>
      /\bnew (?:Shared)?Worker\(/.test(texts.get(file) ?? ''),
    );
    expect(starters).toEqual(['thread/startWorker.ts']);
  });
});

describe('layers, network and presets', () => {
  it('know no page: they run in a worker and in Node', () => {
    const page =
      /\b(?:document|navigator|localStorage|globalThis|self)\s*[.[]|\bHTML\w*Element\b|\b(?:requestAnimationFrame|addEventListener|OffscreenCanvas|fetch)\s*\(/;
    const wrong = files.filter(
      (file) =>
        ['layers', 'network', 'presets'].includes(roomOf(file)) && page.test(texts.get(file) ?? ''),
    );
    expect(wrong).toEqual([]);
  });
});
