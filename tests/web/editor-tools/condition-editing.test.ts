import { describe, expect, it } from 'vitest';
import type { Definition } from '#core/definitions/definition.ts';
import {
  aboutItem,
  draftFrom,
  emptyCondition,
  withChangedRow,
  withGroup,
  withOperator,
  withoutRow,
  withRow,
} from '#web/workspace/editor/tools/condition-draft.ts';
import { readCondition, writeCondition } from '#web/workspace/editor/tools/condition-rows.ts';
import { subjectsFor } from '#web/workspace/editor/tools/condition-subjects.ts';
import { expressionFault } from '#web/workspace/editor/tools/expression-faults.ts';

const definition: Definition = {
  pages: [
    {
      name: 'p',
      elements: [
        { type: 'radiogroup', name: 'sex', choices: ['f', 'm'] },
        { type: 'text', name: 'age', inputType: 'number' },
        { type: 'checkbox', name: 'topics', choices: ['a', 'b'] },
      ],
    },
  ],
};
const subjects = subjectsFor(definition);
const subject = (reference: string) => {
  const found = subjects.find((one) => one.reference === reference);
  if (!found) throw new Error(`no ${reference}`);
  return found;
};

describe('rows in hand', () => {
  it('are no condition until each has its answer', () => {
    const begun = withRow(emptyCondition);
    const row = begun.entries[0];
    if (!row || 'rows' in row) throw new Error('a row was added');
    const about = aboutItem(row, subject('sex'));

    expect(writeCondition(begun)).toBeUndefined();
    expect(writeCondition(withChangedRow(begun, about))).toBeUndefined();
    expect(writeCondition(withChangedRow(begun, { ...about, values: ['f'] }))).toBe("{sex} = 'f'");
  });

  it('keep the comparison under another item that has it, never the answer', () => {
    const row = { id: 1, item: 'sex', operator: 'notequal', values: ['f'] } as const;

    expect(aboutItem(row, subject('age'))).toMatchObject({ operator: 'notequal', values: [] });
    expect(aboutItem(row, subject('topics'))).toMatchObject({ operator: 'anyof', values: [] });
    expect(withOperator({ ...row, item: 'age', values: [3] }, 'answered').values).toEqual([]);
    expect(
      withOperator({ ...row, item: 'age', operator: 'between', values: [3, 4] }, 'less').values,
    ).toEqual([3]);
  });

  it('let a group go with its last row', () => {
    const text = "{sex} = 'f' and ({age} > 3 or {age} < 1)";
    const draft = draftFrom(readCondition(text, definition));
    const group = draft.entries[1];
    if (!group || !('rows' in group)) throw new Error('there is a group');
    const [first, second] = group.rows;
    const one = withoutRow(draft, first?.id ?? 0);

    expect(writeCondition(one)).toBe("{sex} = 'f' and ({age} < 1)");
    expect(writeCondition(withoutRow(one, second?.id ?? 0))).toBe("{sex} = 'f'");
    expect(withGroup(draft).entries).toHaveLength(3);
  });

  it('each have an id of their own', () => {
    const draft = withRow(withGroup(draftFrom(readCondition('{age} > 3', definition))));
    const ids = draft.entries.flatMap((entry) =>
      'rows' in entry ? [entry.id, ...entry.rows.map(({ id }) => id)] : [entry.id],
    );

    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('an expression while it is typed', () => {
  it.each([
    ['', undefined],
    ["{sex} = 'f'", undefined],
    ['age({age}) > 3 and {topics[0]} = 3', undefined],
    ["{sex} = 'f' and {age} >< 3", { kind: 'unreadable', from: '>< 3' }],
    ['({age} > 3', { kind: 'unfinished' }],
    ['{gone} = 1', { kind: 'unknown-name', name: 'gone' }],
  ])('%s', (text, fault) => {
    expect(expressionFault(text, subjects)).toEqual(fault);
  });
});
