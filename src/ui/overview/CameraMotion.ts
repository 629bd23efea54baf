/** The camera where it is, or on its way: in a short glide that the next one takes over. */
import { reducesMotion } from '../media';
import { between, type Camera, type ViewSize } from './camera';

const glideMilliseconds = 200;

interface Glide {
  from: Camera;
  to: Camera;
  began: number;
  /** Called at the end of it, not where it was broken off. */
  ended: () => void;
}

export class CameraMotion {
  camera: Camera = { x: 0, y: 0, zoom: 1 };
  private glide: Glide | null = null;

  get isGliding(): boolean {
    return this.glide !== null;
  }

  /** Where it is going to be. */
  get target(): Camera {
    return this.glide?.to ?? this.camera;
  }

  jump(camera: Camera): void {
    this.glide = null;
    this.camera = camera;
  }

  /** At once where less motion is asked for. */
  glideTo(to: Camera, ended: () => void = () => undefined): void {
    if (reducesMotion()) {
      this.jump(to);
      ended();
    } else {
      this.glide = { from: this.camera, to, began: performance.now(), ended };
    }
  }

  /** What is seen has moved by so much: it stays where it is on screen. */
  shift(across: number, down: number): void {
    const shifted = ({ x, y, zoom }: Camera) => ({ x: x + across, y: y + down, zoom });
    this.camera = shifted(this.camera);
    const { glide } = this;
    if (glide) this.glide = { ...glide, from: shifted(glide.from), to: shifted(glide.to) };
  }

  /** Goes on to where it is at a time. */
  advance(now: number, view: ViewSize): void {
    const { glide } = this;
    if (!glide) return;
    const share = Math.min(1, Math.max(0, (now - glide.began) / glideMilliseconds));
    this.camera = between(glide.from, glide.to, 1 - (1 - share) ** 3, view);
    if (share < 1) return;
    this.glide = null;
    glide.ended();
  }
}
