/** Modules that the build compiles from `source/*.ts`: made once, their memory given out by need. */

/** What all of them export. */
export interface Assembled {
  memory: WebAssembly.Memory;
  /** Where the memory that the caller may use begins. */
  freeFrom(): number;
}

const pageBytes = 65536;
/** What vectors are aligned to. */
const alignment = 16;

/**
 * A module's exports, of which the caller knows the others; null where the browser does not compile it:
 * without WebAssembly, where a policy or a setting forbids it, or without its vectors where the module
 * has any.
 *
 * @param base64 what `virtual:assembly/…` gives
 */
export function instantiate(base64: string): Assembled | null {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  return (compile(bytes)?.exports ?? null) as unknown as Assembled | null;
}

/** Whether anything is compiled here: a module without anything in it. */
export function hasWebAssembly(): boolean {
  return compile(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0)) !== null;
}

function compile(bytes: BufferSource): WebAssembly.Instance | null {
  if (typeof WebAssembly === 'undefined' || !WebAssembly.validate(bytes)) return null;
  try {
    return new WebAssembly.Instance(new WebAssembly.Module(bytes));
  } catch {
    // A Content-Security-Policy without 'wasm-unsafe-eval' says no here, and not before.
    return null;
  }
}

/** Addresses for so many bytes each, the memory made large enough; whatever was there is let go. */
export function placesFor<Name extends string>(
  module: Assembled,
  bytes: Readonly<Record<Name, number>>,
): Record<Name, number> {
  const { memory } = module;
  let end = module.freeFrom();
  const places = Object.entries<number>(bytes).map(([name, size]) => {
    const begin = end;
    end += Math.ceil(size / alignment) * alignment;
    return [name, begin];
  });
  const missing = end - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / pageBytes));
  return Object.fromEntries(places) as Record<Name, number>;
}
