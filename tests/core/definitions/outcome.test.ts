import { describe, expect, it } from 'vitest';
import type { Definition } from '#core/definitions/definition.ts';
import { outcomeOf } from '#core/definitions/outcome.ts';

const definition: Definition = {
  locale: 'vi',
  pages: [
    {
      name: 'consent',
      elements: [{ type: 'radiogroup', name: 'join', lnOutcome: { no: 'refused' } }],
    },
    {
      name: 'start',
      elements: [
        {
          type: 'panel',
          name: 'who',
          elements: [
            {
              type: 'radiogroup',
              name: 'adult',
              lnOutcome: { no: 'screened-out', 0: 'screened-out' },
            },
          ],
        },
        { type: 'radiogroup', name: 'sex' },
      ],
    },
  ],
};

describe('how an interview ended', () => {
  it('is completed where no answer ends it', () => {
    expect(outcomeOf(definition, { join: 'yes', adult: 'yes', sex: 'no' })).toBe('completed');
    expect(outcomeOf(definition, {})).toBe('completed');
  });

  it('is what the item says of the answer, also inside a panel and for numbers', () => {
    expect(outcomeOf(definition, { join: 'no' })).toBe('refused');
    expect(outcomeOf(definition, { join: 'yes', adult: 'no' })).toBe('screened-out');
    expect(outcomeOf(definition, { join: 'yes', adult: 0 })).toBe('screened-out');
  });

  it('is that of the first item in form order', () => {
    expect(outcomeOf(definition, { adult: 'no', join: 'no' })).toBe('refused');
  });

  it('takes no word that is not an outcome', () => {
    const odd: Definition = {
      pages: [{ name: 'p', elements: [{ type: 'text', name: 'a', lnOutcome: { x: 'stored' } }] }],
    };

    expect(outcomeOf(odd, { a: 'x' })).toBe('completed');
  });
});
