/** What all activations share: the shape stays, each output sees one input, nothing is learned. */
import {
  defineLayer,
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
    weights: () => [],
    compute: (tf, input, settings) => layer.apply(tf, input, settings),
  });
}
