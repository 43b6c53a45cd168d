// biome-ignore-all lint/suspicious/noTemplateCurlyInString: XLSForms write references this way.
import { describe, expect, it } from 'vitest';
import { type AnalysedVariable, analyseAll } from '#core/analysis/analyse-all.ts';
import { frameFromFile } from '#core/analysis/frame-from-file.ts';
import { importXlsform } from '#core/definitions/xlsform/import-xlsform.ts';
import { readDelimited } from '#server/intake/read-delimited.ts';
import { type SheetTexts, sheetsOf } from '../../support/spreadsheets.ts';

const form: SheetTexts = {
  survey: [
    ['type', 'name', 'label::English (en)', 'label::Tiếng Việt (vi)', 'relevant', 'constraint'],
    ['start', 'start', null, null, null, null],
    ['begin_group', 'home', 'Home', null, null, null],
    ['select_one yn', 'rents', 'Do you rent?', null, null, null],
    ['select_multiple need', 'needs', 'What do you need?', null, "${rents} = 'yes'", null],
    ['end_group', null, null, null, null, null],
    ['integer', 'age', 'Age', null, null, '. < 120'],
    ['decimal', 'rent', 'Rent', null, null, null],
    ['date', 'moved', 'Moved in', null, null, null],
    ['acknowledge', 'agreed', 'Agreed', null, null, null],
    ['text', 'why', 'Why?', null, null, null],
    ['select_one yn', 'unseen', 'Not in the file', null, null, null],
  ],
  choices: [
    ['list_name', 'name', 'label::English (en)', 'label::Tiếng Việt (vi)'],
    ['yn', 'yes', 'Yes', 'Có'],
    ['yn', 'no', 'No', 'Không'],
    ['need', 'water', 'Water', 'Nước'],
    ['need', 'roof', 'A new roof', 'Mái nhà mới'],
  ],
};

const environment = { now: new Date('2026-03-15T02:30:00Z'), offsetMinutes: 420 };

function analyse(csv: string, missingCodes: readonly string[] = []) {
  const { definition } = importXlsform(sheetsOf(form));
  const read = readDelimited(new TextEncoder().encode(csv));
  if (!definition || !read.ok) throw new Error('the test has no form or no data');
  const framed = frameFromFile(read.table, definition, { environment, missingCodes });
  if (!framed.ok) throw new Error(JSON.stringify(framed.problem));
  const document = analyseAll(framed.value.frame, 'en');
  const variable = (name: string): AnalysedVariable => {
    const found = document.variables.find((one) => one.name === name);
    if (!found) throw new Error(`no variable ${name}`);
    return found;
  };
  const warnings = framed.value.warnings.map(({ row, column, code }) => `${row} ${column} ${code}`);
  return { document, variable, warnings, reading: framed.value.reading };
}

const counts = ({ categories = [] }: AnalysedVariable) =>
  Object.fromEntries(categories.map(({ value, count }) => [value, count]));

describe('columns', () => {
  it('are found by leaf, by group path, by label, and in any case', () => {
    for (const heading of [
      'rents',
      'home/rents',
      'home-rents',
      'Do you rent?',
      'Rents',
      'x/rents',
    ]) {
      expect(counts(analyse(`${heading},age\nyes,1\n`).variable('rents'))).toEqual({
        yes: 1,
        no: 0,
      });
    }
  });

  it('that the form does not have are named once; metadata are in the form', () => {
    const { warnings } = analyse(
      'start,_id,water_sector,age\n2026-01-01,1,a,30\n2026-01-01,2,b,40\n',
    );

    expect(warnings).toEqual(['undefined undefined columns-unknown']);
  });

  it('that the file does not have leave who was asked unknown', () => {
    expect(analyse('age\n30\n').variable('unseen')).toMatchObject({
      inData: false,
      asked: null,
      answered: 0,
      missing: null,
      categories: [
        { value: 'yes', label: 'Yes', listed: true, count: 0, share: null },
        { value: 'no', label: 'No', listed: true, count: 0, share: null },
      ],
    });
  });

  it('leave out empty lines, never a row of one empty cell', () => {
    const one = analyse('rents\nyes\n""\n\nother\n\n');
    const two = analyse('rents,age\nyes,1\n\n,\nother,2\n');

    expect([one.document.n, one.variable('rents').missing]).toEqual([3, 1]);
    expect(one.warnings).toEqual(['5 rents code-unlisted']);
    expect(two.document.n).toBe(3);
    expect(two.warnings).toEqual(['5 rents code-unlisted']);
  });

  it('are separated by comma, semicolon or tab, with or without a byte order mark', () => {
    for (const sign of [',', ';', '\t']) {
      for (const mark of ['', '\uFEFF']) {
        const { variable, reading } = analyse(`${mark}rents${sign}why\nyes${sign}"a${sign}\nb"\n`);
        expect(variable('rents').answered).toBe(1);
        expect(reading.responses[0]?.answers.why).toBe(`a${sign}\nb`);
      }
    }
  });
});

