/** The network as a list: layers are added, moved, copied and removed here; its totals below. */
import { useMemo } from 'react';
import { useTranslation } from '../words';
import {
  closestCenter,
  DndContext,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
  type DragEndEvent,
  type Modifier,
} from '@dnd-kit/core';
import {
  arrayMove,
  SortableContext,
  sortableKeyboardCoordinates,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable';
import type { NetworkNode } from '../../network/graph';
import { selectFacts, selectStageNode } from '../../store/derived';
import { moveLayer } from '../../store/network';
import { useStore } from '../../store/store';
import { AddLayerMenu } from './AddLayerMenu';
import { formatCount } from './formatCount';
import { LayerRow, SortableRow } from './LayerRow';
import { ModelCard } from './ModelCard';
import { PaperCard } from './PaperCard';
import { useDragWords } from './useDragWords';
import './networkPanel.css';

export default function NetworkPanel() {
  const { t } = useTranslation();
  const nodes = useStore((state) => state.network.nodes);
  const stageId = useStore((state) => selectStageNode(state).id);
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const words = useDragWords();
  const [input, ...layers] = nodes;
  const ids = useMemo(() => nodes.slice(1).map(({ id }) => id), [nodes]);
  const last = nodes.at(-1);
  return (
    <>
      <ModelCard />
      <PaperCard />
      <section className="inspector__section">
        <DndContext
          sensors={sensors}
          collisionDetection={closestCenter}
          modifiers={[alongTheList]}
          accessibility={words}
          onDragEnd={(event) => drop(event, nodes)}
        >
          <SortableContext items={ids} strategy={verticalListSortingStrategy}>
            <ol className="network">
              {input && <LayerRow node={input} isShown={input.id === stageId} />}
              {layers.map((node) => (
                <SortableRow key={node.id} node={node} isShown={node.id === stageId} />
              ))}
            </ol>
          </SortableContext>
        </DndContext>
        {last && (
          <AddLayerMenu
            after={last.id}
            label={t('inspector.addLayer')}
            className="network__add-last"
          />
        )}
      </section>
      <Totals />
    </>
  );
}

const alongTheList: Modifier = ({ transform }) => ({ ...transform, x: 0 });

function drop({ active, over }: DragEndEvent, nodes: readonly NetworkNode[]): void {
  if (!over || active.id === over.id) return;
  const ids = nodes.map(({ id }) => id);
  const to = ids.indexOf(String(over.id));
  const before = arrayMove(ids, ids.indexOf(String(active.id)), to)[to - 1];
  if (before !== undefined) moveLayer(String(active.id), before);
}

function Totals() {
  const { t } = useTranslation();
  const facts = useStore(selectFacts);
  const running = [...facts.values()].flatMap((node) => (node.state === 'runs' ? [node] : []));
  const total = (key: 'parameters' | 'macs') =>
    formatCount(running.reduce((sum, node) => sum + node[key], 0));
  return (
    <section className="inspector__section">
      <h2 className="section-title">{t('inspector.wholeNetwork')}</h2>
      <dl className="facts">
        <div className="facts__fact">
          <dt>{t('inspector.parameters')}</dt>
          <dd>{total('parameters')}</dd>
        </div>
        <div className="facts__fact">
          <dt>{t('inspector.multiplyAdds')}</dt>
          <dd>{total('macs')}</dd>
        </div>
      </dl>
    </section>
  );
}
