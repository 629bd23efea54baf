/**
 * Parts of the page that are loaded once they are needed: the one door for `import()`. What cannot be
 * loaded (no connection, or a host that has put up a newer version meanwhile) is remembered as failed
 * until it is there, so that the page can say so and try again.
 */
import { mendStyles } from './styles';

/** Milliseconds after which a part counts as failed; it is taken all the same once it comes. */
export const partDeadline = 20_000;

/** What asking for a part rejects with. */
export class PartNotLoaded extends Error {
  constructor(reason: unknown) {
    super(reason instanceof Error ? reason.message : String(reason));
    this.name = 'PartNotLoaded';
  }
}

export interface Part<Loaded> {
  /** What was loaded; undefined until then. */
  readonly loaded: Loaded | undefined;
  /** Whether it was asked for in vain. */
  readonly hasFailed: boolean;
  /** Asks for it, anew where that failed. Rejects with PartNotLoaded; what is there already is given. */
  readonly load: () => Promise<Loaded>;
  /** Has `changed` called when it was loaded or could not be; gives what ends that. */
  readonly follow: (changed: () => void) => () => void;
}

interface PartOptions {
  /** Whether who waits for it says itself that it is missing: `missing` then leaves it out. */
  tellsItself?: boolean;
}

/** All that were declared, by files that were loaded themselves. */
const parts = new Set<LaterPart<unknown>>();
const missingFollowers = new Set<() => void>();
let failures = 0;

/** Declares a part; `load` is the `import()`. */
export function part<Loaded>(load: () => Promise<Loaded>, options: PartOptions = {}): Part<Loaded> {
  const declared = new LaterPart(load, options);
  parts.add(declared);
  return declared;
}

/** Calls `take` once a part is there, be it after another try; waits for it until then. */
export function whenLoaded<Loaded>(wanted: Part<Loaded>, take: (loaded: Loaded) => void): void {
  if (wanted.loaded !== undefined) return take(wanted.loaded);
  const end = wanted.follow(() => {
    if (wanted.loaded === undefined) return;
    end();
    take(wanted.loaded);
  });
  void quietly(wanted);
}

/**
 * Whether anybody waits for a part that could not be loaded, and does not say so itself: 0 where nobody
 * does, else a number that grows with every failure.
 */
export function missing(): number {
  return [...parts].some((each) => each.isMissing) ? failures : 0;
}

/** Has `changed` called whenever `missing` may have changed; gives what ends that. */
export function followMissing(changed: () => void): () => void {
  missingFollowers.add(changed);
  return () => missingFollowers.delete(changed);
}

/** Asks anew for all that failed. */
export async function retryParts(): Promise<void> {
  await Promise.all([...parts].filter(({ hasFailed }) => hasFailed).map(quietly));
}

/**
 * Loads one part after the other, those too that they declare themselves, each after a pause. Ends at
 * the first that cannot be loaded: true once all are there.
 */
export async function fetchAhead(pause: () => Promise<void>): Promise<boolean> {
  // A set that grows is gone through to its new end.
  for (const each of parts) {
    if (each.loaded !== undefined) continue;
    await pause();
    await quietly(each);
    if (each.loaded === undefined) return false;
  }
  return true;
}

async function quietly(each: Part<unknown>): Promise<void> {
  try {
    await each.load();
  } catch {
    // Remembered by the part itself.
  }
}

class LaterPart<Loaded> implements Part<Loaded> {
  loaded: Loaded | undefined;
  hasFailed = false;
  private readonly fetch: () => Promise<Loaded>;
  private readonly tellsItself: boolean;
  private underWay: Promise<Loaded> | null = null;
  private readonly followers = new Set<() => void>();

  constructor(fetch: () => Promise<Loaded>, { tellsItself = false }: PartOptions) {
    this.fetch = fetch;
    this.tellsItself = tellsItself;
  }

  get isMissing(): boolean {
    return this.hasFailed && !this.tellsItself && this.followers.size > 0;
  }

  readonly load = (): Promise<Loaded> => {
    if (this.loaded !== undefined) return Promise.resolve(this.loaded);
    this.underWay ??= this.ask().finally(() => {
      this.underWay = null;
    });
    return this.underWay;
  };

  readonly follow = (changed: () => void): (() => void) => {
    this.followers.add(changed);
    tellOfMissing();
    return () => {
      this.followers.delete(changed);
      tellOfMissing();
    };
  };

  private ask(): Promise<Loaded> {
    return new Promise((resolve, reject) => {
      const fail = (reason: unknown) => {
        clearTimeout(deadline);
        if (this.loaded !== undefined) return;
        this.hasFailed = true;
        failures++;
        reject(new PartNotLoaded(reason));
        this.tell();
      };
      const deadline = setTimeout(() => fail('no answer'), partDeadline);
      mendStyles()
        .then(this.fetch)
        .then((loaded) => {
          clearTimeout(deadline);
          this.loaded = loaded;
          this.hasFailed = false;
          resolve(loaded);
          this.tell();
        }, fail);
    });
  }

  private tell(): void {
    for (const changed of this.followers) changed();
    tellOfMissing();
  }
}

function tellOfMissing(): void {
  for (const changed of missingFollowers) changed();
}
