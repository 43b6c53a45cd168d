/**
 * A condition as rows that people can read and change: "item, comparison, answer", all of them or any of them, with at
 * most one level of groups inside.
 */
import type { ChoiceValue } from '#core/definitions/definition.ts';
import type { Subject, SubjectKind } from '#web/workspace/editor/tools/subjects-of-item.ts';

export type ConditionOperator =
  | 'equal'
  | 'notequal'
  | 'less'
  | 'lessorequal'
  | 'greater'
  | 'greaterorequal'
  | 'between'
  | 'contains'
  | 'notcontains'
  | 'anyof'
  | 'allof'
  | 'noneof'
  | 'answered'
  | 'unanswered';

export interface ConditionRow {
  /** The reference of the item or part of it: `age`, `panel.age`, `satisfaction.doctor`. */
  readonly item: string;
  readonly operator: ConditionOperator;
  /** None for answered and unanswered, both ends for between, any number for the lists, else one. */
  readonly values: readonly ChoiceValue[];
}

/** Rows joined the other way round: any of them within all, all of them within any. At least two. */
export interface ConditionGroup {
  readonly rows: readonly ConditionRow[];
}

export type ConditionEntry = ConditionRow | ConditionGroup;

export interface ConditionRows {
  readonly join: 'all' | 'any';
  readonly entries: readonly ConditionEntry[];
}

export const isGroup = (entry: ConditionEntry): entry is ConditionGroup => 'rows' in entry;

/** Operators that compare sizes. */
const sizes = ['less', 'lessorequal', 'greater', 'greaterorequal', 'between'] as const;
const presence = ['answered', 'unanswered'] as const;
const sameness = ['equal', 'notequal'] as const;

const byKind: Readonly<Record<SubjectKind, readonly ConditionOperator[]>> = {
  choice: [...sameness, 'anyof', 'noneof', ...presence],
  many: ['anyof', 'allof', 'noneof', ...presence],
  number: [...sameness, ...sizes, ...presence],
  date: [...sameness, ...sizes, ...presence],
  boolean: [...sameness, ...presence],
  text: [...sameness, 'contains', 'notcontains', ...presence],
  any: [...sameness, ...sizes, ...presence],
};

/** What can be asked about the subject. Codes that are all numbers have an order, as XLSForms use them. */
export function operatorsFor(
  subject: Pick<Subject, 'kind' | 'offers'>,
): readonly ConditionOperator[] {
  const { kind, offers } = subject;
  const isOrdered = offers.length > 0 && offers.every(({ value }) => typeof value === 'number');
  return kind === 'choice' && isOrdered
    ? [...sameness, 'anyof', 'noneof', ...sizes, ...presence]
    : byKind[kind];
}

/** How many values the operator takes. */
export function arityOf(operator: ConditionOperator): 0 | 1 | 2 | 'list' {
  switch (operator) {
    case 'answered':
    case 'unanswered':
      return 0;
    case 'between':
      return 2;
    case 'anyof':
    case 'allof':
    case 'noneof':
      return 'list';
    default:
      return 1;
  }
}
