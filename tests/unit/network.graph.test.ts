import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chain,
  createNode,
  duplicateNode,
  freeId,
  insertAfter,
  moveAfter,
  nodeOf,
  removeNode,
  withSettings,
  type Network,
} from '../../src/network/graph';

const network = chain([['input'], ['conv2d', { filters: 3 }], ['relu'], ['conv2d']]);

/** Each node as `id<its inputs`, which shows the order and the edges at a glance. */
function drawing({ nodes }: Network): string {
  return nodes.map((node) => `${node.id}<${node.inputs.join('+')}`).join(' ');
}

describe('a network', () => {
  it('is a chain with numbered ids and full settings', () => {
    expect(drawing(network)).toBe('input1< conv2d1<input1 relu1<conv2d1 conv2d2<relu1');
    expect(nodeOf(network, 'conv2d1').settings).toMatchObject({ filters: 3, kernelHeight: 3 });
    expect(() => nodeOf(network, 'conv2d9')).toThrow(RangeError);
    expect(freeId(network, 'conv2d')).toBe('conv2d3');
    expect(freeId(removeNode(network, 'conv2d1'), 'conv2d')).toBe('conv2d1');
  });

  it('takes a node in behind another', () => {
    const pool = createNode('maxPool2d1', 'maxPool2d');
    expect(drawing(insertAfter(network, 'relu1', pool))).toBe(
      'input1< conv2d1<input1 relu1<conv2d1 maxPool2d1<relu1 conv2d2<maxPool2d1',
    );
    expect(drawing(insertAfter(network, 'conv2d2', pool))).toMatch(/maxPool2d1<conv2d2$/);
  });

  it('closes the gap when a node is taken out', () => {
    expect(drawing(removeNode(network, 'relu1'))).toBe('input1< conv2d1<input1 conv2d2<conv2d1');
    expect(removeNode(network, 'input1')).toBe(network);
  });

  it('moves a node both ways', () => {
    expect(drawing(moveAfter(network, 'conv2d2', 'input1'))).toBe(
      'input1< conv2d2<input1 conv2d1<conv2d2 relu1<conv2d1',
    );
    expect(drawing(moveAfter(network, 'conv2d1', 'relu1'))).toBe(
      'input1< relu1<input1 conv2d1<relu1 conv2d2<conv2d1',
    );
    expect(moveAfter(network, 'relu1', 'relu1')).toBe(network);
    expect(moveAfter(network, 'input1', 'relu1')).toBe(network);
  });

  it('copies a node with its settings', () => {
    const { network: longer, copy } = duplicateNode(network, 'conv2d1');
    expect(drawing(longer)).toBe(
      'input1< conv2d1<input1 conv2d3<conv2d1 relu1<conv2d3 conv2d2<relu1',
    );
    expect(nodeOf(longer, copy).settings).toEqual(nodeOf(network, 'conv2d1').settings);
  });

  it('changes settings of one node and shares the others', () => {
    const changed = withSettings(network, 'conv2d1', { filters: 7 });
    expect(nodeOf(changed, 'conv2d1').settings).toMatchObject({ filters: 7, stride: 1 });
    expect(nodeOf(changed, 'relu1')).toBe(nodeOf(network, 'relu1'));
    expect(nodeOf(network, 'conv2d1').settings['filters']).toBe(3);
  });

  it('stays one chain in order whatever is done to it', () => {
    const step = fc.tuple(fc.constantFrom('insert', 'remove', 'move', 'copy'), fc.nat(), fc.nat());
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        let present = network;
        for (const [what, a, b] of steps) {
          const id = present.nodes[a % present.nodes.length]?.id ?? '';
          const other = present.nodes[b % present.nodes.length]?.id ?? '';
          const node = createNode(freeId(present, 'relu'), 'relu');
          if (what === 'insert') present = insertAfter(present, id, node);
          if (what === 'remove') present = removeNode(present, id);
          if (what === 'move') present = moveAfter(present, id, other);
          if (what === 'copy' && id !== 'input1') present = duplicateNode(present, id).network;
        }
        const ids = present.nodes.map((node) => node.id);
        expect(new Set(ids).size).toBe(ids.length);
        present.nodes.forEach((node, i) => {
          expect(node.inputs).toEqual(i === 0 ? [] : [ids[i - 1]]);
        });
      }),
    );
  });
});
