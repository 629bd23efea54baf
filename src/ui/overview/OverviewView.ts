/**
 * The overview on its canvas: holds the camera, moves it, and has what is seen painted, within the
 * frame's time and only when something changed. Free of React, so that a drag renders nothing.
 */
import type { NodeId } from '../../network/graph';
import { selectStageNode } from '../../store/derived';
import { toggleFold } from '../../store/folds';
import { store } from '../../store/store';
import { askForMaps } from './askForMaps';
import {
  bounded,
  fitted,
  middleOf,
  panned,
  revealed,
  toView,
  zoomedAbout,
  type Camera,
  type Point,
  type ViewSize,
} from './camera';
import { CameraMotion } from './CameraMotion';
import { hitAt } from './detail';
import type { Captions } from './drawCaptions';
import { foldPlace } from './drawMarks';
import type { Heard } from './gestures';
import type { Block, OverviewLayout } from './layoutOverview';
import { openLayer } from './openLayer';
import { Painter, placeOf, type Look, type Marks } from './Painter';
import { closeMargins, firstCamera, margins, wholeOf, zoomRange } from './viewLimits';

/** Of a frame's time, what painting may take; less while the view moves. */
const paintMilliseconds = { resting: 8, moving: 3 };
/** The view rests for so long before the maps that are looked at closely are asked for. */
const restMilliseconds = 120;
/** More screen pixels a CSS pixel are not seen, but to be painted. */
const mostDensity = 2;

export interface Pointed {
  block: Block;
  map: number | null;
  /** In CSS pixels of the view. */
  at: Point;
}

export class OverviewView implements Heard {
  private readonly canvas: HTMLCanvasElement;
  private readonly painter: Painter;
  private readonly unsubscribe: () => void;
  private layout: OverviewLayout | null = null;
  private captions: Captions = new Map();
  private size: ViewSize = { width: 1, height: 1 };
  /** Screen pixels a CSS pixel. */
  private density = 1;
  private readonly motion = new CameraMotion();
  /** Whether the whole is to be seen, whatever becomes of it. */
  private isFitted = true;
  private marks: Marks = { onStage: '', focus: null, pointed: null, pointedFold: null };
  private request = 0;
  private isDirty = true;
  private movedAt = -Infinity;
  private restTimer: ReturnType<typeof setTimeout> | undefined;

  private tellPointed: (pointed: Pointed | null) => void = () => undefined;
  /** The join whose branches were folded or shown last: it stays where it is on screen. */
  private anchor: NodeId = '';

  constructor(canvas: HTMLCanvasElement) {
    const context = canvas.getContext('2d', { alpha: false });
    if (!context) throw new Error('there is no context to draw in');
    this.canvas = canvas;
    this.painter = new Painter(context);
    this.unsubscribe = store.subscribe((state, before) => {
      const isOther =
        state.run.frames !== before.run.frames ||
        state.run.prepared !== before.run.prepared ||
        state.view !== before.view ||
        state.network !== before.network;
      if (isOther) this.take();
    });
  }

  dispose(): void {
    this.unsubscribe();
    cancelAnimationFrame(this.request);
    clearTimeout(this.restTimer);
    this.painter.clear();
  }

  show(layout: OverviewLayout, captions: Captions, size: ViewSize): void {
    const before = this.layout;
    const isFirst = before === null;
    const isResized = this.size.width !== size.width || this.size.height !== size.height;
    this.layout = layout;
    this.captions = captions;
    if (isFirst || isResized) this.resize(size);
    if (isFirst) {
      const first = firstCamera(layout, size, selectStageNode(store.getState()).id);
      this.isFitted = first.zoom === wholeOf(layout, size).zoom;
      this.motion.jump(first);
    } else if (this.isFitted && isResized) this.motion.jump(wholeOf(layout, size));
    else if (this.isFitted) this.glideTo(wholeOf(layout, size));
    else {
      const from = before.byId.get(this.anchor);
      const to = layout.byId.get(this.anchor);
      if (from && to) this.motion.shift(to.x - from.x, to.lane - from.lane);
    }
    this.take();
    // A canvas of another size is empty until it is painted.
    if (isResized) this.paint();
  }

  retheme(look: Look): void {
    this.painter.retheme(look);
    this.take();
  }

  /** Tells of what the pointer is on, wherever it moves, until the function is called. */
  followPointer(tell: (pointed: Pointed | null) => void): () => void {
    this.tellPointed = tell;
    return () => {
      this.tellPointed = () => undefined;
    };
  }

  /** Marks the layer that has the focus, and brings it into view. */
  focus(id: NodeId | null): void {
    this.marks = { ...this.marks, focus: id };
    const block = id === null ? undefined : this.layout?.byId.get(id);
    if (block && !this.isFitted) {
      this.glideTo(revealed(this.motion.target, block, this.size, margins));
    }
    this.invalidate();
  }

  fitAll(): void {
    if (!this.layout) return;
    this.isFitted = true;
    this.glideTo(wholeOf(this.layout, this.size));
  }

