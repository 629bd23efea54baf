/**
 * Memory of maps that the page shows no longer, for the next ones: new memory for each run of a drag
 * (80 MB a second) costs its first touching and, several times a second, a collection of garbage.
 */
export class SpentMaps {
  private buffers: ArrayBuffer[] = [];

  /** What has come back; what came before and was not taken is let go. */
  give(buffers: readonly ArrayBuffer[]): void {
    this.buffers = [...buffers];
  }

  /** So many numbers, whatever they are: all are to be written. */
  take(length: number): Float32Array<ArrayBuffer> {
    const bytes = length * Float32Array.BYTES_PER_ELEMENT;
    const at = this.buffers.findIndex(({ byteLength }) => byteLength === bytes);
    const [buffer] = at < 0 ? [] : this.buffers.splice(at, 1);
    return buffer ? new Float32Array(buffer) : new Float32Array(length);
  }
}
