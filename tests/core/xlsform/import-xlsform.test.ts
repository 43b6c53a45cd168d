// biome-ignore-all lint/suspicious/noTemplateCurlyInString: XLSForms write references this way.
import { describe, expect, it } from 'vitest';
import { codebook } from '#core/definitions/codebook.ts';
import type { Definition } from '#core/definitions/definition.ts';
import { compileLogic } from '#core/definitions/logic/compile.ts';
import type { Answers } from '#core/definitions/logic/compiled-logic.ts';
import { xlsformFunctions } from '#core/definitions/xlsform/functions.ts';
import { importXlsform } from '#core/definitions/xlsform/import-xlsform.ts';
import { canonicalHash } from '#core/kernel/canonical-json.ts';
import { type SheetTexts, sheetsOf } from '../../support/spreadsheets.ts';

const environment = { now: new Date('2026-03-15T02:30:00Z'), offsetMinutes: 420 };
const yesNo = [
  ['list_name', 'name', 'label'],
  ['yn', 'yes', 'Yes'],
  ['yn', 'no', 'No'],
];

const importTexts = (texts: SheetTexts) => importXlsform(sheetsOf(texts));

function definitionOf(texts: SheetTexts): Definition {
  const { definition, problems } = importTexts(texts);
  if (!definition) throw new Error(JSON.stringify(problems));
  return definition;
}

/** The items of a one-page form that these answers make relevant. */
function seen(texts: SheetTexts, answers: Answers): readonly string[] {
  const compiled = compileLogic(definitionOf(texts), {
    functions: xlsformFunctions,
    lenient: true,
  });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problem));
  return compiled.value.check(answers, environment).relevant;
}

const problemCodes = (texts: SheetTexts): readonly string[] =>
  importTexts(texts).problems.map(({ severity, code, row }) => `${severity} ${code} ${row}`);

describe('a form in two languages', () => {
  const texts: SheetTexts = {
    survey: [
      [
        'type',
        'name',
        'label::English (en)',
        'label::Tiếng Việt (vi)',
        'hint::English (en)',
        'required',
      ],
      ['begin_group', 'home', 'Your home', 'Nhà của bạn', null, null],
      ['select_one yn', 'rents', 'Do you rent?', 'Bạn có thuê nhà không?', 'Now', 'yes'],
      ['end_group', null, null, null, null, null],
      ['integer', 'age', 'Age', 'Tuổi', null, null],
    ],
    choices: [
      ['list_name', 'name', 'label::English (en)', 'label::Tiếng Việt (vi)'],
      ['yn', 'yes', 'Yes', 'Có'],
      ['yn', 'no', 'No', 'Không'],
    ],
    settings: [
      ['form_title', 'default_language'],
      ['Housing', 'Tiếng Việt (vi)'],
    ],
  };

  it('keeps every text under its language, the default one first', () => {
    const definition = definitionOf(texts);

    expect(definition.locale).toBe('vi');
    expect(definition.title).toBe('Housing');
    expect(definition.pages[0]?.title).toEqual({ en: 'Your home', vi: 'Nhà của bạn' });
    expect(definition.pages[0]?.elements?.[0]).toMatchObject({
      type: 'radiogroup',
      name: 'rents',
      title: { en: 'Do you rent?', vi: 'Bạn có thuê nhà không?' },
      description: { en: 'Now' },
      isRequired: true,
      choices: [
        { value: 'yes', text: { en: 'Yes', vi: 'Có' } },
        { value: 'no', text: { en: 'No', vi: 'Không' } },
      ],
    });
  });

  it('makes a page of each top-level group, and one of the rows between', () => {
    expect(definitionOf(texts).pages.map(({ name }) => name)).toEqual(['home', 'page_2']);
  });

  it('gives the same definition each time', () => {
    expect(canonicalHash(importTexts(texts))).toBe(canonicalHash(importTexts(texts)));
  });
});

