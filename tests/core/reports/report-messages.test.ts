import { describe, expect, it } from 'vitest';
import en from '#core/language/en/report.json' with { type: 'json' };
import id from '#core/language/id/report.json' with { type: 'json' };
import ru from '#core/language/ru/report.json' with { type: 'json' };
import vi from '#core/language/vi/report.json' with { type: 'json' };

const catalogues: Readonly<Record<string, Readonly<Record<string, string>>>> = { vi, en, ru, id };
const texts = Object.entries(catalogues).flatMap(([language, catalogue]) =>
  Object.entries(catalogue).map(([key, text]) => [language, key, text] as const),
);

/** What the message says by itself, without its slots and selectors. */
const ownWords = (text: string): string => text.replace(/=\d+ *\{/g, '{').replace(/\{\w+\}/g, '');

/** A quantity word must be chosen by a figure: it may stand in a branch of `band`, or be spoken about. */
const quantityWord =
  /\b(mostly|nearly all|far more|a majority of|about half)\b|phần lớn|đa số|gần như tất cả|hơn hẳn/i;

describe('messages of the report', () => {
  it('are the same in every language', () => {
    for (const catalogue of Object.values(catalogues)) {
      expect(Object.keys(catalogue).sort()).toEqual(Object.keys(en).sort());
    }
  });

  it('hold no number of their own', () => {
    expect(texts.filter(([, , text]) => /\d/.test(ownWords(text)))).toEqual([]);
  });

  it('name quantities only where a figure chooses the word', () => {
    const free = texts.filter(
      ([, key, text]) =>
        quantityWord.test(text) && !text.includes('{band, select') && key !== 'report.method.words',
    );

    expect(free).toEqual([]);
    expect(quantityWord.test('Phần lớn người trả lời đến được')).toBe(true);
  });

  it.each(Object.keys(catalogues))('use the slots of the English one in %s', (language) => {
    const slots = (text: string) =>
      [...new Set([...text.matchAll(/\{(\w+)[,}]/g)].map(([, name]) => name))].sort();
    const catalogue = catalogues[language] ?? {};

    for (const [key, text] of Object.entries(en)) {
      const own = slots(catalogue[key] ?? '');
      // A language without plurals needs no count to choose by.
      const wanted = slots(text).filter((slot) => slot !== 'count' || own.includes('count'));
      expect([key, own]).toEqual([key, wanted]);
    }
  });
});
