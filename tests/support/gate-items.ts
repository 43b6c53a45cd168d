/** Items that the publish gate has nothing to say about, and what it says. */
import type { Definition, Item } from '#core/definitions/definition.ts';
import { checkDefinition } from '#core/definitions/publish-gate.ts';
import { definitionOf } from './definition-of.ts';

export const said = {
  title: 'T',
  lnRole: 'other',
  lnClass: 'neutral',
  lnMeasure: 'nominal',
} as const;
export const choice = (name: string, more: Partial<Item> = {}): Item => ({
  type: 'radiogroup',
  name,
  choices: ['a', 'b'],
  ...said,
  ...more,
});
export const text = (name: string, more: Partial<Item> = {}): Item => ({
  type: 'text',
  name,
  ...said,
  lnClass: 'free-text',
  ...more,
});

export const matrix = (more: Partial<Item>): Item => ({
  type: 'matrix',
  name: 'm',
  rows: ['r1'],
  columns: ['x'],
  ...said,
  ...more,
});

export const problemsOf = (value: unknown, severity?: 'error' | 'warning'): string[] =>
  checkDefinition(value)
    .problems.filter((problem) => !severity || problem.severity === severity)
    .map(({ path, code }) => `${path} ${code}`);
export const errorsOf = (items: readonly Item[], more: Partial<Definition> = {}): string[] =>
  problemsOf(definitionOf(items, more), 'error');
