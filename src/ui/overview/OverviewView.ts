/**
 * The overview on its canvas: holds the camera, moves it, and has what is seen painted, within the
 * frame's time and only when something changed. Free of React, so that a drag renders nothing.
 */
import type { NodeId } from '../../network/graph';
import type { Theme } from '../../paint/colourMaps';
import { read } from '../../store/conductor';
import { selectStageNode } from '../../store/derived';
import { toggleFold } from '../../store/folds';
import { keepPlanesOf } from '../../store/smallMaps';
import { store } from '../../store/store';
import { reducesMotion } from '../media';
import {
  between,
  bounded,
  centredOn,
  fitted,
  middleOf,
  overlaps,
  panned,
  revealed,
  seenBy,
  toView,
  zoomedAbout,
  type Camera,
  type Margins,
  type Point,
  type Rectangle,
  type ViewSize,
  type ZoomRange,
} from './camera';
import { detailOf, hitAt, mapsOfPart, seenPart } from './detail';
import type { Captions } from './drawCaptions';
import { sizeOf } from './drawMaps';
import { foldPlace } from './drawMarks';
import type { Heard } from './gestures';
import { columnPitch, columnWidth, type Block, type OverviewLayout } from './layoutOverview';
import { openLayer } from './openLayer';
import { Painter, placeOf, type Marks } from './Painter';

/** Room for the names over the columns, and for an outline around them. */
const margins: Margins = { top: 92, right: 24, bottom: 28, left: 24 };

/** What is left of a view between the margins. */
export function roomIn({ width, height }: ViewSize): ViewSize {
  return {
    width: Math.max(1, width - margins.left - margins.right),
    height: Math.max(1, height - margins.top - margins.bottom),
  };
}

/** A map is at most so wide, in CSS pixels; the whole is at least this share of what fits. */
const widestMap = 720;
const leastShare = 0.7;
/** Of the zoom at which columns are that far apart, what will do for the whole to be seen at once. */
const readableShare = 0.7;
/** At first columns are at least this far from one to the next, even where the whole does not fit. */
export const leastPitch = 24;

