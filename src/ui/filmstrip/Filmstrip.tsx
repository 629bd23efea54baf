/** The bottom of the page: the photo, every layer as a frame, and the playhead that goes through. */
import './filmstrip.css';
import { useRef } from 'react';
import { useTranslation } from '../words';
import { useStore } from '../../store/store';
import { Frame } from './Frame';
import { phoneStrip, stripWidth, wideStrip } from './geometry';
import { Joint } from './Joint';
import { useIsPhone } from '../media';
import { Playhead } from './Playhead';
import { Transport } from './Transport';
import { useScrubbing } from './useScrubbing';
import { useWheelScrubbing } from './useWheelScrubbing';

export function Filmstrip() {
  const { t } = useTranslation();
  const nodes = useStore((state) => state.network.nodes);
  const end = nodes.at(-1);
  const strip = useIsPhone() ? phoneStrip : wideStrip;
  const scroller = useRef<HTMLDivElement>(null);
  const track = useRef<HTMLDivElement>(null);
  useScrubbing(scroller, track, strip);
  useWheelScrubbing(scroller, strip);
  const sizes = {
    '--frame-width': `${strip.frameWidth}px`,
    '--frame-height': `${strip.frameHeight}px`,
    '--gap': `${strip.gap}px`,
    '--margin': `${strip.margin}px`,
  };
  return (
    <div className="filmstrip" style={sizes}>
      <Transport />
      <div ref={scroller} className="filmstrip__scroller">
        <div
          ref={track}
          className="filmstrip__track"
          style={{ width: `${stripWidth(nodes.length, strip)}px` }}
        >
          <div className="filmstrip__ruler" data-ruler>
            {nodes.map(({ id }) => (
              <span key={id} className="filmstrip__tick" />
            ))}
          </div>
          <ol className="filmstrip__frames" aria-label={t('filmstrip.layers')}>
            {nodes.map((node) => (
              <li key={node.id} className="filmstrip__step">
                {node.inputs[0] !== undefined && <Joint after={node.inputs[0]} node={node} />}
                <Frame node={node} strip={strip} />
              </li>
            ))}
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
  );
}
