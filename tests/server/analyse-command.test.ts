import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { analyseCommands } from '#server/analysis/analyse-command.ts';
import type { CommandTable } from '#server/command.ts';
import { definitionCommands } from '#server/definitions/definition-commands.ts';
import { smallForm, workbookBytes } from '../support/spreadsheets.ts';

let folder = '';
const at = (name: string): string => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'langnghe-'));
  writeFileSync(at('form.xlsx'), workbookBytes(smallForm));
  writeFileSync(
    at('broken.xlsx'),
    workbookBytes({
      survey: [
        ['type', 'name'],
        ['text', 'a b'],
      ],
    }),
  );
  writeFileSync(at('picture.xlsx'), new Uint8Array([0x89, 0x50, 0x4e, 0x47]));
  writeFileSync(at('data.csv'), 'age,extra\n30,a\nold,b\n');
  writeFileSync(at('latin.csv'), new Uint8Array([0x61, 0x67, 0x65, 0x0a, 0xe9, 0x0a]));
  writeFileSync(at('quotes.csv'), 'age\n"30\n40\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

async function run(table: CommandTable, words: string, argv: readonly string[]) {
  let out = '';
  let err = '';
  const io = {
    out: (text: string) => {
      out += text;
    },
    err: (text: string) => {
      err += text;
    },
  };
  const code = await table[words]?.(argv, io);
  return { code, out, err };
}

const analyse = (...argv: readonly string[]) => run(analyseCommands, 'analyse', argv);
const survey = (words: string, ...argv: readonly string[]) =>
  run(definitionCommands, `survey ${words}`, argv);

describe('analyse', () => {
  it('puts one JSON document on standard output and every remark on standard error', async () => {
    const { code, out, err } = await analyse(
      '--form',
      at('form.xlsx'),
      '--data',
      at('data.csv'),
      '--all',
      '--json',
    );

    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      n: 2,
      variables: [
        {
          name: 'age',
          item: 'age',
          type: 'number',
          inData: true,
          asked: 2,
          answered: 1,
          missing: 1,
          mean: 30,
          median: 30,
          sd: null,
          min: 30,
          max: 30,
        },
      ],
    });
    expect(err.trim().split('\n')).toEqual([
      'warning: columns that are not in the form are ignored: extra',
      'warning: row 3, column age: this is no number; it counts as missing',
    ]);
  });

  it('prints as many remarks as asked for, and how many there are more', async () => {
    const { err } = await analyse(
      '--form',
      at('form.xlsx'),
      '--data',
      at('data.csv'),
      '--all',
      '--warnings',
      '1',
    );

    expect(err.trim().split('\n')).toEqual([
      'warning: columns that are not in the form are ignored: extra',
      'warning: and 1 more; --warnings N prints N of them',
    ]);
  });

  const files = () => ['--form', at('form.xlsx'), '--data', at('data.csv')];
  const wrong: readonly (readonly [string, () => readonly string[]])[] = [
    ['nothing to analyse', () => ['--all']],
    ['nothing to do', files],
    ['an unknown option', () => [...files(), '--al']],
    ['a plan', () => [...files(), '--plan', 'p.json']],
    ['both ways at once', () => [...files(), '--survey', 'x', '--all']],
    [
      'a form that is not there',
      () => ['--form', at('no.xlsx'), '--data', at('data.csv'), '--all'],
    ],
    [
      'a form that is a picture',
      () => ['--form', at('picture.xlsx'), '--data', at('data.csv'), '--all'],
    ],
    ['data that are not there', () => ['--form', at('form.xlsx'), '--data', at('no.csv'), '--all']],
    [
      'data in another encoding',
      () => ['--form', at('form.xlsx'), '--data', at('latin.csv'), '--all'],
    ],
    [
      'data with a quotation mark left open',
      () => ['--form', at('form.xlsx'), '--data', at('quotes.csv'), '--all'],
    ],
  ];
  for (const [what, argv] of wrong) {
    it(`answers ${what} with one plain sentence and exit 2`, async () => {
      const { code, out, err } = await analyse(...argv());

      expect(code).toBe(2);
      expect(out).toBe('');
      expect(err).toMatch(/^[^\n]+\.\n$/);
    });
  }

  it('leaves with 1 where the form has errors', async () => {
    const { code, err } = await analyse(
      '--form',
      at('broken.xlsx'),
      '--data',
      at('data.csv'),
      '--all',
    );

    expect(code).toBe(1);
    expect(err).toContain('survey, row 2, column name');
  });
});

describe('survey', () => {
  it('checks a form', async () => {
    const good = await survey('check', at('form.xlsx'), '--json');
    const bad = await survey('check', at('broken.xlsx'), '--json');

    expect([good.code, JSON.parse(good.out).ok]).toEqual([0, true]);
    expect(bad.code).toBe(1);
    expect(JSON.parse(bad.out)).toMatchObject({
      ok: false,
      problems: [
        {
          severity: 'error',
          code: 'name-unfit',
          path: 'a b',
          sheet: 'survey',
          row: 2,
          column: 'name',
        },
      ],
    });
  });

  it('imports a form into a definition that checks, too', async () => {
    const imported = await survey('import', at('form.xlsx'), '--out', at('form.json'));
    const checked = await survey('check', at('form.json'), '--json');

    expect(imported.code).toBe(0);
    expect(
      JSON.parse(checked.out).problems.filter(
        ({ severity }: { severity: string }) => severity === 'error',
      ),
    ).toEqual([]);
    expect(checked.code).toBe(0);
  });

  it('refuses a form with errors and writes nothing', async () => {
    const { code } = await survey('import', at('broken.xlsx'), '--out', at('broken.json'));

    expect(code).toBe(1);
    expect((await survey('check', at('broken.json'))).code).toBe(2);
  });

  it('lists the codebook', async () => {
    const { code, out } = await survey('codebook', at('form.xlsx'));

    expect(code).toBe(0);
    expect(JSON.parse(out).variables).toEqual([
      {
        name: 'age',
        item: 'age',
        label: { en: 'How old are you?' },
        type: 'number',
        measure: 'interval',
        multi: false,
        class: null,
        role: null,
      },
    ]);
  });
});
