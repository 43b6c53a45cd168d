/** Puts a choice's own cells in the place of their column names: `region=${r}` becomes `'north'=${r}`. */
import type { XPath } from '#core/definitions/xlsform/xpath/syntax.ts';

export function substituteColumns(tree: XPath, cell: (column: string) => string): XPath {
  const inside = (part: XPath): XPath => substituteColumns(part, cell);
  switch (tree.kind) {
    case 'path': {
      const [only, ...more] = tree.steps;
      const isColumn = only && more.length === 0 && !tree.absolute && !/^[.*]/.test(only.name);
      return isColumn ? { kind: 'text', value: cell(only.name) } : tree;
    }
    case 'binary':
      return { ...tree, left: inside(tree.left), right: inside(tree.right) };
    case 'negative':
      return { ...tree, operand: inside(tree.operand) };
    case 'call':
      return { ...tree, parameters: tree.parameters.map(inside) };
    default:
      return tree;
  }
}
