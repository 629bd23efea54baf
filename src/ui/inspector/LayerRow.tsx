/** A layer's line in the network's list: its grip, its name and shape, a copy, a way out. */
import type { HTMLAttributes, ReactNode, Ref } from 'react';
import { useTranslation } from '../words';
import { useSortable } from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { isUnasked } from '../../network/askedWeights';
import type { NetworkNode } from '../../network/graph';
import { useFacts } from '../../store/derived';
import { duplicateLayer, goToNode, removeLayer } from '../../store/network';
import { Icon } from '../controls/Icon';
import { IconButton } from '../controls/IconButton';
import { AddLayerMenu } from './AddLayerMenu';
import { formatShape } from './formatCount';
import { LayerName } from './LayerName';
import { useNameOf } from './useNameOf';

interface RowProps {
  node: NetworkNode;
  /** Whether the playhead is on this layer. */
  isShown: boolean;
}

/** A row that can be dragged by its grip, with the pointer or with the keyboard. */
export function SortableRow({ node, isShown }: RowProps) {
  const { t } = useTranslation();
  const name = useNameOf(node.id);
  const sortable = useSortable({
    id: node.id,
    attributes: { roleDescription: t('inspector.drag.role') },
  });
  const { attributes, listeners, setNodeRef, setActivatorNodeRef } = sortable;
  return (
    <LayerRow
      node={node}
      isShown={isShown}
      rowRef={setNodeRef}
      row={{
        style: {
          transform: CSS.Translate.toString(sortable.transform) ?? '',
          transition: sortable.transition ?? '',
        },
        className: `network__row ${sortable.isDragging ? 'network__row--dragged' : ''}`,
      }}
      grip={
        <button
          ref={setActivatorNodeRef}
          className="network__grip"
          {...attributes}
          {...listeners}
          aria-label={t('inspector.move', { name })}
        >
          <Icon name="grip" />
        </button>
      }
    />
  );
}

interface LayerRowProps extends RowProps {
  /** What the layer is dragged by; the input stays where it is. */
  grip?: ReactNode;
  row?: HTMLAttributes<HTMLLIElement>;
  rowRef?: Ref<HTMLLIElement>;
}

export function LayerRow({ node, isShown, grip, row, rowRef }: LayerRowProps) {
  const { t } = useTranslation();
  const name = useNameOf(node.id);
  const isInput = node.inputs.length === 0;
  return (
    <li ref={rowRef} className="network__row" {...row}>
      <span className="network__rail">{grip}</span>
      <button
        className="network__layer"
        aria-current={isShown ? 'true' : undefined}
        onClick={() => goToNode(node.id)}
      >
        <span className="network__name">
          <LayerName node={node} />
        </span>
        <Standing node={node} />
      </button>
      {!isInput && (
        <span className="network__actions">
          <IconButton
            label={t('inspector.duplicate', { name })}
            icon="copy"
            onClick={() => duplicateLayer(node.id)}
          />
          <IconButton
            label={t('inspector.remove', { name })}
            icon="trash"
            onClick={(event) => {
              focusNeighbour(event.currentTarget);
              removeLayer(node.id);
            }}
          />
        </span>
      )}
      <AddLayerMenu after={node.id} className="network__add" />
    </li>
  );
}

/** Keeps the focus in the list when the row that has it goes away. */
function focusNeighbour(button: HTMLElement): void {
  const row = button.closest('li');
  const neighbour = row?.nextElementSibling ?? row?.previousElementSibling;
  neighbour?.querySelector<HTMLElement>('.network__layer')?.focus();
}

/** The layer's shape, or that it does not run. */
function Standing({ node }: { node: NetworkNode }) {
  const { t } = useTranslation();
  const facts = useFacts(node.id);
  if (!facts) return null;
  if (facts.state === 'runs') {
    return <span className="network__shape">{formatShape(facts.shape)}</span>;
  }
  return (
    <span className={`network__shape network__shape--${isUnasked(facts) ? 'waits' : facts.state}`}>
      {isUnasked(facts)
        ? t('filmstrip.unasked')
        : t(facts.state === 'cannotRun' ? 'inspector.cannotRun' : 'inspector.isWaiting')}
    </span>
  );
}
