/** A button that creates the weights that a network has too many of to create them unasked. */
import { definitionOf } from '../layers';
import { isUnasked, withWeightsAsked } from '../network/askedWeights';
import type { NodeId } from '../network/graph';
import { factsOf } from '../network/shape';
import { selectFacts, selectInputShape } from '../store/derived';
import { createWeights } from '../store/network';
import type { State } from '../store/state';
import { useStore } from '../store/store';
import { useTranslation } from './words';

/** Nothing where the layer does not wait for that. */
export default function CreateWeights({ nodeId }: { nodeId: NodeId }) {
  const { t } = useTranslation();
  const parameters = useStore((state) =>
    isUnasked(selectFacts(state).get(nodeId)) ? parametersAsked(state) : 0,
  );
  if (parameters === 0) return null;
  const mebibytes = Math.round((parameters * 4) / 2 ** 20);
  return (
    <button type="button" className="button button--bordered" onClick={createWeights}>
      {t('inspector.createWeights', { parameters, mebibytes })}
    </button>
  );
}

/** Parameters of all the layers that do not run as yet and would then. */
function parametersAsked(state: State): number {
  const now = selectFacts(state);
  const asked = factsOf(withWeightsAsked(state.network), selectInputShape(state));
  return state.network.nodes
    .filter(
      ({ id, kind }) => now.get(id)?.state !== 'runs' && 'created' in definitionOf(kind).settings,
    )
    .map(({ id }) => asked.get(id))
    .reduce((sum, facts) => sum + (facts?.state === 'runs' ? facts.parameters : 0), 0);
}
