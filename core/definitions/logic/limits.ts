/** What an item asks of its own answer without validators: bounds, step, e-mail, fewest choices, text of "other", rows. */
import { isOn, numberProperty, specialsOf } from '#core/definitions/element-properties.ts';
import { Refusal } from '#core/definitions/expressions/compile-expression.ts';
import { toDate } from '#core/definitions/expressions/dates.ts';
import { isLess, isMore, isRecord } from '#core/definitions/expressions/javascript-coercion.ts';
import { isBlank, isEmpty, isNumber, toNumber } from '#core/definitions/expressions/values.ts';
import type { CompileSession } from '#core/definitions/logic/conditions.ts';
import {
  isMultipleChoice,
  isRowShown,
  type OwnCheck,
  ownValue,
  type RunContext,
  type Unit,
} from '#core/definitions/logic/unit.ts';
import { isEmailAddress } from '#core/definitions/logic/validators.ts';

const bounded = new Set(['number', 'range', 'date', 'datetime-local', 'month', 'time', 'week']);
const otherInputs = new Set(['text', 'email', 'tel', 'url', 'password', 'color']);

export function limitChecks(unit: Unit, session: CompileSession): readonly OwnCheck[] {
  return [
    ...(unit.type === 'text' ? textChecks(unit, session) : []),
    ...fewestChoices(unit),
    ...otherText(unit),
    ...everyRow(unit),
  ];
}

function textChecks({ element, pointer }: Unit, session: CompileSession): OwnCheck[] {
  const input = element.inputType ?? 'text';
  if (!bounded.has(input) && !otherInputs.has(input)) {
    session.attempt(`${pointer}/inputType`, () => {
      throw new Refusal('input-unknown', { kind: input });
    });
  }
  const checks: OwnCheck[] = [];
  if (bounded.has(input)) checks.push(...boundChecks(element.min, element.max, input));
  const step = input === 'number' ? toNumber(element.step) : Number.NaN;
  if (!Number.isNaN(step)) {
    checks.push((value, _, add) => {
      if (!isBlank(value) && isNumber(value) && isOffStep(toNumber(value), step)) add('step');
    });
  }
  const hasValidator = (element.validators ?? []).some(({ type }) => type === 'email');
  if (input === 'email' && !hasValidator) {
    checks.push((value, _, add) => {
      if (value && !isEmailAddress(value)) add('email');
    });
  }
  return checks;
}

function boundChecks(min: unknown, max: unknown, input: string): OwnCheck[] {
  const isDate = input === 'date' || input === 'datetime-local';
  const read = (value: unknown, { environment }: RunContext): unknown =>
    isDate ? toDate(environment, value) : value;
  const checks: OwnCheck[] = [];
  if (!isEmpty(min)) {
    checks.push((value, context, add) => {
      if (!isBlank(value) && isLess(read(value, context), read(min, context))) add('min');
    });
  }
  if (!isEmpty(max)) {
    checks.push((value, context, add) => {
      if (!isBlank(value) && isMore(read(value, context), read(max, context))) add('max');
    });
  }
  return checks;
}

/** Scales both to whole numbers before dividing, so that 0.3 is a step of 0.1. */
function isOffStep(value: number, step: number): boolean {
  let scale = 1;
  const isWhole = (number: number): boolean => Math.round(number * scale) / scale === number;
  while (!(isWhole(step) && isWhole(value)) && scale < 1e6) scale *= 10;
  const wholeStep = Math.round(step * scale);
  return wholeStep > 0 && Math.round(value * scale) % wholeStep !== 0;
}

function fewestChoices({ type, element }: Unit): OwnCheck[] {
  const fewest = numberProperty(element, 'minSelectedChoices') ?? 0;
  if (!isMultipleChoice(type) || fewest <= 0) return [];
  // "None", "don't know" and "prefer not to answer" stand alone, however many are asked for.
  const alone = new Set<unknown>(specialsOf(element).filter((special) => special !== 'other'));
  return [
    (value, _, add) => {
      const chosen = Array.isArray(value) ? value : [];
      const isAlone = chosen.length === 1 && alone.has(chosen[0]);
      if (!isAlone && chosen.length < fewest) add('minSelected');
    },
  ];
}

function otherText({ element, scope, name }: Unit): OwnCheck[] {
  if (!isOn(element, 'showOtherItem', 'hasOther')) return [];
  const key = `${name}-Comment`;
  return [
    (value, { root, current }, add) => {
      const isOther = Array.isArray(value) ? value.includes('other') : value === 'other';
      if (!isOther) return;
      const text = ownValue((scope.kind === 'root' ? root : current).answers, key);
      if (!String(text ?? '').trim()) add('other');
    },
  ];
}

function everyRow(unit: Unit): OwnCheck[] {
  if (unit.type !== 'matrix' || !isOn(unit.element, 'eachRowRequired', 'isAllRowRequired'))
    return [];
  return [
    (value, context, add) => {
      const answers = isRecord(value) ? value : {};
      const isOpen = unit.rows.some(
        (row) => isRowShown(row, context) && isEmpty(ownValue(answers, row.key)),
      );
      if (isOpen) add('rows');
    },
  ];
}
