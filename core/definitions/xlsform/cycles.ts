/** Finds rows whose relevance or calculation depends on itself through others. */
import { holdsValue, type OutlineNode } from '#core/definitions/xlsform/outline.ts';

type Reads = ReadonlyMap<OutlineNode, ReadonlySet<OutlineNode>>;

/** The rows of one circle in reading order, or undefined. Groups pass their condition on to what is inside. */
export function findCycle(reads: Reads): readonly OutlineNode[] | undefined {
  const done = new Set<OutlineNode>();
  const path: OutlineNode[] = [];
  const visit = (node: OutlineNode): readonly OutlineNode[] | undefined => {
    const at = path.indexOf(node);
    if (at >= 0) return path.slice(at);
    if (done.has(node)) return undefined;
    path.push(node);
    for (const next of readsOf(node, reads)) {
      const cycle = visit(next);
      if (cycle) return cycle;
    }
    path.pop();
    done.add(node);
    return undefined;
  };
  for (const node of reads.keys()) {
    const cycle = visit(node);
    if (cycle) return cycle;
  }
  return undefined;
}

function readsOf(node: OutlineNode, reads: Reads): readonly OutlineNode[] {
  const own = [...(reads.get(node) ?? [])];
  const above = node.parent && !holdsValue(node.parent) ? readsOf(node.parent, reads) : [];
  return [...own, ...above];
}
