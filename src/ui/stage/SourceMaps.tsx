/** The maps of the layer before, each with the window of the cell that is pointed at or explained. */
import { useLayoutEffect, useRef } from 'react';
import { definitionOf } from '../../layers';
import { windowSpan } from '../../layers/window';
import type { NodeFace } from '../../network/graph';
import { selectFacts, selectStageNode, useFrame } from '../../store/derived';
import { explainCell, planeOf, selectCell, selectIsExplaining } from '../../store/explain';
import type { State } from '../../store/state';
import { store } from '../../store/store';
import { useColours } from '../colours';
import { useNodeName } from '../nodeName';
import { useTranslation } from '../words';
import { cellUnder } from './cellPointer';
import { Thumbnail } from './Thumbnail';

interface SourceMapsProps {
  /** The layer on the stage. */
  node: NodeFace;
  source: NodeFace;
}

export default function SourceMaps({ node, source }: SourceMapsProps) {
  const { t } = useTranslation();
  const nameOf = useNodeName();
  const frame = useFrame(source.id);
  const colours = useColours(source.id, frame);
  const list = useRef<HTMLUListElement>(null);
  useLayoutEffect(() => {
    const show = (state: State) => {
      const window = windowIn(state, node.id);
      for (const mark of list.current?.querySelectorAll<HTMLElement>('.mark') ?? []) {
        mark.hidden = window === null;
        if (window) Object.assign(mark.style, window);
      }
    };
    show(store.getState());
    return store.subscribe((state, before) => {
      const isOther =
        state.explain !== before.explain ||
        state.view !== before.view ||
        state.run.frames !== before.run.frames;
      if (isOther) show(state);
    });
  }, [node.id]);
  if (!frame?.thumbnails || frame.shape.length !== 3) return null;
  const [height = 1, width = 1, count = 1] = frame.shape;
  const { channels } = frame.thumbnails;
  /** Pointing into the layer before moves the window there. */
  const move = (event: React.PointerEvent<HTMLElement>) => {
    if (event.buttons !== 1) return;
    const place = cellUnder(event, event.currentTarget, height, width);
    const cell = place && cellOver(store.getState(), node.id, place);
    if (cell) explainCell(node.id, cell);
  };
  return (
    <figure className="sources">
      <figcaption className="side__caption">
        {t('explain.sources', { name: nameOf(source), count })}
      </figcaption>
      <ul ref={list} className="sources__maps">
        {channels.map((map) => (
          <li
            key={map}
            className="sources__map"
            style={{ aspectRatio: `${width} / ${height}` }}
            onPointerDown={move}
            onPointerMove={move}
          >
            <Thumbnail frame={frame} map={map} scale={colours.scaleOf(map)} lut={colours.lut} />
            <span className="mark" hidden />
          </li>
        ))}
      </ul>
      {count > channels.length && (
        <p className="side__caption">
          {t('explain.sourcesMore', { count: count - channels.length })}
        </p>
      )}
    </figure>
  );
}

/** Where the window of the cell in question lies on the layer before, as styles in percent. */
function windowIn(state: State, nodeId: string): Record<string, string> | null {
  const node = selectStageNode(state);
  const facts = selectFacts(state).get(nodeId);
  if (node.id !== nodeId || facts?.state !== 'runs' || facts.shape.length !== 3) return null;
  const { pointed } = state.explain;
  const explained = selectIsExplaining(state) ? selectCell(state) : null;
  const cell = pointed?.nodeId === nodeId ? pointed : explained;
  if (!cell) return null;
  const { height, width } = planeOf(facts.inputShape);
  const reach = definitionOf(node.kind).reach(facts.inputShape, node.settings);
  const [top, bottom] =
    typeof reach === 'string' ? [cell.row, cell.row] : windowSpan(reach, 0, cell.row);
  const [left, right] =
    typeof reach === 'string' ? [cell.column, cell.column] : windowSpan(reach, 1, cell.column);
  return {
    top: `${(top / height) * 100}%`,
    left: `${(left / width) * 100}%`,
    height: `${((bottom - top + 1) / height) * 100}%`,
    width: `${((right - left + 1) / width) * 100}%`,
  };
}

/** The cell whose window has its middle nearest to a place of the layer before. */
function cellOver(state: State, nodeId: string, place: { row: number; column: number }) {
  const node = selectStageNode(state);
  const facts = selectFacts(state).get(nodeId);
  if (node.id !== nodeId || facts?.state !== 'runs') return null;
  const reach = definitionOf(node.kind).reach(facts.inputShape, node.settings);
  const { channel } = selectCell(state) ?? { channel: 0 };
  if (typeof reach === 'string') return { ...place, channel };
  const along = (axis: 0 | 1, at: number) => {
    const [first, last] = windowSpan(reach, axis, 0);
    return Math.round((at - (first + last) / 2) / reach.stride[axis]);
  };
  return { row: along(0, place.row), column: along(1, place.column), channel };
}
