import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Definition } from '#core/definitions/definition.ts';
import { compileLogic } from '#core/definitions/logic/compile.ts';
import { placedElements } from '#web/workspace/editor/model/places.ts';
import { readCondition } from '#web/workspace/editor/tools/condition-rows.ts';
import { answersToSee } from '#web/workspace/editor/tools/preview/answers-to-see.ts';
import { ROOT } from '../../support/rooms.ts';

const environment = { now: new Date('2026-04-16T01:00:00Z'), offsetMinutes: 420 };

const shown = (definition: Definition, answers: object): ReadonlySet<string> => {
  const compiled = compileLogic(definition);
  if (!compiled.ok) throw new Error('the definition does not compile');
  return new Set(compiled.value.check({ ...answers }, environment).relevant);
};

const surveys = readdirSync(join(ROOT, 'surveys')).map((name) => {
  const text = readFileSync(join(ROOT, 'surveys', name, '1', 'definition.json'), 'utf8');
  const definition: Definition = JSON.parse(text);
  return { name, definition };
});

/** Items of the root level; those in repeated groups are asked once somebody adds a copy. */
const itemsOf = (definition: Definition) =>
  placedElements(definition).filter(
    ({ item, pointer }) =>
      !['panel', 'paneldynamic', 'matrix', 'matrixdynamic', 'multipletext', 'html'].includes(
        item.type,
      ) && !pointer.includes('templateElements'),
  );

describe('answers under which an item is asked', () => {
  it.each(surveys)('are found for the items of $name', ({ definition }) => {
    const unseen = itemsOf(definition).filter(
      ({ item, pointer }) =>
        !shown(definition, answersToSee(definition, pointer, {})).has(item.name) &&
        // What rows cannot say, people answer themselves.
        (!item.visibleIf || readCondition(item.visibleIf, definition, pointer) !== undefined),
    );

    expect(unseen.map(({ item }) => `${item.name}: ${item.visibleIf}`)).toEqual([]);
  });

  const small: Definition = {
    pages: [
      {
        name: 'a',
        elements: [
          { type: 'radiogroup', name: 'sex', choices: ['f', 'm'] },
          { type: 'text', name: 'age', inputType: 'number', visibleIf: "{sex} = 'm'" },
        ],
      },
      {
        name: 'b',
        visibleIf: '{age} >= 18 and {age} < 20',
        elements: [
          { type: 'text', name: 'x' },
          { type: 'text', name: 'y', visibleIf: '{age} * 2 > 10' },
        ],
      },
    ],
  };

  it('are followed back through what the conditions ask about', () => {
    expect(answersToSee(small, '/pages/1/elements/0', {})).toEqual({ sex: 'm', age: 18 });
  });

  it('are those there are, where they will do', () => {
    const answers = { sex: 'm', age: 19, other: 1 };

    expect(answersToSee(small, '/pages/1/elements/0', answers)).toBe(answers);
    expect(answersToSee(small, '/pages/1/elements/0', { sex: 'f' })).toEqual({ sex: 'm', age: 18 });
  });

  it('leave alone what rows cannot say', () => {
    const answers = { sex: 'm', age: 2 };

    expect(answersToSee(small, '/pages/1/elements/1', answers)).toMatchObject({ age: 18 });
  });
});
