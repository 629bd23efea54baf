/** A patch enlarged, and its place on its photo, beside what it is pointed at. */
import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';
import type { ScannedPhoto } from '../../store/patches';
import { useTranslation } from '../words';
import { paintPlace } from './paintPatch';
import type { MapPatch } from './patchesOf';
import { PatchPicture } from './PatchPicture';
import { placeAtSide } from './placeAtSide';
import type { PlaceWords } from './usePlaceWords';

interface PatchCardProps {
  opener: RefObject<HTMLElement | null>;
  patch: MapPatch;
  photo: ScannedPhoto;
  words: PlaceWords;
  value: string;
  onClose: () => void;
}

/** Height of both pictures, and the most that the photo's width may be, in CSS pixels. */
const height = 176;
const widest = 288;

/** All that it says is in the patch's own name. */
export function PatchCard({ opener, patch, photo, words, value, onClose }: PatchCardProps) {
  const { t } = useTranslation();
  const card = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { pixels } = photo;
  const scale = Math.min(height / pixels.height, widest / pixels.width);
  const size = { width: pixels.width * scale, height: pixels.height * scale };
  useLayoutEffect(() => {
    if (!card.current || !opener.current) return;
    card.current.showPopover();
    placeAtSide(card.current, opener.current);
  }, [opener]);
  useLayoutEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) return;
    element.width = Math.round(size.width * devicePixelRatio);
    element.height = Math.round(size.height * devicePixelRatio);
    const style = getComputedStyle(element);
    paintPlace(context, pixels, patch.seen, element, {
      colour: style.getPropertyValue('--where'),
      halo: style.getPropertyValue('--page'),
      width: 2 * devicePixelRatio,
      leastSide: 14 * devicePixelRatio,
    });
  }, [pixels, patch, size.width, size.height]);
  useEffect(() => {
    // Getting the focus scrolls its opener into sight: the card goes along as long as that can be seen.
    const follow = () => {
      if (!card.current || !opener.current) return;
      if (isInSight(opener.current)) placeAtSide(card.current, opener.current);
      else onClose();
    };
    addEventListener('scroll', follow, true);
    addEventListener('resize', follow);
    return () => {
      removeEventListener('scroll', follow, true);
      removeEventListener('resize', follow);
    };
  });
  return (
    <div ref={card} className="patch-card" popover="manual" aria-hidden="true">
      <div className="patch-card__pictures">
        <div className="patch-card__patch" style={{ width: height }}>
          <PatchPicture patch={patch} pixels={pixels} />
        </div>
        <canvas ref={canvas} className="patch-card__photo" style={size} />
      </div>
      <p className="patch-card__words">
        <b>{words.photo}</b>
        <span>{value}</span>
      </p>
      <p className="patch-card__place">{t('patches.place', { ...words })}</p>
    </div>
  );
}

/** Whether an element's middle is not scrolled out of sight or under something else. */
function isInSight(element: HTMLElement): boolean {
  const { left, top, width, height } = element.getBoundingClientRect();
  const there = document.elementFromPoint(left + width / 2, top + height / 2);
  return there !== null && element.contains(there);
}
