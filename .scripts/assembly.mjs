/**
 * A Vite plugin: `virtual:assembly/NAME` is src/assembly/source/NAME.ts, compiled to WebAssembly;
 * `NAME+OTHER` are both, as one module with one memory.
 */
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
      const files = id
        .slice(prefix.length)
        .split('+')
        .map((name) => [`${name}.ts`, new URL(`${name}.ts`, folder).pathname]);
      for (const [, path] of files) this.addWatchFile(path);
      const sources = files.map(([name, path]) => [name, readFileSync(path, 'utf8')]);
      const { error, binary } = await compileString(Object.fromEntries(sources), {
        optimizeLevel: 3,
        noAssert: true,
        runtime: 'stub',
        enable: ['simd'],
      });
      if (error || !binary) throw error ?? new Error(`${id.slice(1)} gave nothing`);
      return `export default ${JSON.stringify(Buffer.from(binary).toString('base64'))};`;
    },
  };
}
