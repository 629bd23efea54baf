/** Where several layers meet in one: which of them is shown beside its maps. */
import { useState, type ReactNode } from 'react';
import { definitionOf } from '../../layers';
import type { NodeFace, NodeId } from '../../network/graph';
import { selectFacts } from '../../store/derived';
import { selectCell } from '../../store/explain';
import type { State } from '../../store/state';
import { useStore } from '../../store/store';
import { Segments } from '../controls/Segments';
import { useNodeName } from '../nodeName';
import { useTranslation } from '../words';

/** More than these are chosen from a list. */
const mostSegments = 8;

interface ChosenSourceProps {
  /** The layer on the stage. */
  node: NodeFace;
  children: (source: NodeId | undefined, choice: ReactNode) => ReactNode;
}

export default function ChosenSource({ node, children }: ChosenSourceProps) {
  const { t } = useTranslation();
  const nameOf = useNodeName();
  const nodes = useStore((state) => state.network.nodes);
  const own = useStore((state) => ownSource(state, node));
  const [chosen, setChosen] = useState({ of: node.id, own, place: own });
  // A choice holds until the cell in question comes from another layer.
  if (chosen.of !== node.id || chosen.own !== own) setChosen({ of: node.id, own, place: own });
  const { place } = chosen;
  const options = node.inputs.flatMap((id, input) => {
    const source = nodes.find((each) => each.id === id);
    return source ? [{ value: String(input), label: nameOf(source) }] : [];
  });
  const choose = (value: string) => setChosen({ of: node.id, own, place: Number(value) });
  return children(
    node.inputs[place],
    <div className="side__choice">
      {options.length <= mostSegments ? (
        <Segments
          label={t('explain.sourceChoice')}
          options={options}
          value={String(place)}
          onChange={choose}
        />
      ) : (
        <select
          className="select"
          aria-label={t('explain.sourceChoice')}
          value={place}
          onChange={(event) => choose(event.target.value)}
        >
          {options.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      )}
    </div>,
  );
}

/** The input that the explained cell, or one of the selected map, comes from; else the first. */
function ownSource(state: State, node: NodeFace): number {
  const facts = selectFacts(state).get(node.id);
  const cell = selectCell(state);
  if (facts?.state !== 'runs' || !cell) return 0;
  return definitionOf(node.kind).merge?.terms(facts.inputShapes, cell).sources?.[0] ?? 0;
}
