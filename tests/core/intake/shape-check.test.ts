import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Item } from '#core/definitions/definition.ts';
import { compileLogic } from '#core/definitions/logic/compile.ts';
import { normalizeAnswers } from '#core/intake/answer-values.ts';
import { compileShapeCheck } from '#core/intake/shape-check.ts';
import { definitionOf, mayMorning } from '../../support/definition-of.ts';
import { randomAnswers } from '../../support/differential/random-answers.ts';
import { randomDefinition } from '../../support/differential/random-definition.ts';
import { seededRandom } from '../../support/differential/seeded-random.ts';

const items: readonly Item[] = [
  { type: 'text', name: 'word', maxLength: 5 },
  { type: 'text', name: 'free' },
  { type: 'comment', name: 'story' },
  { type: 'text', name: 'age', inputType: 'number', min: 0, max: 120 },
  { type: 'text', name: 'born', inputType: 'date' },
  { type: 'text', name: 'month', inputType: 'month' },
  { type: 'text', name: 'clock', inputType: 'time' },
  { type: 'text', name: 'moment', inputType: 'datetime-local' },
  { type: 'radiogroup', name: 'sex', choices: ['female', 'male', 1] },
  { type: 'radiogroup', name: 'job', choices: ['sewing'], showOtherItem: true },
  {
    type: 'checkbox',
    name: 'topics',
    choices: ['money', 'health', 'law', { value: 'nothing', isExclusive: true }],
    maxSelectedChoices: 2,
    showNoneItem: true,
  },
  { type: 'radiogroup', name: 'best', choices: [], choicesFromQuestion: 'topics' },
  { type: 'boolean', name: 'agrees' },
  { type: 'boolean', name: 'signed', valueTrue: 'Y', valueFalse: 'N' },
  { type: 'rating', name: 'stars' },
  { type: 'rating', name: 'mood', rateValues: ['bad', 'good'] },
  { type: 'ranking', name: 'order', choices: ['a', 'b', 'c'] },
  { type: 'matrix', name: 'grid', rows: ['r1', 'r2'], columns: ['x', 'y'] },
  {
    type: 'matrixdropdown',
    name: 'table',
    rows: ['r1'],
    columns: [
      { name: 'n', cellType: 'text', inputType: 'number' },
      { name: 'c', cellType: 'dropdown', choices: ['p'] },
    ],
  },
  {
    type: 'matrixdynamic',
    name: 'visits',
    rowCount: 0,
    columns: [{ name: 'n', cellType: 'text' }],
  },
  {
    type: 'paneldynamic',
    name: 'children',
    maxPanelCount: 2,
    templateElements: [
      {
        type: 'panel',
        name: 'inside',
        elements: [{ type: 'text', name: 'age', inputType: 'number' }],
      },
    ],
  },
  {
    type: 'multipletext',
    name: 'names',
    items: [{ name: 'first' }, { name: 'count', inputType: 'number' }],
  },
  { type: 'expression', name: 'total', expression: '{age} + 1' },
  { type: 'text', name: 'toString' },
  { type: 'text', name: 'hasOwnProperty' },
  { type: 'text', name: 'length' },
];
const check = compileShapeCheck(definitionOf(items));
const codesOf = (answers: unknown): string[] =>
  check(answers).map(({ pointer, code }) => `${pointer} ${code}`);

describe('answers that fit the form', () => {
  it.each<[string, unknown]>([
    ['nothing', {}],
    ['texts', { word: 'abc', free: 'Nguyễn 👩‍👩‍👧', story: 'one\ntwo' }],
    ['numbers beyond min and max, which is logic', { age: 999 }],
    ['dates', { born: '2024-02-29', month: '2026-05', clock: '23:59', moment: '2026-05-17T10:30' }],
    ['single choices of either kind', { sex: 1, job: 'other', 'job-Comment': 'thợ may' }],
    ['several choices', { topics: ['money', 'law'] }],
    ['an exclusive choice alone', { topics: ['nothing'] }],
    ['a choice carried from another item', { best: 'money' }],
    ['booleans', { agrees: false, signed: 'N' }],
    ['ratings', { stars: 5, mood: 'bad' }],
    ['rankings', { order: ['c', 'a', 'b'] }],
    ['matrices', { grid: { r1: 'x' }, table: { r1: { n: 3, c: 'p' } }, visits: [{ n: 'x' }] }],
    ['repeated groups', { children: [{ age: 3 }, {}] }],
    ['multiple texts', { names: { first: 'An', count: 2 } }],
    ['calculated items', { total: 12 }],
    ['names that objects inherit', { toString: 'a', hasOwnProperty: 'b', length: 'c' }],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: template syntax of other engines, typed as an answer.
    ['templates typed as an answer', { free: '${7*7} {{constructor}} <%= 1 %> {age}' }],
  ])('accepts %s', (_, answers) => {
    expect(codesOf(answers)).toEqual([]);
  });
});

