/** Taking what is offered where there is no room for a layer, as one undoable step. */
import { withOffer, type Offer } from '../network/offers';
import { undoable } from './history';
import { changeSettings } from './network';
import { store } from './store';

/** Makes something smaller, so that there is room for what had none. */
export function takeOffer(offer: Offer): void {
  // As by its slider: filters that are there stay as they are.
  if (offer.type === 'setting') changeSettings(offer.nodeId, { [offer.key]: offer.value });
  else undoable(() => store.setState(({ network }) => ({ network: withOffer(network, offer) })));
}
