/** Cells with expressions → SurveyJS expressions; what has no equal becomes a problem at its cell. */
import {
  CannotSay,
  type EmitContext,
  type Emitted,
  emitCondition,
  emitExpression,
} from '#core/definitions/xlsform/emit-expression.ts';
import type { Names, OutlineNode } from '#core/definitions/xlsform/outline.ts';
import type { Problems } from '#core/definitions/xlsform/problems.ts';
import { makeScope, type Scope } from '#core/definitions/xlsform/scope.ts';
import { type Cell, placeOf } from '#core/definitions/xlsform/sheet.ts';
import { parseXPath } from '#core/definitions/xlsform/xpath/parse.ts';
import { substituteColumns } from '#core/definitions/xlsform/xpath/substitute.ts';
import type { XPath } from '#core/definitions/xlsform/xpath/syntax.ts';

export interface CellExpressions {
  /** A verdict, or undefined where the cell is empty or cannot be said. */
  condition(node: OutlineNode, column: string): string | undefined;
  value(node: OutlineNode, column: string): Emitted | undefined;
  /** The filter of a select row, for one choice: its own cells by header. */
  filter(node: OutlineNode): ((cell: (column: string) => string | undefined) => string) | undefined;
  /** Rows read as values though they are no items: `${start}`, `${deviceid}`. */
  readonly metadataRead: ReadonlySet<OutlineNode>;
  /** Which rows the relevance and the calculation of a row read. */
  readonly reads: ReadonlyMap<OutlineNode, ReadonlySet<OutlineNode>>;
}

export function cellExpressions(
  root: OutlineNode,
  names: Names,
  problems: Problems,
): CellExpressions {
  const scope = makeScope(root);
  const metadataRead = new Set<OutlineNode>();
  const reads = new Map<OutlineNode, Set<OutlineNode>>();
  const contextOf = (self: OutlineNode, column: string): EmitContext => ({
    scope,
    names,
    self,
    reads: (node) => {
      if (node.kind === 'metadata') metadataRead.add(node);
      if (column !== 'relevant' && column !== 'calculation') return;
      const held = reads.get(self) ?? new Set();
      reads.set(self, held.add(node));
    },
  });
  const say = <Said>(
    node: OutlineNode,
    column: string,
    how: (tree: XPath, context: EmitContext) => Said,
  ) => {
    const cell = node.row?.cell(column);
    const tree = cell && readCell(cell, node, problems);
    if (!cell || !tree) return undefined;
    return attempt(cell, node, problems, () => how(tree, contextOf(node, column)));
  };
  return {
    condition: (node, column) => say(node, column, emitCondition),
    value: (node, column) => say(node, column, emitExpression),
    filter: (node) =>
      say(node, 'choice_filter', (tree, context) => {
        emitCondition(substituteColumns(tree, isColumn(scope, node)), context);
        return (cell) => emitCondition(substituteColumns(tree, cell), context);
      }),
    metadataRead,
    reads,
  };
}

/** A trial run for problems: every name that is no row of the form is taken for a column. */
const isColumn = (scope: Scope, node: OutlineNode) => (column: string) =>
  column === '.' || column === '..' || scope.find(column, node) ? undefined : '';

function readCell(cell: Cell, node: OutlineNode, problems: Problems): XPath | undefined {
  const parsed = parseXPath(cell.text);
  if (parsed.ok) return parsed.tree;
  const { message, position } = parsed.failure;
  problems.warn(
    'expression-unreadable',
    `cannot be read (${message}, at character ${position + 1}) and is left out`,
    {
      ...placeOf(cell),
      path: node.path.join('/'),
    },
  );
  return undefined;
}

function attempt<Said>(
  cell: Cell,
  node: OutlineNode,
  problems: Problems,
  say: () => Said,
): Said | undefined {
  try {
    return say();
  } catch (error) {
    if (!(error instanceof CannotSay)) throw error;
    const place = { ...placeOf(cell), path: node.path.join('/') };
    // a reference to nothing is a mistake in the form: whoever fills it in would never see what was meant
    if (error.code === 'reference-unknown') problems.refuse(error.code, error.message, place);
    else problems.warn(error.code, `${error.message}, so that this cell is left out`, place);
    return undefined;
  }
}