describe('who was asked', () => {
  it('is what the form says of the row, or who holds a value', () => {
    const { variable, warnings } = analyse('rents,needs\nyes,water\nyes,\nno,roof\nno,\n');

    expect(variable('needs')).toMatchObject({ asked: 3, answered: 2, missing: 1 });
    expect(warnings).toEqual(['4 needs not-relevant']);
  });

  it('counts every row of the file, repeated ids, too', () => {
    const { document, warnings } = analyse('_uuid,age\na,30\na,30\n\nb,31\n');

    expect(document.n).toBe(3);
    expect(warnings).toContain('3 _uuid response-repeated');
  });
});

describe('select cells', () => {
  it('hold codes or labels in any language; other codes are kept and said', () => {
    const { variable, warnings } = analyse('rents,age\nyes,1\nCó,1\nNO,1\nperhaps,1\nYESS,1\n');

    expect(
      variable('rents').categories?.map(({ value, listed, count }) => [value, listed, count]),
    ).toEqual([
      ['yes', true, 2],
      ['no', true, 1],
      ['YESS', false, 1],
      ['perhaps', false, 1],
    ]);
    expect(warnings).toEqual(['5 rents code-unlisted', '6 rents code-unlisted']);
  });

  it('take the list before the columns of single choices, and say where they differ', () => {
    const { variable, warnings } = analyse(
      'rents,needs,needs/water,needs/roof\nyes,water,1,0\nyes,water,0,1\nyes,,1,1\nyes,,0,0\n',
    );

    expect(variable('needs')).toMatchObject({ asked: 4, answered: 3, missing: 1 });
    expect(counts(variable('needs'))).toEqual({ water: 3, roof: 1 });
    expect(warnings).toEqual(['3 needs choice-columns-differ']);
  });

  it('take the columns of single choices where there is no list', () => {
    const { variable } = analyse(
      'rents,home/needs/water,home/needs/A new roof\nyes,TRUE,FALSE\nyes,1,1\n',
    );

    expect(counts(variable('needs'))).toEqual({ water: 2, roof: 1 });
  });

  it('set codes aside that the caller calls missing', () => {
    const { variable } = analyse('rents,age\nyes,1\nno,999\n', ['no', '999']);

    expect(variable('rents')).toMatchObject({ asked: 2, answered: 1, missing: 1 });
    expect(variable('age')).toMatchObject({ answered: 1, missing: 1, max: 1 });
  });

  it('keep codes that are set aside in the list of the form, and count their rows apart', () => {
    const { variable } = analyse(
      'rents,needs\nyes,water roof\nyes,water\nno,\nother,gone\nyes,gone roof\n',
      ['yes', 'water', 'gone'],
    );

    expect(variable('rents')).toMatchObject({ asked: 5, answered: 2, missing: 3 });
    expect(variable('rents').categories).toEqual([
      { value: 'yes', label: 'Yes', listed: true, count: 0, share: 0, setAside: 3 },
      { value: 'no', label: 'No', listed: true, count: 1, share: 0.5 },
      { value: 'other', label: 'other', listed: false, count: 1, share: 0.5 },
    ]);
    expect(variable('needs')).toMatchObject({ asked: 4, answered: 2, missing: 2 });
    expect(variable('needs').categories).toEqual([
      { value: 'water', label: 'Water', listed: true, count: 0, share: 0, setAside: 2 },
      { value: 'roof', label: 'A new roof', listed: true, count: 2, share: 1 },
    ]);
  });

  it('have no share where everything given is set aside', () => {
    const { variable } = analyse('rents,needs\nyes,water\n', ['yes', 'no', 'water']);

    expect(variable('rents').categories?.map(({ share, setAside }) => [share, setAside])).toEqual([
      [null, 1],
      [null, 0],
    ]);
    expect(variable('needs').categories?.map(({ share, setAside }) => [share, setAside])).toEqual([
      [null, 1],
      [null, undefined],
    ]);
  });
});