describe('answers that no form could have given', () => {
  it.each<[string, unknown, string]>([
    ['no object', [], ' wrong-type'],
    ['nothing at all', null, ' wrong-type'],
    ['a text for answers', 'x', ' wrong-type'],
    ['an unknown key', { evil: 1 }, '/evil unknown-key'],
    ['a key that must be escaped', { 'a/b~c': 1 }, '/a~1b~0c unknown-key'],
    [
      '__proto__ as a key',
      JSON.parse('{"__proto__": {"polluted": true}}'),
      '/__proto__ unknown-key',
    ],
    ['constructor where no item is called so', { constructor: 'x' }, '/constructor unknown-key'],
    ['a comment where none is taken', { 'sex-Comment': 'x' }, '/sex-Comment unknown-key'],
    ['null', { free: null }, '/free wrong-type'],
    ['a number for a text', { free: 5 }, '/free wrong-type'],
    ['a list for a text', { free: ['a'] }, '/free wrong-type'],
    ['a text over its limit', { word: 'abcdef' }, '/word too-long'],
    ['a text over any limit', { story: 'x'.repeat(20_001) }, '/story too-long'],
    ['a line break in one line', { free: 'a\nb' }, '/free line-break'],
    [
      'five hundred marks on a letter',
      { free: `a${'\u0301'.repeat(500)}` },
      '/free too-many-marks',
    ],
    ['a text for a number', { age: '12' }, '/age wrong-type'],
    ['a comma for a point', { age: '12,5' }, '/age wrong-type'],
    ['infinity', { age: Number.POSITIVE_INFINITY }, '/age wrong-type'],
    ['a day that does not exist', { born: '2026-02-30' }, '/born not-a-date'],
    ['29 February in a common year', { born: '2026-02-29' }, '/born not-a-date'],
    ['year 0', { born: '0000-01-01' }, '/born not-a-date'],
    ['a year of six digits', { born: '275761-01-01' }, '/born not-a-date'],
    ['a number for a date', { born: 20260101 }, '/born wrong-type'],
    ['month 13', { month: '2026-13' }, '/month not-a-date'],
    ['25 hours', { clock: '25:00' }, '/clock not-a-date'],
    ['a moment without a time', { moment: '2026-05-17' }, '/moment not-a-date'],
    ['an unknown choice', { sex: 'zzz' }, '/sex unknown-choice'],
    ['the text of a number code', { sex: '1' }, '/sex unknown-choice'],
    ['a list for one choice', { sex: ['female'] }, '/sex wrong-type'],
    ['"other" where it is not offered', { sex: 'other' }, '/sex unknown-choice'],
    ['free text in the place of "other"', { job: 'typed' }, '/job unknown-choice'],
    ['a code for several choices', { topics: 'money' }, '/topics wrong-type'],
    ['one unknown among several', { topics: ['money', 'zzz'] }, '/topics/1 unknown-choice'],
    ['null among several', { topics: [null] }, '/topics/0 wrong-type'],
    ['a code twice', { topics: ['money', 'money'] }, '/topics/1 duplicate-choice'],
    ['more than allowed', { topics: ['money', 'law', 'health'] }, '/topics too-many-choices'],
    [
      'an exclusive choice with others',
      { topics: ['nothing', 'law'] },
      '/topics/0 exclusive-choice',
    ],
    ['"none" with others', { topics: ['law', 'none'] }, '/topics/1 exclusive-choice'],
    ['a carried choice that its source has not', { best: 'zzz' }, '/best unknown-choice'],
    ['a word for true', { agrees: 'yes' }, '/agrees unknown-choice'],
    ['true where the form stores Y', { signed: true }, '/signed unknown-choice'],
    ['6 of 5', { stars: 6 }, '/stars off-scale'],
    ['a rating as text', { stars: '5' }, '/stars off-scale'],
    ['a rank twice', { order: ['a', 'a', 'b'] }, '/order/1 duplicate-choice'],
    ['an unknown rank', { order: ['a', 'zzz'] }, '/order/1 unknown-choice'],
    ['an unknown row', { grid: { r9: 'x' } }, '/grid/r9 unknown-key'],
    ['an unknown column', { grid: { r1: 'zzz' } }, '/grid/r1 unknown-choice'],
    ['a text for a matrix', { grid: 'abc' }, '/grid wrong-type'],
    ['an unknown cell', { table: { r1: { q: 1 } } }, '/table/r1/q unknown-key'],
    ['a bad cell', { table: { r1: { n: 'abc' } } }, '/table/r1/n wrong-type'],
    ['51 rows', { visits: Array.from({ length: 51 }, () => ({})) }, '/visits too-many-rows'],
    ['more groups than allowed', { children: [{}, {}, {}] }, '/children too-many-rows'],
    ['null for a group', { children: [null] }, '/children/0 wrong-type'],
    ['an unknown key in a group', { children: [{ evil: 1 }] }, '/children/0/evil unknown-key'],
    ['a text for groups', { children: 'abc' }, '/children wrong-type'],
    ['an unknown text', { names: { z: 'a' } }, '/names/z unknown-key'],
    ['an object for a calculated item', { total: {} }, '/total wrong-type'],
  ])('refuses %s', (_, answers, error) => {
    expect(codesOf(answers)).toEqual([error]);
  });

  it('never lists more than a reader wants', () => {
    const flood = Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [`k${index}`, 1]));

    expect(check(flood)).toHaveLength(50);
  });

  it('never repeats an answer in what it says', () => {
    const secret = { free: 7_777_777, sex: 'canary-choice', born: 'canary-date' };

    expect(JSON.stringify(check(secret))).not.toMatch(/canary|7777777/);
  });

  it('leaves every prototype as it was', () => {
    check(JSON.parse('{"__proto__": {"polluted": true}, "children": [{"__proto__": 1}]}'));

    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});

