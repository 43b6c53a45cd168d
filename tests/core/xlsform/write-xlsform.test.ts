import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Definition, Item } from '#core/definitions/definition.ts';
import { importXlsform } from '#core/definitions/xlsform/import-xlsform.ts';
import type { Sheet } from '#core/definitions/xlsform/sheet.ts';
import { writeXlsform } from '#core/definitions/xlsform/write-xlsform.ts';
import { canonicalJson } from '#core/kernel/canonical-json.ts';
import { readWorkbook } from '#server/definitions/read-workbook.ts';
import { randomDefinition } from '../../support/differential/random-definition.ts';
import { seededRandom } from '../../support/differential/seeded-random.ts';
import { pyxformComplaints } from '../../support/pyxform-rules.ts';
import { type SheetTexts, sheetsOf } from '../../support/spreadsheets.ts';

/** Same definition back, and nothing that pyxform is known to refuse. */
function expectSameBack(definition: Definition): void {
  const { sheets } = writeXlsform(definition);
  const back = importXlsform(sheets);
  expect(back.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(back.definition).toEqual(JSON.parse(JSON.stringify(definition)));
}

const definitionOf = (elements: readonly object[], more: object = {}): Definition =>
  ({
    title: { en: 'Needs', vi: 'Nhu cầu' },
    clearInvisibleValues: 'onHiddenContainer',
    pages: [{ name: 'start', title: 'Start', elements }],
    ...more,
  }) as unknown as Definition; // as: made in the test

/** Cells of the survey row of this name, by header. */
function rowOf(sheets: readonly Sheet[], name: string, sheet = 'survey'): Record<string, string> {
  const [head, ...rows] = sheets.find((one) => one.name === sheet)?.rows ?? [];
  const at = head?.cells.indexOf('name') ?? -1;
  const row = rows.find(({ cells }) => cells[at] === name);
  const pairs = (head?.cells ?? []).map((header, index) => [header, row?.cells[index] ?? '']);
  return Object.fromEntries(pairs.filter(([, text]) => text !== ''));
}

/** The sheets with one cell replaced, as a person would do in a spreadsheet. */
const edited = (
  sheets: readonly Sheet[],
  place: { readonly sheet?: string; readonly name: string; readonly column: string },
  text: string,
): readonly Sheet[] =>
  sheets.map((sheet) => {
    if (sheet.name !== (place.sheet ?? 'survey')) return sheet;
    const head = sheet.rows[0]?.cells ?? [];
    const [nameAt, at] = [head.indexOf('name'), head.indexOf(place.column)];
    if (at < 0) throw new Error(`there is no column ${place.column}`);
    const rows = sheet.rows.map((row) =>
      row.cells[nameAt] === place.name
        ? { ...row, cells: row.cells.map((cell, index) => (index === at ? text : cell)) }
        : row,
    );
    return { ...sheet, rows };
  });

const needs = {
  type: 'checkbox',
  name: 'needs',
  title: { en: 'What do you need?', vi: 'Anh/chị cần gì?' },
  choices: [
    { value: 'law', text: { en: 'Advice on law', vi: 'Tư vấn luật' } },
    { value: 1, text: 'Money' },
    { value: 'all', text: 'All', isExclusive: true },
  ],
  showNoneItem: true,
  noneText: { en: 'Nothing' },
  showOtherItem: true,
  maxSelectedChoices: 2,
  lnRole: 'need',
};

describe('languages of a form', () => {
  it('are those of the survey, also where built-in answers have words in more', () => {
    const { sheets } = writeXlsform(
      definitionOf([
        { type: 'boolean', name: 'agrees', title: { en: 'Agrees?', vi: 'Đồng ý?' } },
        {
          type: 'radiogroup',
          name: 'why',
          title: { en: 'Why?', vi: 'Vì sao?' },
          choices: [{ value: 'a', text: { en: 'A', vi: 'Á' } }],
          showOtherItem: true,
          showNoneItem: true,
        },
      ]),
    );

    const labels = sheets
      .filter(({ name }) => name === 'survey' || name === 'choices')
      .flatMap(({ rows }) => rows[0]?.cells ?? [])
      .filter((header) => header.startsWith('label'));
    expect(new Set(labels)).toEqual(new Set(['label::English (en)', 'label::Tiếng Việt (vi)']));
  });
});

describe('rows and cells', () => {
  const { sheets, problems } = writeXlsform(
    definitionOf([
      needs,
      {
        type: 'text',
        name: 'age',
        inputType: 'number',
        step: 1,
        min: 15,
        max: 99,
        isRequired: true,
      },
      {
        type: 'comment',
        name: 'why',
        title: 'Why {needs}?',
        visibleIf: "{needs} anyof ['law', 1]",
      },
      { type: 'boolean', name: 'again', visibleIf: '{age} >= 18 and {needs.length} > 1' },
      { type: 'text', name: 'when', inputType: 'date', visibleIf: '{again} = true' },
    ]),
  );

  it('speaks the languages of the definition', () => {
    expect(rowOf(sheets, 'needs')).toMatchObject({
      type: 'select_multiple needs',
      'label::English (en)': 'What do you need?',
      'label::Tiếng Việt (vi)': 'Anh/chị cần gì?',
    });
    expect(rowOf(sheets, 'law', 'choices')).toEqual({
      list_name: 'needs',
      name: 'law',
      'label::English (en)': 'Advice on law',
      'label::Tiếng Việt (vi)': 'Tư vấn luật',
    });
  });

  it('says limits and answers that stand alone as a constraint', () => {
    expect(rowOf(sheets, 'needs').constraint).toBe(
      "(count-selected(.) <= 2) and (not((selected(., 'all') or selected(., 'none')) and count-selected(.) > 1))",
    );
    expect(rowOf(sheets, 'age')).toMatchObject({
      type: 'integer',
      required: 'yes',
      constraint: '(. >= 15) and (. <= 99)',
    });
  });

  it('says conditions in XPath and pipes answers into labels', () => {
    expect(rowOf(sheets, 'why')).toMatchObject({
      type: 'text',
      appearance: 'multiline',
      relevant: `(selected(\${needs}, 'law') or selected(\${needs}, '1'))`,
      'label::English (en)': `Why \${needs}?`,
    });
    expect(rowOf(sheets, 'again').relevant).toBe(
      `(\${age} >= 18) and (count-selected(\${needs}) > 1)`,
    );
    expect(rowOf(sheets, 'when').relevant).toBe(`\${again} = 'true'`);
  });

  it('asks for the text of "other" in a row of its own', () => {
    expect(rowOf(sheets, 'needs_other')).toMatchObject({
      type: 'text',
      relevant: `selected(\${needs}, 'other')`,
    });
  });

  it('keeps the known rules of pyxform and has nothing to complain of', () => {
    expect(pyxformComplaints(sheets)).toEqual([]);
    expect(problems).toEqual([]);
  });

  it('names the row whose condition a form cannot say', () => {
    const written = writeXlsform(
      definitionOf([
        {
          type: 'paneldynamic',
          name: 'child',
          templateElements: [{ type: 'text', name: 'age', inputType: 'number' }],
        },
        { type: 'text', name: 'note', visibleIf: "sumInArray({child}, 'age', {age} > 1) > 5" },
      ]),
    );

    expect(written.problems).toMatchObject([
      {
        code: 'export-expression',
        severity: 'warning',
        sheet: 'survey',
        row: 6,
        column: 'relevant',
      },
    ]);
    expect(rowOf(written.sheets, 'note').relevant).toBeUndefined();
  });
});

describe('import of an export', () => {
  it('gives random definitions of the whole closed subset back', () => {
    for (let seed = 1; seed <= 120; seed++) {
      const definition = randomDefinition(seededRandom(seed * 7919));
      expectSameBack(definition);
    }
  });

  it('makes of random definitions what pyxform is not known to refuse', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const { sheets } = writeXlsform(randomDefinition(seededRandom(seed * 104729)));
      expect(pyxformComplaints(sheets)).toEqual([]);
    }
  });

  for (const folder of readdirSync('surveys')) {
    for (const version of readdirSync(join('surveys', folder))) {
      const file = join('surveys', folder, version, 'definition.json');
      if (!existsSync(file)) continue;
      it(`gives ${folder} ${version} of the library back`, () => {
        const definition: Definition = JSON.parse(readFileSync(file, 'utf8'));

        expectSameBack(definition);
        expect(pyxformComplaints(writeXlsform(definition).sheets)).toEqual([]);
      });
    }
  }

  it('keeps what neither XLSForm nor we know', () => {
    expectSameBack(
      definitionOf(
        [{ type: 'text', name: 'a', title: ' two  spaces ', lnStrange: { deep: [1, null] } }],
        {
          lnLater: { x: true },
          calculatedValues: [],
        },
      ),
    );
  });
});

