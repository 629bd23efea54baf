/** The Worker that finds facts of values: see `factFinder`. */
import type { FactsAnswer, FactsMessage } from './factFinder';
import { factsOf } from './facts';

const scope = self as unknown as {
  postMessage(message: FactsAnswer, transfer: Transferable[]): void;
  onmessage: ((event: MessageEvent<FactsMessage>) => void) | null;
};

scope.onmessage = ({ data: { id, values, wish } }) => {
  const facts = factsOf(values, wish);
  scope.postMessage({ id, facts }, facts.maps ? [facts.maps.values.buffer] : []);
};
