/** Turns the tree of an expression into rows, and refuses every tree that rows would not repeat exactly. */
import type { ChoiceValue } from '#core/definitions/definition.ts';
import { isIsoDateText } from '#core/definitions/expressions/dates.ts';
import type {
  BinaryOperator,
  Expression,
  Operand,
} from '#core/definitions/expressions/expression.ts';
import { parseExpression } from '#core/definitions/expressions/parse.ts';
import { areEqual, isNumber } from '#core/definitions/expressions/values.ts';
import { reservedNames } from '#core/definitions/names.ts';
import {
  type ConditionEntry,
  type ConditionOperator,
  type ConditionRow,
  type ConditionRows,
  operatorsFor,
} from '#web/workspace/editor/tools/condition-row.ts';
import type { Subject } from '#web/workspace/editor/tools/subjects-of-item.ts';

type Find = (reference: string) => Subject | undefined;
type Binary = Extract<Expression, { kind: 'binary' }>;

export function readRows(
  expression: string,
  subjects: readonly Subject[],
): ConditionRows | undefined {
  const parsed = parseExpression(expression);
  if (!parsed || parsed.forgiven.length > 0) return undefined;
  const byName = new Map(subjects.map((subject) => [subject.reference.toLowerCase(), subject]));
  return readTree(parsed.expression, (reference) => byName.get(reference.toLowerCase()));
}

function readTree(tree: Expression, find: Find): ConditionRows | undefined {
  const junction = isJoined(tree, 'or') ? 'or' : 'and';
  const entries: ConditionEntry[] = [];
  for (const part of partsOf(tree, junction)) {
    const entry = readRow(part, find) ?? readGroup(part, junction === 'or' ? 'and' : 'or', find);
    if (!entry) return undefined;
    entries.push(entry);
  }
  const merged = junction === 'and' ? withRanges(entries) : entries;
  return { join: junction === 'or' && merged.length > 1 ? 'any' : 'all', entries: merged };
}

const isJoined = (operand: Operand, junction: BinaryOperator): operand is Binary =>
  operand?.kind === 'binary' && operand.operator === junction;

/** `a and b and c` is one list, however it is bracketed. */
function partsOf(operand: Operand, junction: 'and' | 'or'): readonly Operand[] {
  if (!isJoined(operand, junction)) return [operand];
  return [...partsOf(operand.left, junction), ...partsOf(operand.right, junction)];
}

function readGroup(part: Operand, junction: 'and' | 'or', find: Find): ConditionEntry | undefined {
  if (!isJoined(part, junction)) return undefined;
  const rows: ConditionRow[] = [];
  for (const inner of partsOf(part, junction)) {
    const row = readRow(inner, find) ?? (junction === 'or' ? readRange(inner, find) : undefined);
    if (!row) return undefined;
    rows.push(row);
  }
  const merged = junction === 'and' ? withRanges(rows) : rows;
  const [only] = merged;
  return merged.length === 1 ? only : { rows: merged };
}

/** `({a} >= 1 and {a} <= 5)` among alternatives. */
function readRange(part: Operand, find: Find): ConditionRow | undefined {
  const entry = readGroup(part, 'and', find);
  return entry && 'operator' in entry ? entry : undefined;
}

/** "At least 1" followed by "at most 5" of the same item is "from 1 to 5". */
function withRanges<Entry extends ConditionEntry>(
  entries: readonly Entry[],
): readonly (Entry | ConditionRow)[] {
  const merged: (Entry | ConditionRow)[] = [];
  for (const entry of entries) {
    const before = merged.at(-1);
    const range = before && rangeOf(before, entry);
    if (range) merged[merged.length - 1] = range;
    else merged.push(entry);
  }
  return merged;
}

function rangeOf(low: ConditionEntry, high: ConditionEntry): ConditionRow | undefined {
  if (!('operator' in low) || !('operator' in high)) return undefined;
  const isRange = low.operator === 'greaterorequal' && high.operator === 'lessorequal';
  return isRange && low.item === high.item
    ? { item: low.item, operator: 'between', values: [...low.values, ...high.values] }
    : undefined;
}

function readRow(part: Operand, find: Find): ConditionRow | undefined {
  const row = part && readComparison(part, find);
  return row && isFaithful(row, find(row.item)) ? row : undefined;
}