describe('answers as they are kept', () => {
  it('brings texts to NFC, trims them and drops what is blank', () => {
    const answers = {
      name: '  Nguye\u0302\u0303n ',
      blank: '   ',
      deep: [{ a: ' b ', c: '\t' }],
      n: -0,
    };

    const kept = normalizeAnswers(answers);

    expect(kept).toEqual({ name: 'Nguyễn', deep: [{ a: 'b' }], n: 0 });
    expect(Object.is(kept.n, 0)).toBe(true);
  });

  it('changes nothing the second time', () => {
    const once = normalizeAnswers({ a: ' é\r\nx ', b: [1, ' y '], c: { d: '' } });

    expect(normalizeAnswers(once)).toEqual(once);
  });

  it('keeps a key __proto__ a key, for the shape check to refuse', () => {
    const kept = normalizeAnswers(JSON.parse('{"__proto__": "x"}'));

    expect(Object.keys(kept)).toEqual(['__proto__']);
  });
});

describe('laws', () => {
  it('what the form would keep has the shape of an answer, whatever the definition', {
    timeout: 60_000,
  }, () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (start) => {
        const random = seededRandom(start);
        const definition = randomDefinition(random);
        const compiled = compileLogic(definition);
        if (!compiled.ok) return;
        const answers = normalizeAnswers(randomAnswers(definition, random));

        const kept = compiled.value.check(answers, mayMorning).data;

        expect(compileShapeCheck(definition)(kept)).toEqual([]);
      }),
      { numRuns: 200, seed: 7 },
    );
  });

  it('a key that no item has is always named', () => {
    fc.assert(
      fc.property(fc.string(), (key) => {
        fc.pre(!items.some(({ name }) => name === key || `${name}-Comment` === key));

        expect(codesOf(Object.fromEntries([[key, 1]]))).toEqual([
          `/${key.replaceAll('~', '~0').replaceAll('/', '~1')} unknown-key`,
        ]);
      }),
      { seed: 7 },
    );
  });
});
