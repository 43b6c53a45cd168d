import { describe, expect, it } from 'vitest';
import { productLanguages } from '#core/kernel/localized-text.ts';
import { problemCodes } from '#core/kernel/problems.ts';
import en from '#core/language/en/problems.json' with { type: 'json' };
import id from '#core/language/id/problems.json' with { type: 'json' };
import ru from '#core/language/ru/problems.json' with { type: 'json' };
import vi from '#core/language/vi/problems.json' with { type: 'json' };

const catalogues: Record<string, Readonly<Record<string, string>>> = { vi, en, ru, id };
const keys = problemCodes.map((code) => `problem.${code}`);

describe.each(productLanguages)('what people read of problems in %s', (language) => {
  it('has a sentence for each code, and for nothing else', () => {
    expect(Object.keys(catalogues[language] ?? {}).sort()).toEqual([...keys].sort());
  });

  it('is made of sentences', () => {
    for (const text of Object.values(catalogues[language] ?? {})) {
      expect(text).toMatch(/^\p{Lu}.+\.$/u);
      expect(text).toBe(text.normalize('NFC'));
    }
  });
});
