/** Conditions in words, with the numbers that the sheet has: `question 5 is “Yes”`. */
import { booleanOffers, offersOf } from '#core/definitions/categories.ts';
import type { ChoiceValue, Item } from '#core/definitions/definition.ts';
import { valuesOf } from '#core/definitions/element-properties.ts';
import type {
  BinaryOperator,
  Expression,
  Operand,
} from '#core/definitions/expressions/expression.ts';
import type { PaperKey, PaperWords } from '#core/definitions/paper/paper-words.ts';

export interface ConditionReading {
  readonly words: PaperWords;
  numberOf(name: string): string | undefined;
  itemOf(name: string): Item | undefined;
  /** The text of an answer in the language of the sheet. */
  textOf(text: unknown, fallback: string): string;
}

const signs: Readonly<Partial<Record<BinaryOperator, PaperKey>>> = {
  equal: 'paper.condition.is',
  notequal: 'paper.condition.is-not',
  greater: 'paper.condition.above',
  greaterorequal: 'paper.condition.at-least',
  less: 'paper.condition.below',
  lessorequal: 'paper.condition.at-most',
  contains: 'paper.condition.contains',
  notcontains: 'paper.condition.contains-not',
  anyof: 'paper.condition.any-of',
  allof: 'paper.condition.all-of',
  noneof: 'paper.condition.none-of',
};

/** The condition as a part of a sentence, or undefined where it asks what no sheet can show. */
export function conditionWords(operand: Operand, reading: ConditionReading): string | undefined {
  if (!operand) return undefined;
  if (operand.kind === 'unary') return unaryWords(operand, reading);
  if (operand.kind !== 'binary') return undefined;
  const { operator, left, right } = operand;
  if (operator === 'and' || operator === 'or') return junctionWords(operand, reading);
  const key = signs[operator];
  const subject = subjectOf(left, reading);
  const value = valueWords(right, left, reading);
  if (key === undefined || subject === undefined || value === undefined) return undefined;
  return reading.words.text(key, { subject, value });
}

function unaryWords(
  { operator, operand }: Extract<Expression, { kind: 'unary' }>,
  reading: ConditionReading,
): string | undefined {
  if (operator === 'negate') {
    const inner = conditionWords(operand, reading);
    return inner && reading.words.text('paper.condition.not', { condition: inner });
  }
  const subject = subjectOf(operand, reading);
  const key = operator === 'empty' ? 'paper.condition.empty' : 'paper.condition.filled';
  return subject && reading.words.text(key, { subject });
}

/** Parts of the other kind stand in brackets: "a and (b or c)". */
function junctionWords(
  { operator, left, right }: Extract<Expression, { kind: 'binary' }>,
  reading: ConditionReading,
): string | undefined {
  const parts = [left, right].map((part) => {
    const words = conditionWords(part, reading);
    const isOther =
      part?.kind === 'binary' && part.operator !== operator && isJoined(part.operator);
    return words && isOther ? `(${words})` : words;
  });
  const [one, other] = parts;
  if (one === undefined || other === undefined) return undefined;
  if (one === other) return one;
  const key = operator === 'and' ? 'paper.condition.and' : 'paper.condition.or';
  return reading.words.text(key, { one, other });
}

const isJoined = (operator: BinaryOperator): boolean => operator === 'and' || operator === 'or';

function subjectOf(operand: Operand, reading: ConditionReading): string | undefined {
  const { words } = reading;
  if (operand?.kind === 'call' && operand.name === 'age') {
    const inner = subjectOf(operand.parameters[0] ?? null, reading);
    return inner && words.text('paper.condition.age', { subject: inner });
  }
  if (operand?.kind === 'binary' || operand?.kind === 'call') return sumWords(operand, reading);
  if (operand?.kind !== 'variable') return undefined;
  const counted = /^(.+)\.length$/i.exec(operand.name)?.[1];
  const number = reading.numberOf(counted ?? operand.name);
  if (number === undefined) return undefined;
  const subject = words.text('paper.condition.question', { number });
  return counted ? words.text('paper.condition.count', { subject }) : subject;
}

const arithmetic: Readonly<Partial<Record<BinaryOperator, string>>> = {
  plus: '+',
  minus: '−',
  mul: '×',
  div: '÷',
};

/** What people can reckon themselves: `10 × question 5`, `question 7 + question 8`. */
function sumWords(
  operand: Extract<Expression, { kind: 'binary' | 'call' }>,
  reading: ConditionReading,
): string | undefined {
  if (operand.kind === 'binary') {
    const sign = arithmetic[operand.operator];
    return sign && joined([operand.left, operand.right], sign, reading);
  }
  if (operand.name === 'sum') return joined(operand.parameters, '+', reading);
  const [condition, value] = operand.parameters;
  // an empty answer counts as nothing on paper anyway
  const isGuard = condition?.kind === 'unary' && condition.operator === 'notempty';
  return operand.name === 'iif' && isGuard ? termWords(value, reading) : undefined;
}

function joined(
  operands: readonly Operand[],
  sign: string,
  reading: ConditionReading,
): string | undefined {
  const words = operands.map((operand) => termWords(operand, reading));
  return words.includes(undefined) ? undefined : words.join(` ${sign} `);
}

const termWords = (operand: Operand | undefined, reading: ConditionReading): string | undefined =>
  operand?.kind === 'constant' && typeof operand.value === 'number'
    ? new Intl.NumberFormat(reading.words.language).format(operand.value)
    : subjectOf(operand ?? null, reading);

function valueWords(
  operand: Operand,
  subject: Operand,
  reading: ConditionReading,
): string | undefined {
  if (operand?.kind === 'list') {
    const values = operand.items.map((item) => valueWords(item, subject, reading));
    if (values.some((value) => value === undefined)) return undefined;
    return new Intl.ListFormat(reading.words.language, { type: 'disjunction' }).format(
      values.map((value) => value ?? ''),
    );
  }
  if (operand?.kind === 'call' && operand.name === 'today') {
    return reading.words.text('paper.condition.today');
  }
  if (operand && operand.kind !== 'constant') return subjectOf(operand, reading);
  if (operand?.kind !== 'constant') return undefined;
  const item = subject?.kind === 'variable' ? reading.itemOf(subject.name) : undefined;
  const answer = item && answerText(item, operand.value, reading);
  if (answer !== undefined) return reading.words.text('paper.quoted', { text: answer });
  return typeof operand.value === 'number'
    ? new Intl.NumberFormat(reading.words.language).format(operand.value)
    : reading.words.text('paper.quoted', { text: String(operand.value) });
}

function answerText(item: Item, value: ChoiceValue, reading: ConditionReading): string | undefined {
  const offers =
    item.type === 'boolean'
      ? booleanOffers(item)
      : item.type === 'rating'
        ? []
        : item.type === 'matrix'
          ? valuesOf(item, 'columns')
          : offersOf(item, reading.itemOf);
  const found = offers.find(
    (offer) => String(offer.value).toLowerCase() === String(value).toLowerCase(),
  );
  return found && reading.textOf(found.text, String(found.value));
}
