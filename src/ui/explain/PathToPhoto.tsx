/** The strongest way from the cell to the photo: one step a layer, each of them to be gone to. */
import { formatNumber } from '../../paint/formatNumber';
import { explainCell, followToPhoto } from '../../store/explain';
import { patch, useStore } from '../../store/store';
import { useNodeName } from '../nodeName';
import { useTranslation } from '../words';

export function PathToPhoto() {
  const { t } = useTranslation();
  const path = useStore((state) => state.explain.path);
  return (
    <button
      type="button"
      className="button button--bordered"
      aria-pressed={path !== null}
      onClick={() => (path ? patch('explain', { path: null }) : followToPhoto())}
    >
      {t('explain.follow')}
    </button>
  );
}

/** The way itself. Going to one of its cells keeps it in sight. */
export function PathList() {
  const { t } = useTranslation();
  const nameOf = useNodeName();
  const path = useStore((state) => state.explain.path);
  const nodes = useStore((state) => state.network.nodes);
  if (!path) return null;
  return (
    <nav className="explain__path" aria-label={t('explain.pathRegion')}>
      <ol>
        {path.map(({ nodeId, cell, value }) => {
          const node = nodes.find(({ id }) => id === nodeId);
          if (!node) return null;
          const isPhoto = node.inputs.length === 0;
          const text = t(isPhoto ? 'explain.pathPhoto' : 'explain.pathStep', {
            name: nameOf(node),
            map: cell.channel + 1,
            row: cell.row + 1,
            column: cell.column + 1,
            value: formatNumber(value, 3),
          });
          return (
            <li key={nodeId}>
              <button type="button" className="button" onClick={() => explainCell(nodeId, cell)}>
                {text}
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
