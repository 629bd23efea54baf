/** One layer of the strip: its picture, name and shape. Clicking goes to it. */
import { memo } from 'react';
import { useTranslation } from '../words';
import { isUnasked } from '../../network/askedWeights';
import type { NodeFace } from '../../network/graph';
import { selectStageNode, useFacts } from '../../store/derived';
import { goToNode } from '../../store/network';
import { useStore } from '../../store/store';
import { useNodeName } from '../nodeName';
import { FramePicture } from './FramePicture';
import type { StripGeometry } from './geometry';

interface FrameProps {
  node: NodeFace;
  strip: StripGeometry;
}

export const Frame = memo(function Frame({ node, strip }: FrameProps) {
  const { t } = useTranslation();
  const nameOf = useNodeName();
  const facts = useFacts(node.id);
  const onStage = useStore((state) => selectStageNode(state).id === node.id);
  // Weights that are created when asked for are nothing to be warned of.
  const state = isUnasked(facts) ? 'unasked' : (facts?.state ?? 'waits');
  return (
    <button
      type="button"
      className="filmstrip__frame"
      data-state={state}
      aria-current={onStage ? 'true' : undefined}
      onClick={() => goToNode(node.id)}
    >
      <span className="filmstrip__picture">
        {state === 'runs' && <FramePicture node={node} strip={strip} />}
        {state === 'cannotRun' && <WarningMark />}
      </span>
      <span className="filmstrip__name">{nameOf(node)}</span>
      <span className="filmstrip__shape">
        {facts?.state === 'runs' ? facts.shape.join('×') : t(`filmstrip.${state}`)}
      </span>
    </button>
  );
});

function WarningMark() {
  return (
    <svg
      className="filmstrip__warning"
      width="1.75rem"
      height="1.625rem"
      viewBox="0 0 28 26"
      aria-hidden
    >
      <path d="M14 3 26 23.500H2z" fill="none" stroke="currentColor" strokeWidth="2" />
      <path d="M14 10v6.500m0 3v.8" stroke="currentColor" strokeWidth="2.200" />
    </svg>
  );
}
