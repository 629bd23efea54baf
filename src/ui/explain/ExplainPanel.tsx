/** The sum behind the cell that the playhead has come to, and the ways to other cells. */
import './explain.css';
import { useLayoutEffect, useRef, type KeyboardEvent } from 'react';
import type { NodeFace } from '../../network/graph';
import { formatFixed } from '../../paint/formatNumber';
import { selectCell, stepCell, stopExplaining } from '../../store/explain';
import { useStore } from '../../store/store';
import { IconButton } from '../controls/IconButton';
import { useClassNames } from '../classNames';
import { useIsPhone } from '../media';
import { useNodeName } from '../nodeName';
import { arrowSteps, type CellStep } from '../pressedKey';
import { useTranslation } from '../words';
import { Explanation } from './Explanation';
import { PlayCells } from './PlayCells';
import { useCombined } from './useCombined';
import { PathToPhoto } from './PathToPhoto';
import { later } from '../trouble/later';

const SourceRow = later(() => import('../stage/SourceRow'));

/** Cells that a key moves by. */
const steps: Readonly<Record<string, CellStep>> = {
  ...arrowSteps,
  PageUp: { rows: -10, columns: 0 },
  PageDown: { rows: 10, columns: 0 },
};

export default function ExplainPanel({ node }: { node: NodeFace }) {
  const { t } = useTranslation();
  const nameOf = useNodeName();
  const panel = useRef<HTMLElement>(null);
  const isPhone = useIsPhone();
  const reading = useStore((state) => state.explain.reading);
  const row = useStore((state) => selectCell(state)?.row ?? 0);
  const column = useStore((state) => selectCell(state)?.column ?? 0);
  const channel = useStore((state) => selectCell(state)?.channel ?? 0);
  const shown = reading?.nodeId === node.id ? reading : null;
  const made = useCombined(node, shown);
  const isVector = shown?.shape.length === 1;
  const className = useClassNames(node.id)?.[column];
  const isFresh =
    shown?.cell.row === row && shown.cell.column === column && shown.cell.channel === channel;

  // Before it is painted: a key that is pressed as soon as it is seen is its own.
  useLayoutEffect(() => panel.current?.focus({ preventScroll: true }), []);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      stopExplaining();
      return;
    }
    const step = steps[event.key];
    if (!step || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    stepCell(step.rows, step.columns);
  };

  return (
    <section
      ref={panel}
      className="explain"
      aria-label={t('explain.region')}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      <header className="explain__head">
        <h2>
          {isVector
            ? className === undefined
              ? t('explain.number', { name: nameOf(node), index: column + 1 })
              : t('explain.ofClass', { name: nameOf(node), class: className })
            : t('explain.cell', {
                name: nameOf(node),
                map: channel + 1,
                row: row + 1,
                column: column + 1,
              })}
        </h2>
        <output className="explain__value" data-fresh={isFresh}>
          {shown && made && formatFixed(shown.value, made.decimals)}
        </output>
        <span className="explain__steps">
          <PlayCells />
          <IconButton label={t('explain.left')} icon="left" onClick={() => stepCell(0, -1)} />
          <IconButton label={t('explain.right')} icon="right" onClick={() => stepCell(0, 1)} />
          {!isVector && (
            <>
              <IconButton label={t('explain.up')} icon="up" onClick={() => stepCell(-1, 0)} />
              <IconButton label={t('explain.down')} icon="down" onClick={() => stepCell(1, 0)} />
            </>
          )}
          {node.inputs.length > 0 && <PathToPhoto />}
          <IconButton
            className="explain__close"
            label={t('explain.close')}
            icon="close"
            onClick={stopExplaining}
          />
        </span>
      </header>
      <div className="explain__body">
        {/* Elsewhere they are beside the maps of the layer. */}
        {isPhone && <SourceRow node={node} />}
        {shown && made ? (
          <Explanation node={node} reading={shown} {...made} />
        ) : (
          <p className="explain__note">{t('explain.reading')}</p>
        )}
      </div>
    </section>
  );
}
