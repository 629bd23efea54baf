/** The bottom of the page: the photo, every layer as a frame, and the playhead that goes through. */
import './filmstrip.css';
import { useMemo, useRef } from 'react';
import { useTranslation } from '../words';
import { useStore } from '../../store/store';
import { selectIsAboutDigits } from '../../store/digits';
import { selectAnswerId } from '../../store/trained';
import { Frame } from './Frame';
import { lowStrip, phoneStrip, scaledStrip, stripWidth, wideStrip, xOf } from './geometry';
import { Joint } from './Joint';
import { useIsLow, useIsPhone } from '../media';
import { useTextScale } from '../textScale';
import { Playhead } from './Playhead';
import { Transport } from './Transport';
import { useFolding } from './useFolding';
import { useFramesInSight } from './useFramesInSight';
import { useScrubbing } from './useScrubbing';
import { useWheelScrubbing } from './useWheelScrubbing';
import { later } from '../trouble/later';

const Rails = later(() => import('./Rails'));
const FoldButton = later(() => import('./FoldButton'));
const Verdict = later(() => import('../verdict/Verdict'));

export function Filmstrip() {
  const { t } = useTranslation();
  const isPhone = useIsPhone();
  const answerId = useStore((state) => (selectIsAboutDigits(state) ? null : selectAnswerId(state)));
  const isLow = useIsLow();
  const scale = useTextScale();
  const { nodes, modules, hidden, columns } = useFolding();
  const end = nodes.at(-1);
  const strip = useMemo(() => {
    const bare = scaledStrip(isLow ? lowStrip : isPhone ? phoneStrip : wideStrip, scale);
    return columns ? { ...bare, columns } : bare;
  }, [isLow, isPhone, scale, columns]);
  const xs = useMemo(() => nodes.map((_, i) => xOf(i, strip)), [nodes, strip]);
  const shown = nodes.filter(({ id }) => !hidden.has(id));
  const width = stripWidth(shown.length, strip);
  const scroller = useRef<HTMLDivElement>(null);
  const track = useRef<HTMLDivElement>(null);
  useScrubbing(scroller, track, strip);
  useWheelScrubbing(scroller, strip);
  useFramesInSight(scroller, shown.map(({ id }) => id).join(' '));
  const sizes = {
    '--frame-width': `${strip.frameWidth}px`,
    '--frame-height': `${strip.frameHeight}px`,
    '--gap': `${strip.gap}px`,
    '--margin': `${strip.margin}px`,
  };
  const isBranched = nodes.some(({ inputs }) => inputs.length > 1);
  return (
    <div className="filmstrip" style={sizes} data-branched={isBranched}>
      <Transport />
      <div className="filmstrip__window">
        <div ref={scroller} className="filmstrip__scroller">
          <div ref={track} className="filmstrip__track" style={{ width: `${width}px` }}>
            <div className="filmstrip__ruler" data-ruler>
              {!isBranched && shown.map(({ id }) => <span key={id} className="filmstrip__tick" />)}
            </div>
            {isBranched && <Rails nodes={nodes} modules={modules} xs={xs} width={width} />}
            <ol className="filmstrip__frames" aria-label={t('filmstrip.layers')}>
              {shown.map((node) => {
                const module = modules.find(({ join }) => join === node.id);
                const before = nodes[nodes.indexOf(node) - 1]?.id ?? '';
                // Where branches are folded away there is no place between them and their joint.
                const source = hidden.has(before) ? undefined : sourceOf(node.inputs, before);
                return (
                  <li
                    key={node.id}
                    className="filmstrip__step"
                    data-node={node.id}
                    data-parted={source !== undefined && source !== before}
                  >
                    {source !== undefined && <Joint after={source} node={node} />}
                    {module && <FoldButton module={module} hidden={hidden} />}
                    <Frame node={node} strip={strip} />
                  </li>
                );
              })}
              {end && (
                <li className="filmstrip__end">
                  <Joint after={end.id} />
                </li>
              )}
            </ol>
            <Playhead scroller={scroller} strip={strip} />
          </div>
        </div>
      </div>
      {!isPhone && answerId !== null && (
        <div className="filmstrip__answer">
          <Verdict id={answerId} />
        </div>
      )}
    </div>
  );
}

/** Of the layers that feed one, that which stands right before it, or else the first. */
function sourceOf(inputs: readonly string[], before: string): string | undefined {
  return inputs.find((id) => id === before) ?? inputs[0];
}
