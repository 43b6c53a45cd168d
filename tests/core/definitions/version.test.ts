import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Definition } from '#core/definitions/definition.ts';
import { siteItemOf, withSites } from '#core/definitions/site-item.ts';
import { isSameVersion, nextNumber, publishable, versionHash } from '#core/definitions/version.ts';
import { definitionOf } from '../../support/definition-of.ts';
import { randomDefinition } from '../../support/differential/random-definition.ts';
import { seededRandom } from '../../support/differential/seeded-random.ts';

describe('the identity of a version', () => {
  it('does not depend on the order of properties or on how accents are written', () => {
    const composed = { title: 'Nguyễn', pages: [] };
    const decomposed = { pages: [], title: 'Nguyễn'.normalize('NFD') };

    expect(versionHash(decomposed)).toBe(versionHash(composed));
    expect(versionHash(composed)).toMatch(/^[0-9a-f]{64}$/);
  });

  it('changes with every word, our own included', () => {
    const one = definitionOf([{ type: 'text', name: 'a', title: 'A' }]);
    const other = definitionOf([{ type: 'text', name: 'a', title: 'A', lnRole: 'open' }]);

    expect(isSameVersion(one, other)).toBe(false);
  });

  it('is numbered from 1, and numbers are never used again', () => {
    expect(nextNumber([])).toBe(1);
    expect(nextNumber([{ number: 3 }, { number: 1 }])).toBe(4);
  });
});

describe('a definition as it is published', () => {
  it('clears what is hidden with its panels and pages, whatever it said', () => {
    const definition: Definition = {
      ...definitionOf([]),
      clearInvisibleValues: 'onHidden',
    } as unknown as Definition;

    expect(publishable(definition).clearInvisibleValues).toBe('onHiddenContainer');
  });

  it('is in NFC throughout, keys and codes too', () => {
    const nfd = 'Đồng ý'.normalize('NFD');
    const definition = definitionOf([
      { type: 'radiogroup', name: 'a', choices: [nfd], title: nfd },
    ]);

    const text = JSON.stringify(publishable(definition));

    expect(text).toBe(text.normalize('NFC'));
  });

  it('is the same when it is published again', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (start) => {
        const once = publishable(randomDefinition(seededRandom(start)));

        expect(publishable(once)).toEqual(once);
        expect(versionHash(publishable(once))).toBe(versionHash(once));
      }),
      { numRuns: 50, seed: 7 },
    );
  });
});

describe('publishing', () => {
  it('gives one identity to a document however its members are ordered and its accents written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (start) => {
        const definition = {
          ...randomDefinition(seededRandom(start)),
          title: { vi: 'Phiếu hỏi về đời sống', en: 'Life' },
        };
        const other = JSON.parse(JSON.stringify(definition), (_, value) => {
          if (typeof value === 'string') return value.normalize('NFD');
          if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
          return Object.fromEntries(Object.entries(value).reverse());
        });

        expect(versionHash(publishable(other))).toBe(versionHash(publishable(definition)));
      }),
      { numRuns: 100, seed: 5 },
    );
  });
});

describe('the sites of a project', () => {
  const definition = definitionOf([
    {
      type: 'panel',
      name: 'p',
      elements: [{ type: 'dropdown', name: 'site', lnRole: 'site', choices: ['example'] }],
    },
    { type: 'radiogroup', name: 'other', choices: ['example'] },
  ]);

  it('become the choices of the item that asks for them, and of no other', () => {
    const filled = withSites(definition, [{ code: 'tan-dong', name: 'Nhà máy Tân Đông' }]);

    expect(siteItemOf(filled)?.choices).toEqual([{ value: 'tan-dong', text: 'Nhà máy Tân Đông' }]);
    expect(filled.pages[0]?.elements?.[1]?.choices).toEqual(['example']);
  });

  it('leave the definition as it is where there are none', () => {
    expect(withSites(definition, [])).toBe(definition);
  });
});
