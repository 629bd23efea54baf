/** The maps of the layer before in one row: for a phone's explanation, above the numbers. */
import type { NodeFace } from '../../network/graph';
import { useStore } from '../../store/store';
import ChosenSource from './ChosenSource';
import SourceMaps from './SourceMaps';

/** @param node the layer on the stage; of several that feed it, one is chosen */
export default function SourceRow({ node }: { node: NodeFace }) {
  const nodes = useStore((state) => state.network.nodes);
  return (
    <ChosenSource node={node}>
      {(sourceId, choice) => {
        const source = nodes.find(({ id }) => id === sourceId);
        return (
          <>
            {node.inputs.length > 1 && choice}
            {source && source.kind !== 'input' && <SourceMaps isRow {...{ node, source }} />}
          </>
        );
      }}
    </ChosenSource>
  );
}
