/** All layers side by side, in the stage's place: to see the whole, and to go to any map of it. */
import './overview.css';
import {
  startTransition,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
} from 'react';
import type { NodeId } from '../../network/graph';
import { selectFacts, selectStageNode } from '../../store/derived';
import { useMatrix } from '../../store/matrix';
import { wantSmallMaps } from '../../store/smallMaps';
import { store, useStore } from '../../store/store';
import { selectHasTrained } from '../../store/trained';
import { IconButton } from '../controls/IconButton';
import { useFolding } from '../filmstrip/useFolding';
import { useForcedColours } from '../media';
import { useSize } from '../stage/useSize';
import { useTextScale } from '../textScale';
import { useDrawnTheme } from '../theme';
import { pressedShortcut } from '../shortcut';
import { useTranslation } from '../words';
import { listenForGestures } from './gestures';
import { focusLayer, LayerList } from './LayerList';
import { columnHeight, layoutOverview, type OverviewLayout } from './layoutOverview';
import { neighbourOf } from './neighbour';
import { leaveOverview } from './openLayer';
import { OverviewView } from './OverviewView';
import { overviewKey } from './overviewKey';
import { PointedLabel } from './PointedLabel';
import { useCaptions } from './useCaptions';
import { leastPitch, roomIn } from './viewLimits';
import { later } from '../trouble/later';

const WeightsSwitch = later(() => import('../weights/WeightsSwitch'));

const zoomStep = 1.5;

export default function Overview() {
  const { t } = useTranslation();
  const area = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [view, setView] = useState<OverviewView | null>(null);
  const size = useSize(area);
  const theme = useDrawnTheme();
  const isForced = useForcedColours();
  const letters = useTextScale();
  const layout = useLayout(size);
  const captions = useCaptions();
  const hasTrained = useStore(selectHasTrained);
  const [chosen, setChosen] = useState<NodeId>(() => selectStageNode(store.getState()).id);
  const focused = layout && standIn(layout, chosen);

  useLayoutEffect(() => {
    if (!canvas.current) return undefined;
    const shown = new OverviewView(canvas.current);
    const unlisten = listenForGestures(canvas.current, shown);
    // The layers' buttons are many: they are rendered in pieces.
    startTransition(() => setView(shown));
    return () => {
      unlisten();
      shown.dispose();
    };
  }, []);
  useLayoutEffect(() => {
    if (layout && size) view?.show(layout, captions, size);
  }, [view, layout, captions, size]);
  // Not a layout effect: the page's own, which sets the colours, comes after those of its parts.
  useEffect(() => view?.retheme({ theme, isForced, letters }), [view, theme, isForced, letters]);

  const ids = layout?.blocks.map(({ id }) => id).join(' ');
  const side = layout?.side;
  useEffect(
    () => (ids === undefined ? undefined : wantSmallMaps(ids.split(' '), side)),
    [ids, side],
  );

  const onKeyDown = (event: KeyboardEvent) => {
    const key = overviewKey(pressedShortcut(event));
    if (!key || !view || !layout || focused === null) return;
    event.preventDefault();
    event.stopPropagation();
    switch (key.type) {
      case 'go': {
        const next = neighbourOf(layout, focused, key.direction);
        if (next !== undefined) focusLayer(area.current, next);
        return;
      }
      case 'zoom':
        return view.zoomBy(zoomStep ** key.steps);
      case 'fit':
        return view.fitAll();
      case 'fold': {
        const join = layout.byId.get(focused)?.module ?? focused;
        if (!layout.folds.some(({ module }) => module.join === join)) return;
        // A layer that is folded away would take the focus with it.
        focusLayer(area.current, join);
        view.fold(join);
        return;
      }
      case 'close':
        return leaveOverview();
    }
  };

  return (
    <main className="overview" aria-label={t('overview.region')} onKeyDown={onKeyDown}>
      <div className="overview__head">
        <h1>{t('overview.title')}</h1>
        {layout && <Counts layout={layout} />}
        <p className="overview__hint">{t('overview.hint')}</p>
        {hasTrained && <WeightsSwitch />}
        {view && <ZoomButtons view={view} />}
        <IconButton
          className="overview__close"
          label={t('overview.close')}
          icon="close"
          onClick={leaveOverview}
        />
      </div>
      <div className="overview__area" ref={area}>
        <canvas ref={canvas} className="overview__canvas" aria-hidden="true" />
        {view && layout && focused !== null && (
          <LayerList {...{ view, layout, captions, focused }} onFocus={setChosen} />
        )}
        {view && <PointedLabel view={view} captions={captions} />}
      </div>
    </main>
  );
}

/** Of the layers that are shown, the one itself, or the joint that it is folded into. */
function standIn({ byId, folds, blocks }: OverviewLayout, id: NodeId): NodeId | null {
  if (byId.has(id)) return id;
  const fold = folds.find(({ module }) => module.branches.flat().includes(id));
  return fold?.module.join ?? blocks[0]?.id ?? null;
}

function ZoomButtons({ view }: { view: OverviewView }) {
  const { t } = useTranslation();
  return (
    <div className="overview__zoom" role="group" aria-label={t('overview.zoom')}>
      <IconButton label={t('stage.zoomIn')} icon="plus" onClick={() => view.zoomBy(zoomStep)} />
      <button
        type="button"
        className="button button--icon"
        aria-label={t('stage.zoomOut')}
        title={t('stage.zoomOut')}
        onClick={() => view.zoomBy(1 / zoomStep)}
      >
        −
      </button>
      <button type="button" className="button" onClick={() => view.fitAll()}>
        {t('overview.fit')}
      </button>
    </div>
  );
}

function useLayout(size: { width: number; height: number } | null): OverviewLayout | null {
  const { nodes, modules, hidden } = useFolding();
  const facts = useStore(selectFacts);
  const isMatrix = useMatrix() !== null;
  return useMemo(() => {
    if (!size || size.width === 0 || size.height === 0) return null;
    const plan = {
      nodes,
      modules,
      hidden,
      shapeOf: (id: NodeId) => {
        const own = facts.get(id);
        return own?.state === 'runs' ? own.shape : undefined;
      },
      isPhoto: (id: NodeId) => !isMatrix && id === nodes[0]?.id,
    };
    return layoutOverview(plan, columnHeight(plan, roomIn(size), leastPitch));
  }, [size, nodes, modules, hidden, facts, isMatrix]);
}

/** How many layers there are, and how many maps they have. */
function Counts({ layout }: { layout: OverviewLayout }) {
  const { t } = useTranslation();
  const maps = layout.blocks.reduce(
    (sum, { content }) => sum + (content.type === 'maps' ? content.grid.count : 0),
    0,
  );
  return (
    <p>
      {`${t('overview.layers', { count: layout.blocks.length })}, ${t('overview.count', { count: maps })}`}
    </p>
  );
}
