/** The amber line over the strip: a range input, moved by a transform. */
import { memo, type KeyboardEvent, type RefObject } from 'react';
import { useTranslation } from '../words';
import { selectPlayhead, selectStageIndex, selectSweep } from '../../store/derived';
import { useStore } from '../../store/store';
import { selectStageFace } from '../../store/structure';
import { scrubTo } from '../../store/view';
import { useNodeName } from '../nodeName';
import { pressedShortcut } from '../shortcut';
import { xOf, type StripGeometry } from './geometry';
import { playheadKey } from './playheadKey';
import { useFollowing } from './useFollowing';
import { press } from './usePlayheadKeys';

interface PlayheadProps {
  scroller: RefObject<HTMLDivElement | null>;
  strip: StripGeometry;
}

export const Playhead = memo(function Playhead({ scroller, strip }: PlayheadProps) {
  const { t } = useTranslation();
  const position = useStore(selectPlayhead);
  const last = useStore((state) => state.network.nodes.length - 1);
  const valueText = useValueText(last);
  const x = xOf(position, strip);
  useFollowing(scroller, x, strip);
  return (
    <div className="filmstrip__playhead" style={{ transform: `translateX(${x}px)` }}>
      <input
        className="filmstrip__handle"
        type="range"
        min={0}
        max={last}
        step={0.01}
        value={position}
        aria-label={t('filmstrip.playhead')}
        aria-valuetext={valueText}
        onChange={(event) => scrubTo(event.target.valueAsNumber)}
        onKeyDown={onKeyDown}
      />
    </div>
  );
});

/** "layer 3 of 8, conv 2, 37 % swept". While playing, only the layers are told. */
function useValueText(last: number): string {
  const { t } = useTranslation();
  const index = useStore(selectStageIndex);
  const name = useNodeName()(useStore(selectStageFace));
  const percent = useStore((state) =>
    state.view.playing ? 100 : Math.floor(selectSweep(state) * 100),
  );
  if (index === 0) return name;
  return t(percent === 100 ? 'filmstrip.atLayer' : 'filmstrip.sweeping', {
    index,
    last,
    name,
    percent,
  });
}

/** A focused slider has all its keys, up and down too. */
function onKeyDown(event: KeyboardEvent): void {
  const across = { ArrowUp: 'ArrowRight', ArrowDown: 'ArrowLeft' }[event.key];
  const pressed = pressedShortcut(event);
  const key = playheadKey({ ...pressed, key: across ?? pressed.key });
  if (!key) return;
  event.preventDefault();
  press(key, event.repeat);
}
