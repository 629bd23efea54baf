/** What all activations share: the shape stays, each output sees one input, nothing is learned. */
import {
  defineLayer,
  oneCell,
  type LayerDefinition,
  type OutputSign,
  type Tensor,
  type TensorFlow,
} from './contract';
import type { Settings, SettingSpecs } from './settings';

interface Elementwise<S extends Settings> {
  kind: string;
  code: string;
  settings: SettingSpecs;
  outputSign: OutputSign;
  /** What becomes of one number, in 64-bit arithmetic. */
  curve(x: number, settings: S): number;
  apply(tf: TensorFlow, input: Tensor, settings: S): Tensor;
}

export function elementwise<S extends Settings>(layer: Elementwise<S>): LayerDefinition {
  return defineLayer<S>({
    kind: layer.kind,
    code: layer.code,
    group: 'activation',
    settings: layer.settings,
    outputSign: layer.outputSign,
    outputShape: (input) => ({ ok: true, shape: input }),
    parameters: () => 0,
    macs: () => 0,
    reach: () => 'sameCell',
    terms: (_input, _settings, cell) => ({ combination: 'function', ...oneCell(cell) }),
    curve: (x, settings) => layer.curve(x, settings),
    weights: () => [],
    compute: (tf, input, settings) => layer.apply(tf, input, settings),
  });
}
