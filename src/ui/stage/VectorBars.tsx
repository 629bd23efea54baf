/** The numbers of a dense layer or a softmax as bars, the largest first or in order; all reachable. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from '../words';
import type { NodeFace } from '../../network/graph';
import { descending } from '../../paint/bars';
import { formatNumber } from '../../paint/formatNumber';
import { explainCell, pointAt, selectCell, selectIsExplaining } from '../../store/explain';
import { useStore } from '../../store/store';
import { showMaps } from '../../store/conductor';
import { useFrame } from '../../store/derived';
import { useClassNames } from '../classNames';
import { IconButton } from '../controls/IconButton';
import { Segments } from '../controls/Segments';
import { useTextScale } from '../textScale';
import { useSize } from './useSize';
import { useSweep } from './useSweep';

/** A row's height: as much as there is for a few, so much for many. In CSS pixels, with letters of usual size. */
const rowHeights = { least: 28, most: 44 };
const orders = ['byValue', 'byIndex'] as const;
/** Up to so many numbers are put in order: more would hold the page up. */
const mostOrdered = 2_000_000;
/** Rows that are listed at a time: browsers cut off elements that are some million pixels high. */
const pageRows = 100_000;

export default function VectorBars({ node }: { node: NodeFace }) {
  const { t } = useTranslation();
  const [order, setOrder] = useState<(typeof orders)[number]>('byValue');
  const frame = useFrame(node.id);
  const sweep = useSweep(node.id);
  const values = frame?.planes.get(0);
  const scroller = useRef<HTMLDivElement>(null);
  const size = useSize(scroller);
  useLayoutEffect(() => showMaps(node.id, [0]), [node.id]);

  const [page, setPage] = useState(0);
  const length = values?.length ?? 0;
  const layer = frame?.statistics.layer;
  // While it is swept, numbers come one after another: in their own order.
  const explaining = useStore((state) => state.view.explaining);
  const canOrder = length <= mostOrdered;
  const inOrder = order === 'byIndex' || !canOrder || (sweep !== null && !explaining);
  const indices = useMemo(
    () => (values && !inOrder ? descending(values) : null),
    [values, inOrder],
  );
  const swept = explaining ? Infinity : (sweep?.cells ?? Infinity);
  const lastPage = Math.max(0, Math.ceil(length / pageRows) - 1);
  const first = Math.min(page, lastPage) * pageRows;
  const end = Math.min(length, first + pageRows);
  const count = Math.max(0, Math.min(end, swept) - first);
  const room = size && values ? size.height / values.length : 0;
  const scale = useTextScale();
  const rowHeight = clamp(Math.floor(room), rowHeights.least * scale, rowHeights.most * scale);
  const rows = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  useLayoutEffect(() => rows.measure(), [rows, rowHeight]);
  useLayoutEffect(() => {
    // Not returned: newer browsers give a promise, which is no clean-up.
    scroller.current?.scrollTo(0, 0);
  }, [first]);
  const low = Math.min(0, layer?.minimum ?? 0);
  const span = Math.max(0, layer?.maximum ?? 0) - low || 1;
  const baseline = -low / span;
  const isSoftmax = node.kind === 'softmax';
  const names = useClassNames(node.id);
  const nameOf = (index: number) =>
    names?.[index] ?? t(isSoftmax ? 'stage.class' : 'stage.unit', { number: index + 1 });
  // One width for all, so that the bars begin below one another.
  const longest = Math.max(...(names ?? [nameOf(length - 1)]).map(lengthOf));
  const pointed = useStore(({ explain }) =>
    explain.pointed?.nodeId === node.id ? explain.pointed.column : undefined,
  );
  const explained = useStore((state) =>
    selectIsExplaining(state) ? selectCell(state)?.column : undefined,
  );

  return (
    <div className="bars">
      <div className="bars__head">
        <p>{t('stage.vector', { count: length })}</p>
        {lastPage > 0 && (
          <div className="bars__pages">
            <IconButton
              label={t('stage.earlierRows')}
              icon="left"
              disabled={first === 0}
              onClick={() => setPage(first / pageRows - 1)}
            />
            <span>{t('stage.rowsShown', { from: first + 1, to: end })}</span>
            <IconButton
              label={t('stage.laterRows')}
              icon="right"
              disabled={end === length}
              onClick={() => setPage(first / pageRows + 1)}
            />
          </div>
        )}
        {canOrder && (
          <Segments
            label={t('stage.order')}
            options={orders.map((value) => ({ value, label: t(`stage.${value}`) }))}
            value={order}
            onChange={(value) => setOrder(value)}
          />
        )}
      </div>
      <div
        className="bars__scroller"
        ref={scroller}
        tabIndex={0}
        role="region"
        aria-label={t('stage.barsRegion')}
      >
        <ol
          className="bars__list"
          style={{ height: rows.getTotalSize(), '--longest': `${longest}ch` }}
          onPointerLeave={() => pointAt(null)}
        >
          {rows.getVirtualItems().map((row) => {
            const rank = first + row.index;
            const index = indices?.[rank] ?? rank;
            const value = values?.[index] ?? 0;
            const share = Number.isFinite(value) ? Math.abs(value) / span : 0;
            const start = value < 0 ? baseline - share : baseline;
            return (
              <li
                key={row.key}
                className="bars__row"
                data-largest={!inOrder && rank === 0}
                data-explained={explained === index}
                data-pointed={pointed === index}
                onPointerEnter={() => pointAt({ nodeId: node.id, row: 0, column: index })}
                style={{ transform: `translateY(${row.start}px)`, height: rowHeight }}
              >
                <button
                  type="button"
                  className="bars__name"
                  title={t('explain.goThere')}
                  onClick={() => explainCell(node.id, { row: 0, column: index, channel: 0 })}
                >
                  {nameOf(index)}
                </button>
                <span className="bars__track">
                  <span
                    className="bars__bar"
                    data-negative={value < 0}
                    style={{ left: `${start * 100}%`, width: `${share * 100}%` }}
                  />
                  <span className="bars__zero" style={{ left: `${baseline * 100}%` }} />
                </span>
                <span className="bars__value">
                  {formatNumber(value, 4) +
                    (isSoftmax ? ` · ${formatNumber(value * 100, 3)} %` : '')}
                </span>
              </li>
            );
          })}
        </ol>
      </div>
    </div>
  );
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

/** In characters of Latin script; those of Chinese are twice as wide. */
function lengthOf(text: string): number {
  let length = 0;
  for (const character of text) length += character > '\u2e7f' ? 2 : 1;
  return length;
}
