/**
 * `sumInArray({list}, 'field'[, 'field to give back'][, condition])` and its kin. They have a form of their own because the
 * condition is an expression over each row, compiled with the rest.
 */
import { addRounded } from '#core/definitions/expressions/functions.ts';
import { isLess, isMore, isRecord } from '#core/definitions/expressions/javascript-coercion.ts';
import { isEmpty, isNumber, toNumber } from '#core/definitions/expressions/values.ts';

export interface ListQuestion {
  readonly rows: unknown;
  readonly field: string;
  /** What minInArray and maxInArray give back of the row they find. */
  readonly back: string;
  readonly meets: ((row: unknown) => boolean) | undefined;
}

export interface ListFunction {
  readonly ask: (question: ListQuestion) => unknown;
  /** The answer when there is no list at all. */
  readonly none: unknown;
}

export const listFunctions: ReadonlyMap<string, ListFunction> = new Map<string, ListFunction>([
  ['sumInArray', { ask: sumOf, none: 0 }],
  ['countInArray', { ask: (question) => rowsWith(question).length, none: 0 }],
  ['avgInArray', { ask: averageOf, none: 0 }],
  ['minInArray', { ask: (question) => extremeOf(question, isLess), none: undefined }],
  ['maxInArray', { ask: (question) => extremeOf(question, isMore), none: undefined }],
]);

/** Rows whose field holds something and which meet the condition; an object is a list of its members. */
function rowsWith({ rows, field, meets }: ListQuestion): readonly Record<string, unknown>[] {
  const all: readonly unknown[] = Array.isArray(rows) ? rows : Object.values(Object(rows));
  return all.filter(isRecord).filter((row) => !isEmpty(row[field]) && (!meets || meets(row)));
}

/** Texts count where they read as numbers. */
const countable = (value: unknown): unknown =>
  typeof value !== 'string' ? value : isNumber(value) ? toNumber(value) : undefined;

function sumOf(question: ListQuestion): unknown {
  return rowsWith(question)
    .map((row) => countable(row[question.field]))
    .filter((value) => value !== undefined && value !== null)
    .reduce(addRounded, 0);
}

function averageOf(question: ListQuestion): unknown {
  const count = rowsWith(question).length;
  return count === 0 ? 0 : Number(sumOf(question)) / count;
}

function extremeOf(
  question: ListQuestion,
  isBetter: (value: unknown, best: unknown) => boolean,
): unknown {
  let best: unknown;
  let bestRow: Record<string, unknown> | undefined;
  for (const row of rowsWith(question)) {
    const value = countable(row[question.field]);
    if (value === undefined || value === null) continue;
    if (best === undefined || isBetter(value, best)) {
      best = value;
      bestRow = row;
    }
  }
  return question.back === question.field ? best : bestRow?.[question.back];
}
