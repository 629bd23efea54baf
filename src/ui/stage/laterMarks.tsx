/** Marks that a first visit does not show: their code comes when there is something to mark. */
import { lazy, memo, Suspense } from 'react';
import type { NodeId } from '../../network/graph';
import { selectStageNode } from '../../store/derived';
import { selectIsExplaining } from '../../store/explain';
import type { State } from '../../store/state';
import { useStore } from '../../store/store';

const Reach = lazy(() => import('./ReachMarks'));
const Field = lazy(async () => ({ default: (await import('./PhotoFieldMark')).PhotoFieldMark }));
const FieldWords = lazy(async () => ({
  default: (await import('./PhotoFieldMark')).PhotoFieldWords,
}));

function selectMarksField(state: State): boolean {
  return state.explain.pointed?.nodeId === selectStageNode(state).id || selectIsExplaining(state);
}

export const ReachMarks = memo(function ReachMarks({ nodeId }: { nodeId: NodeId }) {
  const isChosen = useStore((state) => state.explain.pixel !== null);
  return isChosen ? (
    <Suspense>
      <Reach nodeId={nodeId} />
    </Suspense>
  ) : null;
});

export function PhotoFieldMark() {
  return useStore(selectMarksField) ? (
    <Suspense>
      <Field />
    </Suspense>
  ) : null;
}

export function PhotoFieldWords() {
  return (
    <Suspense>
      <FieldWords />
    </Suspense>
  );
}
