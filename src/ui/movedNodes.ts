/**
 * Bears others who move the page's nodes: a browser's translator puts every text into elements of its
 * own, some extensions wrap elements. React goes by where it put a node, and one that is elsewhere
 * would end it: https://github.com/facebook/react/issues/11538. The page's own texts stand alone in
 * their elements, so that none of them is taken out or put in; this is the net below.
 */

/** From here on, for all nodes. */
export function bearMovedNodes(prototype: Node = Node.prototype): void {
  // oxlint-disable-next-line typescript/unbound-method -- called on a node below
  const { removeChild: remove, insertBefore: insert } = prototype;

  prototype.removeChild = function removeMoved<Child extends Node>(
    this: Node,
    child: Child,
  ): Child {
    // What is in no place of this node is gone from it already.
    if (child === this || !this.contains(child)) return child;
    let place = child.parentNode;
    if (place) remove.call(place, child);
    // What it was wrapped in goes with it, unless there is more in there.
    while (place && place !== this && place.childNodes.length === 0) {
      const above: ParentNode | null = place.parentNode;
      if (above) remove.call(above, place);
      place = above;
    }
    return child;
  };

  prototype.insertBefore = function insertBeforeMoved<Child extends Node>(
    this: Node,
    child: Child,
    next: Node | null,
  ): Child {
    insert.call(this, child, next && childWith(this, next));
    return child;
  };
}

/** The child of a parent that is a node or has it inside; null where there is none. */
function childWith(parent: Node, node: Node): Node | null {
  let own: Node | null = node;
  while (own && own.parentNode !== parent) own = own.parentNode;
  return own;
}