describe('a cell that was edited in a spreadsheet', () => {
  const definition = definitionOf([
    needs,
    {
      type: 'text',
      name: 'age',
      inputType: 'number',
      min: 15,
      lnRole: 'demographic',
      visibleIf: '{needs} notempty',
    },
    {
      type: 'rating',
      name: 'mark',
      rateMax: 3,
      minRateDescription: 'bad',
      maxRateDescription: 'good',
    },
    {
      type: 'matrix',
      name: 'grid',
      columns: ['yes', 'no'],
      rows: [{ value: 'r1', text: 'One' }, 'r2'],
    },
  ]);
  const { sheets } = writeXlsform(definition);
  const itemAfter = (place: Parameters<typeof edited>[1], text: string, index: number) =>
    importXlsform(edited(sheets, place, text)).definition?.pages[0]?.elements?.[index];

  it('wins over what was kept, and the rest stays', () => {
    const age = itemAfter({ name: 'age', column: 'relevant' }, `selected(\${needs}, 'law')`, 1);

    expect(age).toMatchObject({
      visibleIf: "{needs} contains 'law'",
      min: 15,
      lnRole: 'demographic',
    });
  });

  it('takes limits from the cell alone', () => {
    const age = itemAfter({ name: 'age', column: 'constraint' }, '. >= 16', 1);

    expect(age?.min).toBeUndefined();
    expect(age?.validators).toMatchObject([{ expression: '{age} empty or ({age} >= 16)' }]);
  });

  it('changes the words of a choice without its other properties', () => {
    const column = 'label::English (en)';
    const item = itemAfter({ sheet: 'choices', name: 'all', column }, 'Everything', 0);

    expect(item?.choices?.[2]).toEqual({
      value: 'all',
      text: { en: 'Everything' },
      isExclusive: true,
    });
    expect(item?.showNoneItem).toBe(true);
  });

  it('changes the words of a built-in answer', () => {
    const column = 'label::English (en)';
    const item = itemAfter({ sheet: 'choices', name: 'none', column }, 'Nothing at all', 0);

    expect(item).toMatchObject({ showNoneItem: true, noneText: { en: 'Nothing at all' } });
    expect(item?.choices).toHaveLength(3);
  });

  it('finds its way into ratings and matrices', () => {
    const column = 'label::English (en)';
    expect(itemAfter({ sheet: 'choices', name: '3', column }, 'excellent', 2)).toMatchObject({
      type: 'rating',
      maxRateDescription: { en: 'excellent' },
    });
    expect(itemAfter({ name: 'grid_r2', column }, 'Two', 3)).toMatchObject({
      type: 'matrix',
      rows: [
        { value: 'r1', text: 'One' },
        { value: 'r2', text: { en: 'Two' } },
      ],
    });
  });

  it('makes a matrix a group again where its rows became something else, and says so', () => {
    const back = importXlsform(edited(sheets, { name: 'grid_r2', column: 'type' }, 'text'));

    expect(back.definition?.pages[0]?.elements?.[3]?.type).toBe('panel');
    expect(back.problems.map(({ code }) => code)).toContain('own-group-changed');
  });

  it('cannot smuggle mark-up in', () => {
    const json = JSON.stringify({
      put: [
        ['type', '-', 'html'],
        ['html', '-', '<script>'],
      ],
    });
    const smuggled: SheetTexts = {
      survey: [
        ['type', 'name', 'label'],
        ['text', 'a', 'A'],
      ],
      langnghe: [
        ['kind', 'key', 'part', 'json'],
        ['row', 'a', '1', json],
        ['row', 'b', '1', '{"put":'],
      ],
    };

    const back = importXlsform(sheetsOf(smuggled));

    expect(back.definition?.pages[0]?.elements?.[0]).toMatchObject({ type: 'text' });
    expect(JSON.stringify(back.definition)).not.toContain('script');
    expect(back.problems.map(({ code }) => code)).toContain('own-unreadable');
  });
});

