/** The place between two frames: the operation, and a plus that puts a layer there. */
import { memo, type ReactNode } from 'react';
import type { NodeId } from '../../network/graph';
import { AddLayerMenu } from '../inspector/AddLayerMenu';

interface JointProps {
  /** The layer before; a new one is put behind it. */
  after: NodeId;
  children?: ReactNode;
}

export const Joint = memo(function Joint({ after, children }: JointProps) {
  return (
    <div className="filmstrip__joint">
      {children}
      <span className="filmstrip__add" data-no-scrub>
        <AddLayerMenu after={after} />
      </span>
    </div>
  );
});
