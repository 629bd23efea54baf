/** Buttons that make something smaller where there is no room for a layer. */
import { useMemo } from 'react';
import { runLimit } from '../store/runLimit';
import type { NodeId } from '../network/graph';
import { offersFor, type Offer } from '../network/offers';
import { factsOf } from '../network/shape';
import { selectInputShape } from '../store/derived';
import { takeOffer } from '../store/offers';
import { store, useStore } from '../store/store';
import { useNodeName } from './nodeName';
import { useTranslation } from './words';
import './whatFits.css';

/** Nothing where the layer does not wait for that. */
export default function WhatFits({ nodeId }: { nodeId: NodeId }) {
  const { t } = useTranslation();
  const wordsOf = useOfferWords();
  const network = useStore((state) => state.network);
  const photo = useStore((state) => state.photo.present);
  const limit = useStore((state) => runLimit(state.settings));
  const offers = useMemo(() => {
    const state = { ...store.getState(), photo: { ...store.getState().photo, present: photo } };
    return offersFor(network, nodeId, (other) =>
      factsOf(other, selectInputShape({ ...state, network: other }), limit),
    );
  }, [network, photo, limit, nodeId]);
  if (offers.length === 0) return null;
  return (
    <div className="what-fits" role="group" aria-label={t('fits.title')}>
      <p>{t('fits.title')}</p>
      {offers.map((offer) => (
        <button
          key={JSON.stringify(offer)}
          type="button"
          className="button button--bordered"
          onClick={() => takeOffer(offer)}
        >
          {wordsOf(offer)}
        </button>
      ))}
    </div>
  );
}

function useOfferWords(): (offer: Offer) => string {
  const { t } = useTranslation();
  const nameOf = useNodeName();
  const nodeName = (id: NodeId) => {
    const node = store.getState().network.nodes.find((each) => each.id === id);
    return node ? nameOf(node) : '';
  };
  return (offer) => {
    switch (offer.type) {
      case 'setting':
        return t('fits.setting', {
          name: nodeName(offer.nodeId),
          setting: t(`setting.${offer.key}`),
          value: offer.value,
        });
      case 'inputs':
        return t('fits.inputs', { name: nodeName(offer.nodeId), count: offer.count });
      case 'everywhere':
        return t('fits.everywhere', { count: offer.most });
    }
  };
}
