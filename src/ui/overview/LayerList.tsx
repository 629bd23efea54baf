/**
 * The layers as buttons behind the picture, for who does not see it and for the keyboard: the one
 * with the focus is outlined on the canvas. One of them is reached by Tab, the others by arrow keys.
 */
import { useEffect, useId, useRef } from 'react';
import type { NodeId } from '../../network/graph';
import { selectStageNode } from '../../store/derived';
import { useStore } from '../../store/store';
import { useTranslation } from '../words';
import type { Captions } from './drawCaptions';
import type { OverviewLayout } from './layoutOverview';
import type { OverviewView } from './OverviewView';

interface LayerListProps {
  view: OverviewView;
  layout: OverviewLayout;
  captions: Captions;
  /** The layer that Tab goes to. */
  focused: NodeId;
  onFocus: (id: NodeId) => void;
}

export function LayerList({ view, layout, captions, focused, onFocus }: LayerListProps) {
  const { t } = useTranslation();
  const onStage = useStore((state) => selectStageNode(state).id);
  const singleKeys = useStore((state) => state.settings.singleKeys);
  const list = useRef<HTMLOListElement>(null);
  const first = useRef(focused);
  useEffect(() => focusLayer(list.current, first.current), []);
  const keys = useId();
  return (
    <>
      <p id={keys} hidden>
        {t(singleKeys ? 'overview.keys' : 'overview.keysWithoutSingle')}
      </p>
      <ol
        ref={list}
        className="visually-hidden"
        aria-label={t('filmstrip.layers')}
        aria-describedby={keys}
        onBlur={() => view.focus(null)}
      >
        {layout.blocks.map(({ id }) => {
          const caption = captions.get(id);
          const fold = layout.folds.find(({ module }) => module.join === id);
          const inner = fold?.module.branches.flat().length ?? 0;
          return (
            <li key={id}>
              <button
                type="button"
                data-layer={id}
                tabIndex={id === focused ? 0 : -1}
                aria-current={id === onStage ? 'true' : undefined}
                onClick={() => view.open(id, null)}
                onFocus={({ currentTarget }) => {
                  onFocus(id);
                  view.focus(currentTarget.matches(':focus-visible') ? id : null);
                }}
              >
                {`${caption?.name}, ${caption?.detail}`}
              </button>
              {fold && (
                <button
                  type="button"
                  tabIndex={-1}
                  aria-expanded={!fold.isFolded}
                  onClick={() => view.fold(id)}
                >
                  {fold.isFolded
                    ? t('filmstrip.unfold', { count: inner, branches: fold.module.branches.length })
                    : t('filmstrip.fold')}
                </button>
              )}
            </li>
          );
        })}
      </ol>
    </>
  );
}

/** Gives a layer's button the focus. */
export function focusLayer(within: HTMLElement | null, id: NodeId): void {
  within
    ?.querySelector<HTMLElement>(`[data-layer="${CSS.escape(id)}"]`)
    ?.focus({ preventScroll: true });
}
