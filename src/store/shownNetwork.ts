/** What is run of the network that is edited. */
import type { Network } from '../network/graph';
import { withoutSources } from '../network/trained';
import type { State } from './state';

/** The network with the weights that are to be seen. */
export function networkToRun({
  network,
  view,
}: {
  network: Network;
  view: Pick<State['view'], 'weights'>;
}): Network {
  return view.weights === 'random' ? withoutSources(network, () => false) : network;
}
