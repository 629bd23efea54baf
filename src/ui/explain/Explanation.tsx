/** The explanation of one cell: a renderer for each way in which cells are combined. */
import { useMemo } from 'react';
import type { CellReading } from '../../engine/protocol';
import { definitionOf } from '../../layers';
import { combine, type Combined } from '../../network/combine';
import type { NodeFace } from '../../network/graph';
import { useStore } from '../../store/store';
import { ChannelSums } from './ChannelSums';
import { CopyOf } from './CopyOf';
import { CurvePoint } from './CurvePoint';
import { Formula } from './Formula';
import { LargestTerms } from './LargestTerms';
import { PathList } from './PathToPhoto';
import { PoolWindow } from './PoolWindow';
import { SoftmaxTerms } from './SoftmaxTerms';
import { TotalLine } from './TotalLine';

export interface ExplanationProps {
  node: NodeFace;
  reading: CellReading;
}

/** What every renderer is given. */
export interface CombinedProps extends ExplanationProps {
  combined: Combined;
}

export function Explanation({ node, reading }: ExplanationProps) {
  const settings = useStore(
    (state) => state.network.nodes.find(({ id }) => id === node.id)?.settings,
  );
  const combined = useMemo(() => {
    const definition = definitionOf(node.kind);
    return combine(reading, (x) => definition.curve?.(x, settings ?? {}) ?? NaN);
  }, [reading, node.kind, settings]);
  const props = { node, reading, combined };
  return (
    <>
      <PathList />
      <Formula {...props} settings={settings ?? {}} />
      <TotalLine reading={reading} combined={combined} />
      <Terms {...props} settings={settings ?? {}} />
    </>
  );
}

function Terms(props: CombinedProps & { settings: Parameters<typeof CurvePoint>[0]['settings'] }) {
  const { reading } = props;
  switch (reading.terms.combination) {
    case 'weightedSum':
      return reading.inputShape.length === 3 ? (
        <ChannelSums {...props} />
      ) : (
        <LargestTerms {...props} />
      );
    case 'maximum':
    case 'mean':
      return <PoolWindow {...props} />;
    case 'function':
      return <CurvePoint {...props} />;
    case 'softmax':
      return <SoftmaxTerms {...props} />;
    case 'copy':
      return <CopyOf {...props} />;
  }
}
