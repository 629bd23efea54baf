/** The place between two frames: the operation, and a plus that puts a layer there. */
import { memo } from 'react';
import type { NodeFace, NodeId } from '../../network/graph';
import { AddLayerMenu } from '../inspector/AddLayerMenu';
import { Operation } from './Operation';

interface JointProps {
  /** The layer before; a new one is put between the two. */
  after: NodeId;
  /** The layer behind, whose operation is shown; none at the end of the strip. */
  node?: NodeFace;
}

export const Joint = memo(function Joint({ after, node }: JointProps) {
  return (
    <div className="filmstrip__joint">
      {node && <Operation node={node} />}
      <span className="filmstrip__add" data-no-scrub>
        <AddLayerMenu after={after} {...(node && { before: node.id })} />
      </span>
    </div>
  );
});
