/**
 * Paints the overview: what it shows and from where is set from outside, and everything that is to be
 * painted first is painted in small steps, so that the view moves on meanwhile.
 */
import type { PhotoPixels } from '../../engine/protocol';
import type { NodeId } from '../../network/graph';
import { paintBytes } from '../../paint/paintMap';
import { selectFacts } from '../../store/derived';
import type { NodeFrame, State } from '../../store/state';
import { coloursOf, selectScopeRange, type Colours } from '../colours';
import type { Theme } from '../../paint/colourMaps';
import { overlaps, seenBy, type Camera, type Rectangle, type ViewSize } from './camera';
import { captionForm, drawCaption, hasRoom, type Captions } from './drawCaptions';
import { drawEdges } from './drawEdges';
import { inView, readTokens, type Drawing, type Tokens } from './Drawing';
import { drawFocus, drawFold, drawPlayhead, drawPointed } from './drawMarks';
import { drawMaps, rectangleOfMap, type ShownMaps } from './drawMaps';
import { drawVector, paintStrip } from './drawVector';
import { FullMaps } from './FullMaps';
import { laneGap } from './columns';
import { longestBars, type Block, type OverviewLayout } from './layoutOverview';
import { Mosaic } from './Mosaic';
import { Work } from './Work';

/** What a mosaic was begun to be painted from. */
interface Begun {
  mosaic: Mosaic;
  planes: ReadonlyMap<number, Float32Array>;
  colours: Colours;
}

interface KnownColours {
  colours: Colours;
  statistics: NodeFrame['statistics'];
}

/** What the page's colours and letters depend on. */
export interface Look {
  theme: Theme;
  isForced: boolean;
  letters: number;
}

export interface Marks {
  onStage: NodeId;
  focus: NodeId | null;
  pointed: { block: Block; map: number | null } | null;
  pointedFold: NodeId | null;
}

export class Painter {
  readonly work = new Work();
  private readonly context: CanvasRenderingContext2D;
  private readonly full = new FullMaps(this.work);
  private readonly begun = new Map<NodeId, Begun>();
  private readonly colours = new Map<NodeId, KnownColours>();
  private readonly strips = new Map<
    NodeId,
    { values: Float32Array; colours: Colours; canvas: OffscreenCanvas }
  >();
  private frames: ReadonlyMap<NodeId, NodeFrame> = new Map();
  private theme: Theme = document.documentElement.dataset['theme'] === 'light' ? 'light' : 'dark';
  private tokens: Tokens = readTokens();
  private photo: { of: PhotoPixels; canvas: OffscreenCanvas } | null = null;

  constructor(context: CanvasRenderingContext2D) {
    this.context = context;
  }

  /** Takes what the layers hold now, and how it is coloured; begins to paint what is new of it. */
  take(state: State, layout: OverviewLayout): void {
    const facts = selectFacts(state);
    const network = selectScopeRange(state);
    const kinds = new Map(state.network.nodes.map(({ id, kind }) => [id, kind]));
    this.frames = state.run.frames;
    this.takePhoto(state.run.prepared);
    for (const { id, content } of layout.blocks) {
      const frame = this.frames.get(id);
      if (!frame || facts.get(id)?.state !== 'runs') continue;
      const before = this.colours.get(id);
      const now = coloursOf(kinds.get(id), frame.statistics, this.theme, state.view, network);
      const colours = before && isSame(before, now, frame, state.view.scope) ? before.colours : now;
      this.colours.set(id, { colours, statistics: frame.statistics });
      if (content.type !== 'maps' || !frame.small) continue;
      const { grid } = content;
      const { planes, width, height } = frame.small;
      const fits =
        width * grid.magnified === grid.mapWidth && height * grid.magnified === grid.mapHeight;
      if (!fits || planes.size < grid.count) continue;
      this.beginMosaic(id, grid, planes, colours);
    }
    for (const id of this.begun.keys()) {
      if (!layout.byId.has(id)) this.forget(id);
    }
  }

  /** The page looks like this from now on; its tokens follow from it. */
  retheme({ theme }: Look): void {
    this.theme = theme;
    this.tokens = readTokens();
  }

  clear(): void {
    this.work.clear();
    this.begun.clear();
    this.full.clear();
  }

  draw(
    layout: OverviewLayout,
    captions: Captions,
    camera: Camera,
    view: ViewSize,
    density: number,
    marks: Marks,
  ): void {
    const { context, tokens } = this;
    const drawing: Drawing = { context, camera, view, density, tokens };
    context.setTransform(density, 0, 0, density, 0, 0);
    context.fillStyle = tokens.page;
    context.fillRect(0, 0, view.width, view.height);
    drawEdges(drawing, layout.edges, marks.pointed?.block.id ?? marks.focus);
    const seen = seenBy(camera, view);
    const blocks = layout.blocks.filter((block) => overlaps(block, seen));
    for (const block of blocks) this.drawBlock(drawing, block);
    this.drawMarks(drawing, layout, blocks, marks);
    const form = captionForm(drawing, captions);
    // Captions stand over their column: those of columns just below the view are not seen either.
    for (const block of blocks) {
      const caption = captions.get(block.id);
      if (!caption || !hasRoom(block, form, camera.zoom, laneGap, tokens.letters)) continue;
      drawCaption(drawing, block, caption, form, block.id === marks.onStage);
    }
    for (const fold of layout.folds) {
      drawFold(drawing, fold, fold.module.join === marks.pointedFold);
    }
  }

