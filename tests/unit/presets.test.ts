import { describe, expect, it } from 'vitest';
import { isLayerKind, definitionOf } from '../../src/layers';
import { isValidSetting } from '../../src/layers/settings';
import { factsOf, type NodeFacts } from '../../src/network/shape';
import { presetOf, presets } from '../../src/presets';

/** The photo of the article: rows, columns, channels. */
const photo = [320, 400, 3];

function factsOfAll(id: string): NodeFacts[] {
  return [...factsOf(presetOf(id).network, photo).values()];
}

function shapes(id: string): string[] {
  return factsOfAll(id).map((facts) =>
    facts.state === 'runs' ? facts.shape.join('×') : facts.state,
  );
}

describe('presets', () => {
  it('have ids of their own, the trained photo network first', () => {
    const ids = presets.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids[0]).toBe('photos');
    expect(() => presetOf('nonesuch')).toThrow(RangeError);
  });

  it('hold kinds and settings that exist, each at a value that the setting can hold', () => {
    for (const { id, network } of presets) {
      for (const node of network.nodes) {
        expect(isLayerKind(node.kind), `${id} ${node.id}`).toBe(true);
        const specs = definitionOf(node.kind).settings;
        expect(Object.keys(node.settings)).toEqual(Object.keys(specs));
        for (const [key, spec] of Object.entries(specs)) {
          expect(isValidSetting(spec, node.settings[key]), `${id} ${node.id} ${key}`).toBe(true);
        }
      }
    }
  });

  it('hold the fourteen experiments in order', () => {
    const experiments = presets.filter(({ number }) => number !== undefined);
    expect(experiments.map(({ number }) => number)).toEqual(
      Array.from({ length: 14 }, (_, index) => index + 1),
    );
    expect(experiments.every(({ id, number }) => id === `exp${number}`)).toBe(true);
  });

  /** As the author's notebook printed them, with the trainable parameters of Keras' summary. */
  it.each([
    [1, '318×398×3', 84],
    [2, '311×391×3', 903],
    [3, '318×398×1', 28],
    [4, '306×386×1', 676],
    [5, '318×398×1', 28],
    [6, '318×398×3', 84],
    [7, '63×79×1', 28],
    [8, '63×79×3', 84],
    [9, '63×79×1', 28],
    [10, '63×79×3', 84],
    [11, '34×43×1', 38],
    [12, '52×65×1', 112],
    [13, '52×65×3', 168],
    [14, '10', 168 + (10140 * 64 + 64) + (64 * 10 + 10)],
  ])('experiment %i ends in %s', (number, last, parameters) => {
    expect(shapes(`exp${number}`).at(-1)).toBe(last);
    const counted = factsOfAll(`exp${number}`).map((facts) =>
      facts.state === 'runs' ? facts.parameters : 0,
    );
    expect(counted.reduce((sum, count) => sum + count, 0)).toBe(parameters);
  });

  it('lead LeNet-style from the photo to ten probabilities', () => {
    expect(shapes('lenet')).toEqual([
      '320×400×3',
      '318×398×8',
      '318×398×8',
      '159×199×8',
      '157×197×12',
      '157×197×12',
      '78×98×12',
      '91728',
      '10',
      '10',
    ]);
  });

  it('start empty with the input alone', () => {
    expect(presetOf('empty').network.nodes.map(({ kind }) => kind)).toEqual(['input']);
  });
});
