/** The rows of a condition while people work on them: some are not complete yet, and each can be told apart. */
import {
  arityOf,
  type ConditionOperator,
  type ConditionRow,
  type ConditionRows,
  isGroup,
  operatorsFor,
} from '#web/workspace/editor/tools/condition-row.ts';
import type { Subject } from '#web/workspace/editor/tools/subjects-of-item.ts';

/** A row that nothing was chosen for has no item. */
export interface DraftRow extends ConditionRow {
  readonly id: number;
}

export interface DraftGroup {
  readonly id: number;
  readonly rows: readonly DraftRow[];
}

export interface DraftCondition {
  readonly join: 'all' | 'any';
  readonly entries: readonly (DraftRow | DraftGroup)[];
  /** The next row or group gets this id. */
  readonly nextId: number;
}

export const emptyCondition: DraftCondition = { join: 'all', entries: [], nextId: 1 };

export const isDraftGroup = (entry: DraftRow | DraftGroup): entry is DraftGroup => 'rows' in entry;

export function draftFrom(rows: ConditionRows | undefined): DraftCondition {
  if (!rows) return emptyCondition;
  let nextId = 1;
  const numbered = (row: ConditionRow): DraftRow => ({ ...row, id: nextId++ });
  const entries = rows.entries.map((entry) =>
    isGroup(entry) ? { id: nextId++, rows: entry.rows.map(numbered) } : numbered(entry),
  );
  return { join: rows.join, entries, nextId };
}

const emptyRow = (id: number): DraftRow => ({ id, item: '', operator: 'equal', values: [] });

/** @param group the group that gets the row; the condition itself where there is none. */
export function withRow(draft: DraftCondition, group?: number): DraftCondition {
  const row = emptyRow(draft.nextId);
  const nextId = draft.nextId + 1;
  if (group === undefined) return { ...draft, entries: [...draft.entries, row], nextId };
  return {
    ...draft,
    nextId,
    entries: draft.entries.map((entry) =>
      isDraftGroup(entry) && entry.id === group ? { ...entry, rows: [...entry.rows, row] } : entry,
    ),
  };
}

export function withGroup(draft: DraftCondition): DraftCondition {
  const { nextId } = draft;
  const rows = [emptyRow(nextId + 1), emptyRow(nextId + 2)];
  return { ...draft, entries: [...draft.entries, { id: nextId, rows }], nextId: nextId + 3 };
}

export function withChangedRow(draft: DraftCondition, row: DraftRow): DraftCondition {
  const change = (one: DraftRow): DraftRow => (one.id === row.id ? row : one);
  return {
    ...draft,
    entries: draft.entries.map((entry) =>
      isDraftGroup(entry) ? { ...entry, rows: entry.rows.map(change) } : change(entry),
    ),
  };
}

/** A group goes with its last row. */
export function withoutRow(draft: DraftCondition, id: number): DraftCondition {
  return {
    ...draft,
    entries: draft.entries
      .map((entry) =>
        isDraftGroup(entry) ? { ...entry, rows: entry.rows.filter((row) => row.id !== id) } : entry,
      )
      .filter((entry) => (isDraftGroup(entry) ? entry.rows.length > 0 : entry.id !== id)),
  };
}

/** Another item keeps the comparison if it has it, but never the answer: codes belong to their item. */
export function aboutItem(row: DraftRow, subject: Subject): DraftRow {
  const operators = operatorsFor(subject);
  const isKept = row.item !== '' && operators.includes(row.operator);
  const operator = isKept ? row.operator : (operators[0] ?? 'equal');
  return { ...row, item: subject.reference, operator, values: [] };
}

/** Another comparison keeps as many of the values as it takes. */
export function withOperator(row: DraftRow, operator: ConditionOperator): DraftRow {
  const arity = arityOf(operator);
  return { ...row, operator, values: arity === 'list' ? row.values : row.values.slice(0, arity) };
}
