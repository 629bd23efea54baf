/** The receptive field of the stage's cell that is pointed at, or else explained. */
import { useMemo } from 'react';
import type { InputSettings } from '../../layers/input';
import { photoField, type Rect } from '../../network/field';
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
  if (pointed?.nodeId === node.id) return `${pointed.row} ${pointed.column}`;
  const cell = selectIsExplaining(state) ? selectCell(state) : null;
  return cell && `${cell.row} ${cell.column}`;
}

export function useField(): Field | null {
  const place = useStore(selectPlace);
  const facts = useStore((state) => selectFacts(state).get(selectStageNode(state).id));
  const shape = useStore((state) => selectInputShape(state).join(' '));
  const photo = useStore((state) => state.photo.present);
  const input = useStore((state) => state.network.nodes[0]?.settings);
  return useMemo(() => {
    if (place === null || facts?.state !== 'runs') return null;
    const [row = 0, column = 0] = place.split(' ').map(Number);
    const [rows = 1, columns = 1, channels = 1] = shape.split(' ').map(Number);
    const { inside } = photoField(facts, { row, column, channel: 0 }, [rows, columns, channels]);
    const own =
      inside && photo && input
        ? onOriginal(
            inside,
            { width: columns, height: rows },
            { width: photo.originalWidth, height: photo.originalHeight },
            input as InputSettings,
          )
        : inside;
    return { inside, rows, columns, own };
  }, [place, facts, shape, photo, input]);
}
