/** Small definitions for tests: what matters to the case, and nothing else. */
import type { Definition, Item } from '#core/definitions/definition.ts';
import { compileLogic } from '#core/definitions/logic/compile.ts';
import type { CompiledLogic, LogicEnvironment } from '#core/definitions/logic/compiled-logic.ts';

/** One page with these items; `more` are further properties of the definition. */
export const definitionOf = (
  items: readonly Item[],
  more: Partial<Definition> = {},
): Definition => ({
  clearInvisibleValues: 'onHiddenContainer',
  pages: [{ name: 'page1', elements: items }],
  ...more,
});

/** 17 May 2026, half past nine in the morning, UTC. */
export const mayMorning: LogicEnvironment = {
  now: new Date(Date.UTC(2026, 4, 17, 9, 30, 15, 250)),
  offsetMinutes: 0,
};

/** The compiled logic, or a failure of the test that names what was refused. */
export function logicOf(definition: Definition): CompiledLogic {
  const compiled = compileLogic(definition);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problem));
  return compiled.value;
}