describe('relevance', () => {
  const form = (relevant: string, type = 'select_one yn'): SheetTexts => ({
    survey: [
      ['type', 'name', 'label', 'relevant'],
      [type, 'q', 'Q', null],
      ['integer', 'n', 'N', null],
      ['text', 't', 'T', null],
      ['text', 'follow', 'F', relevant],
    ],
    choices: [...yesNo, ['yn', 'Maybe', 'Maybe'], ['yn', 'maybe', 'maybe']],
  });
  const shows = (relevant: string, answers: Answers, type?: string): boolean =>
    seen(form(relevant, type), answers).includes('follow');

  it('says what SurveyJS says the same way natively', () => {
    const visibleIf = (relevant: string, type?: string): unknown =>
      definitionOf(form(relevant, type)).pages[0]?.elements?.[3]?.visibleIf;

    expect(visibleIf("${q} = 'yes'")).toBe("{q} = 'yes'");
    expect(visibleIf("selected(${q}, 'yes') and not(${n} > 3)")).toBe(
      "({q} = 'yes') and (!({n} > 3))",
    );
    expect(visibleIf("selected(${q}, 'yes')", 'select_multiple yn')).toBe("{q} contains 'yes'");
    expect(visibleIf("${q} != ''")).toBe('{q} notempty');
  });

  it('does not take Maybe for maybe where the list has both', () => {
    expect(shows("${q} = 'maybe'", { q: 'Maybe' })).toBe(false);
    expect(shows("${q} = 'maybe'", { q: 'maybe' })).toBe(true);
  });

  it('compares texts exactly and numbers as numbers', () => {
    expect(shows("${t} = 'Yes'", { t: 'yes' })).toBe(false);
    expect(shows('${t} = 10', { t: '010' })).toBe(true);
    expect(shows("${t} = '10'", { t: '010' })).toBe(false);
    expect(shows("${t} > '9'", { t: '10' })).toBe(true);
  });

  it('finds nothing in what is empty: no sum, no comparison', () => {
    expect(shows('${n} < 5', {})).toBe(false);
    expect(shows('${n} + 1 > 0', {})).toBe(false);
    expect(shows("${q} != 'yes'", {})).toBe(true);
    expect(shows("${q} = ''", {})).toBe(true);
  });

  it('takes the whole list of a select_multiple as one text', () => {
    expect(shows("${q} = 'yes'", { q: ['yes'] }, 'select_multiple yn')).toBe(true);
    expect(shows("${q} = 'yes'", { q: ['yes', 'no'] }, 'select_multiple yn')).toBe(false);
    expect(shows("selected(${q}, 'no')", { q: ['yes', 'no'] }, 'select_multiple yn')).toBe(true);
    expect(shows('count-selected(${q}) = 2', { q: ['yes', 'no'] }, 'select_multiple yn')).toBe(
      true,
    );
  });

  it('keeps texts with quotation marks and braces apart', () => {
    expect(shows(`\${t} = "it's {n}"`, { t: "it's {n}" })).toBe(true);
    expect(shows(`\${t} = "it's {n}"`, { t: 'its n' })).toBe(false);
  });

  it('binds or looser than and, and runs div and mod', () => {
    expect(shows("${n} = 1 or ${n} = 2 and ${t} = 'x'", { n: 1 })).toBe(true);
    expect(shows("(${n} = 1 or ${n} = 2) and ${t} = 'x'", { n: 1 })).toBe(false);
    expect(shows('7 div 2 = 3.5 and -7 mod 3 = -1', {})).toBe(true);
  });

  it('knows the day where the interview took place', () => {
    expect(shows('${t} <= today() and today() - ${t} = 1', { t: '2026-03-14' })).toBe(true);
    expect(shows("today() = '2026-03-15'", {})).toBe(true);
  });

  it('is handed down from groups', () => {
    const texts: SheetTexts = {
      survey: [
        ['type', 'name', 'label', 'relevant'],
        ['select_one yn', 'q', 'Q', null],
        ['begin_group', 'outer', 'O', "${q}='yes'"],
        ['begin_group', 'inner', 'I', '${n} > 3'],
        ['text', 'deep', 'D', null],
        ['end_group', null, null, null],
        ['integer', 'n', 'N', null],
        ['end_group', null, null, null],
      ],
      choices: yesNo,
    };

    expect(seen(texts, { q: 'yes', n: 4 })).toEqual(expect.arrayContaining(['deep']));
    expect(seen(texts, { q: 'no', n: 4 })).not.toEqual(expect.arrayContaining(['deep']));
    expect(seen(texts, { q: 'yes', n: 3 })).not.toEqual(expect.arrayContaining(['deep']));
  });

  it('is read from a header in any accepted spelling', () => {
    for (const header of [
      'relevant',
      'Relevance',
      'bind::relevant',
      'bind:relevant',
      ' relevant ',
    ]) {
      const survey = [
        ['type', 'name', 'label', header],
        ['integer', 'n', 'N', null],
        ['text', 'follow', 'F', '${n} > 3'],
      ];
      expect(seen({ survey }, { n: 1 })).not.toContain('follow');
    }
  });
});

