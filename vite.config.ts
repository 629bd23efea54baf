import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { assembly } from './.scripts/assembly.mjs';

/** Nothing may come from, or go to, another host. WASM and the engine's blobs are the page's own. */
const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self' blob: data:",
  "worker-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** The built page carries its Content-Security-Policy itself, so that any static host will do. */
function contentSecurityPolicy(): Plugin {
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: policy },
        injectTo: 'head-prepend',
      },
    ],
  };
}

/** Of the English words, groups that the page's first view does without, but for these of each. */
const laterGroups: Readonly<Record<string, readonly string[]>> = {
  settings: [],
  number: [],
  problem: [],
  trouble: 'notLoaded stopped unreachable photoLost again trying reload leave'.split(' '),
  refusal: [],
  fits: [],
  notice: [],
  inspector: ['region', 'addLayerAfter', 'scope'],
  kernelEdit: [],
  matrix: [],
  digit: [],
  group: [],
  remark: [],
  setting: [],
  class: [],
  weights: [],
  verdict: [],
  trained: [],
  option: [],
  explain: ['open', 'reachHint'],
  overview: [],
  backend: [],
  engine: [],
  filmstrip: ['region', 'layers', 'playhead', 'atLayer', 'sweeping', 'short'],
  preset: ['lenet'],
  app: ['name', 'loadingLibrary', 'loadingBackend'],
  header: 'photo openPhoto openPhotoHint network ownNetwork undo redo share settings'.split(' '),
  // Of the stage: what is said of maps beside their picture, and not of vectors or a map alone.
  stage: [
    'region summary summaryInput photoAlt photoCaption field fieldWhole inputMap mapsOf_one',
    'mapsOf_other filter map constant dead range rangeShort sweepWords sweepCell',
  ].flatMap((words) => words.split(' ')),
  patches: [],
};

interface Words {
  [key: string]: string | Words;
}

const locale = (language: string) =>
  new URL(`src/locales/${language}.json`, import.meta.url).pathname;

/** Puts the words for a page that cannot be loaded into it, in both languages: it has no others then. */
function wordsWithoutPage(): Plugin {
  return {
    name: 'words-without-page',
    transformIndexHtml(html) {
      const paragraphs = ['en', 'zh-CN'].map((language) => {
        const { trouble } = JSON.parse(readFileSync(locale(language), 'utf8')) as {
          trouble: { pageNotLoaded: string };
        };
        return `<p lang="${language}">${trouble.pageNotLoaded}</p>`;
      });
      return html.replace(/(<div id="not-loaded"[^>]*>)/, `$1${paragraphs.join('')}`);
    },
  };
}

/** Whether the words at a path are of the first view; what a layer is about is read in a menu. */
function isFirstView([group = '', key = '', detail]: readonly string[]): boolean {
  if (group === 'layer') return detail !== 'about';
  return laterGroups[group]?.includes(key) ?? true;
}

function partOf(words: Words, first: boolean, path: readonly string[] = []): Words {
  const entries = Object.entries(words).flatMap(([key, entry]): [string, string | Words][] => {
    const here = [...path, key];
    if (typeof entry !== 'string') return [[key, partOf(entry, first, here)]];
    return isFirstView(here) === first ? [[key, entry]] : [];
  });
  return Object.fromEntries(entries.filter(([, entry]) => Object.keys(entry).length > 0));
}

/** `virtual:words/first` and `virtual:words/later`: the English locale file in two parts. */
function wordsInTwo(): Plugin {
  const file = locale('en');
  return {
    name: 'words-in-two',
    resolveId: (id) => (id.startsWith('virtual:words/') ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith('\0virtual:words/')) return undefined;
      this.addWatchFile(file);
      const words = JSON.parse(readFileSync(file, 'utf8')) as Words;
      return `export default ${JSON.stringify(partOf(words, id.endsWith('first')))};`;
    },
  };
}

export default defineConfig({
  // Relative, so that the build works from any sub-path of any static host.
  base: './',
  plugins: [react(), contentSecurityPolicy(), wordsWithoutPage(), wordsInTwo(), assembly()],
  worker: { format: 'es', plugins: () => [assembly()] },
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 2000,
    assetsInlineLimit: 0,
    // What the first view loads in any case is one file: compressed as one it is smaller.
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: 'page', tags: ['$initial'] }] } },
    },
  },
  test: {
    // Vitest's own choice leaves a core free, which is half of a machine with two.
    maxWorkers: availableParallelism(),
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.{ts,tsx}'],
          environment: 'node',
          // Properties over hundreds of cases; a busy machine must not make them fail.
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'engine',
          include: ['tests/engine/**/*.test.ts'],
          environment: 'node',
          testTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'browsers',
          include: ['tests/browsers/**/*.test.ts'],
          environment: 'node',
          globalSetup: 'tests/browsers/serve.ts',
          // Each waits for its turn in a browser; what hangs there is ended by a limit of its own.
          testTimeout: 600_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
