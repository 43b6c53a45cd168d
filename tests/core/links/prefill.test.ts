import { describe, expect, it } from 'vitest';
import type { Definition, Item } from '#core/definitions/definition.ts';
import { compileShapeCheck } from '#core/intake/shape-check.ts';
import { prefillFaults, usablePrefill } from '#core/links/prefill.ts';

const items: readonly Item[] = [
  { type: 'radiogroup', name: 'district', choices: ['1', '3'], lnClass: 'quasi' },
  { type: 'checkbox', name: 'topics', choices: ['law', 'money'], lnClass: 'neutral' },
  { type: 'text', name: 'visit', inputType: 'date', lnClass: 'neutral' },
  { type: 'text', name: 'programme', lnClass: 'neutral' },
  { type: 'radiogroup', name: 'a/b~c', choices: ['x'], lnClass: 'neutral' },
  { type: 'radiogroup', name: 'status', choices: ['pos', 'neg'], lnClass: 'sensitive' },
  { type: 'text', name: 'phone', lnClass: 'identifier' },
  { type: 'text', name: 'story', lnClass: 'free-text' },
  { type: 'comment', name: 'remark', lnClass: 'neutral' },
  { type: 'text', name: 'wish', lnClass: 'neutral', lnRole: 'open' },
  { type: 'radiogroup', name: 'unclassified', choices: ['x'] },
  { type: 'boolean', name: 'agree', lnClass: 'neutral', lnRole: 'consent' },
  { type: 'text', name: 'code', lnClass: 'quasi', lnRole: 'client-code' },
  { type: 'dropdown', name: 'site', choices: ['hoa-binh'], lnClass: 'quasi', lnRole: 'site' },
  { type: 'expression', name: 'sum', lnClass: 'neutral', expression: '1 + 1' },
  {
    type: 'matrix',
    name: 'grid',
    rows: ['r'],
    columns: ['c'],
    lnClass: 'neutral',
  },
];
const definition: Definition = {
  title: 'Services',
  pages: [{ name: 'all', elements: [{ type: 'panel', name: 'group', elements: items }] }],
};
const rules = { shapeOf: compileShapeCheck, anonymous: false };
const faultsOf = (prefill: Record<string, unknown>, anonymous = false) =>
  prefillFaults(definition, prefill, { ...rules, anonymous }).map(({ pointer, code }) => [
    pointer,
    code,
  ]);

describe('what a link may fill in', () => {
  it('is what says nothing about a person, and fits its item', () => {
    const prefill = {
      district: '3',
      topics: ['law'],
      visit: '2026-04-16',
      programme: 'P-7',
      'a/b~c': 'x',
    };

    expect(faultsOf(prefill)).toEqual([]);
    expect(faultsOf({})).toEqual([]);
  });

  it.each([
    ['status', 'pos', 'item-class'],
    ['phone', '090', 'item-class'],
    ['unclassified', 'x', 'item-class'],
    ['story', 'once', 'item-free-text'],
    ['remark', 'well', 'item-free-text'],
    ['wish', 'more', 'item-free-text'],
    ['agree', true, 'item-consent'],
    ['code', 'NGA1990', 'item-client-code'],
    ['site', 'hoa-binh', 'item-site'],
    ['sum', 2, 'item-kind'],
    ['grid', { r: 'c' }, 'item-kind'],
    ['nothing', 'x', 'item-unknown'],
    ['district-Comment', 'x', 'item-unknown'],
    ['__proto__', 'x', 'item-unknown'],
  ])('is not %s', (name, value, code) => {
    const prefill = JSON.parse(`{${JSON.stringify(name)}: ${JSON.stringify(value)}}`);

    expect(faultsOf(prefill)).toEqual([[`/prefill/${name}`, code]]);
  });

  it.each([
    ['a choice that there is not', { district: '9' }, '/prefill/district', 'unknown-choice'],
    ['a day that there is not', { visit: '2026-02-30' }, '/prefill/visit', 'not-a-date'],
    ['one value where several are wanted', { topics: 'law' }, '/prefill/topics', 'wrong-type'],
    ['a nested value', { programme: { a: 1 } }, '/prefill/programme', 'wrong-type'],
    ['an item with signs in its name', { 'a/b~c': 'y' }, '/prefill/a~1b~0c', 'unknown-choice'],
  ])('is not %s', (_, prefill, pointer, code) => {
    expect(faultsOf(prefill)).toEqual([[pointer, code]]);
  });

  it('is only what was chosen in an anonymous survey: a text of one\u2019s own would be a name', () => {
    expect(faultsOf({ district: '3', topics: ['law'] }, true)).toEqual([]);
    expect(faultsOf({ programme: 'P-7', visit: '2026-04-16' }, true)).toEqual([
      ['/prefill/programme', 'item-anonymous'],
      ['/prefill/visit', 'item-anonymous'],
    ]);
  });

  it('is never more than 50 items, or than a phone should fetch each time', () => {
    const many = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`i${index}`, 1]));

    expect(faultsOf(many)).toEqual([['/prefill', 'too-many']]);
    expect(faultsOf({ programme: 'P'.repeat(4_000) })).toEqual([['/prefill', 'too-long']]);
  });
});

it('fills in what a later version still takes, and leaves out the rest', () => {
  const later: Definition = {
    ...definition,
    pages: [
      {
        name: 'all',
        elements: [
          { type: 'radiogroup', name: 'district', choices: ['1'], lnClass: 'quasi' },
          { type: 'text', name: 'programme', lnClass: 'sensitive' },
          { type: 'text', name: 'visit', inputType: 'date', lnClass: 'neutral' },
        ],
      },
    ],
  };
  const prefill = { district: '3', programme: 'P-7', visit: '2026-04-16', topics: ['law'] };

  expect(usablePrefill(later, prefill, rules)).toEqual({ visit: '2026-04-16' });
  expect(usablePrefill(definition, prefill, rules)).toEqual(prefill);
});
