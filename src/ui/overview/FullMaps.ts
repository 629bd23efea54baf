/** Canvases of single maps with all of their values, for those that are looked at closely. */
import { paintMap } from '../../paint/paintMap';
import type { NodeFrame } from '../../store/state';
import type { Colours } from '../colours';
import type { Work } from './Work';

/** Pixels of all canvases together; those drawn longest ago go first. */
const mostPixels = 8 * 1024 * 1024;

interface Picture {
  canvas: OffscreenCanvas;
  /** What is painted on it. */
  values: Float32Array | null;
  lut: Uint32Array | null;
  low: number;
  high: number;
}

export class FullMaps {
  private readonly work: Work;
  private readonly pictures = new Map<string, Picture>();
  private pixels = 0;

  constructor(work: Work) {
    this.work = work;
  }

  /** The map's picture, as far as it is painted; what it lacks is painted when there is time. */
  pictureOf(
    id: string,
    map: number,
    frame: NodeFrame,
    colours: Colours,
  ): OffscreenCanvas | undefined {
    const name = `${id} ${map}`;
    const picture = this.pictures.get(name);
    const values = frame.planes.get(map);
    if (values) {
      const { low, high } = colours.scaleOf(map);
      const { lut } = colours;
      const isPainted =
        picture?.values === values &&
        picture.lut === lut &&
        picture.low === low &&
        picture.high === high;
      if (!isPainted) {
        const [width, height] = [frame.mapWidth, frame.mapHeight];
        this.work.add(name, () => {
          this.paint(name, values, width, height, { low, high }, lut);
          return true;
        });
      }
    }
    if (picture) {
      this.pictures.delete(name);
      this.pictures.set(name, picture);
    }
    return picture?.canvas;
  }

  clear(): void {
    this.pictures.clear();
    this.pixels = 0;
  }

  private paint(
    name: string,
    values: Float32Array,
    width: number,
    height: number,
    ends: { low: number; high: number },
    lut: Uint32Array,
  ): void {
    const before = this.pictures.get(name);
    if (before) this.pixels -= before.canvas.width * before.canvas.height;
    const canvas = before?.canvas ?? new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d');
    if (!context) return;
    paintMap(context, values, width, height, ends, lut);
    this.pictures.set(name, { canvas, values, lut, ...ends });
    this.pixels += width * height;
    for (const [oldest, { canvas: old }] of this.pictures) {
      if (this.pixels <= mostPixels || oldest === name) break;
      this.pictures.delete(oldest);
      this.pixels -= old.width * old.height;
    }
  }
}
