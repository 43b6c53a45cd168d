import { describe, expect, it } from 'vitest';
import type { Definition, Item } from '#core/definitions/definition.ts';
import { itemsOf } from '#core/definitions/element-properties.ts';
import { compileLogic } from '#core/definitions/logic/compile.ts';
import { importXlsform } from '#core/definitions/xlsform/import-xlsform.ts';
import { type SheetTexts, sheetsOf } from '../../support/spreadsheets.ts';

const environment = { now: new Date('2026-03-15T02:30:00Z'), offsetMinutes: 420 };
const ref = (name: string): string => `$${'{'}${name}}`;

function imported(texts: SheetTexts): Definition {
  const { definition, problems } = importXlsform(sheetsOf(texts));
  if (!definition) throw new Error(JSON.stringify(problems));
  expect(problems).toEqual([]);
  return definition;
}

const withInner = (item: Item): readonly Item[] => [
  item,
  ...itemsOf(item, 'elements').flatMap(withInner),
  ...itemsOf(item, 'templateElements').flatMap(withInner),
];
const itemsOfAll = ({ pages }: Definition): readonly Item[] =>
  pages.flatMap((page) => itemsOf(page, 'elements').flatMap(withInner));

function item(definition: Definition, name: string): Item {
  const found = itemsOfAll(definition).find((each) => each.name === name);
  if (!found) throw new Error(`there is no item ${name}`);
  return found;
}

function logicOf(definition: Definition) {
  const compiled = compileLogic(definition);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problem));
  return compiled.value;
}

const choices: SheetTexts[string] = [
  ['list_name', 'name', 'label', 'area'],
  ['kinds', 'bus', 'Bus', 'road'],
  ['kinds', 'boat', 'Boat', 'river'],
  ['kinds', 'none', 'None', ''],
];

describe('rows that stand for several', () => {
  it('takes a loop apart into a group for each choice, with its label in the texts', () => {
    const definition = imported({
      survey: [
        ['type', 'name', 'label'],
        ['begin loop over kinds', 'often', 'How often'],
        ['integer', 'times', 'Times by %(label)s'],
        ['end loop', null, null],
      ],
      choices,
    });

    const names = itemsOfAll(definition).map(({ name, title }) => `${name}: ${String(title)}`);
    expect(names).toEqual([
      'often/bus: Bus',
      'often/bus/times: Times by Bus',
      'often/boat: Boat',
      'often/boat/times: Times by Boat',
    ]);
  });

  it('adds "other" to the list and a text that asks for it', () => {
    const definition = imported({
      survey: [
        ['type', 'name', 'label'],
        ['select_multiple kinds or_other', 'by', 'By what'],
      ],
      choices,
    });

    const { check } = logicOf(definition);
    expect(check({ by: ['bus'] }, environment).relevant).toEqual(['by']);
    expect(check({ by: ['bus', 'other'], by_other: 'on foot' }, environment)).toMatchObject({
      relevant: ['by', 'by_other'],
      data: { by: ['bus', 'other'], by_other: 'on foot' },
    });
  });

  it('takes the blocks of KoboToolbox apart under the names that Kobo gives', () => {
    const definition = imported({
      survey: [
        ['type', 'name', 'label', 'kobo--matrix_list', 'kobo--score-choices', 'kobo--rank-items'],
        ['begin_kobomatrix', 'trips', 'Trips', 'kinds'],
        ['integer', 'count', 'How many'],
        ['end_kobomatrix', null, null],
        ['begin_score', 'liked', 'How was it', null, 'kinds'],
        ['score__row', 'food', 'Food'],
        ['end_score', null, null],
        ['begin_rank', 'best', 'Which is best', null, null, 'kinds'],
        ['rank__level', 'first', 'First'],
        ['rank__level', 'second', 'Second'],
        ['end_rank', null, null],
      ],
      choices,
    });

    const names = itemsOfAll(definition).map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['trips_bus_count', 'trips_boat_count', 'food', 'first', 'second']),
    );
    const { check } = logicOf(definition);
    expect(check({ first: 'bus', second: 'bus' }, environment).errors).toEqual([
      { path: 'second', kind: 'validator', validator: 0 },
    ]);
    expect(check({ first: 'bus', second: 'boat' }, environment).errors).toEqual([]);
  });
});