describe('a definition that came from a form', () => {
  const form: SheetTexts = {
    survey: [
      ['type', 'name', 'label', 'Relevance', 'constraint', 'hxl', 'appearance'],
      ['select_one yn', 'ok', 'Fine?', '', '', '#a', 'horizontal'],
      ['integer', 'age', 'Age', `selected(\${ok}, 'yes')`, '. > 5 and . < 9', '', ''],
      ['calculate', 'twice', '', '', '', '', ''],
    ],
    choices: [
      ['list_name', 'name', 'label', 'extra'],
      ['yn', 'yes', 'Yes', 'x'],
      ['yn', 'no', 'No', ''],
    ],
  };
  const imported = importXlsform(sheetsOf(form)).definition;
  if (!imported) throw new Error('the form is good');

  it('has its own cells again, in its own words and columns', () => {
    const { sheets } = writeXlsform(imported);

    expect(rowOf(sheets, 'age')).toEqual({
      type: 'integer',
      name: 'age',
      label: 'Age',
      Relevance: `selected(\${ok}, 'yes')`,
      constraint: '. > 5 and . < 9',
    });
    expect(rowOf(sheets, 'yes', 'choices')).toEqual({
      list_name: 'yn',
      name: 'yes',
      label: 'Yes',
      extra: 'x',
    });
    expect(importXlsform(sheets).definition).toEqual(imported);
  });

  it('has a new cell where the expression was changed since', () => {
    const [page] = imported.pages;
    const elements = page?.elements?.map((item) =>
      item.name === 'age' ? { ...item, visibleIf: "{ok} = 'no'" } : item,
    );
    const changed = {
      ...imported,
      pages: [{ ...page, name: page?.name ?? '', elements: elements ?? [] }],
    };

    const { sheets } = writeXlsform(changed);

    expect(rowOf(sheets, 'age').Relevance).toBe(`\${ok} = 'no'`);
    expect(importXlsform(sheets).definition).toEqual(changed);
  });
});

