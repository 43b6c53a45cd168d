/** The settled state of every unit, copy by copy: what previews and comparisons with other engines look at. */

import { askedCopies } from '#core/definitions/logic/asked-copies.ts';
import type { Observation } from '#core/definitions/logic/compiled-logic.ts';
import { judgeItem, type Verdict } from '#core/definitions/logic/judge.ts';
import { isKeptCalculation } from '#core/definitions/logic/settle.ts';
import {
  type Frame,
  type RunContext,
  type Scope,
  type Unit,
  underChoice,
} from '#core/definitions/logic/unit.ts';

/** The frame must have been settled. Groups that are hidden have no copies, so nothing inside them is told. */
export function observeScope(
  scope: Scope,
  frame: Frame,
  context: RunContext,
  copies: readonly number[] = [],
): readonly Observation[] {
  return scope.units.flatMap((unit) => {
    const own = observeUnit(unit, frame, context, copies);
    const { inner } = unit;
    if (!inner) return [own];
    const inside = (frame.copies.get(unit.index) ?? []).flatMap((copy, index) => {
      context.current = copy;
      const found = observeScope(inner, copy, context, [...copies, index]);
      context.current = frame;
      return found;
    });
    return [own, ...inside];
  });
}

function observeUnit(
  unit: Unit,
  frame: Frame,
  context: RunContext,
  copies: readonly number[],
): Observation {
  const { pointer, kind } = unit;
  const isShown = isThere(unit, frame, context);
  const value = frame.values[unit.index];
  const state = { pointer, copies, isShown, value };
  if (kind !== 'item' || !isShown) return { ...state, isRequired: false, errors: [] };
  return {
    ...state,
    isRequired: unit.rules.required?.(context) ?? false,
    errors: errorsOf(unit, frame, context),
    ...(unit.choices.length > 0 ? { offered: offeredBy(unit, context) } : {}),
    ...(unit.inner ? { count: frame.copies.get(unit.index)?.length ?? 0 } : {}),
    ...(unit.copies ? { countAsked: askedCopies(unit.copies(context)) } : {}),
    ...(unit.start ? { start: unit.start(context) } : {}),
    ...(unit.refill ? { refill: unit.refill(context) } : {}),
    ...(unit.refillWhen ? { refillWhen: unit.refillWhen(context) } : {}),
  };
}

/** Calculations are there wherever their group is and their own condition holds, though nobody sees them. */
function isThere(unit: Unit, frame: Frame, context: RunContext): boolean {
  if (unit.kind !== 'calculated' && !isKeptCalculation(unit))
    return frame.shown[unit.index] === true;
  const isHolderShown = !unit.holder || frame.shown[unit.holder.index] === true;
  return isHolderShown && (unit.visible?.(context) ?? true);
}

const offeredBy = (unit: Unit, context: RunContext): Observation['offered'] =>
  unit.choices
    .filter(({ value, isShown }) => underChoice(isShown, value, context))
    .map(({ value }) => value);

function errorsOf(unit: Unit, frame: Frame, context: RunContext): readonly string[] {
  if (unit.inner) return [];
  const verdict: Verdict = { relevant: [], errors: [] };
  judgeItem(unit, { frame, context, prefix: '', isLocked: false }, verdict);
  return verdict.errors.map(({ kind }) => kind);
}
