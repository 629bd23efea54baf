/** The matrix on the stage, at the input's place: as large as it is useful, every number a field. */
import { useRef } from 'react';
import type { NodeFace } from '../../network/graph';
import { useMatrix } from '../../store/matrix';
import { useStore } from '../../store/store';
import { useSize } from '../stage/useSize';
import { useTranslation } from '../words';
import { MatrixCells } from './MatrixCells';

/** Side of a cell at most, in CSS pixels. */
const largestCell = 96;

export default function MatrixStage({ node }: { node: NodeFace }) {
  const { t } = useTranslation();
  const area = useRef<HTMLDivElement>(null);
  const size = useSize(area);
  const matrix = useMatrix();
  const input = useStore((state) => state.network.nodes.find(({ id }) => id === node.id));
  if (!matrix || !input) return null;
  const { rows, columns } = matrix;
  const unit = size
    ? Math.floor(Math.min(largestCell, size.width / columns, size.height / rows))
    : 0;
  const box = { width: columns * unit, height: rows * unit };
  return (
    <div className="matrix-stage">
      <div className="matrix-stage__area" ref={area}>
        {size && (
          <div className="matrix-stage__box" style={box}>
            <MatrixCells matrix={matrix} node={input} {...box} />
          </div>
        )}
      </div>
      <p className="matrix-stage__hint">{t('matrix.hintKeys')}</p>
    </div>
  );
}
