import { describe, expect, it } from 'vitest';
import { gateCodes } from '#core/definitions/gate-codes.ts';
import { productLanguages } from '#core/kernel/localized-text.ts';
import en from '#core/language/en/gate.json' with { type: 'json' };
import id from '#core/language/id/gate.json' with { type: 'json' };
import ru from '#core/language/ru/gate.json' with { type: 'json' };
import vi from '#core/language/vi/gate.json' with { type: 'json' };

const words: Readonly<Record<string, Readonly<Record<string, string>>>> = { en, id, ru, vi };

describe('problems of the publish gate', () => {
  it.each(productLanguages)('all have words in %s', (language) => {
    const missing = gateCodes.filter((code) => !words[language]?.[`gate.${code}`]);

    expect(missing).toEqual([]);
  });
});
