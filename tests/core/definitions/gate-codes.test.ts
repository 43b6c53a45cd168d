import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { gateCodes, hintCodes, mendCodes } from '#core/definitions/gate-codes.ts';
import { productLanguages } from '#core/kernel/localized-text.ts';
import en from '#core/language/en/gate.json' with { type: 'json' };
import id from '#core/language/id/gate.json' with { type: 'json' };
import ru from '#core/language/ru/gate.json' with { type: 'json' };
import vi from '#core/language/vi/gate.json' with { type: 'json' };

const words: Readonly<Record<string, Readonly<Record<string, string>>>> = { en, id, ru, vi };
const keys = [
  ...gateCodes.map((code) => `gate.${code}`),
  ...hintCodes.map((code) => `gate.hint.${code}`),
  ...mendCodes.map((code) => `gate.mend.${code}`),
];

describe.each(productLanguages)(
  'problems, hints and mends of the publish gate in %s',
  (language) => {
    it('all have words, and no words are left over', () => {
      expect(Object.keys(words[language] ?? {}).sort()).toEqual([...keys].sort());
    });

    it('say so in messages that can be read', () => {
      const unreadable = Object.entries(words[language] ?? {}).filter(([, message]) => {
        try {
          new IntlMessageFormat(message, language, undefined, { ignoreTag: true });
          return message.trim() === '';
        } catch {
          return true;
        }
      });

      expect(unreadable).toEqual([]);
    });
  },
);