  /** Zooms about the middle, or about the layer that has the focus where it is in view. */
  zoomBy(factor: number): void {
    if (!this.layout) return;
    const { width, height } = this.size;
    const block = this.layout.byId.get(this.marks.focus ?? '');
    const focus = block && toView(this.motion.target, middleOf(block));
    const isInView = focus && focus.x > 0 && focus.y > 0 && focus.x < width && focus.y < height;
    const about = isInView ? focus : { x: width / 2, y: height / 2 };
    this.isFitted = false;
    const range = zoomRange(this.layout, this.size);
    this.glideTo(zoomedAbout(this.motion.target, about, factor, range));
  }

  /** Goes up close to a map, or a layer, and from there to the stage. */
  open(id: NodeId, map: number | null): void {
    const block = this.layout?.byId.get(id);
    if (!block) return;
    this.motion.glideTo(fitted(placeOf(block, map), this.size, closeMargins), () =>
      openLayer(id, map),
    );
    this.moved();
  }

  /** Folds the branches of a module, or shows them. */
  fold(join: NodeId): void {
    this.anchor = join;
    toggleFold(join);
  }

  pan(across: number, down: number): void {
    this.isFitted = false;
    this.jump(panned(this.motion.camera, across, down));
  }

  zoom(about: Point, factor: number): void {
    if (!this.layout) return;
    this.isFitted = false;
    const range = zoomRange(this.layout, this.size);
    this.jump(zoomedAbout(this.motion.camera, about, factor, range));
  }

  click(at: Point): void {
    const fold = this.foldAt(at);
    if (fold) return this.fold(fold);
    const hit = this.layout && hitAt(this.layout, this.motion.camera, at);
    if (hit) this.open(hit.block.id, hit.map);
  }

  point(at: Point | null): void {
    const pointedFold = at && this.foldAt(at);
    const hit =
      at && !pointedFold && this.layout ? hitAt(this.layout, this.motion.camera, at) : null;
    const { pointed } = this.marks;
    this.canvas.style.cursor = hit || pointedFold ? 'pointer' : '';
    this.tellPointed(hit && at ? { ...hit, at } : null);
    if (pointed?.block === hit?.block && pointed?.map === hit?.map) {
      if (pointedFold === this.marks.pointedFold) return;
    }
    this.marks = { ...this.marks, pointed: hit, pointedFold };
    this.invalidate();
  }

  private foldAt(at: Point): NodeId | null {
    const fold = this.layout?.folds.find((each) => {
      const { x, y, width, height } = foldPlace(this.motion.camera, each);
      return at.x >= x && at.y >= y && at.x < x + width && at.y < y + height;
    });
    return fold?.module.join ?? null;
  }

  private take(): void {
    const state = store.getState();
    this.marks = { ...this.marks, onStage: selectStageNode(state).id };
    if (this.layout) this.painter.take(state, this.layout);
    this.askSoon(0);
    this.invalidate();
  }

  private resize(size: ViewSize): void {
    this.size = size;
    this.density = Math.min(mostDensity, window.devicePixelRatio || 1);
    this.canvas.width = Math.max(1, Math.round(size.width * this.density));
    this.canvas.height = Math.max(1, Math.round(size.height * this.density));
  }

  private jump(camera: Camera): void {
    this.motion.jump(this.layout ? bounded(camera, this.layout.bounds, this.size) : camera);
    this.moved();
  }

  private glideTo(camera: Camera): void {
    const { layout, size, isFitted } = this;
    this.motion.glideTo(isFitted || !layout ? camera : bounded(camera, layout.bounds, size));
    this.moved();
  }

  private moved(): void {
    this.movedAt = performance.now();
    this.askSoon(restMilliseconds);
    this.invalidate();
  }

  private invalidate(): void {
    this.isDirty = true;
    this.schedule();
  }

  private schedule(): void {
    if (this.request === 0) this.request = requestAnimationFrame(this.frame);
  }

  private readonly frame = (now: number) => {
    this.request = 0;
    if (this.motion.isGliding) {
      this.motion.advance(now, this.size);
      this.moved();
    }
    const isMoving = performance.now() - this.movedAt < restMilliseconds;
    const { work } = this.painter;
    if (work.run(isMoving ? paintMilliseconds.moving : paintMilliseconds.resting)) {
      this.isDirty = true;
    }
    if (this.isDirty) this.paint();
    if (this.motion.isGliding || !work.isEmpty || this.isDirty) this.schedule();
  };

  private paint(): void {
    const { layout, captions, size, density, marks } = this;
    if (!layout) return;
    this.isDirty = false;
    this.painter.draw(layout, captions, this.motion.camera, size, density, marks);
  }

  private askSoon(milliseconds: number): void {
    clearTimeout(this.restTimer);
    this.restTimer = setTimeout(() => {
      if (this.layout) askForMaps(this.layout, this.motion.camera, this.size);
    }, milliseconds);
  }
}
