/** What part of the overview is seen: the corner of the view in the overview's units, and the zoom. */

export interface Camera {
  /** The overview's place in the view's top left corner. */
  readonly x: number;
  readonly y: number;
  /** CSS pixels a unit. */
  readonly zoom: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Rectangle extends Point {
  readonly width: number;
  readonly height: number;
}

export interface ViewSize {
  readonly width: number;
  readonly height: number;
}

/** Room that is left around what is made to fit, in CSS pixels. */
export interface Margins {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

export interface ZoomRange {
  readonly least: number;
  readonly most: number;
}

export function toView({ x, y, zoom }: Camera, point: Point): Point {
  return { x: (point.x - x) * zoom, y: (point.y - y) * zoom };
}

export function fromView({ x, y, zoom }: Camera, point: Point): Point {
  return { x: point.x / zoom + x, y: point.y / zoom + y };
}

/** The part of the overview that is in view. */
export function seenBy({ x, y, zoom }: Camera, view: ViewSize): Rectangle {
  return { x, y, width: view.width / zoom, height: view.height / zoom };
}

/** Moved by so many CSS pixels, as a drag moves the picture. */
export function panned(camera: Camera, across: number, down: number): Camera {
  const { x, y, zoom } = camera;
  return { x: x - across / zoom, y: y - down / zoom, zoom };
}

/** Zoomed by a factor; what is at the point of the view stays there. */
export function zoomedAbout(
  camera: Camera,
  point: Point,
  factor: number,
  range: ZoomRange,
): Camera {
  const zoom = Math.min(range.most, Math.max(range.least, camera.zoom * factor));
  const fixed = fromView(camera, point);
  return { x: fixed.x - point.x / zoom, y: fixed.y - point.y / zoom, zoom };
}

/** A rectangle as large as it can be between the margins, in their middle. */
export function fitted(rectangle: Rectangle, view: ViewSize, margins: Margins): Camera {
  const width = Math.max(1, view.width - margins.left - margins.right);
  const height = Math.max(1, view.height - margins.top - margins.bottom);
  const zoom = Math.min(width / rectangle.width, height / rectangle.height);
  return centredOn(middleOf(rectangle), zoom, {
    x: margins.left + width / 2,
    y: margins.top + height / 2,
  });
}

/** A place of the overview at a place of the view. */
export function centredOn(place: Point, zoom: number, at: Point): Camera {
  return { x: place.x - at.x / zoom, y: place.y - at.y / zoom, zoom };
}

/** Something of the overview is always in view: at least so many pixels of it on every side. */
export function bounded(camera: Camera, all: Rectangle, view: ViewSize, kept = 80): Camera {
  const { zoom } = camera;
  const along = (from: number, start: number, length: number, seen: number) => {
    const inset = Math.min(kept, seen / 2) / zoom;
    return Math.min(start + length - inset, Math.max(start + inset - seen / zoom, from));
  };
  return {
    x: along(camera.x, all.x, all.width, view.width),
    y: along(camera.y, all.y, all.height, view.height),
    zoom,
  };
}

/** The least pan that brings a rectangle between the margins; its start where it is larger. */
export function revealed(
  camera: Camera,
  rectangle: Rectangle,
  view: ViewSize,
  margins: Margins,
): Camera {
  const { zoom } = camera;
  const along = (from: number, start: number, length: number, low: number, high: number) => {
    const first = start - low / zoom;
    const last = start + length - high / zoom;
    return first < last ? first : Math.min(first, Math.max(last, from));
  };
  return {
    x: along(camera.x, rectangle.x, rectangle.width, margins.left, view.width - margins.right),
    y: along(camera.y, rectangle.y, rectangle.height, margins.top, view.height - margins.bottom),
    zoom,
  };
}

/** Between two cameras, 0..1: the zoom by equal factors, and places so that nothing swings. */
export function between(from: Camera, to: Camera, share: number, view: ViewSize): Camera {
  if (share >= 1) return to;
  const zoom = from.zoom * (to.zoom / from.zoom) ** share;
  // Along the way of the zoom, the place at which both views look the same stays where it is.
  const eased =
    Math.abs(to.zoom - from.zoom) < 1e-9 * to.zoom
      ? share
      : (1 / from.zoom - 1 / zoom) / (1 / from.zoom - 1 / to.zoom);
  const centre = { x: view.width / 2, y: view.height / 2 };
  const [a, b] = [fromView(from, centre), fromView(to, centre)];
  return centredOn({ x: a.x + (b.x - a.x) * eased, y: a.y + (b.y - a.y) * eased }, zoom, centre);
}

export function middleOf({ x, y, width, height }: Rectangle): Point {
  return { x: x + width / 2, y: y + height / 2 };
}

export function overlaps(a: Rectangle, b: Rectangle): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
