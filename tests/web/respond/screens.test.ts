import { describe, expect, it } from 'vitest';
import { formatCode, newCode } from '#core/links/one-time-code.ts';
import { fitsAsTyped, typedCode } from '#web/respond/code/typed-code.ts';
import { weeksOfMonth } from '#web/respond/exit/month-days.ts';
import { prefilledAnswers } from '#web/respond/prefilled-answers.ts';
import { daysLeft } from '#web/respond/screens/field-days.ts';

describe('what a link fills in', () => {
  const definition = {
    pages: [
      {
        name: 'p',
        elements: [
          { type: 'radiogroup', name: 'join', lnRole: 'consent', choices: ['yes', 'no'] },
          { type: 'panel', name: 'g', elements: [{ type: 'text', name: 'ward' }] },
        ],
      },
    ],
  };

  it('is taken for items that are asked, never for consent', () => {
    const prefill = { ward: 'Hai', join: 'yes', elsewhere: 1 };

    expect(prefilledAnswers(definition, prefill)).toEqual({ ward: 'Hai' });
    expect(prefilledAnswers(definition)).toEqual({});
  });
});

describe('a one-time code that is being typed', () => {
  const code = formatCode(newCode(Uint8Array.of(1, 2, 3, 4, 250)));

  it('is shown as on the slip, however it was typed or pasted', () => {
    expect(typedCode('ab12')).toBe('AB12');
    expect(typedCode(' ab12 cd-3')).toBe('AB12-CD3');
    expect(typedCode(code.toLowerCase())).toBe(code);
  });

  it('is called wrong only once it is whole', () => {
    const last = code.endsWith('7') ? '8' : '7';

    expect(fitsAsTyped(code.slice(0, -1))).toBe(true);
    expect(fitsAsTyped(code)).toBe(true);
    expect(fitsAsTyped(code.slice(0, -1) + last)).toBe(false);
  });
});

describe('the days that are left', () => {
  const today = new Date(2026, 10, 22, 23, 30);

  it('are counted from one calendar day to the other', () => {
    expect(daysLeft('2026-11-24', today)).toBe(2);
    expect(daysLeft('2026-11-22', today)).toBe(0);
    expect(daysLeft('2026-11-21', today)).toBeUndefined();
    expect(daysLeft(undefined, today)).toBeUndefined();
    expect(daysLeft('soon', today)).toBeUndefined();
  });
});

describe('the calendar that quick exit leads to', () => {
  it('has the days of the month in weeks from Monday', () => {
    const weeks = weeksOfMonth(new Date(2026, 10, 22));

    expect(weeks[0]).toEqual([undefined, undefined, undefined, undefined, undefined, undefined, 1]);
    expect(weeks.at(-1)?.[0]).toBe(30);
    expect(weeksOfMonth(new Date(2027, 1, 1))).toHaveLength(4);
  });
});
