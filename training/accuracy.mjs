/**
 * node training/accuracy.mjs PACKS: measures the files in public/weights on the test splits that
 * `python -m training pack` has written to PACKS, through the app's own engine, on WASM in Node.
 */
import { parseArgs } from 'node:util';
import { runnerImport } from 'vite';
import { assembly } from '../.scripts/assembly.mjs';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { most: { type: 'string', default: 'Infinity' } },
});
const [packs] = positionals;
if (!packs) {
  process.stderr.write('node training/accuracy.mjs PACKS [--most N]\n');
  process.exit(2);
}
const root = new URL('..', import.meta.url).pathname;
const { module } = await runnerImport(`${root}training/measureAccuracy.ts`, {
  root,
  configFile: false,
  plugins: [assembly()],
});
await module.measure(packs, Number(values.most));
process.exit(0);
