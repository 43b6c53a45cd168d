import { describe, expect, it } from 'vitest';
import type { Definition } from '#core/definitions/definition.ts';
import { checkDefinition } from '#core/definitions/publish-gate.ts';
import { copiedItems } from '#web/workspace/editor/tools/library/copied-items.ts';

const library: Definition = {
  locale: 'vi',
  pages: [
    { name: 'consent', elements: [{ type: 'boolean', name: 'agrees', title: 'Đồng ý?' }] },
    {
      name: 'about',
      elements: [
        {
          type: 'text',
          name: 'age',
          title: { default: 'Tuổi', en: 'Age' },
          inputType: 'number',
          lnClass: 'quasi',
        },
        {
          type: 'panel',
          name: 'home',
          elements: [
            {
              type: 'comment',
              name: 'why',
              title: { default: 'Vì sao ở tuổi {age}?', en: 'Why at {age}?' },
              visibleIf: '{age} > 18 and {double} < 80',
              requiredIf: '{agrees} = true',
              lnClass: 'free-text',
              lnFormerNames: ['reason'],
            },
          ],
        },
      ],
    },
  ],
  calculatedValues: [
    { name: 'double', expression: '{age} * 2' },
    { name: 'unused', expression: '{age} * 3' },
  ],
};
const here: Definition = {
  locale: 'en',
  title: 'Here',
  pages: [{ name: 'p', elements: [{ type: 'text', name: 'Age', title: 'Age', lnClass: 'quasi' }] }],
};
const copied = copiedItems(library, new Set(['age', 'home']), here);

describe('items copied from the library', () => {
  it('get free names, and go on speaking of each other', () => {
    const [age, home] = copied.items;

    expect(age?.name).toBe('age_2');
    expect(home?.elements?.[0]).toMatchObject({
      name: 'why',
      visibleIf: '{age_2} > 18 and {double} < 80',
      title: { vi: 'Vì sao ở tuổi {age_2}?', en: 'Why at {age_2}?' },
    });
    expect(copied.calculatedValues).toEqual([{ name: 'double', expression: '{age_2} * 2' }]);
  });

  it('lose the conditions on what does not come along, and say how many', () => {
    expect(copied.conditionsLost).toBe(1);
    expect(copied.items[1]?.elements?.[0]).not.toHaveProperty('requiredIf');
  });

  it('are variables of their own, with their words in named languages', () => {
    expect(copied.items[1]?.elements?.[0]).not.toHaveProperty('lnFormerNames');
    expect(copied.items[0]?.title).toEqual({ vi: 'Tuổi', en: 'Age' });
  });

  it('fit into the survey that takes them', () => {
    const { problems } = checkDefinition({
      ...here,
      pages: [...here.pages, { name: 'new', elements: copied.items }],
      calculatedValues: copied.calculatedValues,
    });

    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('leave the library as it was', () => {
    expect(library.pages[1]?.elements?.[0]?.name).toBe('age');
  });
});
