/** The little glyph between two frames: what the layer does to what comes in. */
import { memo } from 'react';
import type { NodeFace } from '../../network/graph';
import { useStore } from '../../store/store';
import { windowText } from './windowText';

/** Curves of the activations and signs of the other layers, on a 22 × 16 grid. */
const curves: Readonly<Record<string, string>> = {
  relu: 'M2 13h9l8-10',
  leakyRelu: 'M2 14.500l9-2.500 8-9.500',
  elu: 'M2 14c5 0 7-.5 9-3l8-8.500',
  softplus: 'M2 13.500c7 0 9-1.500 17-11',
  sigmoid: 'M2 13.500c10 0 8-11 18-11',
  tanh: 'M2 14c8 0 8 0 9-6s1-6 9-6',
  zeroPadding2d: 'M3 1h16v14H3zm4 4h8v6H7z',
  globalAveragePool2d: 'M3 2h10v12H3zm10 6h7m-3-3 3 3-3 3',
  batchNormalization: 'M2 14c6 0 6-12 9-12s3 12 9 12M11 2v12',
  localResponseNormalization: 'M3 11V5m4 6V5m4 9V2m4 9V5m4 6V5',
  dropout: 'M4 4h.01M11 4h.01M18 4h.01M4 12h.01M18 12h.01M9 10l4 4m0-4-4 4',
  flatten: 'M2 8h17m-5-5 5 5-5 5',
  dense: 'M3 2l16 6L3 14M3 8h16',
  concatenate: 'M2 2c8 0 8 6 12 6M2 14c8 0 8-6 12-6M2 8h18',
  add: 'M11 2v12M5 8h12',
  softmax: 'M3 13V9m5.300 4V4m5.400 9v-2.500M19 13v-1.500',
};

export const Operation = memo(function Operation({ node: { id, kind } }: { node: NodeFace }) {
  const curve = curves[kind];
  const text = useStore(({ network }) => {
    const node = network.nodes.find((each) => each.id === id);
    return node ? windowText(node).join('\n') : '';
  });
  const window = text === '' ? [] : text.split('\n');
  return (
    <span className="filmstrip__operation" aria-hidden="true">
      {window.map((line) => (
        <span key={line}>{line}</span>
      ))}
      {window.length === 0 && (
        <svg width="1.375rem" height="1rem" viewBox="0 0 22 16">
          <path
            d={curve ?? curves['flatten']}
            fill="none"
            stroke="currentColor"
            strokeWidth="1.4"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </svg>
      )}
    </span>
  );
});
