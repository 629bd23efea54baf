/** A Vite plugin: `virtual:assembly/NAME` is src/assembly/source/NAME.ts, compiled to WebAssembly. */
import { readFileSync } from 'node:fs';
import { compileString } from 'assemblyscript/asc';

const folder = new URL('../src/assembly/source/', import.meta.url);
const prefix = '\0virtual:assembly/';

export function assembly() {
  return {
    name: 'assembly',
    resolveId: (id) => (id.startsWith(prefix.slice(1)) ? `\0${id}` : undefined),
    async load(id) {
      if (!id.startsWith(prefix)) return undefined;
      const file = new URL(`${id.slice(prefix.length)}.ts`, folder).pathname;
      this.addWatchFile(file);
      const { error, binary } = await compileString(readFileSync(file, 'utf8'), {
        optimizeLevel: 3,
        noAssert: true,
        runtime: 'stub',
        enable: ['simd'],
      });
      if (error || !binary) throw error ?? new Error(`${file} gave nothing`);
      return `export default ${JSON.stringify(Buffer.from(binary).toString('base64'))};`;
    },
  };
}
