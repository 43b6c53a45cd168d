/** The way from a Kobo project to a report with no hand work, on a real survey that nobody here wrote. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resultTables } from '#core/analysis/tables.ts';
import type { Figure } from '#core/reports/figure.ts';
import { readFileInput } from '#server/analysis/file-input.ts';
import { reportCommands } from '#server/reports/report-command.ts';
import { untracedText } from '../support/report-text.ts';

const conformance = process.env.CONFORMANCE_DIR;

describe.skipIf(!conformance)('the report of Tal Afar', () => {
  const source = join(conformance ?? '', 'real/talafar');
  const files = [
    '--form',
    join(source, 'form.xlsx'),
    '--data',
    join(source, 'responses-clean.csv'),
  ];
  const folder = mkdtempSync(join(tmpdir(), 'langnghe-talafar-'));
  const out = join(folder, 'report.html');
  let said = '';
  let figures: readonly Figure[] = [];
  let n = 0;

  beforeAll(async () => {
    const argv = [...files, '--language', 'en', '--out', out, '--json', '--exact'];
    const exit = await reportCommands.report?.(argv, {
      out: (text) => {
        said += text;
      },
      err: () => {},
    });
    expect(exit).toBe(0);
    ({ n, figures } = JSON.parse(said));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is about every row of the file', () => {
    expect(n).toBe(578);
    expect(figures.length).toBeGreaterThan(2000);
  });

  it('has the figures of the analysis', async () => {
    const silent = { out: () => {}, err: () => {} };
    const read = await readFileInput(
      { form: files[1] ?? '', data: files[3] ?? '', now: new Date(0) },
      silent,
    );
    if (!read.ok) throw new Error('the files cannot be read');
    const tables = new Map(
      resultTables(read.input.frame).map((table) => [table.variable.name, table.columns[0]]),
    );

    const shares = figures.filter(({ kind }) => kind === 'share');
    const wrong = shares.filter(({ variable, category, value, n: base }) => {
      const column = tables.get(variable ?? '');
      const found = column?.categories.find(({ value: code }) => String(code) === category);
      return found?.share !== value || column?.answered !== base;
    });
    expect(shares.length).toBeGreaterThan(500);
    expect(wrong).toEqual([]);
  });

  it('says no number that is not a figure', () => {
    const html = readFileSync(out, 'utf8');

    expect(untracedText(html).match(/.{0,30}\d.{0,30}/g) ?? []).toEqual([]);
    expect(html).toContain('Exact version');
  });
});
