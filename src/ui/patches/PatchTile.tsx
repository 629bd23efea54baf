/** One patch: its picture and value, a button to its photo; larger, and on the photo, when pointed at. */
import { useRef, useState } from 'react';
import type { NodeId } from '../../network/graph';
import { formatFixed } from '../../paint/formatNumber';
import { openPatch, scannedPhoto } from '../../store/patches';
import { useTranslation } from '../words';
import { PatchCard } from './PatchCard';
import { PatchPicture } from './PatchPicture';
import type { MapPatch } from './patchesOf';
import { usePlaceWords } from './usePlaceWords';

interface PatchTileProps {
  nodeId: NodeId;
  map: number;
  patch: MapPatch;
  /** Of its value, as they are shown. */
  decimals: number;
}

export function PatchTile({ nodeId, map, patch, decimals }: PatchTileProps) {
  const { t } = useTranslation();
  const button = useRef<HTMLButtonElement>(null);
  const [isPointedAt, setIsPointedAt] = useState(false);
  const photo = scannedPhoto(patch.photoId);
  const words = usePlaceWords(patch, photo);
  const value = formatFixed(patch.value, decimals);
  const open = () => {
    setIsPointedAt(false);
    void openPatch(
      patch.photoId,
      nodeId,
      { row: patch.row, column: patch.column, channel: map },
      patch.isWhole,
    );
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        className="patch"
        aria-label={t('patches.patch', { value, ...words })}
        onClick={open}
        onPointerEnter={({ pointerType }) => setIsPointedAt(pointerType === 'mouse')}
        onPointerLeave={() => setIsPointedAt(false)}
        onFocus={({ currentTarget }) => setIsPointedAt(currentTarget.matches(':focus-visible'))}
        onBlur={() => setIsPointedAt(false)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || !isPointedAt) return;
          event.stopPropagation();
          setIsPointedAt(false);
        }}
      >
        {photo && <PatchPicture patch={patch} pixels={photo.pixels} />}
        <span className="patch__value">{value}</span>
      </button>
      {isPointedAt && photo && (
        <PatchCard
          opener={button}
          patch={patch}
          photo={photo}
          words={words}
          value={value}
          onClose={() => setIsPointedAt(false)}
        />
      )}
    </>
  );
}
