/**
 * First half of a check: goes once through the units in the order of their dependencies and knows of each whether it is
 * shown and what its answer is once hidden things are gone.
 */
import { isRecord } from '#core/definitions/expressions/javascript-coercion.ts';
import { isBlank, isEmpty } from '#core/definitions/expressions/values.ts';
import { askedCopies } from '#core/definitions/logic/asked-copies.ts';
import {
  type Frame,
  isLockedForGood,
  ownValue,
  type Read,
  type RunContext,
  type Scope,
  type Unit,
} from '#core/definitions/logic/unit.ts';

type Row = Readonly<Record<string, unknown>>;

export const openFrame = (
  size: number,
  answers: Row,
  parent?: Frame,
  index = 0,
  rowValue?: unknown,
): Frame => ({
  values: new Array<unknown>(size),
  shown: new Array<boolean>(size).fill(false),
  answers,
  parent,
  index,
  rowValue,
  copies: new Map(),
  emptyGroups: new Map(),
});

export function settleScope(scope: Scope, frame: Frame, context: RunContext): void {
  for (const unit of scope.order) settleUnit(unit, frame, context);
}

function settleUnit(unit: Unit, frame: Frame, context: RunContext): void {
  if (unit.kind === 'calculated') {
    frame.values[unit.index] = unit.compute?.(context);
    return;
  }
  const isHolderShown = !unit.holder || frame.shown[unit.holder.index] === true;
  if (isKeptCalculation(unit)) {
    frame.values[unit.index] = isHolderShown ? keptValue(unit, frame, context) : undefined;
    return;
  }
  const isShown = unit.isOffered && isHolderShown && (!unit.visible || unit.visible(context));
  frame.shown[unit.index] = isShown;
  if (!isShown || unit.kind === 'container' || unit.type === 'html') return;
  if (unit.refill && isLockedForGood(unit.element)) {
    frame.values[unit.index] = derived(unit, unit.refill, context);
    return;
  }
  const answer = ownValue(frame.answers, unit.name);
  if (unit.inner) frame.values[unit.index] = settleGroup(unit, unit.inner, answer, frame, context);
  else if (unit.clean) frame.values[unit.index] = unit.clean(answer, context);
  else frame.values[unit.index] = isDropped(answer, frame) ? undefined : answer;
}

/** A calculation that nobody sees and others read: XLSForm's `calculate`, in a repeated group or set off by an answer. */
export const isKeptCalculation = ({ element }: Unit): boolean => element.lnCalculation === true;

function keptValue(unit: Unit, frame: Frame, context: RunContext): unknown {
  if (unit.type === 'expression') return unit.clean?.(undefined, context);
  return !unit.visible || unit.visible(context) ? ownValue(frame.answers, unit.name) : undefined;
}

/** Nobody can answer an item that is locked and filled in by the form: its value is what the form says now. */
function derived(unit: Unit, refill: Read, context: RunContext): unknown {
  const value = refill(context);
  if (unit.clean) return unit.clean(value, context);
  return isEmpty(value) ? undefined : value;
}

/** Text of spaces only is kept at the root and dropped in rows, as survey-core does. */
const isDropped = (answer: unknown, frame: Frame): boolean =>
  answer === null || answer === '' || (frame.parent !== undefined && isBlank(answer));

function settleGroup(
  unit: Unit,
  inner: Scope,
  answer: unknown,
  frame: Frame,
  context: RunContext,
): unknown {
  const copies: Frame[] = [];
  const settleCopy = (row: unknown, index: number, rowValue?: unknown): Record<string, unknown> => {
    const copy = openFrame(inner.units.length, isRecord(row) ? row : {}, frame, index, rowValue);
    context.current = copy;
    settleScope(inner, copy, context);
    context.current = frame;
    copies.push(copy);
    return gatherData(inner, copy);
  };
  frame.copies.set(unit.index, copies);
  if (unit.type === 'matrixdropdown') return settleRows(unit, answer, settleCopy);
  const rows = countedRows(unit, answer, context);
  if (rows.length === 0) return undefined;
  const group = rows.map((row, index) => settleCopy(row, index));
  if (!group.every(isEmpty)) return group;
  if (unit.type === 'paneldynamic') frame.emptyGroups.set(unit.index, group);
  return undefined;
}

/** A counted group has as many copies as its count says, whatever was stored. */
function countedRows(unit: Unit, answer: unknown, context: RunContext): readonly unknown[] {
  const rows: readonly unknown[] = Array.isArray(answer) ? answer : [];
  if (!unit.copies) return rows;
  const count = askedCopies(unit.copies(context));
  return Array.from({ length: count }, (_, index) => rows[index] ?? {});
}

function settleRows(
  unit: Unit,
  answer: unknown,
  settleCopy: (row: unknown, index: number, rowValue: unknown) => Record<string, unknown>,
): unknown {
  const answers = isRecord(answer) ? answer : {};
  const kept: Record<string, unknown> = {};
  unit.rows.forEach(({ key, value }, index) => {
    const row = settleCopy(ownValue(answers, key), index, value);
    if (Object.keys(row).length > 0) kept[key] = row;
  });
  return Object.keys(kept).length > 0 ? kept : undefined;
}

/** The answers of one frame as the form would store them. */
export function gatherData(scope: Scope, frame: Frame): Record<string, unknown> {
  const data: Record<string, unknown> = {};
  for (const unit of scope.units) {
    if (!isStored(unit)) continue;
    const value = frame.values[unit.index] ?? frame.emptyGroups.get(unit.index);
    if (isStorable(value)) data[unit.name] = value;
    if (!unit.commentKey || !frame.shown[unit.index]) continue;
    const comment = ownValue(frame.answers, unit.commentKey);
    if (comment !== undefined && comment !== '') data[unit.commentKey] = comment;
  }
  return data;
}

/** Calculations may give what JSON cannot hold. */
const isStorable = (value: unknown): boolean =>
  !isEmpty(value) &&
  !(value instanceof Date) &&
  (typeof value !== 'number' || Number.isFinite(value));

const isStored = ({ kind, element }: Unit): boolean =>
  kind === 'item' || (kind === 'calculated' && element.includeIntoResult === true);