describe('constraint, required, choices', () => {
  const check = (texts: SheetTexts, answers: Answers) => {
    const compiled = compileLogic(definitionOf(texts), {
      functions: xlsformFunctions,
      lenient: true,
    });
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.problem));
    return compiled.value.check(answers, environment);
  };

  it('does not hold an empty answer to its constraint', () => {
    const texts: SheetTexts = {
      survey: [
        ['type', 'name', 'label', 'constraint', 'constraint_message'],
        ['integer', 'age', 'Age', '. > 17 and . < 120', 'Adults only'],
        ['text', 'phone', 'Phone', "regex(., '^0[0-9]{10}$')", null],
      ],
    };

    expect(check(texts, {}).errors).toEqual([]);
    expect(check(texts, { age: 17, phone: '12' }).errors.map(({ path }) => path)).toEqual([
      'age',
      'phone',
    ]);
    expect(check(texts, { age: 18, phone: '01234567890' }).errors).toEqual([]);
    expect(definitionOf(texts).pages[0]?.elements?.[0]?.validators?.[0]?.text).toBe('Adults only');
  });

  it('offers the choices that the filter leaves', () => {
    const texts: SheetTexts = {
      survey: [
        ['type', 'name', 'label', 'choice_filter'],
        ['select_one region', 'r', 'R', null],
        ['select_one place', 'p', 'P', 'in=${r}'],
      ],
      choices: [
        ['list_name', 'name', 'label', 'in'],
        ['region', 'n', 'North', null],
        ['region', 's', 'South', null],
        ['place', 'hanoi', 'Hà Nội', 'n'],
        ['place', 'hue', 'Huế', 's'],
      ],
    };

    expect(definitionOf(texts).pages[0]?.elements?.[1]?.choices).toEqual([
      { value: 'hanoi', text: 'Hà Nội', visibleIf: "{r} = 'n'" },
      { value: 'hue', text: 'Huế', visibleIf: "{r} = 's'" },
    ]);
    expect(check(texts, { r: 'n', p: 'hanoi' }).data).toEqual({ r: 'n', p: 'hanoi' });
  });
});

describe('calculations and repeats', () => {
  const texts: SheetTexts = {
    survey: [
      ['type', 'name', 'label', 'calculation', 'relevant'],
      ['integer', 'adults', 'Adults', null, null],
      ['calculate', 'all', null, '${adults} + count(${child})', '${adults} > 0'],
      ['begin_repeat', 'child', 'Child', null, null],
      ['integer', 'age', 'Age', null, null],
      ['calculate', 'months', null, '${age} * 12', null],
      ['text', 'school', 'School', null, '${months} >= 72 and ${adults} > 1'],
      ['end_repeat', null, null, null, null],
      ['note', 'sum', 'Ages: ${total}', null, null],
      ['calculate', 'total', null, 'sum(${age})', null],
    ],
  };

  it('follow the form over repeats, in and out', () => {
    const compiled = compileLogic(definitionOf(texts), {
      functions: xlsformFunctions,
      lenient: true,
    });
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.problem));

    const { relevant, data } = compiled.value.check(
      { adults: 2, child: [{ age: 5 }, { age: 6 }] },
      environment,
    );

    expect(data).toMatchObject({ all: 4, total: 11 });
    expect(relevant).toContain('child[1].school');
    expect(relevant).not.toContain('child[0].school');
  });

  it('are variables at the place where the author wrote them', () => {
    const variables = codebook(definitionOf(texts)).map(({ name, type }) => `${name} ${type}`);

    expect(variables).toEqual(['adults number', 'all number', 'total number']);
  });

  it('show answers inside labels', () => {
    const note = definitionOf(texts).pages[0]?.elements?.find(({ name }) => name === 'sum');

    expect(note?.html).toBe('Ages: {total}');
  });

  it('name a row by its leaf where that is unique, else by its path', () => {
    const same: SheetTexts = {
      survey: [
        ['type', 'name', 'label'],
        ['begin_group', 'a', 'A'],
        ['text', 'x', 'X'],
        ['text', 'y', 'Y'],
        ['end_group', null, null],
        ['begin_group', 'b', 'B'],
        ['text', 'x', 'X'],
        ['end_group', null, null],
      ],
    };

    expect(codebook(definitionOf(same)).map(({ name }) => name)).toEqual(['a/x', 'y', 'b/x']);
  });
});