const tweenMilliseconds = 200;
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
  private camera: Camera = { x: 0, y: 0, zoom: 1 };
  /** Whether the whole is to be seen, whatever becomes of it. */
  private isFitted = true;
  private tween: { from: Camera; to: Camera; began: number; ended?: () => void } | null = null;
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
    if (isFirst) this.camera = this.firstCamera();
    else if (this.isFitted) this.moveTo(this.fit(), isResized);
    else {
      const from = before.byId.get(this.anchor);
      const to = layout.byId.get(this.anchor);
      if (from && to) this.shift(to.x - from.x, to.lane - from.lane);
    }
    this.take();
  }

  retheme(theme: Theme): void {
    this.painter.retheme(theme);
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
      this.moveTo(revealed(this.target(), block, this.size, margins));
    }
    this.invalidate();
  }

  fitAll(): void {
    this.isFitted = true;
    this.moveTo(this.fit());
  }

  /** Zooms about the middle, or about the layer that has the focus where it is in view. */
  zoomBy(factor: number): void {
    const block = this.layout?.byId.get(this.marks.focus ?? '');
    const middle = { x: this.size.width / 2, y: this.size.height / 2 };
    const focus = block && toView(this.target(), middleOf(block));
    const isInView =
      focus &&
      focus.x > 0 &&
      focus.y > 0 &&
      focus.x < this.size.width &&
      focus.y < this.size.height;
    this.isFitted = false;
    this.moveTo(zoomedAbout(this.target(), isInView ? focus : middle, factor, this.range()));
  }

  /** Goes up close to a map, or a layer, and to the stage; at once where nothing is to move. */
  open(id: NodeId, map: number | null): void {
    const ended = () => openLayer(id, map);
    const block = this.layout?.byId.get(id);
    if (!block || reducesMotion()) return ended();
    const to = fitted(placeOf(block, map), this.size, { top: 40, right: 40, bottom: 40, left: 40 });
    this.tween = { from: this.camera, to, began: performance.now(), ended };
    this.invalidate();
  }

  /** Folds the branches of a module, or shows them. */
  fold(join: NodeId): void {
    this.anchor = join;
    toggleFold(join);
  }

  pan(across: number, down: number): void {
    this.isFitted = false;
    this.jump(panned(this.camera, across, down));
  }

  zoom(about: Point, factor: number): void {
    this.isFitted = false;
    this.jump(zoomedAbout(this.camera, about, factor, this.range()));
  }

  click(at: Point): void {
    const fold = this.foldAt(at);
    if (fold) return this.fold(fold);
    const hit = this.layout && hitAt(this.layout, this.camera, at);
    if (hit) this.open(hit.block.id, hit.map);
  }

  point(at: Point | null): void {
    const pointedFold = at && this.foldAt(at);
    const hit = at && !pointedFold && this.layout ? hitAt(this.layout, this.camera, at) : null;
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
      const { x, y, width, height } = foldPlace(this.camera, each);
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
    const density = this.density();
    this.size = size;
    this.canvas.width = Math.max(1, Math.round(size.width * density));
    this.canvas.height = Math.max(1, Math.round(size.height * density));
  }

  private density(): number {
    return Math.min(mostDensity, window.devicePixelRatio || 1);
  }

  /** All of it; in a narrow view the part around the layer on the stage. */
  private firstCamera(): Camera {
    const fit = this.fit();
    const least = leastPitch / columnPitch;
    const block = this.layout?.byId.get(selectStageNode(store.getState()).id);
    if (fit.zoom >= least * readableShare || !block) return fit;
    this.isFitted = false;
    const middle = { x: this.size.width / 2, y: this.size.height / 2 };
    return this.kept(centredOn(middleOf(block), least, middle));
  }

  private fit(): Camera {
    return fitted(this.bounds(), this.size, margins);
  }

  private bounds(): Rectangle {
    return this.layout?.bounds ?? { x: 0, y: 0, width: 1, height: 1 };
  }

  private range(): ZoomRange {
    const narrowest = (this.layout?.blocks ?? []).reduce(
      (least, { content }) =>
        content.type === 'maps'
          ? Math.min(least, content.grid.mapWidth * content.grid.unit)
          : least,
      columnWidth,
    );
    const { zoom } = this.fit();
    return { least: zoom * leastShare, most: Math.max(zoom, widestMap / narrowest) };
  }

  private kept(camera: Camera): Camera {
    return bounded(camera, this.bounds(), this.size);
  }

  /** Where the camera is, or is on its way to. */
  private target(): Camera {
    return this.tween?.to ?? this.camera;
  }

  private jump(camera: Camera): void {
    this.tween = null;
    this.camera = this.kept(camera);
    this.moved();
  }

  private moveTo(camera: Camera, atOnce = false): void {
    const to = this.isFitted ? camera : this.kept(camera);
    if (atOnce || reducesMotion()) {
      this.tween = null;
      this.camera = to;
    } else {
      this.tween = { from: this.camera, to, began: performance.now() };
    }
    this.moved();
  }

  /** The layout has moved under the camera. */
  private shift(across: number, down: number): void {
    const shifted = ({ x, y, zoom }: Camera) => ({ x: x + across, y: y + down, zoom });
    this.camera = this.kept(shifted(this.camera));
    if (this.tween) this.tween = { ...this.tween, to: shifted(this.tween.to), from: this.camera };
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
    const { tween } = this;
    if (tween) {
      const share = Math.min(1, Math.max(0, (now - tween.began) / tweenMilliseconds));
      this.camera = between(tween.from, tween.to, 1 - (1 - share) ** 3, this.size);
      if (share === 1) {
        this.tween = null;
        tween.ended?.();
      }
      this.moved();
    }
    const isMoving = performance.now() - this.movedAt < restMilliseconds;
    const { work } = this.painter;
    if (work.run(isMoving ? paintMilliseconds.moving : paintMilliseconds.resting)) {
      this.isDirty = true;
    }
    if (this.isDirty && this.layout) {
      this.isDirty = false;
      const { layout, captions, camera, size, marks } = this;
      this.painter.draw(layout, captions, camera, size, this.density(), marks);
    }
    if (this.tween || !work.isEmpty || this.isDirty) this.schedule();
  };

  private askSoon(milliseconds: number): void {
    clearTimeout(this.restTimer);
    this.restTimer = setTimeout(() => this.askForFull(), milliseconds);
  }

  /** Asks for all values of the maps that are looked at closely, and lets go of the others'. */
  private askForFull(): void {
    const { layout, camera, size } = this;
    if (!layout) return;
    const { frames } = store.getState().run;
    const seen = seenBy(camera, size);
    const wanted = layout.blocks.flatMap((block) => {
      const frame = frames.get(block.id);
      if (!frame || block.content.type !== 'maps' || !overlaps(block, seen)) return [];
      const { grid } = block.content;
      const detail = detailOf(grid, sizeOf(frame), camera.zoom);
      const part = detail === 'mosaic' ? null : seenPart(block, grid, camera, size);
      return part ? [{ nodeId: block.id, channels: mapsOfPart(grid, part) }] : [];
    });
    if (wanted.length === 0) return;
    keepPlanesOf(wanted.map(({ nodeId }) => nodeId));
    read(wanted);
  }
}
