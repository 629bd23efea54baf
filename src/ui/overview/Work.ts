/** Painting in small steps, as many a frame as there is time for; the newest of a name replaces others. */

/** Does a part of the work; true when nothing is left of it. */
export type Step = () => boolean;

export class Work {
  private readonly waiting = new Map<string, Step>();

  get isEmpty(): boolean {
    return this.waiting.size === 0;
  }

  /** Keeps its place in line where there is work of that name already. */
  add(name: string, step: Step): void {
    this.waiting.set(name, step);
  }

  forget(name: string): void {
    this.waiting.delete(name);
  }

  clear(): void {
    this.waiting.clear();
  }

  /** Works for so many milliseconds, a step at least. Tells whether anything was done. */
  run(milliseconds: number): boolean {
    if (this.isEmpty) return false;
    const end = performance.now() + milliseconds;
    for (const [name, step] of this.waiting) {
      let isDone = false;
      do {
        isDone = step();
      } while (!isDone && performance.now() < end);
      if (isDone) this.waiting.delete(name);
      if (performance.now() >= end) break;
    }
    return true;
  }
}
