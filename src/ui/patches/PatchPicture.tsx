/** A patch as a square picture, as large as its place; where its field leaves the photo it is hatched. */
import { useLayoutEffect, useRef, type CSSProperties } from 'react';
import type { Rect } from '../../network/field';
import type { Patch } from '../../network/patch';
import type { PhotoPixels } from '../../photo/photo';
import { layoutPatch, paintPatch } from './paintPatch';

export function PatchPicture({ patch, pixels }: { patch: Patch; pixels: PhotoPixels }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) return undefined;
    const observer = new ResizeObserver(() => {
      const side = Math.round(element.clientWidth * devicePixelRatio);
      if (side === 0) return;
      element.width = side;
      element.height = side;
      paintPatch(context, pixels, patch, side);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [patch, pixels]);
  return (
    <span className="patch__picture" aria-hidden="true">
      <span className="patch__padding" style={inPercent(layoutPatch(patch, 100).window)} />
      <canvas ref={canvas} />
    </span>
  );
}

function inPercent({ top, left, height, width }: Rect): CSSProperties {
  return { top: `${top}%`, left: `${left}%`, height: `${height}%`, width: `${width}%` };
}
