/** Second half of a check: which items were shown, in document order, and what is wrong with their answers. */
import { equalsLoosely, isRecord } from '#core/definitions/expressions/javascript-coercion.ts';
import { isBlank } from '#core/definitions/expressions/values.ts';
import type { LogicError } from '#core/definitions/logic/compiled-logic.ts';
import {
  type Frame,
  ownValue,
  type RunContext,
  type Scope,
  type Unit,
  type ValueRules,
} from '#core/definitions/logic/unit.ts';

export interface Verdict {
  readonly relevant: string[];
  readonly errors: LogicError[];
}

interface Position {
  readonly frame: Frame;
  readonly context: RunContext;
  /** `children[0].`, or nothing at the root. */
  readonly prefix: string;
  readonly isLocked: boolean;
}

/** Adds to `verdict`, which the caller made. */
export function judgeScope(scope: Scope, position: Position, verdict: Verdict): void {
  for (const unit of scope.units) {
    if (unit.kind === 'item' && position.frame.shown[unit.index])
      judgeItem(unit, position, verdict);
  }
}

/** One item and, if it is a repeated group, its copies. */
export function judgeItem(unit: Unit, position: Position, verdict: Verdict): void {
  const { frame, context, prefix } = position;
  const path = prefix + unit.name;
  verdict.relevant.push(path);
  if (unit.type === 'html') return;
  const isLocked = position.isLocked || isUnderLock(unit, context);
  if (unit.inner) judgeCopies(unit, unit.inner, { ...position, prefix: path, isLocked }, verdict);
  // A locked item is not validated; its answer stays.
  if (isLocked) return;
  const value = frame.values[unit.index];
  judgeValue(unit.rules, value, path, context, verdict);
  for (const part of unit.parts) {
    const text = isRecord(value) ? ownValue(value, part.name) : undefined;
    judgeValue(part, text, `${path}.${part.name}`, context, verdict);
  }
}

function isUnderLock(unit: Unit, context: RunContext): boolean {
  for (let here: Unit | undefined = unit; here; here = here.holder) {
    if (here.locked?.(context)) return true;
  }
  return false;
}

function judgeCopies(unit: Unit, inner: Scope, position: Position, verdict: Verdict): void {
  const { frame, context, prefix, isLocked } = position;
  const seen: unknown[] = [];
  frame.copies.get(unit.index)?.forEach((copy, index) => {
    const key = unit.type === 'matrixdropdown' ? unit.partNames[index] : index;
    const here = `${prefix}[${key}].`;
    context.current = copy;
    judgeScope(inner, { frame: copy, context, prefix: here, isLocked }, verdict);
    judgeKey(unit, copy, seen, here, verdict);
    context.current = frame;
  });
}

/** `keyName`: no two copies may hold the same value there. */
function judgeKey(
  unit: Unit,
  copy: Frame,
  seen: unknown[],
  prefix: string,
  verdict: Verdict,
): void {
  if (!unit.keyUnit) return;
  const value = copy.values[unit.keyUnit.index];
  if (isBlank(value)) return;
  if (!seen.some((other) => equalsLoosely(other, value))) seen.push(value);
  else verdict.errors.push({ path: prefix + unit.keyUnit.name, kind: 'keyDuplicate' });
}

function judgeValue(
  rules: ValueRules,
  value: unknown,
  path: string,
  context: RunContext,
  { errors }: Verdict,
): void {
  const before = errors.length;
  if (rules.required && isBlank(value) && rules.required(context)) {
    errors.push({ path, kind: 'required' });
  }
  for (const check of rules.checks) check(value, context, (kind) => errors.push({ path, kind }));
  if (errors.length > before) return;
  for (let index = 0; index < rules.validators.length; index++) {
    const kind = rules.validators[index]?.(value, context);
    if (kind) errors.push({ path, kind, validator: index });
  }
}
