/** The numbers of a dense layer or a softmax as bars, the largest first or in order; all reachable. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from '../words';
import type { NodeFace } from '../../network/graph';
import { axisOf, largest } from '../../paint/bars';
import { formatNumber } from '../../paint/formatNumber';
import { explainCell, pointAt, selectCell, selectIsExplaining } from '../../store/explain';
import { useStore } from '../../store/store';
import { showMaps } from '../../store/conductor';
import { useFrame } from '../../store/derived';
import { useClassNames } from '../classNames';
import { Segments } from '../controls/Segments';
import { useTextScale } from '../textScale';
import { useSize } from './useSize';
import { useSweep } from './useSweep';

/** A row's height: as much as there is for a few, so much for many. In CSS pixels, with letters of usual size. */
const rowHeights = { least: 28, most: 44 };
const orders = ['byValue', 'byIndex'] as const;

export default function VectorBars({ node }: { node: NodeFace }) {
  const { t } = useTranslation();
  const [order, setOrder] = useState<(typeof orders)[number]>('byValue');
  const frame = useFrame(node.id);
  const sweep = useSweep(node.id);
  const values = frame?.planes.get(0);
  const scroller = useRef<HTMLDivElement>(null);
  const size = useSize(scroller);
  useLayoutEffect(() => showMaps(node.id, [0]), [node.id]);

  const axis = useMemo(() => axisOf(values ?? []), [values]);
  // While it is swept, numbers come one after another: in their own order.
  const explaining = useStore((state) => state.view.explaining);
  const inOrder = order === 'byIndex' || (sweep !== null && !explaining);
  const indices = useMemo(
    () => (values && !inOrder ? largest(values, values.length) : null),
    [values, inOrder],
  );
  const swept = explaining ? Infinity : (sweep?.cells ?? Infinity);
  const count = values ? Math.min(values.length, swept) : 0;
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
  const span = axis.high - axis.low || 1;
  const baseline = (0 - axis.low) / span;
  const isSoftmax = node.kind === 'softmax';
  const names = useClassNames(node.id);
  const nameOf = (index: number) =>
    names?.[index] ?? t(isSoftmax ? 'stage.class' : 'stage.unit', { number: index + 1 });
  // One width for all, so that the bars begin below one another.
  const longest = Math.max(...(names ?? [nameOf((values?.length ?? 1) - 1)]).map(lengthOf));
  const pointed = useStore(({ explain }) =>
    explain.pointed?.nodeId === node.id ? explain.pointed.column : undefined,
  );
  const explained = useStore((state) =>
    selectIsExplaining(state) ? selectCell(state)?.column : undefined,
  );

  return (
    <div className="bars">
      <div className="bars__head">
        <p>{t('stage.vector', { count: values?.length ?? 0 })}</p>
        <Segments
          label={t('stage.order')}
          options={orders.map((value) => ({ value, label: t(`stage.${value}`) }))}
          value={order}
          onChange={(value) => setOrder(value)}
        />
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
            const index = indices?.[row.index] ?? row.index;
            const value = values?.[index] ?? 0;
            const share = Number.isFinite(value) ? Math.abs(value) / span : 0;
            const start = value < 0 ? baseline - share : baseline;
            return (
              <li
                key={row.key}
                className="bars__row"
                data-largest={!inOrder && row.index === 0}
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
                  {formatNumber(value, 4)}
                  {isSoftmax && ` · ${formatNumber(value * 100, 3)} %`}
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
