/** Which row a reference means: `${name}` by leaf, nearest first; `.`, `../x`, `/data/group/x` by place in the tree. */
import { CannotSay } from '#core/definitions/xlsform/cannot-say.ts';
import { descendants, type OutlineNode } from '#core/definitions/xlsform/outline.ts';
import type { XPath } from '#core/definitions/xlsform/xpath/syntax.ts';

export interface Scope {
  readonly root: OutlineNode;
  /** Of several rows with this leaf the one that shares most groups with `from`. */
  find(leaf: string, from: OutlineNode): OutlineNode | undefined;
}

export function makeScope(root: OutlineNode): Scope {
  const byLeaf = new Map<string, OutlineNode[]>();
  for (const node of descendants(root)) {
    const held = byLeaf.get(node.leaf) ?? [];
    held.push(node);
    byLeaf.set(node.leaf, held);
  }
  const find = (leaf: string, from: OutlineNode): OutlineNode | undefined => {
    const [best, next] = [...(byLeaf.get(leaf) ?? [])].sort(
      (one, other) => shared(other, from) - shared(one, from),
    );
    if (best && next && shared(best, from) === shared(next, from)) {
      throw new CannotSay('reference-ambiguous', { name: leaf });
    }
    return best;
  };
  return { root, find };
}

function shared(node: OutlineNode, from: OutlineNode): number {
  let count = 0;
  while (count < node.path.length && node.path[count] === from.path[count]) count++;
  return count;
}

/** The row at the end of a reference or path, or undefined. */
export function relativeNode(
  tree: XPath & { kind: 'reference' | 'path' },
  scope: Scope,
  self: OutlineNode,
): OutlineNode | undefined {
  let node: OutlineNode | undefined;
  let steps = tree.steps;
  if (tree.kind === 'reference') node = scope.find(tree.name, self);
  else if (tree.absolute) {
    node = scope.root;
    steps = steps.slice(1);
  } else node = self;
  for (const step of steps) {
    if (step.name === '..') node = node?.parent;
    else if (step.name !== '.') node = node?.children.find((child) => child.leaf === step.name);
  }
  return node;
}
