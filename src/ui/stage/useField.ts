/** The receptive field of the stage's cell that is pointed at, or else explained. */
import { useMemo } from 'react';
import type { InputSettings } from '../../layers/input';
import { seenOfPhoto, type Rect } from '../../network/field';
import { onOriginal } from '../../photo/original';
import { selectFacts, selectInputShape, selectStageNode } from '../../store/derived';
import { selectCell, selectIsExplaining } from '../../store/explain';
import type { State } from '../../store/state';
import { useStore } from '../../store/store';

interface Field {
  /** On the photo as the network sees it, `rows × columns` pixels; null where it is all padding. */
  inside: Rect | null;
  rows: number;
  columns: number;
  /** The same in pixels of the photo itself. */
  own: Rect | null;
}

/** The place in words, so that a component only hears of another one. */
function selectPlace(state: State): string | null {
  const node = selectStageNode(state);
  if (node.inputs.length === 0) return null;
  const { pointed } = state.explain;
  if (pointed?.nodeId === node.id) return `${node.id} ${pointed.row} ${pointed.column} 0`;
  const cell = selectIsExplaining(state) ? selectCell(state) : null;
  return cell && `${node.id} ${cell.row} ${cell.column} ${cell.channel}`;
}

export function useField(): Field | null {
  const place = useStore(selectPlace);
  const facts = useStore(selectFacts);
  const network = useStore((state) => state.network);
  const shape = useStore((state) => selectInputShape(state).join(' '));
  const photo = useStore((state) => state.photo.present);
  return useMemo(() => {
    if (place === null) return null;
    const [nodeId = '', row, column, channel] = place.split(' ');
    if (facts.get(nodeId)?.state !== 'runs') return null;
    const [rows = 1, columns = 1] = shape.split(' ').map(Number);
    const cell = { row: Number(row), column: Number(column), channel: Number(channel) };
    const inside = seenOfPhoto(network, facts, nodeId, cell);
    const settings = network.nodes[0]?.settings as InputSettings | undefined;
    const own =
      inside && photo && settings
        ? onOriginal(
            inside,
            { width: columns, height: rows },
            { width: photo.originalWidth, height: photo.originalHeight },
            settings,
          )
        : inside;
    return { inside, rows, columns, own };
  }, [place, facts, network, shape, photo]);
}
