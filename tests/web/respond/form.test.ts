import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Definition } from '#core/definitions/definition.ts';
import { shuffle, withShuffledChoices } from '#web/respond/form/choice-order.ts';
import {
  isLocalizedText,
  localizedDefinition,
  textIn,
} from '#web/respond/form/localized-definition.ts';
import { consentPageOf, openingOf } from '#web/respond/form/opening.ts';
import { tidyAnswers } from '#web/respond/form/tidy-answers.ts';

const definition: Definition = {
  locale: 'vi',
  title: { vi: 'Ý kiến', en: 'Views' },
  lnEnd: { completed: { vi: 'Cảm ơn' } },
  pages: [
    {
      name: 'consent',
      title: { vi: 'Xin chào', en: 'Hello' },
      description: { vi: 'Một.\n\nHai.', en: 'One.\nTwo.' },
      elements: [
        {
          type: 'radiogroup',
          name: 'join',
          lnRole: 'consent',
          choices: [
            { value: 'yes', text: { vi: 'Đồng ý', en: 'Agree' } },
            { value: 'no', text: { vi: 'Không' } },
          ],
        },
      ],
    },
    {
      name: 'more',
      elements: [
        {
          type: 'checkbox',
          name: 'topics',
          title: { vi: 'Chủ đề', en: ' ' },
          choicesOrder: 'random',
          choices: ['a', 'b', 'c', 'd', 'none'],
          validators: [{ type: 'expression', expression: "{a} = 'x'", text: { vi: 'Sai' } }],
        },
      ],
    },
  ],
};

describe('a definition in one language', () => {
  it('falls back to the default language where a translation is missing or blank', () => {
    const text = JSON.stringify(localizedDefinition(definition, 'en'));

    expect(text).toContain('"title":"Views"');
    expect(text).toContain('"title":"Chủ đề"');
    expect(text).toContain('"text":"Không"');
    expect(text).toContain('"text":"Sai"');
  });

  it('has no localized text and none of our own properties left', () => {
    const text = JSON.stringify(localizedDefinition(definition, 'en-GB'));

    expect(text).not.toMatch(/"vi":|"en":|"ln[A-Z]/);
    expect(text).toContain('"title":"Views"');
  });

  it('takes only language tags for languages', () => {
    expect(isLocalizedText({ vi: 'a', 'pt-BR': 'b', default: 'c' })).toBe(true);
    expect(isLocalizedText({ value: 'a', text: 'b' })).toBe(false);
    expect(isLocalizedText({ min: 1 })).toBe(false);
    expect(isLocalizedText({})).toBe(false);
    expect(textIn({ ar: 'مرحبا' }, 'vi', definition)).toBe('مرحبا');
  });
});

describe('shuffled answers', () => {
  const choice = fc.constantFrom(
    'a',
    'b',
    'c',
    'd',
    'e',
    'f',
    'none',
    'dontknow',
    'refused',
    'other',
  );
  const choices = fc.uniqueArray(choice, { minLength: 1 });

  it('are the same answers, with "none of these" last, and alike for the same interview', () => {
    fc.assert(
      fc.property(choices, fc.string(), (list, seed) => {
        const shuffled = shuffle(list, seed);
        const special = ['none', 'dontknow', 'refused', 'other'];
        const free = list.filter((value) => !special.includes(value)).length;

        expect([...shuffled].sort()).toEqual([...list].sort());
        expect(shuffled.slice(0, free).every((value) => !special.includes(String(value)))).toBe(
          true,
        );
        expect(shuffle(list, seed)).toEqual(shuffled);
      }),
    );
  });

  it('stand at each place about equally often', () => {
    const first = new Map<unknown, number>();
    for (let at = 0; at < 4000; at += 1) {
      const [leading] = shuffle(['a', 'b', 'c', 'd'], `interview-${at}`);
      first.set(leading, (first.get(leading) ?? 0) + 1);
    }

    for (const count of first.values()) {
      expect(count).toBeGreaterThan(850);
      expect(count).toBeLessThan(1150);
    }
  });

  it('are carried out in the definition, which then no longer asks SurveyJS to shuffle', () => {
    const item = withShuffledChoices(definition, 'x').pages[1]?.elements?.[0];

    expect(item?.choicesOrder).toBeUndefined();
    expect(item?.choices?.at(-1)).toBe('none');
  });
});

describe('the opening of an interview', () => {
  it('shows the consent page, its answers as buttons', () => {
    const opening = openingOf(definition, 'en');

    expect(opening).toMatchObject({ title: 'Hello', lines: ['One.', 'Two.'] });
    expect(opening.consent).toEqual({
      item: 'join',
      answers: [
        { value: 'yes', text: 'Agree' },
        { value: 'no', text: 'Không' },
      ],
    });
  });

  it('is the title where the first page asks for more than consent', () => {
    const [, page] = definition.pages;
    const plain = { ...definition, pages: page ? [page] : [] };

    expect(consentPageOf(plain)).toBeUndefined();
    expect(openingOf(plain, 'vi')).toEqual({ title: 'Ý kiến', lines: [], icons: [] });
  });
});

describe('answers as they leave the phone', () => {
  it('are trimmed and in NFC, without keys for what is empty; false and 0 stay', () => {
    const answers = { a: '  Cà phê ', b: '   ', c: [], d: null, e: {}, f: false, g: 0, h: ['x '] };

    expect(tidyAnswers(answers)).toEqual({ a: 'Cà phê', f: false, g: 0, h: ['x'] });
  });
});
