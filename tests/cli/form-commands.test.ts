/** `survey export` and `survey paper`, on files and on what is stored. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importXlsform } from '#core/definitions/xlsform/import-xlsform.ts';
import { run } from '#server/cli.ts';
import { readWorkbook } from '#server/definitions/read-workbook.ts';
import { pyxformComplaints } from '../support/pyxform-rules.ts';

let folder: string;
const before = { ...process.env };
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'langnghe-forms-'));
  process.env = { ...before, DATA_DIR: folder, BASE_URL: 'https://survey.example.org' };
});
afterAll(() => {
  process.env = before;
  rmSync(folder, { recursive: true, force: true });
});

async function call(...argv: readonly string[]) {
  let err = '';
  const code = await run(argv, {
    out: () => undefined,
    err: (text) => {
      err += text;
    },
  });
  return { code, err };
}
const definitionFile = 'surveys/training-evaluation/1/definition.json';
const at = (name: string) => join(folder, name);

async function formIn(path: string) {
  const workbook = await readWorkbook(readFileSync(path));
  if (!workbook.ok) throw new Error(workbook.sentence);
  return workbook.sheets;
}

describe('survey export', () => {
  it('writes a form that comes back as the same file, blocks included by name and all', async () => {
    const { code, err } = await call('survey', 'export', definitionFile, '--out', at('out.xlsx'));

    expect([code, err]).toEqual([0, '']);
    const sheets = await formIn(at('out.xlsx'));
    expect(importXlsform(sheets).definition).toEqual(
      JSON.parse(readFileSync(definitionFile, 'utf8')),
    );
    expect(pyxformComplaints(sheets)).toEqual([]);
    // other programs have the items of the block, which the file only names
    const names = sheets[0]?.rows.map(({ cells }) => cells[1]);
    expect(names).toContain('age_band');
  });

  it('goes round with survey import', async () => {
    await call('survey', 'export', definitionFile, '--out', at('round.xlsx'));
    const { code } = await call('survey', 'import', at('round.xlsx'), '--out', at('round.json'));

    expect(code).toBe(0);
    expect(JSON.parse(readFileSync(at('round.json'), 'utf8'))).toEqual(
      JSON.parse(readFileSync(definitionFile, 'utf8')),
    );
  });

  it('writes what is stored, by name', async () => {
    const { code } = await call('survey', 'export', 'worker-needs', '--out', at('stored.xlsx'));

    expect(code).toBe(0);
    const settings = (await formIn(at('stored.xlsx'))).find(({ name }) => name === 'settings');
    expect(settings?.rows[1]?.cells).toEqual(expect.arrayContaining(['worker-needs', 'v1']));
  });

  it.each([
    [['survey', 'export'], 'Say survey export'],
    [['survey', 'export', 'worker-needs', '--out', 'x.csv'], 'Say survey export'],
    [['survey', 'export', 'no-such-survey', '--out', 'x.xlsx'], 'There is no survey'],
    [['survey', 'export', 'missing.json', '--out', 'x.xlsx'], 'cannot be read'],
    [['survey', 'export', definitionFile, '--out', '/nowhere/x.xlsx'], 'cannot be written'],
    [['survey', 'paper', 'worker-needs', '--language', 'fr', '--out', 'x.html'], 'speaks vi, en'],
    [['survey', 'paper', 'worker-needs', '--out', 'x.pdf'], 'Say survey paper'],
  ] as const)('%j is wrong usage in one sentence', async (argv, sentence) => {
    const { code, err } = await call(...argv);

    expect(code).toBe(2);
    expect(err).toContain(sentence);
    expect(err.trim().split('\n')).toHaveLength(1);
  });
});

it('survey paper prints in the asked language, from a file or from storage', async () => {
  writeFileSync(at('d.json'), readFileSync('surveys/worker-needs/1/definition.json'));

  expect(
    (await call('survey', 'paper', at('d.json'), '--language', 'en', '--out', at('d.html'))).code,
  ).toBe(0);
  expect((await call('survey', 'paper', 'worker-needs', '--out', at('s.html'))).code).toBe(0);

  expect(readFileSync(at('d.html'), 'utf8')).toContain('<html lang="en"');
  expect(readFileSync(at('s.html'), 'utf8')).toMatch(/<html lang="vi"[\s\S]*Bản 1 · [0-9a-f]{8}/);
});