  private drawBlock(drawing: Drawing, block: Block): void {
    const { content } = block;
    switch (content.type) {
      case 'maps':
        return drawMaps(drawing, block, content.grid, this.shown(block.id), this.full);
      case 'photo':
        return this.drawPhoto(drawing, block);
      case 'vector': {
        const frame = this.frames.get(block.id);
        const values = frame?.planes.get(0);
        if (values) {
          const strip = this.stripOf(block.id, frame?.thumbnails?.values ?? values);
          drawVector(drawing, inView(drawing, block), values, strip);
        } else drawEmpty(drawing, inView(drawing, block));
        return;
      }
      case 'nothing':
        return drawEmpty(drawing, inView(drawing, block));
    }
  }

  /** The colours of a long vector; painted when they are first seen. */
  private stripOf(id: NodeId, values: Float32Array): OffscreenCanvas | undefined {
    const colours = this.colours.get(id)?.colours;
    const before = this.strips.get(id);
    if (!colours || values.length <= longestBars) return undefined;
    if (before?.values === values && before.colours === colours) return before.canvas;
    const canvas = paintStrip(values, colours);
    this.strips.set(id, { values, colours, canvas });
    return canvas;
  }

  private shown(id: NodeId): ShownMaps {
    return {
      mosaic: this.begun.get(id)?.mosaic,
      frame: this.frames.get(id),
      colours: this.colours.get(id)?.colours,
    };
  }

  private drawPhoto(drawing: Drawing, block: Block): void {
    const place = inView(drawing, block);
    if (!this.photo) return drawEmpty(drawing, place);
    const { canvas } = this.photo;
    drawing.context.imageSmoothingEnabled = place.width * drawing.density < canvas.width;
    drawing.context.drawImage(canvas, place.x, place.y, place.width, place.height);
  }

  private drawMarks(
    drawing: Drawing,
    layout: OverviewLayout,
    blocks: readonly Block[],
    { onStage, focus, pointed }: Marks,
  ): void {
    for (const block of blocks) {
      if (block.id === onStage) drawPlayhead(drawing, block);
      if (block.id === focus) drawFocus(drawing, block);
    }
    const block = pointed && layout.byId.get(pointed.block.id);
    if (!block) return;
    drawPointed(drawing, placeOf(block, pointed.map));
  }

  private beginMosaic(
    id: NodeId,
    grid: NonNullable<Mosaic['grid']>,
    planes: ReadonlyMap<number, Float32Array>,
    colours: Colours,
  ): void {
    const before = this.begun.get(id);
    const isSame =
      before?.planes === planes &&
      before.colours === colours &&
      before.mosaic.target?.columns === grid.columns &&
      before.mosaic.target.count === grid.count;
    if (isSame) return;
    const mosaic = before?.mosaic ?? new Mosaic();
    mosaic.begin({ grid, planes, colours });
    this.begun.set(id, { mosaic, planes, colours });
    this.work.add(id, () => mosaic.step());
  }

  private takePhoto(prepared: PhotoPixels | null): void {
    if (!prepared || this.photo?.of === prepared) return;
    const canvas = new OffscreenCanvas(prepared.width, prepared.height);
    const context = canvas.getContext('2d');
    if (!context) return;
    paintBytes(context, prepared.data, prepared.width, prepared.height);
    this.photo = { of: prepared, canvas };
  }

  private forget(id: NodeId): void {
    this.begun.delete(id);
    this.strips.delete(id);
    this.work.forget(id);
  }
}

/** A map of a layer, or all of it. */
export function placeOf(block: Block, map: number | null): Rectangle {
  return map !== null && block.content.type === 'maps'
    ? rectangleOfMap(block, block.content.grid, map)
    : block;
}

/** Whether all maps have the colours of before: then nothing need be painted again. */
function isSame(
  { colours, statistics }: KnownColours,
  now: Colours,
  frame: NodeFrame,
  scope: State['view']['scope'],
): boolean {
  if (colours.lut !== now.lut) return false;
  // Where each map has a scale of its own, they follow from the statistics alone.
  if (scope === 'map' && statistics !== frame.statistics) return false;
  const [before, after] = [colours.scaleOf(0), now.scaleOf(0)];
  return before.low === after.low && before.high === after.high;
}

/** Where there is nothing to show, or not yet. */
function drawEmpty({ context, tokens }: Drawing, place: Rectangle): void {
  context.fillStyle = tokens.panel;
  context.fillRect(place.x, place.y, place.width, place.height);
  context.setLineDash([4, 4]);
  context.lineWidth = 1;
  context.strokeStyle = tokens.lineStrong;
  context.strokeRect(place.x + 0.5, place.y + 0.5, place.width - 1, place.height - 1);
  context.setLineDash([]);
}