describe('what the form fills in by itself', () => {
  const counted = imported({
    survey: [
      ['type', 'name', 'label', 'calculation', 'repeat_count', 'readonly', 'required'],
      ['integer', 'n', 'N'],
      ['begin_repeat', 'child', 'Child', null, ref('n')],
      ['integer', 'age', 'Age', null, null, null, 'yes'],
      ['calculate', 'twice', null, `${ref('age')} * 2`],
      ['end_repeat', null, null],
      ['begin_repeat', 'pair', 'Pair', null, `${ref('n')} div 2`],
      ['text', 'who', 'Who'],
      ['end_repeat', null, null],
      ['integer', 'sum', 'Sum', `sum(${ref('age')})`, null, 'yes'],
      ['integer', 'guess', 'Guess', `${ref('n')} + 1`],
    ],
  });

  it('has as many copies as another answer says', () => {
    const { check } = logicOf(counted);

    const outcome = check({ n: 3, child: [{ age: 1 }, { age: 2 }] }, environment);

    expect(outcome.data.child).toEqual([{ age: 1, twice: 2 }, { age: 2, twice: 4 }, {}]);
    expect(outcome.errors).toEqual([{ path: 'child[2].age', kind: 'required' }]);
    expect(check({ n: 0, child: [{ age: 1 }] }, environment).data.child).toBeUndefined();
  });

  it('reckons a count in a value of its own', () => {
    const { observe } = logicOf(counted);

    const states = observe({ n: 5 }, environment);

    const groups = states.filter(({ count }) => count !== undefined).map(({ count }) => count);
    expect(groups).toEqual([5, 2]);
    expect(counted.calculatedValues?.map(({ name }) => name)).toEqual(['pair_count']);
  });

  it('keeps what nobody can answer at what the form says, whatever is sent', () => {
    const { check } = logicOf(counted);

    const { data } = check({ n: 1, child: [{ age: 7 }], sum: 99, guess: 50 }, environment);

    expect(data).toMatchObject({ sum: 7, guess: 50 });
  });
});

describe('places', () => {
  it('are texts that are held to how places are written', () => {
    const definition = imported({
      survey: [
        ['type', 'name', 'label'],
        ['geopoint', 'here', 'Here'],
        ['geotrace', 'way', 'Way'],
      ],
    });
    const { check } = logicOf(definition);

    const good = { here: '21.0285 105.8542 10 5', way: '21.0 105.8;21.1 105.9 0 0' };
    expect(check(good, environment).errors).toEqual([]);
    const bad = check({ here: 'at home', way: '21.0 105.8' }, environment).errors;
    expect(bad.map(({ path }) => path)).toEqual(['here', 'way']);
    expect(item(definition, 'here')).toMatchObject({ lnWidget: 'place', lnClass: 'identifier' });
  });
});

describe('lists', () => {
  it('looks a column up where the list is in the form', () => {
    const definition = imported({
      survey: [
        ['type', 'name', 'label', 'calculation'],
        ['select_one kinds', 'by', 'By what'],
        ['calculate', 'where', null, `instance('kinds')/root/item[name = ${ref('by')}]/area`],
      ],
      choices,
    });

    const { check } = logicOf(definition);
    expect(check({ by: 'boat' }, environment).data).toEqual({ by: 'boat', where: 'river' });
    expect(check({}, environment).data).toEqual({});
  });

  it('takes choices of the sheet external_choices like any other', () => {
    const definition = imported({
      survey: [
        ['type', 'name', 'label', 'choice_filter'],
        ['text', 'area', 'Area'],
        ['select_one_external kinds', 'by', 'By what', `area = ${ref('area')}`],
      ],
      external_choices: choices,
    });

    const { check } = logicOf(definition);
    expect(check({ area: 'river', by: 'boat' }, environment).data.by).toBe('boat');
    expect(check({ area: 'road', by: 'boat' }, environment).data.by).toBeUndefined();
  });
});

