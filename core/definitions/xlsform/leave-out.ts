/**
 * The last look at an imported definition: whatever in it does not compile is left out, one expression at a time, and
 * named with its row. A form is refused only where a row itself cannot stand.
 */
import type { Definition } from '#core/definitions/definition.ts';
import { isElement, textProperty } from '#core/definitions/element-properties.ts';
import { compileLogic } from '#core/definitions/logic/compile.ts';
import type { Place, Problems } from '#core/definitions/xlsform/problems.ts';

/** Expression properties and the columns that they come from. */
const columns: Readonly<Record<string, string>> = {
  visibleIf: 'relevant',
  lnVisibleIf: 'relevant',
  enableIf: 'readonly',
  requiredIf: 'required',
  defaultValueExpression: 'default',
  lnFillExpression: 'calculation',
  lnFillWhenExpression: 'trigger',
  expression: 'calculation',
  lnCount: 'repeat_count',
  validators: 'constraint',
  choices: 'choice_filter',
};

const mostRounds = 50;

export function leaveOutFaults(
  definition: Definition,
  problems: Problems,
  sheet: string,
): Definition {
  let current = definition;
  for (let round = 0; round < mostRounds; round++) {
    const compiled = compileLogic(current);
    if (compiled.ok) return current;
    const faults = new Map(
      (compiled.problem.errors ?? []).map(
        ({ pointer = '', message = '' }): readonly [string, string] => [pointer, message],
      ),
    );
    let next = current;
    // from the end, so that places in lists stay what they are
    for (const [pointer, message] of [...faults].reverse()) {
      next = leaveOut(next, pointer.split('/').slice(1), message, problems, sheet) ?? next;
    }
    if (next === current) return current;
    current = next;
  }
  return current;
}

function leaveOut(
  definition: Definition,
  steps: readonly string[],
  message: string,
  problems: Problems,
  sheet: string,
): Definition | undefined {
  const at = steps.findLastIndex(
    (step) => Object.hasOwn(columns, step) && !/^(?:choices|validators)$/.test(step),
  );
  const listAt = steps.findLastIndex((step) => step === 'choices' || step === 'validators');
  const column = columns[steps[listAt > 0 ? listAt : at] ?? ''];
  const place = placeOf(definition, steps, column ?? 'name', sheet);
  if (at < 0 || !column) {
    problems.refuse('row-unfit', { reason: message }, place);
    return undefined;
  }
  problems.warn('expression-unfit', { reason: message }, place);
  const isValidator = steps[listAt] === 'validators';
  const gone = steps.slice(0, isValidator ? listAt + 2 : at + 1);
  // as: the same shape with one member less
  return without(definition, gone) as Definition;
}

/** The innermost element on the way that knows its row. */
function placeOf(
  definition: Definition,
  steps: readonly string[],
  column: string,
  sheet: string,
): Place {
  let value: unknown = definition;
  let place: Place = { sheet, row: 1, column };
  for (const step of steps) {
    value = memberOf(value, step);
    const own = isElement(value) && isElement(value.lnXls) ? value.lnXls : undefined;
    if (own && typeof own.row === 'number') {
      place = { sheet, row: own.row, column, path: textProperty(own, 'path') };
    }
  }
  return place;
}

function memberOf(value: unknown, step: string): unknown {
  if (Array.isArray(value)) return value[Number(step)];
  return isElement(value) ? value[step] : undefined;
}

/** A calculation that is left out gives nothing; anything else is no longer there. */
function without(value: unknown, [step, ...more]: readonly string[]): unknown {
  if (step === undefined) return value;
  const isLast = more.length === 0;
  if (Array.isArray(value)) {
    const index = Number(step);
    return isLast
      ? value.filter((_, each) => each !== index)
      : value.map((each, place) => (place === index ? without(each, more) : each));
  }
  if (!isElement(value)) return value;
  if (!isLast) return { ...value, [step]: without(value[step], more) };
  if (step === 'expression') return { ...value, expression: "''" };
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== step));
}
