/** Marks that a first visit does not show: their code comes when there is something to mark. */
import { memo } from 'react';
import type { NodeId } from '../../network/graph';
import { selectStageNode } from '../../store/derived';
import { selectIsExplaining } from '../../store/explain';
import type { State } from '../../store/state';
import { useStore } from '../../store/store';
import { later } from '../trouble/later';

const Reach = later(() => import('./ReachMarks'));
const Field = later(async () => ({ default: (await import('./PhotoFieldMark')).PhotoFieldMark }));
const FieldWords = later(async () => ({
  default: (await import('./PhotoFieldMark')).PhotoFieldWords,
}));

function selectMarksField(state: State): boolean {
  return state.explain.pointed?.nodeId === selectStageNode(state).id || selectIsExplaining(state);
}

export const ReachMarks = memo(function ReachMarks({ nodeId }: { nodeId: NodeId }) {
  const isChosen = useStore((state) => state.explain.pixel !== null);
  return isChosen ? <Reach nodeId={nodeId} /> : null;
});

export function PhotoFieldMark() {
  return useStore(selectMarksField) ? <Field /> : null;
}

export function PhotoFieldWords() {
  return <FieldWords />;
}
