/** Where a network's weights are trained ones, and what its outputs stand for. */
import type { FilterChange } from '../layers/filterChanges';
import type { Settings, SettingValue } from '../layers/settings';
import { trainedPart, trainedSources, untrained } from '../layers/trainedLayers';
import type { Network, NetworkNode, NodeId } from './graph';

/** The trained networks that a network's layers, or frozen filters of them, take weights from. */
export function sourcesOf({ nodes }: Network): readonly string[] {
  const sources = new Set<string>();
  for (const { settings } of nodes) {
    for (const value of [settings['trained'], ...frozenOf(settings)]) {
      const part = trainedPart(value);
      if (part) sources.add(part.source);
    }
  }
  return [...sources];
}

/** The network with drawn weights in the place of those from sources that are not there. */
export function withoutSources(network: Network, isThere: (source: string) => boolean): Network {
  if (sourcesOf(network).every(isThere)) return network;
  const drawn = (value: SettingValue | undefined) => {
    const part = trainedPart(value);
    return part !== null && !isThere(part.source);
  };
  const nodes = network.nodes.map((node): NetworkNode => {
    const { settings } = node;
    const changes = settings['filterChanges'] as readonly FilterChange[] | undefined;
    return {
      ...node,
      settings: {
        ...settings,
        ...(drawn(settings['trained']) && { trained: untrained }),
        ...(changes?.some(({ frozen }) => drawn(frozen?.trained)) && {
          filterChanges: changes.map((change) =>
            change.frozen && drawn(change.frozen.trained)
              ? { ...change, frozen: { ...change.frozen, trained: untrained } }
              : change,
          ),
        }),
      },
    };
  });
  return { ...network, nodes };
}

/**
 * The classes that the numbers of a vector stand for, in their order: those of the trained classifier
 * that it is, or that is before it with nothing but functions of each number in between. Null where
 * there is none, or it has other units than its own.
 */
export function labelsOf({ nodes }: Network, id: NodeId): readonly string[] | null {
  let node = nodes.find((each) => each.id === id);
  while (node && passesOn.has(node.kind)) {
    const [source] = node.inputs;
    node = nodes.find((each) => each.id === source);
  }
  const part = node?.kind === 'dense' ? trainedPart(node.settings['trained']) : null;
  const source = part && trainedSources[part.source];
  if (!source || source.classifier !== part.layer) return null;
  return node?.settings['units'] === source.labels.length ? source.labels : null;
}

/** Kinds behind which each number is still of the same class. */
const passesOn = new Set([
  'softmax',
  'relu',
  'leakyRelu',
  'elu',
  'sigmoid',
  'tanh',
  'softplus',
  'dropout',
]);

function frozenOf(settings: Settings): readonly (string | undefined)[] {
  const changes = settings['filterChanges'] as readonly FilterChange[] | undefined;
  return changes?.map(({ frozen }) => frozen?.trained) ?? [];
}
