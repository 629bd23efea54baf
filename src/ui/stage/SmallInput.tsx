/**
 * A small input beside the maps made of it: its values in its cells, the padding around it, the
 * window on it also where it hangs over the border. A matrix is edited right here.
 */
import './smallInput.css';
import { useRef } from 'react';
import { useTranslation } from '../words';
import { definitionOf } from '../../layers';
import type { InputSettings } from '../../layers/input';
import { windowCells } from '../../layers/window';
import type { NetworkNode, NodeId } from '../../network/graph';
import { noPadding, paddingOf } from '../../network/padding';
import { cellTexts } from '../../paint/cellText';
import type { Matrix } from '../../photo/matrix';
import { useFacts, useFrame } from '../../store/derived';
import { useMatrix } from '../../store/matrix';
import type { State } from '../../store/state';
import { useStore } from '../../store/store';
import { useColours } from '../colours';
import { MatrixCells } from '../matrix/MatrixCells';
import { useNodeName } from '../nodeName';
import { RectMark } from './CellMark';
import { CellValues } from './CellValues';
import { MapCanvas } from './MapCanvas';
import { PaddingCells } from './PaddingCells';
import { PhotoFieldMark } from './laterMarks';
import { useSize } from './useSize';
import type { Sweep } from './useSweep';

interface SmallInputProps {
  /** The layer on the stage. */
  nodeId: NodeId;
  /** The layer whose map is shown: the one that feeds it, or the input. */
  sourceId: NodeId;
  sweep: Sweep | null;
}

export default function SmallInput({ nodeId, sourceId, sweep }: SmallInputProps) {
  const nodeWith = (wanted: NodeId) => (state: State) =>
    state.network.nodes.find(({ id }) => id === wanted);
  const node = useStore(nodeWith(nodeId));
  const source = useStore(nodeWith(sourceId));
  return node && source ? <Cells {...{ node, source, sweep }} /> : null;
}

interface CellsProps {
  node: NetworkNode;
  source: NetworkNode;
  sweep: Sweep | null;
}

function Cells({ node, source, sweep }: CellsProps) {
  const { t } = useTranslation();
  const nameOf = useNodeName();
  const frame = useFrame(source.id);
  const colours = useColours(source.id, frame);
  const facts = useFacts(node.id);
  const matrix = useMatrix();
  const wanted = useStore((state) => state.view.selectedMap);
  const box = useRef<HTMLDivElement>(null);
  const size = useSize(box);
  const [rows = 1, columns = 1, channels = 1] = frame?.shape ?? [];
  const map = Math.min(wanted, channels - 1);
  const values = frame?.planes.get(map);
  const feeds = node.inputs[0] === source.id && facts?.state === 'runs';
  const padding = feeds ? paddingOf(node, facts.inputShape, facts.shape) : noPadding;
  const down = padding.top + rows + padding.bottom;
  const across = padding.left + columns + padding.right;
  const unit = size ? size.width / across : 0;
  const isMatrix = matrix !== null && source.kind === 'input';
  const isEditable = isMatrix && showsNumbersThemselves(matrix, source, rows, columns);
  const fontSize = (values && cellTexts(values, unit, unit)?.fontSize) ?? 12;
  const percent = (part: number, whole: number) => `${(part / whole) * 100}%`;

  return (
    <>
      <div
        ref={box}
        className="small-input"
        style={{ '--ratio': across / down, aspectRatio: `${across} / ${down}` }}
      >
        {padding !== noPadding && (
          <PaddingCells
            {...{ padding, rows, columns, fontSize }}
            hasZeros={definitionOf(node.kind).group === 'convolution'}
          />
        )}
        <div
          className="small-input__map"
          style={{
            top: percent(padding.top, down),
            left: percent(padding.left, across),
            height: percent(rows, down),
            width: percent(columns, across),
          }}
        >
          {frame && values && (
            <MapCanvas
              values={values}
              width={frame.mapWidth}
              height={frame.mapHeight}
              scale={colours.scaleOf(map)}
              lut={colours.lut}
            />
          )}
          {isEditable ? (
            <MatrixCells
              matrix={matrix}
              node={source}
              width={columns * unit}
              height={rows * unit}
            />
          ) : (
            values && (
              <CellValues
                {...{ values, rows, columns }}
                scale={colours.scaleOf(map)}
                lut={colours.lut}
                width={columns * unit}
                height={rows * unit}
              />
            )
          )}
          {source.kind === 'input' && !(sweep && feeds) && <PhotoFieldMark />}
        </div>
        {sweep && feeds && <Window node={node} sweep={sweep} {...{ padding, down, across }} />}
      </div>
      <p className="side__caption">
        {isEditable
          ? t('matrix.hint')
          : isMatrix
            ? t('matrix.seen')
            : t('stage.inputMap', { name: nameOf(source), number: map + 1, count: channels })}
      </p>
    </>
  );
}

/** Whether a matrix's numbers are the network's values: not scaled, nothing cut off. */
function showsNumbersThemselves(
  matrix: Matrix,
  { settings }: NetworkNode,
  rows: number,
  columns: number,
): boolean {
  const { scaling } = settings as InputSettings;
  return scaling === 'bytes' && matrix.rows === rows && matrix.columns === columns;
}

interface WindowProps {
  node: NetworkNode;
  sweep: Sweep;
  padding: { top: number; left: number };
  down: number;
  across: number;
}

/** The window at work, and with dilation the cells that it does not skip. */
function Window({ node, sweep, padding, down, across }: WindowProps) {
  const facts = useFacts(node.id);
  const onPicture = (top: number, left: number, height = 1, width = 1) => ({
    rect: { top: top + padding.top, left: left + padding.left, height, width },
    rows: down,
    columns: across,
  });
  const { window } = sweep;
  const reach =
    facts?.state === 'runs'
      ? definitionOf(node.kind).reach(facts.inputShape, node.settings)
      : 'everything';
  const isSpread = typeof reach !== 'string' && Math.max(...reach.dilation) > 1;
  const used = isSpread ? windowCells(reach, sweep) : { rows: [], columns: [] };
  return (
    <span className="small-input__window" data-spread={isSpread}>
      <RectMark {...onPicture(window.top, window.left, window.height, window.width)} />
      {used.rows.flatMap((row) =>
        used.columns.map((column) => (
          <RectMark key={`${row} ${column}`} {...onPicture(row, column)} />
        )),
      )}
    </span>
  );
}
