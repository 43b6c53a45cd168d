/** One cell → one answer, as the shape check wants it; else nothing, and why. */
import type { ChoiceValue } from '#core/definitions/definition.ts';
import type { Field } from '#core/intake/data-file/fields.ts';
import type { Loss, LossCode } from '#core/intake/data-file/loss.ts';
import { type ColumnFacts, columnReader } from '#core/intake/data-file/read-column.ts';
import { readMoment, readTime } from '#core/intake/data-file/read-moment.ts';

export interface AnswerReading {
  readonly value?: unknown;
  readonly told?: Pick<Loss, 'code' | 'params'>;
}

export type AnswerReader = (cell: string) => AnswerReading;

const lost = (code: LossCode): AnswerReading => ({ told: { code } });

/** @param facts of the field's own column. */
export function answerReader(field: Field, facts: ColumnFacts): AnswerReader {
  if (field.isCalculated) return calculationReader(field, facts);
  switch (field.kind) {
    case 'code':
      return codeReader(field, facts);
    case 'number':
      return numberReader(field, facts);
    case 'day':
    case 'month':
    case 'moment':
      return momentReader(field.kind, facts);
    case 'time':
      return (cell) => {
        const time = readTime(cell);
        return time === undefined ? lost('time-unreadable') : { value: time };
      };
    case 'line':
      return (cell) => textOf(cell, 'one');
    case 'lines':
      return (cell) => textOf(cell, 'many');
  }
}

function numberReader(field: Field, facts: ColumnFacts): AnswerReader {
  const read = columnReader(field.variable, facts);
  return (cell) => {
    const { value } = read(cell);
    return value === undefined ? lost('number-unreadable') : { value };
  };
}

/** Codes that the form does not list cannot have come from it: they go, the others stay. */
function codeReader({ variable }: Field, facts: ColumnFacts): AnswerReader {
  const read = columnReader(variable, facts);
  return (cell) => {
    const { value, unlisted } = read(cell);
    if (!unlisted) return { value };
    const strange = new Set<unknown>(unlisted);
    const listed: readonly ChoiceValue[] = Array.isArray(value)
      ? value.filter((code) => !strange.has(code))
      : [];
    const told = { code: 'code-unlisted', params: { count: unlisted.length } } as const;
    return listed.length > 0 ? { value: listed, told } : { told };
  };
}

function momentReader(kind: 'day' | 'month' | 'moment', facts: ColumnFacts): AnswerReader {
  return (cell) => {
    if (kind === 'month' && /^\d{4}-(0[1-9]|1[0-2])$/.test(cell)) return { value: cell };
    const moment = readMoment(cell, facts);
    if (moment === 'ambiguous') return lost('date-ambiguous');
    if (!moment) return lost('date-unreadable');
    if (kind === 'day') return { value: moment.day };
    if (kind === 'month') return { value: moment.day.slice(0, 7) };
    return { value: `${moment.day}T${moment.time ?? '00:00:00'}` };
  };
}

const lineBreaks = /\s*[\r\n\u2028\u2029]+\s*/g;

function textOf(cell: string, lines: 'one' | 'many'): AnswerReading {
  if (lines === 'many' || cell.search(lineBreaks) < 0) return { value: cell };
  return { value: cell.replace(lineBreaks, ' '), told: { code: 'line-break-joined' } };
}

/** The form made it: a number where it is one, else what it says. */
function calculationReader(field: Field, facts: ColumnFacts): AnswerReader {
  const read = columnReader(field.variable, facts);
  return (cell) => {
    if (field.variable.type === 'boolean') {
      if (/^(true|false)$/i.test(cell)) return { value: cell.toLowerCase() === 'true' };
      return { value: cell };
    }
    if (field.kind !== 'number') return { value: cell };
    return { value: read(cell).value ?? cell };
  };
}
