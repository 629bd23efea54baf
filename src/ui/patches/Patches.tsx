/** What excites the selected map most: the parts of photos at which it holds its largest values. */
import './patches.css';
import { memo, useMemo, useRef } from 'react';
import type { NodeFace } from '../../network/graph';
import { useFrame } from '../../store/derived';
import { patchesPerMap, stopFinding } from '../../store/patches';
import { useStore } from '../../store/store';
import { mapCount } from '../inspector/mapName';
import { useTranslation } from '../words';
import { patchesOf } from './patchesOf';
import { PatchTile } from './PatchTile';
import { usePatches, type FoundPatches } from './usePatches';

export default memo(function Patches({ node }: { node: NodeFace }) {
  const { t } = useTranslation();
  const section = useRef<HTMLElement>(null);
  const frame = useFrame(node.id);
  const selected = useStore((state) => state.view.selectedMap);
  const patches = usePatches(node.id, section);
  const { found } = patches;
  const map = frame ? Math.min(selected, mapCount(frame.shape) - 1) : 0;
  const shown = useMemo(() => (found ? patchesOf(found, map) : null), [found, map]);
  // Three digits of the strongest, and as many decimals of the others.
  const decimals = Math.max(0, 2 - Math.floor(Math.log10(shown?.[0]?.value ?? 1)));
  // What the network does not see is no part of what excites a map.
  const isGrey = useStore((state) => state.network.nodes[0]?.settings['greyscale'] === true);
  const kind = node.kind === 'conv2d' ? 'filter' : 'map';
  return (
    <section
      ref={section}
      className="inspector__section patches"
      data-grey={isGrey}
      aria-busy={patches.underWay !== null}
    >
      <h3 className="section-title">{t(`patches.title.${kind}`)}</h3>
      <p className="inspector__note">{t(`patches.about.${kind}`)}</p>
      {shown ? (
        shown.length > 0 ? (
          <ol className="patches__tiles" aria-label={t('patches.list')}>
            {shown.map((patch) => (
              <li key={`${patch.photoId} ${patch.window.top} ${patch.window.left}`}>
                <PatchTile nodeId={node.id} map={map} patch={patch} decimals={decimals} />
              </li>
            ))}
          </ol>
        ) : (
          <p className="patches__never">
            {t(found?.pictures.length === 0 ? 'patches.failed' : `patches.never.${kind}`)}
          </p>
        )
      ) : (
        <Searching {...patches} />
      )}
    </section>
  );
});

/** Where the patches will be, and how far the search is. */
function Searching({ underWay, isStopped, find }: FoundPatches) {
  const { t } = useTranslation();
  return (
    <div className="patches__tiles patches__tiles--empty">
      {Array.from({ length: patchesPerMap }, (_, index) => (
        <span key={index} className="patches__empty" />
      ))}
      <div className="patches__search">
        {underWay && (
          <>
            <progress
              className="progress patches__bar"
              aria-label={t('patches.searching')}
              {...(underWay.of > 0 && { max: underWay.of, value: underWay.done })}
            />
            <button type="button" className="button" onClick={stopFinding}>
              {t('header.cancel')}
            </button>
          </>
        )}
        {isStopped && (
          <button type="button" className="button button--bordered" onClick={find}>
            {t('patches.find')}
          </button>
        )}
      </div>
    </div>
  );
}
