/**
 * What coordinators wait for: importing an XLSForm of the size of the Tal Afar survey (235 rows; the form itself if
 * `CONFORMANCE_DIR` is set, else one made up), and the publish gate, which the editor asks after every pause in typing.
 * The gate's work must grow with the number of items and with nothing else. What a key press costs in the editor is
 * measured in a browser (`editor-keys.ts`).
 */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Definition, Item } from '#core/definitions/definition.ts';
import { checkDefinition } from '#core/definitions/publish-gate.ts';
import { importXlsform } from '#core/definitions/xlsform/import-xlsform.ts';
import type { Sheet } from '#core/definitions/xlsform/sheet.ts';
import { lintDefinition } from '#server/definitions/lint-definition.ts';
import { readWorkbook } from '#server/definitions/read-workbook.ts';
import { alternate, type BenchFigure, type BenchResult } from './bench.ts';
import { editorKeys } from './editor-keys.ts';

const rounds = 7;
/** Cost of an item among many ÷ cost of an item among few. */
const mostGrowth = 1.5;

export async function run(): Promise<BenchResult> {
  const form = await theForm();
  const rows = [...(await importing(form.sheets)), ...(await gating()), ...(await editorKeys())];
  return {
    note: `Form: ${form.name}. Processor time, median of ${rounds} alternated rounds.`,
    rows,
  };
}

async function theForm(): Promise<{ readonly name: string; readonly sheets: readonly Sheet[] }> {
  const folder = process.env.CONFORMANCE_DIR;
  const file = folder && join(folder, 'real/talafar/form.xlsx');
  if (!file || !existsSync(file)) return { name: 'made up, 235 rows', sheets: madeUpForm(235) };
  const read = await readWorkbook(await readFile(file));
  if (!read.ok) throw new Error(read.sentence);
  return { name: 'Tal Afar', sheets: read.sheets };
}

async function importing(sheets: readonly Sheet[]): Promise<readonly BenchFigure[]> {
  const { definition } = importXlsform(sheets);
  if (!definition) throw new Error('the form is refused');
  const [small, large] = [madeUpForm(100), madeUpForm(500)];
  const times = await alternate(rounds, {
    form: () => each(3, () => importXlsform(sheets)),
    gate: () => each(3, () => checkDefinition(definition)),
    small: () => each(3, () => importXlsform(small)) * 100,
    large: () => each(1, () => importXlsform(large)) * 500,
  });
  return [
    { what: 'importing the form', value: times.form / 1000, unit: 'ms' },
    { what: 'the gate on the imported form', value: times.gate / 1000, unit: 'ms' },
    grown('a row among 500 ÷ a row among 100, importing', times.large / times.small),
  ];
}

async function gating(): Promise<readonly BenchFigure[]> {
  const [few, some, many] = [60, 300, 500].map(bilingual);
  if (!few || !some || !many) throw new Error('three sizes were made');
  const hostile = withLongCondition(few);
  await lintDefinition(few);
  // Functions that have run a few times only are compared with functions that have not.
  for (let warm = 0; warm < 10; warm++) checkDefinition(some);
  const times = await alternate(rounds, {
    few: () => each(10, () => checkDefinition(few)) * 60,
    some: () => each(2, () => checkDefinition(some)) * 300,
    many: () => each(1, () => checkDefinition(many)) * 500,
    sound: () => each(5, () => checkDefinition(few)),
    hostile: () => each(5, () => checkDefinition(hostile)),
    lint: async () => {
      await lintDefinition(few);
      return 1;
    },
  });
  return [
    { what: 'the gate, an item among 60', value: times.few, unit: 'us' },
    { what: 'the gate, an item among 300', value: times.some, unit: 'us' },
    { what: 'the gate, an item among 500', value: times.many, unit: 'us' },
    grown('an item among 300 ÷ an item among 60, at the gate', times.some / times.few),
    grown('an item among 500 ÷ an item among 60, at the gate', times.many / times.few),
    grown('a survey with a condition of 15,000 signs ÷ without', times.hostile / times.sound),
    {
      what: 'SurveyJS’s linter ÷ the gate, 60 items',
      value: times.lint / times.sound,
      unit: 'times',
    },
  ];
}

const grown = (what: string, value: number): BenchFigure => ({
  what,
  value,
  unit: 'times',
  aim: mostGrowth,
  met: value <= mostGrowth,
});

