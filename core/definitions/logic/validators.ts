/** The validators of survey-core. They run only if the item's own checks found nothing; expressions also on no answer. */

import type { Validator } from '#core/definitions/definition.ts';
import { isOn, numberProperty, textProperty } from '#core/definitions/element-properties.ts';
import { Refusal, refusedProperty } from '#core/definitions/expressions/compile-expression.ts';
import { compilePattern } from '#core/definitions/expressions/pattern.ts';
import { isBlank, isNumber, toNumber } from '#core/definitions/expressions/values.ts';
import { type CompileSession, compileText, loosely } from '#core/definitions/logic/conditions.ts';
import type { RunValidator, Unit } from '#core/definitions/logic/unit.ts';

const address =
  /^(([^<>()[\].,;:\s@"]+(\.[^<>()[\].,;:\s@"]+)*)|(".+"))@(([^<>()=[\].,;:\s@"]+\.)+[^<>()=[\].,;:\s@"]{2,})$/i;
const longestAddress = 254;

/** survey-core's own pattern; longer texts than an address can have are not tried, it is not linear on them. */
export const isEmailAddress = (value: unknown): boolean =>
  String(value).length <= longestAddress && address.test(String(value));

export function compileValidators(unit: Unit, session: CompileSession): readonly RunValidator[] {
  const compiled: RunValidator[] = [];
  (unit.element.validators ?? []).forEach((validator, index) => {
    const pointer = `${unit.pointer}/validators/${index}`;
    session.attempt(pointer, () => {
      compiled.push(compileValidator(validator, unit, session, pointer));
    });
  });
  return compiled;
}

function compileValidator(
  validator: Validator,
  unit: Unit,
  session: CompileSession,
  pointer: string,
): RunValidator {
  const kind = validator.notificationType;
  if (kind !== undefined && kind !== 'error') {
    throw refusedProperty('notificationType');
  }
  switch (validator.type) {
    case 'numeric':
      return numeric(validator);
    case 'text':
      return passes(text(validator));
    case 'answercount':
      return passes(answerCount(validator));
    case 'regex':
      return passes(regex(validator));
    case 'email':
      return passes((value) => !value || isEmailAddress(value));
    case 'expression':
      return expression(validator, unit, session, pointer);
    default:
      throw new Refusal('validator-unknown', { kind: String(validator.type) }, 'type');
  }
}

const passes =
  (isGood: (value: unknown) => boolean): RunValidator =>
  (value) =>
    isGood(value) ? undefined : 'validator';

function numeric(validator: Validator): RunValidator {
  const low = numberProperty(validator, 'minValue') ?? Number.NEGATIVE_INFINITY;
  const high = numberProperty(validator, 'maxValue') ?? Number.POSITIVE_INFINITY;
  return (value) => {
    if (isBlank(value)) return undefined;
    if (!isNumber(value)) return 'notNumber';
    const number = toNumber(value);
    return number < low || number > high ? 'validator' : undefined;
  };
}

function text(validator: Validator): (value: unknown) => boolean {
  const shortest = numberProperty(validator, 'minLength') ?? 0;
  const longest = numberProperty(validator, 'maxLength') ?? 0;
  const refusesDigits = validator.allowDigits === false;
  return (value) => {
    if (isBlank(value)) return true;
    const written = String(value);
    if (refusesDigits && /\d+$/.test(written)) return false;
    return written.length >= shortest && (longest <= 0 || written.length <= longest);
  };
}

function answerCount(validator: Validator): (value: unknown) => boolean {
  const fewest = numberProperty(validator, 'minCount') || 0;
  const most = numberProperty(validator, 'maxCount') || Number.POSITIVE_INFINITY;
  return (value) =>
    !Array.isArray(value) || value.length === 0 || (value.length >= fewest && value.length <= most);
}

function regex(validator: Validator): (value: unknown) => boolean {
  const ignoreCase = isOn(validator, 'caseInsensitive', 'insensitive');
  const matches = compilePattern(textProperty(validator, 'regex') ?? '', ignoreCase);
  return (value) => {
    if (isBlank(value)) return true;
    const isEachGood = !Array.isArray(value) || value.every((each) => matches(String(each)));
    return isEachGood && matches(String(value));
  };
}

function expression(
  validator: Validator,
  unit: Unit,
  session: CompileSession,
  pointer: string,
): RunValidator {
  let test: ReturnType<typeof loosely>;
  session.attempt(`${pointer}/expression`, () => {
    const written = textProperty(validator, 'expression');
    test = loosely(compileText(written, unit, session, { when: 'after', result: 'condition' }));
  });
  return (_, context) => (test?.(context) === false ? 'validator' : undefined);
}
