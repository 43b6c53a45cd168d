/** Answers of an older version as a pooled codebook reads them: in another place, under other codes. */
import { codeKey, isCode } from '#core/analysis/read-value.ts';
import type { ChoiceValue } from '#core/definitions/definition.ts';
import type { Answers } from '#core/definitions/logic/compiled-logic.ts';

/** The code of today by the code of then, as text. */
export type Recode = ReadonlyMap<string, ChoiceValue>;

/** A code, or each code of a list, once; what is no code stays as it is. */
export function recoded(value: unknown, recode: Recode): unknown {
  if (Array.isArray(value)) return [...new Set(value.map((one) => recoded(one, recode)))];
  return isCode(value) ? (recode.get(codeKey(value)) ?? value) : value;
}

/** The record with another value at a path; what lies beside the path is shared, not copied. */
export function withValue(
  record: Answers,
  [step, ...rest]: readonly string[],
  value: unknown,
): Answers {
  if (step === undefined) return record;
  const inner = record[step];
  const isRecord = typeof inner === 'object' && inner !== null && !Array.isArray(inner);
  // as: an object that came out of JSON is a record of unknown values.
  const below = isRecord ? (inner as Answers) : {};
  return { ...record, [step]: rest.length > 0 ? withValue(below, rest, value) : value };
}