describe('numbers', () => {
  it('that cannot be read are missing, outside the constraint they count; both are said', () => {
    const { variable, warnings } = analyse('age\n3e+01\nold\n\n130\n40\n');

    expect(variable('age')).toMatchObject({
      asked: 4,
      answered: 3,
      missing: 1,
      min: 30,
      max: 130,
      median: 40,
    });
    expect(warnings).toEqual(['3 age number-unreadable', '5 age constraint']);
  });

  it('have a decimal comma only where nothing else can be meant', () => {
    expect(analyse('rent;why\n1,5;\n2,250;\n').variable('rent')).toMatchObject({
      answered: 2,
      max: 2.25,
    });
    expect(analyse('rent;why\n1,250;\n2,500;\n').variable('rent')).toMatchObject({
      answered: 0,
      missing: 2,
    });
    expect(analyse('rent;why\n1,5;\n2.5;\n').variable('rent')).toMatchObject({
      answered: 1,
      max: 2.5,
    });
  });
});

describe('dates', () => {
  it('are ISO, or day before month where the column has no other reading', () => {
    expect(
      analyse('moved,age\n2026-01-31,1\n5/2/2026,1\n13/02/2026,1\n').variable('moved'),
    ).toMatchObject({
      answered: 3,
      min: '2026-01-31',
      median: '2026-02-05',
      max: '2026-02-13',
    });
  });

  it('that are no day either way say nothing about the others', () => {
    expect(
      analyse('moved,age\n31/2/2026,1\n5/2/2026,1\n13/02/2026,1\n').variable('moved'),
    ).toMatchObject({ answered: 2, missing: 1, min: '2026-02-05' });
  });

  it('that could be either are missing', () => {
    const { variable, warnings } = analyse('moved,age\n5/2/2026,1\n2026-02-30,1\n');

    expect(variable('moved')).toMatchObject({ answered: 0, missing: 2, min: null });
    expect(warnings).toEqual(['2 moved date-ambiguous', '3 moved date-unreadable']);
  });
});

describe('texts', () => {
  it('lose exactly one guard, and only where one was put', () => {
    const { reading } = analyse(`why\n'=1+1\n''=1\n'quoted'\n-5\n`);

    expect(reading.responses.map(({ answers }) => answers.why)).toEqual([
      '=1+1',
      "'=1",
      "'quoted'",
      '-5',
    ]);
  });

  it('are not analysed, and an acknowledgement is', () => {
    const { document, variable } = analyse('agreed,why\nOK,x\n,y\n');

    expect(document.variables.map(({ name }) => name)).not.toContain('why');
    expect(variable('agreed')).toMatchObject({ type: 'boolean', asked: 2, answered: 1 });
  });
});

describe('the clock of a row', () => {
  it('is that of the interview', () => {
    const { reading } = analyse('start,age\n2021-07-13T00:47:57.569+03:00,1\n,2\n');

    expect(
      reading.responses.map((one) => [
        one.environment.now.toISOString(),
        one.environment.offsetMinutes,
      ]),
    ).toEqual([
      ['2021-07-12T21:47:57.569Z', 180],
      ['2026-03-15T02:30:00.000Z', 420],
    ]);
  });
});
