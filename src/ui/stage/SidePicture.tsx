/** What the stage's maps are made from: the photo, or while a layer is swept its input and window. */
import { memo, type ReactNode } from 'react';
import { useTranslation } from '../words';
import type { NodeFace, NodeId } from '../../network/graph';
import { useFacts, useFrame } from '../../store/derived';
import { selectIsAboutDigits } from '../../store/digits';
import { useStore } from '../../store/store';
import { selectFace, selectStructure } from '../../store/structure';
import { selectAnswerId } from '../../store/trained';
import { useColours } from '../colours';
import { useIsPhone } from '../media';
import { useNodeName } from '../nodeName';
import { selectIsExplaining } from '../../store/explain';
import { usePhotoSource } from '../../store/photo';
import { RectMark } from './CellMark';
import { MapCanvas } from './MapCanvas';
import { isSmallMap } from './smallMap';
import { PhotoFieldWords } from './laterMarks';
import { Photo } from './Photo';
import { useSweep, type Sweep } from './useSweep';
import { later } from '../trouble/later';

const SmallInput = later(() => import('./SmallInput'));
const SourceMaps = later(() => import('./SourceMaps'));
const DigitSide = later(() => import('../digit/DigitSide'));
const ChosenSource = later(() => import('./ChosenSource'));
const Verdict = later(() => import('../verdict/Verdict'));

export const SidePicture = memo(function SidePicture({ node }: { node: NodeFace }) {
  if (node.inputs.length < 2) return <Side node={node} sourceId={node.inputs[0]} />;
  return (
    <ChosenSource node={node}>
      {(sourceId, choice) => <Side {...{ node, sourceId, choice }} />}
    </ChosenSource>
  );
});

interface SideProps {
  node: NodeFace;
  /** Of those that feed it, the layer that is shown. */
  sourceId: NodeId | undefined;
  choice?: ReactNode;
}

function Side({ node, sourceId, choice }: SideProps) {
  const sweep = useSweep(node.id);
  const source = useStore((state) => selectFace(state, sourceId));
  const input = useStore((state) => selectStructure(state).nodes[0]);
  const photoSource = usePhotoSource();
  const isAboutDigits = useStore(selectIsAboutDigits);
  const isSmall = isSmallMap(useFrame(source?.id ?? ''));
  // Until the numbers of a matrix have come, the input is still the photo before, and may be large.
  const inputFrame = useFrame(input?.id ?? '');
  const isMatrix = photoSource === 'matrix' && (inputFrame === undefined || isSmallMap(inputFrame));
  const explaining = useStore(selectIsExplaining);
  const pointing = useStore((state) => state.explain.pointed?.nodeId === node.id);
  // While a layer is swept or explained, its input is in the pad's place.
  const isPad = photoSource === 'drawing' && !sweep && !explaining;
  const digitSide = isAboutDigits && (
    <DigitSide hasPad={isPad && source !== undefined} hasPhoto={isPad} />
  );
  const isPhone = useIsPhone();
  const answerId = useStore(selectAnswerId);
  // The stage itself shows the photo at the photo's own place.
  if (!source) return digitSide && <div className="side">{digitSide}</div>;
  const hasSources = source.kind !== 'input' && (explaining || !sweep);
  const small = sweep && isSmall && !explaining ? source : isMatrix ? input : null;
  return (
    <div className="side">
      {isPad ? null : small ? (
        <SmallInput nodeId={node.id} sourceId={small.id} sweep={sweep} />
      ) : sweep && source.kind !== 'input' && !explaining ? (
        <SweptInput source={source} sweep={sweep} />
      ) : (
        <Photo sweep={explaining ? null : sweep} />
      )}
      {digitSide}
      {/* Elsewhere it is at the end of the filmstrip. */}
      {isPhone && !isAboutDigits && answerId !== null && <Verdict id={answerId} />}
      {pointing || explaining ? (
        <PhotoFieldWords />
      ) : sweep ? (
        <SweepWords sweep={sweep} source={source} />
      ) : (
        <FieldWords node={node} />
      )}
      {/* A phone has no room for them beside the maps themselves: they are in its explanation. */}
      {!isPhone && (choice !== undefined || hasSources) && (
        <div className="side__before">
          {choice}
          {hasSources && <SourceMaps node={node} source={source} isRow={false} />}
        </div>
      )}
    </div>
  );
}

/** The selected map of the layer before, or its nearest, with the window on it. */
function SweptInput({ source, sweep }: { source: NodeFace; sweep: Sweep }) {
  const { t } = useTranslation();
  const nameOf = useNodeName();
  const frame = useFrame(source.id);
  const colours = useColours(source.id, frame);
  const wanted = useStore((state) => state.view.selectedMap);
  const count = frame?.shape.length === 3 ? (frame.shape[2] ?? 1) : 1;
  const map = frame?.planes.has(wanted) ? wanted : Math.min(wanted, count - 1);
  const values = frame?.planes.get(map);
  if (!frame || frame.shape.length !== 3) return <Photo sweep={null} />;
  return (
    <>
      <div className="side__picture">
        {values && (
          <MapCanvas
            values={values}
            width={frame.mapWidth}
            height={frame.mapHeight}
            scale={colours.scaleOf(map)}
            lut={colours.lut}
          />
        )}
        <RectMark rect={sweep.window} rows={sweep.inputHeight} columns={sweep.inputWidth} />
      </div>
      <p className="side__caption">
        {t('stage.inputMap', { name: nameOf(source), number: map + 1, count })}
      </p>
    </>
  );
}

function SweepWords({ sweep, source }: { sweep: Sweep; source: NodeFace }) {
  const { t } = useTranslation();
  const nameOf = useNodeName();
  const { window } = sweep;
  const isVector = sweep.height === 1 && sweep.inputHeight === 1;
  return (
    <p className="side__words">
      {isVector
        ? t('stage.sweepVector', { index: sweep.column + 1, count: sweep.width })
        : t(window.height === 1 && window.width === 1 ? 'stage.sweepCell' : 'stage.sweepWords', {
            row: sweep.row + 1,
            column: sweep.column + 1,
            fromRow: window.top + 1,
            toRow: window.top + window.height,
            fromColumn: window.left + 1,
            toColumn: window.left + window.width,
            name: nameOf(source),
          })}
    </p>
  );
}

function FieldWords({ node }: { node: NodeFace }) {
  const { t } = useTranslation();
  const facts = useFacts(node.id);
  if (facts?.state !== 'runs') return null;
  const [rows, columns] = facts.receptiveField.size;
  const everything = facts.receptiveField.stride[0] === 0;
  return (
    <p className="side__words">
      {everything ? t('stage.fieldWhole') : t('stage.field', { rows, columns })}
    </p>
  );
}