describe('what cannot be kept', () => {
  const survey = (...rows: (string | null)[][]): SheetTexts => ({
    survey: [['type', 'name', 'label', 'relevant', 'calculation'], ...rows],
    choices: yesNo,
  });

  it('refuses a file whose rows would mean something else', () => {
    expect(problemCodes({ notes: [['x']] })).toEqual(['error sheet-missing 1']);
    expect(problemCodes(survey(['text', 'a', 'A', '${missing} = 1']))).toEqual([
      'error reference-unknown 2',
    ]);
    expect(problemCodes(survey(['begin_group', 'g', 'G'], ['text', 'a', 'A']))).toEqual([
      'error group-open 2',
    ]);
    expect(problemCodes(survey(['text', 'a', 'A'], ['end_group', null, null]))).toEqual([
      'error group-unmatched 3',
    ]);
    expect(problemCodes(survey(['text', 'a', 'A'], ['text', 'a', 'A']))).toEqual([
      'error name-repeated 3',
    ]);
    expect(problemCodes(survey(['select_one nothing', 'a', 'A']))).toEqual([
      'error list-unknown 2',
    ]);
    expect(
      problemCodes(survey(['text', 'a', 'A', '${b} = 1'], ['text', 'b', 'B', '${a} = 1'])),
    ).toEqual(['error cycle 2']);
    expect(problemCodes(survey([null, 'a', 'A']))).toEqual(['error type-missing 2']);
  });

  it('imports the rest and names the row that loses something', () => {
    const lossy: readonly (readonly [string, (string | null)[]])[] = [
      ['warning function 2', ['calculate', 'a', null, null, "pulldata('f', 'x', 'y', 'z')"]],
      ['warning expression-unreadable 2', ['text', 'a', 'A', '((1']],
      ['warning type-unknown 2', ['db:person', 'a', 'A']],
      ['warning media-as-text 2', ['image', 'a', 'A']],
      ['warning calculation-missing 2', ['calculate', 'a', null]],
      ['warning path-unknown 2', ['text', 'a', 'A', '../nowhere = 1']],
    ];
    for (const [expected, row] of lossy) {
      const { definition, problems } = importTexts(survey(row));

      expect(definition, expected).toBeDefined();
      expect(problems.map(({ severity, code, row }) => `${severity} ${code} ${row}`)).toEqual([
        expected,
      ]);
      expect(problems[0]?.message).toMatch(/^survey, row 2, column \w+: .+\.$/);
    }
  });

  it('warns of a column that does nothing, such as one spelt wrong', () => {
    const { problems } = importTexts({
      survey: [
        ['type', 'name', 'label', 'relevent'],
        ['text', 'a', 'A', 'true()'],
      ],
    });

    expect(problems).toEqual([
      expect.objectContaining({
        code: 'column-unused',
        row: 1,
        column: 'relevent',
        severity: 'warning',
      }),
    ]);
  });

  it('never runs markup of a note', () => {
    const definition = definitionOf(survey(['note', 'n', '<img src=x onerror=alert(1)>']));

    expect(definition.pages[0]?.elements?.[0]?.html).toBe('&lt;img src=x onerror=alert(1)&gt;');
  });

  it('is not hung by expressions nested without end', () => {
    const deep = `${'('.repeat(5000)}1${')'.repeat(5000)}`;

    expect(problemCodes(survey(['text', 'a', 'A', deep]))).toEqual([
      'warning expression-unreadable 2',
    ]);
  });
});

describe('groups within groups', () => {
  const nested = (depth: number) => [
    ['type', 'name', 'label'],
    ...Array.from({ length: depth }, (_, index) => ['begin group', `g${index}`, 'Group']),
    ['text', 'a', 'A'],
    ...Array.from({ length: depth }, () => ['end group', '', '']),
  ];
  const importOf = (depth: number) =>
    importXlsform([
      { name: 'survey', rows: nested(depth).map((cells, index) => ({ row: index + 1, cells })) },
    ]);

  it('are taken as deep as people make them', () => {
    expect(importOf(6).definition).toBeDefined();
  });

  it('are refused by their row when they go on, however deep', () => {
    for (const depth of [7, 3_000]) {
      const { definition, problems } = importOf(depth);

      expect(definition).toBeUndefined();
      expect(problems.filter(({ severity }) => severity === 'error')).toMatchObject([
        { code: 'group-too-deep', sheet: 'survey', row: 8 },
      ]);
    }
  });
});