describe('what forms have no place for', () => {
  const text = (name: string, more: object = {}) => ({ type: 'text', name, ...more });
  const cases: Readonly<Record<string, readonly object[]>> = {
    'names that forms keep for themselves': [
      ...['meta', 'start', 'today', 'instanceID', 'data', 'name', 'type', 'langnghe'].map((name) =>
        text(name),
      ),
      { type: 'paneldynamic', name: 'data', templateElements: [text('Meta')] },
      text('after', {
        title: 'After {meta}',
        visibleIf: '{meta} = 1 and {data} notempty and {instanceID} = 2',
      }),
    ],
    'names with other letters': [
      ...['Été', '1a', 'a b', 'a²', 'имя', '数', 'ª', '-', 'a·b'].map((name) => text(name)),
      text('after', { title: 'After {Été}', visibleIf: '{a²} = 1' }),
    ],
    'long names': [text('n'.repeat(300)), text(`${'n'.repeat(299)}m`)],
    'names equal to those of pages and panels': [
      text('start'),
      { type: 'panel', name: 'Start', elements: [text('inner')] },
      { type: 'panel', name: 'inner', elements: [text('deep', { title: '{start} {inner}' })] },
    ],
    'the row in which a count is kept': [
      text('kids_count'),
      {
        type: 'paneldynamic',
        name: 'kids',
        minPanelCount: 2,
        maxPanelCount: 2,
        templateElements: [text('called')],
      },
    ],
    'texts without words': [
      text('a', { title: ' ' }),
      text('b', { title: { en: '', vi: ' ' } }),
      { type: 'html', name: 'c', html: '' },
      { type: 'html', name: 'd', html: { en: ' ' } },
      { type: 'radiogroup', name: 'e', choices: [{ value: 'x', text: ' ' }, { value: '' }] },
      { type: 'matrix', name: 'f', rows: [{ value: 'r', text: ' ' }], columns: ['x'] },
    ],
    'texts that look like references': [
      text('a', {
        title: `\${a} \${nothing} \${} \${a`,
        description: `<b> "x" & it's\n\${b}`,
      }),
      {
        type: 'radiogroup',
        name: 'b',
        choices: [{ value: `\${x}`, text: `\${a} {a} \${y}` }, 'z'],
      },
      text('c', { defaultValue: `\${a} 'b' "c"`, visibleIf: `{a} = '\${b}'` }),
    ],
    'languages without a code, choices with one text': [
      text('a', { title: { klingon: 'A', 'zh-Hans': 'B' } }),
      {
        type: 'radiogroup',
        name: 'b',
        choices: [
          { value: 'x', text: 'Same' },
          { value: 'y', text: { klingon: 'Same' } },
          { value: 'z', text: 'Same' },
        ],
      },
    ],
  };
  for (const [what, elements] of Object.entries(cases)) {
    it(`${what}: goes out as pyxform takes it and comes back as it was`, () => {
      const definition = definitionOf(elements);

      expect(pyxformComplaints(writeXlsform(definition).sheets)).toEqual([]);
      expectSameBack(definition);
    });
  }
});

