/**
 * Relevance as analysis asks it: which items of the root level a row's own raw values make relevant. Nothing is blanked
 * first and no choice list is consulted, so that an answer which contradicts the form is still read by the others.
 */
import { isEmpty } from '#core/definitions/expressions/values.ts';
import {
  type Frame,
  ownValue,
  type RunContext,
  type Scope,
  type Unit,
} from '#core/definitions/logic/unit.ts';

export function relevanceOf(
  root: Scope,
  frame: Frame,
  context: RunContext,
): ReadonlyMap<string, boolean> {
  for (const unit of root.order) frame.values[unit.index] = rawValue(unit, frame, context);
  const relevance = new Map<string, boolean>();
  for (const unit of root.units) {
    // Comments are read wherever their item stands, so every unit counts as shown while conditions run.
    frame.shown[unit.index] = true;
  }
  const isShown = root.units.map(() => true);
  for (const unit of root.units) {
    if (unit.kind === 'calculated') {
      if (unit.visible) relevance.set(unit.name, unit.visible(context));
      continue;
    }
    const isHolderShown = !unit.holder || isShown[unit.holder.index] === true;
    isShown[unit.index] =
      unit.isOffered && isHolderShown && (!unit.visible || unit.visible(context));
    if (unit.kind === 'item') relevance.set(unit.name, isShown[unit.index] === true);
  }
  return relevance;
}

function rawValue(unit: Unit, frame: Frame, context: RunContext): unknown {
  if (unit.kind === 'container') return undefined;
  const value = ownValue(frame.answers, unit.name);
  if (!isEmpty(value)) return value;
  return unit.compute?.(context);
}