describe('expressions that look elsewhere', () => {
  it('reads current(), and a turn of a repeat by its number', () => {
    const definition = imported({
      survey: [
        ['type', 'name', 'label', 'choice_filter', 'calculation'],
        ['text', 'area', 'Area'],
        ['select_one kinds', 'by', 'By what', 'area = current()/../area'],
        ['begin_repeat', 'child', 'Child'],
        ['text', 'called', 'Name'],
        ['end_repeat'],
        ['calculate', 'second', null, null, `${ref('child')}[2]/called`],
        ['calculate', 'first', null, null, `${ref('called')}[position() = 1]`],
      ],
      choices,
    });

    const { check } = logicOf(definition);
    const answers = { area: 'river', by: 'boat', child: [{ called: 'An' }, { called: 'Bo' }] };
    expect(check(answers, environment).data).toEqual({ ...answers, second: 'Bo', first: 'An' });
    expect(check({ area: 'road', by: 'boat' }, environment).data.by).toBeUndefined();
  });

  it('keeps a calculation that waits for a trigger as an answer that the phone gives', () => {
    const definition = imported({
      survey: [
        ['type', 'name', 'label', 'trigger', 'calculation'],
        ['text', 'a', 'A'],
        ['calculate', 'at', null, ref('a'), `concat('seen ', ${ref('a')})`],
        ['text', 'shown', 'Shown'],
      ],
    });

    const { check, observe } = logicOf(definition);
    expect(check({ a: 'x', at: 'seen earlier' }, environment).data).toEqual({
      a: 'x',
      at: 'seen earlier',
    });
    const state = observe({ a: 'x' }, environment).find(({ refill }) => refill !== undefined);
    expect(state).toMatchObject({ refill: 'seen x', refillWhen: 'x' });
  });

  it('finds nothing beyond a row that is there, and refuses a reference to no row', () => {
    const problemsOf = (calculation: string) =>
      importXlsform(
        sheetsOf({
          survey: [
            ['type', 'name', 'label', 'calculation'],
            ['text', 'a', 'A'],
            ['calculate', 'c', null, calculation],
          ],
        }),
      ).problems.map(({ severity, code, row }) => `${severity} ${code} ${row}`);

    expect(problemsOf(`${ref('a')}/more`)).toEqual(['warning path-unknown 3']);
    expect(problemsOf(ref('nobody'))).toEqual(['error reference-unknown 3']);
  });

  it('names choices that come from answers, and data that is not there', () => {
    const { definition, problems } = importXlsform(
      sheetsOf({
        survey: [
          ['type', 'name', 'label', 'calculation'],
          ['begin_repeat', 'child', 'Child'],
          ['text', 'called', 'Name'],
          ['end_repeat'],
          [`select_one ${ref('called')}`, 'eldest', 'Who is the eldest'],
          ['csv-external', 'villages'],
          ['calculate', 'v', null, "instance('villages')/root/item[name = 'a']/label"],
        ],
      }),
    );

    expect(definition).toBeDefined();
    expect(problems.map(({ code, row, column }) => `${code} ${row} ${column}`)).toEqual([
      'list-of-answers 5 type',
      'data-file 6 type',
      'lookup 7 calculation',
    ]);
  });
});

describe('names that differ by case only', () => {
  it('stay two items', () => {
    const definition = imported({
      survey: [
        ['type', 'name', 'label', 'relevant'],
        ['text', 'fs', 'One'],
        ['text', 'FS', 'Other', `${ref('fs')} = 'a'`],
      ],
    });

    const shown = logicOf(definition).check({ fs: 'a' }, environment).relevant;
    expect(shown).toHaveLength(2);
  });
});

describe('a problem', () => {
  it('says the same in a catalogue as in its English sentence', () => {
    const { problems } = importXlsform(
      sheetsOf({
        survey: [
          ['type', 'name', 'label'],
          ['select_one nowhere', 'a', 'A'],
        ],
      }),
    );

    expect(problems).toEqual([
      {
        severity: 'error',
        code: 'list-unknown',
        params: { list: 'nowhere', sheet: 'choices' },
        message: 'survey, row 2, column type: there is no list nowhere in the sheet choices.',
        path: 'a',
        sheet: 'survey',
        row: 2,
        column: 'type',
      },
    ]);
  });
});
