/**
 * Conditions between two forms: the expression of a definition and rows of "item, comparison, answer". What rows cannot
 * say exactly is not shown as rows at all: the author sees the expression instead, and nothing is lost.
 */
import type { Definition } from '#core/definitions/definition.ts';
import {
  arityOf,
  type ConditionOperator,
  type ConditionRow,
  type ConditionRows,
  isGroup,
} from '#web/workspace/editor/tools/condition-row.ts';
import { subjectsFor } from '#web/workspace/editor/tools/condition-subjects.ts';
import { readRows } from '#web/workspace/editor/tools/read-condition.ts';
import { literalOf } from '#web/workspace/editor/tools/value-literal.ts';

export type {
  ConditionEntry,
  ConditionGroup,
  ConditionOperator,
  ConditionRow,
  ConditionRows,
} from '#web/workspace/editor/tools/condition-row.ts';

/**
 * The rows of an expression that stands at `place` (RFC 6901), or `undefined` where rows cannot say the same. A subject
 * that is not in the definition (any more) keeps its row, so that it can be mended.
 */
export function readCondition(
  expression: string,
  definition: Definition,
  place = '',
): ConditionRows | undefined {
  return readRows(expression, subjectsFor(definition, place));
}

/** The expression of the rows, or `undefined` while a row has no answer yet, or one that no expression can hold. */
export function writeCondition(condition: ConditionRows): string | undefined {
  const outer = condition.join;
  const inner = outer === 'all' ? 'any' : 'all';
  const parts = condition.entries.map((entry) => {
    if (!isGroup(entry)) return writeRow(entry, outer);
    const group = joinRows(
      entry.rows.map((row) => writeRow(row, inner)),
      inner,
    );
    return group && `(${group})`;
  });
  return joinRows(parts, outer);
}

function joinRows(parts: readonly (string | undefined)[], join: 'all' | 'any'): string | undefined {
  if (parts.length === 0 || parts.includes(undefined)) return undefined;
  return parts.join(join === 'all' ? ' and ' : ' or ');
}

const signs: Partial<Record<ConditionOperator, string>> = {
  equal: '=',
  notequal: '!=',
  less: '<',
  lessorequal: '<=',
  greater: '>',
  greaterorequal: '>=',
};

function writeRow(row: ConditionRow, join: 'all' | 'any'): string | undefined {
  const name = `{${row.item}}`;
  const literals = row.values.map(literalOf);
  const [first, second] = literals;
  if (literals.includes(undefined) || !/^[^{}]+$/.test(row.item)) return undefined;
  switch (arityOf(row.operator)) {
    case 0:
      return `${name} ${row.operator === 'answered' ? 'notempty' : 'empty'}`;
    case 'list':
      return literals.length > 0 ? `${name} ${row.operator} [${literals.join(', ')}]` : undefined;
    case 2: {
      if (first === undefined || second === undefined) return undefined;
      const range = `${name} >= ${first} and ${name} <= ${second}`;
      return join === 'any' ? `(${range})` : range;
    }
    default:
      return first && `${name} ${signs[row.operator] ?? row.operator} ${first}`;
  }
}
