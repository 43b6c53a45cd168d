/** Second step of compiling: all names are known, so the expressions and rules of every unit can be. */
import { numberProperty, textProperty, valuesOf } from '#core/definitions/element-properties.ts';
import { Refusal } from '#core/definitions/expressions/compile-expression.ts';
import { isEmpty, isNumber } from '#core/definitions/expressions/values.ts';
import { addChoiceRules } from '#core/definitions/logic/choice-rules.ts';
import { addMatrixRules, addMultipleTextRules } from '#core/definitions/logic/composite-rules.ts';
import {
  type CompileSession,
  compileProperty,
  lockedTest,
  requiredTest,
  visibleTest,
} from '#core/definitions/logic/conditions.ts';
import { limitChecks } from '#core/definitions/logic/limits.ts';
import {
  isLockedForGood,
  isMultipleChoice,
  isSingleChoice,
  noRules,
  type Read,
  type Scope,
  type Unit,
} from '#core/definitions/logic/unit.ts';
import { compileValidators } from '#core/definitions/logic/validators.ts';

export function buildScope(scope: Scope, session: CompileSession): void {
  for (const unit of scope.units) {
    session.attempt(unit.pointer, () => buildUnit(unit, session));
    if (unit.inner) buildScope(unit.inner, session);
  }
  scope.order = inOrder(scope, session);
}

function buildUnit(unit: Unit, session: CompileSession): void {
  if (unit.kind === 'calculated') {
    unit.compute = calculation(unit, session);
    // The expression itself is empty where this is false; analysis asks who the value was worked out for.
    unit.visible = visibleTest(unit, session, 'lnVisibleIf');
    return;
  }
  // Calculations of imported forms are never drawn; their condition says for whom they are worked out.
  const isUnseen = unit.element.lnCalculation === true;
  unit.visible = visibleTest(unit, session, isUnseen ? 'lnVisibleIf' : 'visibleIf');
  unit.locked = lockedTest(unit, session);
  if (unit.kind === 'container') return;
  if (unit.type === 'expression') buildExpressionItem(unit, session);
  const isRank = unit.type === 'ranking' && session.lenient;
  if (isSingleChoice(unit.type) || isMultipleChoice(unit.type) || isRank) {
    addChoiceRules(unit, session);
  }
  if (unit.type === 'matrix') addMatrixRules(unit, session);
  if (unit.type === 'matrixdropdown') unit.rows = plainRows(unit);
  if (unit.type === 'multipletext') addMultipleTextRules(unit, session);
  if (session.lenient) buildImported(unit, session);
  if (unit.type === 'html') return;
  unit.rules = {
    ...noRules,
    required: unit.type === 'expression' ? undefined : requiredTest(unit, session),
    checks: limitChecks(unit, session),
    validators: compileValidators(unit, session),
  };
  unit.keyUnit = unit.inner?.names.get(textProperty(unit.element, 'keyName')?.toLowerCase() ?? '');
}

const plainRows = (unit: Unit): Unit['rows'] =>
  valuesOf(unit.element, 'rows').map(({ value }) => ({
    key: String(value),
    value,
    isShown: undefined,
  }));

/** Texts that grow from one calculation to the next would fill the memory of whoever checks an answer. */
const longestText = 20_000;

function calculation(unit: Unit, session: CompileSession): Read {
  const place = { when: 'before', result: 'calculation' } as const;
  const compute = compileProperty(unit, 'expression', session, place);
  return (context) => {
    const value = compute?.(context);
    return typeof value === 'string' && value.length > longestText ? undefined : value;
  };
}

function buildExpressionItem(unit: Unit, session: CompileSession): void {
  if (!session.lenient) refuseUnsteady(unit);
  const compute = calculation(unit, session);
  const precision = numberProperty(unit.element, 'precision') ?? -1;
  unit.compute = compute;
  unit.clean = (_, context) => {
    const value = compute(context);
    if (value instanceof Date || value === Number.POSITIVE_INFINITY || isEmpty(value)) {
      return undefined;
    }
    return precision >= 0 && isNumber(value)
      ? Number.parseFloat(Number(value).toFixed(precision))
      : value;
  };
}

/** What only forms from elsewhere ask for: answers that begin or are filled in by an expression, counted repeats. */
function buildImported(unit: Unit, session: CompileSession): void {
  const derived = isLockedForGood(unit.element) ? 'before' : 'after';
  const say = (property: string, when: 'before' | 'after') =>
    compileProperty(unit, property, session, { when, result: 'calculation' });
  unit.start = say('defaultValueExpression', 'after');
  unit.refill = say('lnFillExpression', derived);
  unit.refillWhen = say('lnFillWhenExpression', 'after');
  unit.copies = say('lnCount', 'before');
}

const lockOf = ({ element }: Unit): string => (element.enableIf ? 'enableIf' : 'readOnly');

/** survey-core stops calculating what is locked, and keeps the value of what is hidden inside a repeated group. */
function refuseUnsteady(unit: Unit): void {
  for (let here: Unit | undefined = unit; here; here = here.holder ?? here.scope.owner) {
    if (here.element.enableIf || here.element.readOnly) {
      throw new Refusal('calculation-locked', {}, here === unit ? lockOf(unit) : undefined);
    }
  }
  if (unit.element.visibleIf && unit.scope.kind !== 'root') {
    throw new Refusal('calculation-hidden', {}, 'visibleIf');
  }
}

/** Units after everything that they depend on. Of each circle, one unit is refused. */
function inOrder(scope: Scope, session: CompileSession): readonly Unit[] {
  const done = new Set<Unit>();
  const way: Unit[] = [];
  const ordered: Unit[] = [];
  const visit = (unit: Unit): void => {
    if (done.has(unit)) return;
    const begins = way.indexOf(unit);
    if (begins !== -1) {
      session.attempt(pointerOfLogic(unit), () => {
        const names = [...way.slice(begins), unit].map(({ name }) => name).join(' → ');
        throw new Refusal('reference-cycle', { names });
      });
      return;
    }
    way.push(unit);
    if (unit.holder) visit(unit.holder);
    for (const other of unit.dependsOn) visit(other);
    way.pop();
    done.add(unit);
    ordered.push(unit);
  };
  for (const unit of scope.units) visit(unit);
  return ordered;
}

/** Where a unit says what it depends on; a unit whose choices or copies do, as a whole. */
function pointerOfLogic({ kind, type, element, pointer }: Unit): string {
  if (kind === 'calculated' || type === 'expression') return `${pointer}/expression`;
  return element.visibleIf ? `${pointer}/visibleIf` : pointer;
}