/** @returns how often `work` was done. */
function each(times: number, work: () => unknown): number {
  for (let turn = 0; turn < times; turn++) work();
  return times;
}

const both = (words: string) => ({ vi: `${words} là gì`, en: `What is ${words}?` });

/** A survey as people make them: ten items a page, in two languages, a third of them asked of some people only. */
function bilingual(count: number): Definition {
  const pages = Array.from({ length: count / 10 }, (_, page) => ({
    name: `page${page}`,
    title: both(`page ${page}`),
    elements: Array.from({ length: 10 }, (_item, place) => madeUpItem(page * 10 + place)),
  }));
  return { title: both('survey'), locale: 'vi', lnMinutes: 60, pages };
}

function madeUpItem(at: number): Item {
  const said = {
    title: both(`item ${at}`),
    lnRole: 'other',
    lnClass: 'neutral',
    lnMeasure: 'nominal',
  } as const;
  const before = at - (at % 10);
  const asked =
    at % 3 === 2
      ? { visibleIf: `{item${before}} = 'a' or {item${before}} = 'b' and {item${before}} <> 'c'` }
      : {};
  const choices = ['a', 'b', 'c', 'd', 'e'].map((value) => ({
    value,
    text: both(`answer ${value}`),
  }));
  const name = `item${at}`;
  switch (at % 10) {
    case 3:
      return { type: 'text', name, inputType: 'number', min: 0, max: 100, ...said, ...asked };
    case 5:
      return { type: 'checkbox', name, choices, ...said, ...asked };
    case 9:
      return { type: 'comment', name, ...said, ...asked, lnClass: 'free-text' };
    default:
      return { type: 'radiogroup', name, choices, isRequired: true, ...said, ...asked };
  }
}

function withLongCondition(definition: Definition): Definition {
  const [first, ...rest] = definition.pages;
  if (!first) return definition;
  const visibleIf = `{item0} = 'a'${" or {item0} = 'a'".repeat(900)}`;
  return {
    ...definition,
    pages: [first, ...rest.slice(0, -1), { ...rest.at(-1), name: 'last', visibleIf }],
  };
}

/** Questions of the usual kinds in groups, a third of them relevant for some, in three languages. */
function madeUpForm(rows: number): readonly Sheet[] {
  const header = [
    'type',
    'name',
    'label::English (en)',
    'label::Arabic (ar)',
    'relevant',
    'constraint',
    'required',
  ];
  const body = Array.from({ length: rows }, (_, at): string[] => {
    if (at % 20 === 0)
      return ['begin_group', `group${at}`, `Group ${at}`, `مجموعة ${at}`, '', '', ''];
    if (at % 20 === 19) return ['end_group', '', '', '', '', '', ''];
    const type =
      ['select_one yes_no', 'integer', 'select_multiple list', 'text', 'date'][at % 5] ?? 'text';
    const relevant = at % 3 === 0 && at % 20 > 6 ? `\${q${at - (at % 20) + 5}} = 'yes'` : '';
    const constraint = type === 'integer' ? '. >= 0 and . <= 120' : '';
    return [
      type,
      `q${at}`,
      `Question ${at}`,
      `سؤال ${at}`,
      relevant,
      constraint,
      at % 2 === 0 ? 'yes' : '',
    ];
  });
  // A group that was begun is ended.
  if (rows % 20 !== 0) body.push(['end_group', '', '', '', '', '', '']);
  const listed = Array.from({ length: 12 }, (_, at) => [
    'list',
    `c${at}`,
    `Choice ${at}`,
    `خيار ${at}`,
  ]);
  const sheet = (name: string, cells: readonly (readonly string[])[]): Sheet => ({
    name,
    rows: cells.map((row, index) => ({ row: index + 1, cells: row })),
  });
  return [
    sheet('survey', [header, ...body]),
    sheet('choices', [
      ['list_name', 'name', 'label::English (en)', 'label::Arabic (ar)'],
      ['yes_no', 'yes', 'Yes', 'نعم'],
      ['yes_no', 'no', 'No', 'لا'],
      ...listed,
    ]),
    sheet('settings', [
      ['form_title', 'form_id'],
      ['Made up', 'made_up'],
    ]),
  ];
}
