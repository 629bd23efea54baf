/** Beside the pointer: the layer and the map that it is on. Follows without React. */
import { useLayoutEffect, useRef } from 'react';
import { formatNumber } from '../../paint/formatNumber';
import { store } from '../../store/store';
import { useTranslation } from '../words';
import type { Captions } from './drawCaptions';
import type { OverviewView, Pointed } from './OverviewView';

interface PointedLabelProps {
  view: OverviewView;
  captions: Captions;
}

/** From the pointer, in CSS pixels. */
const away = 14;

export function PointedLabel({ view, captions }: PointedLabelProps) {
  const { t } = useTranslation();
  const label = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const textOf = ({ block, map }: Pointed): [string, string] => {
      const caption = captions.get(block.id);
      if (map === null) return [caption?.name ?? '', caption?.detail ?? ''];
      const statistics = store.getState().run.frames.get(block.id)?.statistics;
      const range =
        statistics &&
        t('stage.range', {
          from: formatNumber(statistics.minimum[map] ?? 0, 3),
          to: formatNumber(statistics.maximum[map] ?? 0, 3),
        });
      const name = t('overview.map', { name: caption?.name, number: map + 1 });
      return [name, [caption?.detail, range].filter(Boolean).join(', ')];
    };
    return view.followPointer((pointed) => {
      const element = label.current;
      if (!element) return;
      element.hidden = !pointed;
      if (!pointed) return;
      const [name, detail] = textOf(pointed);
      const [first, second] = element.children;
      if (first && second) [first.textContent, second.textContent] = [name, detail];
      const { clientWidth = 0, clientHeight = 0 } = element.parentElement ?? {};
      const { offsetWidth, offsetHeight } = element;
      const { x, y } = pointed.at;
      const left = x + away + offsetWidth > clientWidth ? x - away - offsetWidth : x + away;
      const top = y + away + offsetHeight > clientHeight ? y - away - offsetHeight : y + away;
      element.style.transform = `translate(${Math.max(0, left)}px, ${Math.max(0, top)}px)`;
    });
  }, [view, captions, t]);
  return (
    <div ref={label} className="overview__label" aria-hidden="true" hidden>
      <strong />
      <span />
    </div>
  );
}