describe('what a form has beside its items', () => {
  const form: SheetTexts = {
    survey: [
      ['TYPE', 'NAME', 'label:en', 'save_to', 'guidance_hint'],
      ['text', 'tree', 'Which tree?', 'kind', ''],
      ['text', 'place', 'Where?', 'place', `Near \${tree}`],
    ],
    choices: [
      ['LIST NAME', 'Value', 'label:en'],
      ['kinds', 'oak', 'Oak'],
    ],
    ENTITIES: [
      ['list_name', 'label'],
      ['trees', `concat(\${tree}, ' in ', \${place})`],
    ],
    settings: [
      ['form_id', 'instance_name'],
      ['trees', `concat('tree ', \${tree})`],
    ],
  };
  const imported = importXlsform(sheetsOf(form)).definition;
  if (!imported) throw new Error('the form is good');
  const [page] = imported.pages;
  const withItems = (change: (item: Item) => readonly Item[]): Definition => ({
    ...imported,
    pages: [{ name: page?.name ?? '', elements: (page?.elements ?? []).flatMap(change) }],
  });
  const sheetNamed = (sheets: readonly Sheet[], name: string) =>
    sheets.find((sheet) => sheet.name === name)?.rows.map(({ cells }) => cells);

  it('comes back as it was, with one column for all spellings of it', () => {
    const { sheets, problems } = writeXlsform(imported);

    expect(problems).toEqual([]);
    expect(sheetNamed(sheets, 'ENTITIES')).toEqual(form.ENTITIES);
    expect(sheetNamed(sheets, 'survey')?.[0]).toEqual([
      'TYPE',
      'NAME',
      'label::en',
      'save_to',
      'guidance_hint',
    ]);
    expect(importXlsform(sheets).definition).toEqual(imported);
  });

  it('adds items under the spellings of the file', () => {
    const more = { type: 'radiogroup', name: 'more', choices: ['yes', 'no'] };
    const changed = withItems((item) => (item.name === 'place' ? [item, more] : [item]));
    const { sheets } = writeXlsform(changed);

    expect(pyxformComplaints(sheets)).toEqual([]);
    expect(sheetNamed(sheets, 'choices')?.[0]).toEqual(['LIST NAME', 'Value', 'label:en']);
    expect(importXlsform(sheets).definition).toEqual(changed);
  });

  it('follows an item that has another name now', () => {
    const changed = withItems((item) => [item.name === 'tree' ? { ...item, name: 'plant' } : item]);
    const { sheets, problems } = writeXlsform(changed);

    expect(problems).toEqual([]);
    expect(sheetNamed(sheets, 'ENTITIES')?.[1]?.[1]).toBe(`concat(\${plant}, ' in ', \${place})`);
    expect(rowOf(sheets, 'trees', 'settings')).toEqual({});
    expect(sheetNamed(sheets, 'settings')?.[1]).toContain(`concat('tree ', \${plant})`);
    expect(pyxformComplaints(sheets)).toEqual([]);
    expect(importXlsform(sheets).definition).toEqual(changed);
  });

  it('is left out, and that is said, where the item is gone', () => {
    const changed = withItems((item) => (item.name === 'tree' ? [] : [item]));
    const { sheets, problems } = writeXlsform(changed);

    expect(problems.map(({ code, sheet, column }) => [code, sheet, column])).toEqual([
      ['export-reference', 'ENTITIES', 'label'],
      ['export-reference', 'settings', 'instance_name'],
      ['export-entities', 'survey', 'save_to'],
    ]);
    expect(pyxformComplaints(sheets)).toEqual([]);
    expect(importXlsform(sheets).definition).toEqual(changed);
  });
});

const folder = join(process.env.CONFORMANCE_DIR ?? '', 'xlsforms/forms');
const isThere = process.env.CONFORMANCE_DIR !== undefined && existsSync(folder);
const files = isThere ? readdirSync(folder).filter((name) => /\.xlsx?$/.test(name)) : [];

describe.skipIf(!isThere)('forms of other people', () => {
  for (const file of files) {
    it(`${file} is the same definition after an export`, { timeout: 60_000 }, async () => {
      const workbook = await readWorkbook(readFileSync(join(folder, file)));
      if (!workbook.ok) throw new Error(workbook.sentence);
      const { definition } = importXlsform(workbook.sheets);
      if (!definition) return;

      const back = importXlsform(writeXlsform(definition).sheets).definition;

      expect(back && canonicalJson(back)).toBe(canonicalJson(definition));
    });
  }
});
