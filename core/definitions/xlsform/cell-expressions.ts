/** Cells with expressions → SurveyJS expressions; what has no equal becomes a problem at its cell. */
import { CannotSay } from '#core/definitions/xlsform/cannot-say.ts';
import {
  type EmitContext,
  type Emitted,
  emitCondition,
  emitExpression,
} from '#core/definitions/xlsform/emit-expression.ts';
import type { Names, OutlineNode } from '#core/definitions/xlsform/outline.ts';
import type { Problems } from '#core/definitions/xlsform/problems.ts';
import type { Lists } from '#core/definitions/xlsform/read-outline.ts';
import { makeScope } from '#core/definitions/xlsform/scope.ts';
import { type Cell, placeOf } from '#core/definitions/xlsform/sheet.ts';
import { textLiteral } from '#core/definitions/xlsform/text-literal.ts';
import { parseXPath } from '#core/definitions/xlsform/xpath/parse.ts';
import { substituteColumns } from '#core/definitions/xlsform/xpath/substitute.ts';
import type { XPath } from '#core/definitions/xlsform/xpath/syntax.ts';

/** A default is worked out if it has references, functions or sums; else it is the value itself. Source: pyxform. */
export const isDynamic = (text: string): boolean =>
  /\$\{|[\p{L}\p{N}_-]\(|\s(?:[-+*]|div|mod)\s|^\d+\s*[+*]\s*\d|\]\s*\//u.test(text);

export interface CellExpressions {
  /** A verdict, or undefined where the cell is empty or cannot be said. */
  condition(node: OutlineNode, column: string): string | undefined;
  value(node: OutlineNode, column: string): Emitted | undefined;
  /** What a row begins with: its default, as an expression. */
  start(node: OutlineNode): Emitted;
  /** The filter of a select row, for one choice: its own cells by header. */
  filter(
    node: OutlineNode,
    columns: readonly string[],
  ): ((cell: (column: string) => string) => string) | undefined;
  /** Rows read as values though they are no items: `${start}`, `${deviceid}`. */
  readonly metadataRead: ReadonlySet<OutlineNode>;
  /** Which rows the relevance and the calculation of a row read. */
  readonly reads: ReadonlyMap<OutlineNode, ReadonlySet<OutlineNode>>;
}

export function cellExpressions(
  root: OutlineNode,
  names: Names,
  problems: Problems,
  lists: Lists,
): CellExpressions {
  const scope = makeScope(root);
  const metadataRead = new Set<OutlineNode>();
  const reads = new Map<OutlineNode, Set<OutlineNode>>();
  const contextOf = (self: OutlineNode, column: string, cell: Cell): EmitContext => ({
    scope,
    names,
    self,
    listOf: (name) => lists.choices.get(name) ?? lists.external.get(name),
    isOwnCalculation: column === 'calculation' && self.kind !== 'item',
    calculates: (node) => value(node, 'calculation')?.type ?? 'value',
    remark: (code, params) =>
      problems.warn(code, params, { ...placeOf(cell), path: self.path.join('/') }),
    reads: (node) => {
      if (node.kind === 'metadata') metadataRead.add(node);
      // what an item is filled in with may look at the item itself
      const isFilledIn = column === 'calculation' && self.kind === 'item';
      if ((column !== 'relevant' && column !== 'calculation') || isFilledIn) return;
      if (isInside(node, self)) {
        throw new CannotSay('group-asks-inside', { group: self.leaf, name: node.leaf });
      }
      const held = reads.get(self) ?? new Set();
      reads.set(self, held.add(node));
    },
  });
  const say = <Said>(
    node: OutlineNode,
    column: string,
    how: (tree: XPath, context: EmitContext) => Said,
  ) => {
    const cell = node.row?.cell(column) ?? ownDemand(node, column);
    const tree = cell && readCell(cell, column, node, problems);
    if (!cell || !tree) return undefined;
    return attempt(cell, node, problems, () => how(tree, contextOf(node, column, cell)));
  };
  const condition = once((node, column) => say(node, column, emitCondition));
  const value = once((node, column) => say(node, column, emitExpression));
  return {
    condition,
    value,
    start: (node) => {
      const text = node.row?.text('default') ?? '';
      const emitted = isDynamic(text) ? say(node, 'default', emitExpression) : undefined;
      return emitted ?? { text: textLiteral(isDynamic(text) ? '' : text), type: 'text' };
    },
    filter: (node, columns) =>
      say(node, 'choice_filter', (tree, context) => {
        // a trial run, so that what is wrong is said once and not for each choice
        const named = new Set<string>();
        const trial = substituteColumns(tree, (column) => {
          named.add(column);
          return '';
        });
        emitCondition(trial, context);
        const missing = [...named].find(
          (column) => !columns.includes(column) && !ownColumns.has(column),
        );
        if (missing !== undefined) {
          context.remark('column-unknown', { column: missing });
        }
        // long lists have few different cells
        const known = new Map<string, string>();
        return (cell) => {
          const key = JSON.stringify([...named].map(cell));
          const held = known.get(key) ?? emitCondition(substituteColumns(tree, cell), context);
          known.set(key, held);
          return held;
        };
      }),
    metadataRead,
    reads,
  };
}

/** A type may demand something of its answers by itself: a percentage lies between 0 and 100. */
function ownDemand(node: OutlineNode, column: string): Cell | undefined {
  const type = node.row?.cell('type');
  const text = node.type.kind === 'item' ? node.type.constraint : undefined;
  return column === 'constraint' && type && text ? { ...type, text } : undefined;
}

const ownColumns = new Set(['name', 'label', 'itextId']);

const isInside = (node: OutlineNode, group: OutlineNode): boolean =>
  node.parent !== undefined && (node.parent === group || isInside(node.parent, group));

/** A cell is translated, and complained about, once; a calculation that asks for itself finds nothing yet. */
function once<Said>(
  say: (node: OutlineNode, column: string) => Said | undefined,
): (node: OutlineNode, column: string) => Said | undefined {
  const known = new Map<OutlineNode, Map<string, Said | undefined>>();
  return (node, column) => {
    const held = known.get(node) ?? new Map<string, Said | undefined>();
    known.set(node, held);
    if (held.has(column)) return held.get(column);
    held.set(column, undefined);
    const said = say(node, column);
    held.set(column, said);
    return said;
  };
}

/** Plain words for verdicts, where the whole cell is one. Source: pyxform's aliases. */
const verdicts: Readonly<Record<string, string>> = {
  yes: 'true()',
  true: 'true()',
  no: 'false()',
  false: 'false()',
};
const takesVerdicts = new Set(['relevant', 'required', 'readonly', 'constraint', 'calculation']);

/** Several triggers with commas between are one text that changes with any of them. */
const triggers = (text: string): string =>
  text.includes(',') ? `concat(${text.split(',').join(", '|', ")})` : text;

function readCell(
  cell: Cell,
  column: string,
  node: OutlineNode,
  problems: Problems,
): XPath | undefined {
  const verdict = takesVerdicts.has(column) ? verdicts[cell.text.toLowerCase()] : undefined;
  const parsed = parseXPath(verdict ?? (column === 'trigger' ? triggers(cell.text) : cell.text));
  if (parsed.ok) return parsed.tree;
  const { position } = parsed.failure;
  problems.warn(
    'expression-unreadable',
    { position: position + 1 },
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
    if (error.code === 'reference-unknown') problems.refuse(error.code, error.params, place);
    else problems.warn(error.code, error.params, place);
    return undefined;
  }
}
