/** Where there is no room for a layer, what is offered fits, and nothing larger would. */
import { describe, expect, test } from 'vitest';
import type { InputSettings } from '../../src/layers/input';
import { inputShape } from '../../src/layers/input';
import { chain, type Network } from '../../src/network/graph';
import {
  hasNoRoom,
  offersFor,
  withOffer,
  type FactsOf,
  type Offer,
} from '../../src/network/offers';
import { factsOf } from '../../src/network/shape';

const chelsea = { width: 451, height: 300 };
const limit = 1024 * 2 ** 20;
const facts: FactsOf = (network) =>
  factsOf(network, inputShape(chelsea, network.nodes[0]!.settings as InputSettings), limit);

/** The offer with its number one larger. */
function larger(offer: Offer): Offer {
  switch (offer.type) {
    case 'setting':
      return { ...offer, value: offer.value + 1 };
    case 'inputs':
      return { ...offer, count: offer.count + 1 };
    case 'everywhere':
      return { ...offer, most: offer.most + 1 };
  }
}

function expectSharp(network: Network, id: string): readonly Offer[] {
  const offers = offersFor(network, id, facts);
  for (const offer of offers) {
    expect(hasNoRoom(facts(withOffer(network, offer)), id), JSON.stringify(offer)).toBe(false);
    expect(hasNoRoom(facts(withOffer(network, larger(offer))), id)).toBe(true);
  }
  return offers;
}

describe('offers', () => {
  test('for a dense layer on all pixels of a large photo: fewer units, a smaller photo', () => {
    const network = chain([
      ['input', { longestSide: 1024 }],
      ['flatten'],
      ['dense', { units: 4096 }],
    ]);
    const offers = expectSharp(network, 'dense1');
    expect(offers).toEqual([
      // 405,900 numbers and a bias each: 128 million weights.
      { type: 'setting', nodeId: 'dense1', key: 'units', value: 315 },
      { type: 'setting', nodeId: 'input1', key: 'longestSide', value: expect.any(Number) },
    ]);
  });

  test('for one layer that is concatenated 500 times: filters, inputs, a smaller photo', () => {
    const { nodes } = chain([
      ['input', { longestSide: 64 }],
      ['conv2d', { filters: 512 }],
      ['concatenate'],
    ]);
    const network = {
      nodes: nodes.map((node) =>
        node.kind === 'concatenate'
          ? { ...node, inputs: Array.from({ length: 500 }, () => 'conv2d1') }
          : node,
      ),
    };
    const offers = expectSharp(network, 'concatenate1');
    expect(offers.map(({ type }) => type)).toEqual(['setting', 'inputs', 'setting']);
    expect(offers[0]).toMatchObject({ nodeId: 'conv2d1', key: 'filters' });
    expect(offers[2]).toMatchObject({ nodeId: 'input1', key: 'longestSide' });
  });

  test('of filters in groups are numbers that the groups divide', () => {
    const network = chain([
      ['input', { longestSide: 1024 }],
      ['conv2d', { filters: 64, padding: 'same' }],
      ['depthwiseConv2d', { depthMultiplier: 32, padding: 'same' }],
      ['conv2d', { filters: 512, groups: 8, padding: 'same' }],
    ]);
    const offers = offersFor(network, 'conv2d2', facts);
    expect(offers.length).toBeGreaterThan(0);
    for (const offer of offers) {
      expect(facts(withOffer(network, offer)).get('conv2d2')?.state).toBe('runs');
      if (offer.type === 'setting' && offer.nodeId === 'conv2d2') {
        expect(offer.value % 8).toBe(0);
      }
    }
  });

  test('where no one layer is to blame, all are made smaller', () => {
    const wide = { filters: 512, kernelHeight: 15, kernelWidth: 15, padding: 'same' };
    const network = chain([
      ['input', { longestSide: 32 }],
      ...Array.from({ length: 60 }, () => ['conv2d', wide] as const),
    ]);
    const offers = expectSharp(network, 'conv2d60');
    expect(offers).toEqual([{ type: 'everywhere', most: expect.any(Number) }]);
    const after = facts(withOffer(network, offers[0]!));
    expect([...after.values()].every(({ state }) => state === 'runs')).toBe(true);
  });

  test('are none where a layer runs, or cannot for another reason', () => {
    const network = chain([['input'], ['flatten'], ['conv2d'], ['relu']]);
    for (const id of ['flatten1', 'conv2d1', 'relu1']) {
      expect(offersFor(network, id, facts)).toEqual([]);
    }
  });
});
