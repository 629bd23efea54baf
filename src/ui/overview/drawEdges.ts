/** The lines between the columns: who feeds whom. */
import type { NodeId } from '../../network/graph';
import { toView } from './camera';
import type { Drawing } from './Drawing';
import type { Edge } from './edges';

/** `marked` is the layer whose own lines stand out. */
export function drawEdges(drawing: Drawing, edges: readonly Edge[], marked: NodeId | null): void {
  const { context, tokens } = drawing;
  const seen = edges.filter((edge) => isSeen(drawing, edge));
  const own = seen.filter(({ from, to }) => from === marked || to === marked);
  context.lineWidth = 1.25;
  context.strokeStyle = tokens.lineStrong;
  stroke(drawing, seen);
  context.lineWidth = 2;
  context.strokeStyle = tokens.inkSoft;
  stroke(drawing, own);
}

function isSeen({ camera, view }: Drawing, { x, toX }: Edge): boolean {
  return toX >= camera.x && x <= camera.x + view.width / camera.zoom;
}

/** Over to the lane at once, along it, and back at the end. */
function stroke({ context, camera }: Drawing, edges: readonly Edge[]): void {
  context.beginPath();
  for (const { x, y, lane, toX, toY, bendOut, bendBack } of edges) {
    const start = toView(camera, { x, y });
    const out = toView(camera, { x: x + bendOut, y: lane });
    const back = toView(camera, { x: toX - bendBack, y: lane });
    const end = toView(camera, { x: toX, y: toY });
    context.moveTo(start.x, start.y);
    if (bendOut > 0) {
      const half = (start.x + out.x) / 2;
      context.bezierCurveTo(half, start.y, half, out.y, out.x, out.y);
    }
    context.lineTo(back.x, back.y);
    if (bendBack > 0) {
      const half = (back.x + end.x) / 2;
      context.bezierCurveTo(half, back.y, half, end.y, end.x, end.y);
    }
  }
  context.stroke();
}
