import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { productLanguages } from '#core/kernel/localized-text.ts';
import en from '#core/language/en/respond.json' with { type: 'json' };
import id from '#core/language/id/respond.json' with { type: 'json' };
import ru from '#core/language/ru/respond.json' with { type: 'json' };
import vi from '#core/language/vi/respond.json' with { type: 'json' };
import { formatMessage } from '#web/respond/language/small-messages.ts';

const catalogues: Readonly<Record<string, Readonly<Record<string, string>>>> = { vi, en, ru, id };

const values = (n: number) => ({
  n,
  page: 2,
  pages: 17,
  name: 'Lan',
  time: '10:42',
  date: '1/12/2026',
  app: 'Zalo',
  code: 'K7QM4D',
  reason: 'x',
  quota: 40,
  status: 422,
  sent: 3,
  held: 2,
  number: 3,
  count: 16,
  wanted: 40,
  0: 5,
  1: 1,
  2: 10,
  rowIndex: 2,
  rowTitle: 'Lan',
  panelIndex: 2,
});

describe('the small formatter', () => {
  it.each(productLanguages)('says what ICU says, for every message in %s', (language) => {
    const messages = Object.values(catalogues[language] ?? {});

    expect(messages.length).toBeGreaterThan(80);
    for (const message of messages) {
      for (const n of [0, 1, 2, 5, 11, 21, 1234]) {
        const whole = new IntlMessageFormat(message, language, undefined, { ignoreTag: true });
        expect(formatMessage(message, values(n), language)).toBe(whole.format(values(n)));
      }
    }
  });

  it('refuses what it does not know instead of showing it', () => {
    expect(() => formatMessage('{a}', {}, 'vi')).toThrow();
    expect(() => formatMessage('{a, select, x {y} other {z}}', { a: 'x' }, 'vi')).toThrow();
    expect(() => formatMessage('{a', { a: 1 }, 'vi')).toThrow();
  });
});

describe("the phone's catalogue", () => {
  const sources = textsUnder(join(import.meta.dirname, '../../../web/respond'));

  it.each(productLanguages)(
    'has every message of the first language in %s, none blank',
    (language) => {
      expect(Object.keys(catalogues[language] ?? {}).sort()).toEqual(Object.keys(vi).sort());
      for (const [key, message] of Object.entries(catalogues[language] ?? {}))
        expect(message.trim(), key).not.toBe('');
    },
  );

  it('has no message that nothing shows, and nothing shows one that it lacks', () => {
    const { whole, starts } = keysIn(sources);
    const isShown = (key: string) =>
      whole.has(key) || [...starts].some((start) => key.startsWith(start));

    expect(Object.keys(vi).filter((key) => !isShown(key))).toEqual([]);
    expect([...whole].filter((key) => !Object.hasOwn(vi, key))).toEqual([]);
  });

  it('finds a planted message that nothing shows', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it stands for source text
    const { whole, starts } = keysIn(["t('respond.next')", 't(`respond.thanks.${state}`)']);

    expect(whole).toEqual(new Set(['respond.next']));
    expect(starts).toEqual(new Set(['respond.thanks.']));
  });
});

function textsUnder(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(tsx?|html)$/.test(name))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
}

/** Keys written out, and the beginnings of keys whose end is put in when the page runs. */
function keysIn(texts: readonly string[]) {
  const all = texts.join('\n');
  const whole = new Set(
    [...all.matchAll(/['%](respond\.[A-Za-z.-]+)['%]/g)].map(([, key = '']) => key),
  );
  const starts = new Set(
    [...all.matchAll(/`(respond\.[A-Za-z.-]+\.)\$\{/g)].map(([, key = '']) => key),
  );
  return { whole, starts };
}
