/** What a screen reader is told while a layer is moved. */
import { useMemo } from 'react';
import { useTranslation } from '../words';
import type { Active, Announcements, Over, ScreenReaderInstructions } from '@dnd-kit/core';
import { useNodeName } from '../nodeName';
import { useStore } from '../../store/store';

interface DragWords {
  announcements: Announcements;
  screenReaderInstructions: ScreenReaderInstructions;
}

export function useDragWords(): DragWords {
  const { t } = useTranslation();
  const nodes = useStore((state) => state.network.nodes);
  const nameOf = useNodeName();
  return useMemo(() => {
    const last = nodes.length - 1;
    const name = ({ id }: Active | Over) => {
      const node = nodes.find((node) => node.id === id);
      return node ? nameOf(node) : '';
    };
    const place = ({ id }: Over) => nodes.findIndex((node) => node.id === id);
    return {
      screenReaderInstructions: { draggable: t('inspector.drag.instructions') },
      announcements: {
        onDragStart: ({ active }) => t('inspector.drag.start', { name: name(active) }),
        onDragOver: ({ active, over }) =>
          over
            ? t('inspector.drag.over', { name: name(active), place: place(over), last })
            : undefined,
        onDragEnd: ({ active, over }) =>
          over
            ? t('inspector.drag.end', { name: name(active), place: place(over), last })
            : t('inspector.drag.cancel', { name: name(active) }),
        onDragCancel: ({ active }) => t('inspector.drag.cancel', { name: name(active) }),
      },
    };
  }, [t, nodes, nameOf]);
}
