import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  trainedOptions,
  trainedPart,
  trainedSources,
  trainedValue,
} from '../../src/layers/trainedLayers';
import { chain, withSettings, type Network } from '../../src/network/graph';
import { labelsOf, sourcesOf, withoutSources } from '../../src/network/trained';
import { presetOf, presets } from '../../src/presets';

interface KerasLayer {
  class_name: string;
  config: Record<string, unknown>;
}

interface ModelFile {
  modelTopology: { model_config: { config: { layers: KerasLayer[] } } };
  userDefinedMetadata: { catscan: { labels: string[]; input: Record<string, unknown> } };
}

function modelOf(source: string): ModelFile {
  const file = new URL(`../../public/weights/${source}/model.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as ModelFile;
}

/** A Keras layer as catscan's kind and settings, as far as the trained networks need it. */
function asNode({ class_name, config }: KerasLayer): [string, Record<string, unknown>] {
  const [height, width] = (config['kernel_size'] ?? config['pool_size'] ?? []) as number[];
  const [stride] = (config['strides'] ?? []) as number[];
  switch (class_name) {
    case 'Conv2D':
      return [
        'conv2d',
        {
          filters: config['filters'],
          kernelHeight: height,
          kernelWidth: width,
          stride,
          padding: config['padding'],
          useBias: config['use_bias'],
        },
      ];
    case 'MaxPooling2D':
    case 'AveragePooling2D':
      return [
        class_name === 'MaxPooling2D' ? 'maxPool2d' : 'averagePool2d',
        { poolHeight: height, poolWidth: width, stride, padding: config['padding'] },
      ];
    case 'Activation':
      return [config['activation'] as string, {}];
    case 'Dense':
      return ['dense', { units: config['units'], useBias: config['use_bias'] }];
    case 'Flatten':
      return ['flatten', {}];
    case 'GlobalAveragePooling2D':
      return ['globalAveragePool2d', {}];
    default:
      throw new Error(`no kind for ${class_name}`);
  }
}

describe.each(Object.entries(trainedSources))('the trained network %s', (source, known) => {
  const { modelTopology, userDefinedMetadata } = modelOf(source);
  const [entry, ...layers] = modelTopology.model_config.config.layers;
  const { nodes } = presetOf(source).network;

  it('is the preset of that name, layer by layer', () => {
    expect(nodes.slice(1).map(({ kind }) => kind)).toEqual(layers.map((layer) => asNode(layer)[0]));
    layers.forEach((layer, place) => {
      const [, expected] = asNode(layer);
      const { settings } = nodes[place + 1]!;
      // A pool's own stride of 0 stands for its size.
      const given =
        settings['stride'] === 0 ? { ...settings, stride: settings['poolHeight'] } : settings;
      expect(given).toMatchObject(expected);
      if ('trained' in settings) {
        const name = layer.config['name'] as string;
        expect(settings['trained']).toBe(trainedValue(source, name));
      }
    });
  });

  it('has the labels and the input that its file says', () => {
    const { labels, input } = userDefinedMetadata.catscan;
    expect(known.labels).toEqual(labels);
    const { side, ...others } = input;
    expect(nodes[0]!.settings).toMatchObject({ longestSide: side, cropSquare: true, ...others });
    const shape = entry!.config['batch_input_shape'] as number[];
    expect(shape.slice(1)).toEqual([side, side, input['greyscale'] ? 1 : 3]);
    expect(labelsOf({ nodes }, nodes.at(-1)!.id)).toEqual(labels);
  });

  it('names each of its layers by a value that says which it is', () => {
    for (const [layer, kind] of Object.entries(known.layers)) {
      const value = trainedValue(source, layer);
      expect(trainedPart(value)).toEqual({ source, layer });
      expect(trainedOptions(kind)).toContain(value);
    }
    expect(trainedPart('none')).toBeNull();
  });
});

describe('sources of weights', () => {
  const photos = presetOf('photos').network;

  it('are none in what is drawn', () => {
    for (const { network, trained } of presets) {
      expect(sourcesOf(network)).toEqual(trained === undefined ? [] : [trained]);
    }
  });

  it('fall away where they are not there, and only those', () => {
    const without = withoutSources(photos, () => false);
    expect(sourcesOf(without)).toEqual([]);
    expect(withoutSources(photos, () => true)).toBe(photos);
    for (const [index, { settings }] of without.nodes.entries()) {
      const { trained: _drawn, ...others } = settings;
      const { trained: _trained, ...before } = photos.nodes[index]!.settings;
      expect(others).toEqual(before);
    }
  });

  it('of a frozen filter are its own', () => {
    const frozen = {
      initializer: 'glorotUniform',
      constant: 0,
      seed: 1,
      drawnFor: 8,
      bias: 0,
      trained: 'photosConv1',
    } as const;
    const network: Network = withSettings(chain([['input'], ['conv2d']]), 'conv2d1', {
      filterChanges: [{ filter: 2, frozen }],
    });
    expect(sourcesOf(network)).toEqual(['photos']);
    expect(sourcesOf(withoutSources(network, () => false))).toEqual([]);
  });
});

describe('labels', () => {
  const photos = presetOf('photos').network;

  it('are those of the classifier and of what only changes its numbers', () => {
    expect(labelsOf(photos, 'dense1')).toHaveLength(13);
    expect(labelsOf(photos, 'softmax1')?.[0]).toBe('cat');
    expect(labelsOf(photos, 'conv2d8')).toBeNull();
    expect(labelsOf(photos, 'globalAveragePool2d1')).toBeNull();
  });

  it('are gone with another number of units, or drawn weights', () => {
    expect(labelsOf(withSettings(photos, 'dense1', { units: 12 }), 'softmax1')).toBeNull();
    expect(labelsOf(withSettings(photos, 'dense1', { trained: 'none' }), 'softmax1')).toBeNull();
  });
});
