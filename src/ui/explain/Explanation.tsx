/** The explanation of one cell: a renderer for each way in which cells are combined. */
import type { CellReading } from '../../engine/protocol';
import type { Settings } from '../../layers/settings';
import type { Combined } from '../../network/combine';
import type { NodeFace } from '../../network/graph';
import { useStore } from '../../store/store';
import { AffineTerms } from './AffineTerms';
import { ChannelSums } from './ChannelSums';
import { CopyOf } from './CopyOf';
import { CurvePoint } from './CurvePoint';
import { Formula } from './Formula';
import { LargestTerms } from './LargestTerms';
import { NormalisedTerms } from './NormalisedTerms';
import { PathList } from './PathToPhoto';
import { PoolWindow } from './PoolWindow';
import { SoftmaxTerms } from './SoftmaxTerms';
import { SumOf } from './SumOf';
import { TotalLine } from './TotalLine';

/** What every renderer is given. */
export interface CombinedProps {
  node: NodeFace;
  reading: CellReading;
  combined: Combined;
}

export function Explanation({ node, reading, combined, decimals }: CombinedProps & Decimals) {
  const settings = useStore(
    (state) => state.network.nodes.find(({ id }) => id === node.id)?.settings ?? noSettings,
  );
  const props = { node, reading, combined, settings };
  return (
    <>
      <PathList />
      <Formula {...props} />
      <TotalLine {...{ reading, combined, decimals }} />
      <Terms {...props} />
    </>
  );
}

interface Decimals {
  /** At which the sum and the value on screen are the same. */
  decimals: number;
}

const noSettings: Settings = {};

function Terms(props: CombinedProps & { settings: Settings }) {
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
    case 'normalised':
      return <NormalisedTerms {...props} />;
    case 'affine':
      return <AffineTerms {...props} />;
    case 'copy':
      return <CopyOf {...props} />;
    case 'sum':
      return <SumOf {...props} />;
  }
}
