/** React's ways of taking nodes out and putting them in, where others have moved them. */
import { expect, test } from 'vitest';
import { bearMovedNodes } from '../../src/ui/movedNodes';

/** As much of a node as is needed, which throws where the browser's own does. */
class FakeNode {
  parentNode: FakeNode | null = null;
  childNodes: FakeNode[] = [];
  readonly name: string;

  constructor(name: string, ...children: FakeNode[]) {
    this.name = name;
    for (const child of children) this.insertBefore(child, null);
  }

  contains(node: FakeNode): boolean {
    return node === this || this.childNodes.some((child) => child.contains(node));
  }

  removeChild(child: FakeNode): FakeNode {
    if (child.parentNode !== this) throw new DOMException('removeChild', 'NotFoundError');
    this.childNodes.splice(this.childNodes.indexOf(child), 1);
    child.parentNode = null;
    return child;
  }

  insertBefore(child: FakeNode, next: FakeNode | null): FakeNode {
    if (next && next.parentNode !== this) throw new DOMException('insertBefore', 'NotFoundError');
    child.parentNode?.removeChild(child);
    this.childNodes.splice(next ? this.childNodes.indexOf(next) : this.childNodes.length, 0, child);
    child.parentNode = this;
    return child;
  }

  toString(): string {
    return this.name + (this.childNodes.length > 0 ? `(${this.childNodes.join(' ')})` : '');
  }
}

class BearingNode extends FakeNode {}
bearMovedNodes(BearingNode.prototype as unknown as Node);

function node(name: string, ...children: BearingNode[]): BearingNode {
  return new BearingNode(name, ...children);
}

test('what is where it was put is taken out and put in as ever', () => {
  const [a, b] = [node('a'), node('b')];
  const parent = node('p', a);
  parent.insertBefore(b, a);
  expect(String(parent)).toBe('p(b a)');
  expect(parent.removeChild(a)).toBe(a);
  expect(String(parent)).toBe('p(b)');
});

test('what was wrapped is taken out with its wrapping', () => {
  const text = node('text');
  const parent = node('p', node('font', node('font', text)), node('b'));
  parent.removeChild(text);
  expect(String(parent)).toBe('p(b)');
});

test('a wrapping with more in it stays', () => {
  const text = node('text');
  const parent = node('p', node('font', text, node('b')));
  parent.removeChild(text);
  expect(String(parent)).toBe('p(font(b))');
});

test('what is gone already is no error', () => {
  const parent = node('p', node('b'));
  const text = node('text');
  expect(parent.removeChild(text)).toBe(text);
  expect(String(parent)).toBe('p(b)');
});

test('before what was wrapped means before its wrapping; before what is gone, at the end', () => {
  const text = node('text');
  const parent = node('p', node('a'), node('font', text));
  parent.insertBefore(node('b'), text);
  parent.insertBefore(node('c'), node('gone'));
  expect(String(parent)).toBe('p(a b font(text) c)');
});