function readComparison(part: Expression, find: Find): ConditionRow | undefined {
  if (part.kind === 'unary') {
    if (part.operator === 'negate')
      return part.operand ? readOpposite(part.operand, find) : undefined;
    const item = nameOf(part.operand);
    const operator = part.operator === 'empty' ? 'unanswered' : 'answered';
    return item === undefined ? undefined : { item, operator, values: [] };
  }
  if (part.kind !== 'binary') return undefined;
  const item = nameOf(part.left);
  if (item !== undefined) return readAgainst(item, part.operator, part.right, find(item));
  const turned = nameOf(part.right);
  const operator = turnedRound[part.operator];
  return turned === undefined || !operator
    ? undefined
    : readAgainst(turned, operator, part.left, find(turned));
}

/** `18 < {age}` is `{age} > 18`. */
const turnedRound: Partial<Record<BinaryOperator, BinaryOperator>> = {
  equal: 'equal',
  notequal: 'notequal',
  less: 'greater',
  lessorequal: 'greaterorequal',
  greater: 'less',
  greaterorequal: 'lessorequal',
};

/** Only these are exact opposites: of an unanswered item, neither "less" nor "not less" is true. */
const opposites: Partial<Record<ConditionOperator, ConditionOperator>> = {
  equal: 'notequal',
  notequal: 'equal',
  anyof: 'noneof',
  noneof: 'anyof',
  answered: 'unanswered',
  unanswered: 'answered',
};

function readOpposite(inner: Expression, find: Find): ConditionRow | undefined {
  const row = readRow(inner, find);
  const operator = row && opposites[row.operator];
  return operator && { ...row, operator };
}

/** Words that stand for something else than an item of the same name. */
const nameOf = (operand: Operand): string | undefined =>
  operand?.kind === 'variable' && !operand.asIs && !reservedNames.has(operand.name.toLowerCase())
    ? operand.name
    : undefined;

const plainOperators: ReadonlySet<BinaryOperator> = new Set<BinaryOperator>([
  'equal',
  'notequal',
  'less',
  'lessorequal',
  'greater',
  'greaterorequal',
]);

function readAgainst(
  item: string,
  operator: BinaryOperator,
  operand: Operand,
  subject: Subject | undefined,
): ConditionRow | undefined {
  const values = valuesOf(operand);
  if (!values || values.length === 0) return undefined;
  const isList = operand?.kind === 'list';
  if (subject?.kind === 'many') return readMany(item, operator, values, isList);
  if (isList) return isOfList(operator, subject) ? { item, operator, values } : undefined;
  if (operator === 'contains' || operator === 'notcontains') return { item, operator, values };
  return isPlain(operator) ? { item, operator, values } : undefined;
}

/** What kind an item had that is gone, nobody knows: its lists are kept. */
const isOfList = (
  operator: BinaryOperator,
  subject: Subject | undefined,
): operator is BinaryOperator & ConditionOperator =>
  operator === 'anyof' || operator === 'noneof' || (operator === 'allof' && !subject);

const isPlain = (operator: BinaryOperator): operator is BinaryOperator & ConditionOperator =>
  plainOperators.has(operator);

/** Of a list of answers, "contains" asks for each of the values, and "any of" for one is the same for a single one. */
function readMany(
  item: string,
  operator: BinaryOperator,
  values: readonly ChoiceValue[],
  isList: boolean,
): ConditionRow | undefined {
  const isOne = values.length === 1;
  switch (operator) {
    case 'contains':
      return { item, operator: isList && !isOne ? 'allof' : 'anyof', values };
    case 'notcontains':
      return isOne ? { item, operator: 'noneof', values } : undefined;
    case 'anyof':
    case 'noneof':
    case 'allof':
      return { item, operator, values };
    default:
      return undefined;
  }
}

/** The constants of a value or a list; `undefined` where something else stands there. */
function valuesOf(operand: Operand): readonly ChoiceValue[] | undefined {
  if (operand?.kind === 'constant') return operand.value === '' ? undefined : [operand.value];
  if (operand?.kind !== 'list') return undefined;
  const values = operand.items.flatMap((item) => valuesOf(item) ?? []);
  return values.length === operand.items.length ? values : undefined;
}

/** Whether the controls of a row can show it: the operator is one of the kind's, the value one of its values. */
function isFaithful(row: ConditionRow, subject: Subject | undefined): boolean {
  if (!subject) return true;
  if (!operatorsFor(subject).includes(row.operator)) return false;
  return row.values.every((value) => fitsKind(value, subject));
}

function fitsKind(value: ChoiceValue, { kind, offers }: Subject): boolean {
  switch (kind) {
    case 'number':
      return isNumber(value);
    case 'date':
      return typeof value === 'string' && isIsoDateText(value);
    case 'boolean':
      return offers.some((offer) => areEqual(offer.value, value, true));
    default:
      return true;
  }
}
