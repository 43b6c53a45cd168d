/** What `responses export` writes, `responses import` reads: into an empty survey the same answers come back. */
import XLSX from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { allTables } from '#core/intake/data-file/export-table.ts';
import { csvPieces } from '#server/intake/export-csv.ts';
import { csvName, type ExportFormat, exportFile } from '#server/intake/export-files.ts';
import { type ExportRequest, openExport } from '#server/intake/export-service.ts';
import { groupedSubmit } from '#server/intake/intake-service.ts';
import { prepareDeps } from '#server/intake/prepare-deps.ts';
import { prepareItem } from '#server/intake/prepare-item.ts';
import { deskPoint } from '#server/links/collection-point.ts';
import { type Importing, startImporting } from '../../support/importing.ts';
import { wideAnswers, wideDefinition } from '../../support/wide-survey.ts';

async function filled(dialect: 'sqlite' | 'postgres' = 'sqlite'): Promise<Importing> {
  const importing = await startImporting(wideDefinition, { dialect });
  const { deps, place, version } = importing;
  const point = deskPoint(place, { actor: 'linh', source: 'typed' });
  const preparing = prepareDeps(deps);
  const items = [];
  for (const [index, answers] of wideAnswers.entries()) {
    const item = {
      id: `00000000-0000-4000-8000-00000000000${index}`,
      definitionHash: version.hash,
      outcome: index === 3 ? 'partial' : 'completed',
      startedAt: '2026-04-10T01:00:00Z',
      finishedAt: '2026-04-10T01:10:00Z',
      language: 'vi',
      answers,
    };
    const arrived = { point, receivedAt: deps.clock.now(), isSmall: true };
    items.push(await prepareItem(preparing, item, arrived));
  }
  const results = await groupedSubmit(deps)({ point, items });
  expect(results.map(({ status }) => status)).toEqual(wideAnswers.map(() => 'stored'));
  return importing;
}

async function rowsOf({ store }: Importing) {
  const rows = await store.db
    .selectFrom('response')
    .select([
      'id',
      'outcome',
      'language',
      'answers',
      'started_at',
      'finished_at',
      'content_hash',
      'site_id',
    ])
    .orderBy('id')
    .execute();
  return rows.map(({ answers, ...row }) => ({ ...row, answers: JSON.parse(answers) }));
}

async function exported(
  importing: Importing,
  format: ExportFormat,
  options: Partial<ExportRequest> = {},
): Promise<Uint8Array> {
  const made = await openExport(importing.deps, {
    surveyId: importing.survey.id,
    surveyName: importing.survey.name,
    anonymous: importing.survey.anonymous,
    exportedAt: importing.deps.clock.now(),
    identifiers: true,
    ...options,
  });
  if (!made) throw new Error('nothing to export');
  const pieces: Uint8Array[] = [];
  for await (const piece of exportFile(made, format).pieces()) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}

describe('an export and its import', () => {
  for (const [format, file] of [
    ['csv', 'export.zip'],
    ['xlsx', 'export.xlsx'],
  ] as const) {
    for (const labels of [undefined, 'vi', 'en']) {
      it(`give the same answers by ${format} ${labels ?? 'codes'}`, async () => {
        const importing = await filled();
        const before = await rowsOf(importing);
        const bytes = await exported(importing, format, labels ? { labels } : {});
        const empty = await startImporting(wideDefinition);

        const report = await empty.importFiles({ [file]: bytes });

        expect(report.losses).toEqual([]);
        expect(report).toMatchObject({ rows: 4, stored: 4 });
        expect(await rowsOf(empty)).toEqual(before);
        expect(await importing.importFiles({ [file]: bytes })).toMatchObject({
          stored: 0,
          alreadyStored: 4,
        });
      });
    }
  }

  it('hold on PostgreSQL, too', async () => {
    const importing = await filled('postgres');
    const bytes = await exported(importing, 'xlsx');
    const empty = await startImporting(wideDefinition, { dialect: 'postgres' });

    await empty.importFiles({ 'export.xlsx': bytes });

    expect(await rowsOf(empty)).toEqual(await rowsOf(importing));
  });

  it('take several CSV files, the repeats after the responses', async () => {
    const importing = await filled();
    const made = await openExport(importing.deps, {
      surveyId: importing.survey.id,
      surveyName: 'x',
      anonymous: false,
      exportedAt: importing.deps.clock.now(),
      identifiers: true,
    });
    const files: Record<string, string> = {};
    for (const table of made ? allTables(made.table) : []) {
      let text = '';
      if (made) for await (const piece of csvPieces(made, table)) text += piece;
      files[`${csvName('x', table)}.csv`] = text;
    }
    const empty = await startImporting(wideDefinition);

    await empty.importFiles(files);

    expect(Object.keys(files)).toEqual(['x.csv', 'x-children.csv', 'x-children-visits.csv']);
    expect(await rowsOf(empty)).toEqual(await rowsOf(importing));
  });
});

describe('an export', () => {
  it('leaves out what names people unless it is asked for', async () => {
    const importing = await filled();
    for (const format of ['csv', 'xlsx', 'json', 'sav'] as const) {
      const plain = Buffer.from(await exported(importing, format, { identifiers: false }));
      const whole = Buffer.from(await exported(importing, format));
      if (format === 'json') {
        expect(plain.toString()).not.toContain('0901234567');
        expect(whole.toString()).toContain('0901234567');
      } else expect(plain.length).toBeLessThan(whole.length);
    }
  });

  it('guards texts against spreadsheets, and neither numbers nor codes', async () => {
    const importing = await startImporting({
      ...wideDefinition,
      pages: [
        {
          name: 'p',
          elements: [
            { type: 'text', name: 'line', lnClass: 'free-text' },
            { type: 'text', name: 'age', inputType: 'number' },
            { type: 'radiogroup', name: 'sign', choices: ['+', '-'] },
          ],
        },
      ],
    });
    await importing.importFiles({ 'a.csv': "line,age,sign\n'=1+1,-5,+\n'＝x,2,-\n" });

    const text = Buffer.from(await exported(importing, 'csv')).toString('utf8');

    expect(
      text
        .split('\r\n')
        .slice(1, 3)
        .map((line) => line.split(',').slice(-3)),
    ).toEqual([
      ["'=1+1", '-5', '+'],
      ["'＝x", '2', '-'],
    ]);
    expect(text.startsWith('\uFEFF')).toBe(true);
  });

  it('as a workbook says the same to every reader, with a codebook beside it', async () => {
    const importing = await filled();
    const book = XLSX.read(await exported(importing, 'xlsx'), { type: 'array' });

    expect(book.SheetNames).toEqual(['Data', 'children', 'visits', 'Codebook', 'About']);
    const [row] = XLSX.utils.sheet_to_json<Record<string, unknown>>(book.Sheets.Data ?? {});
    expect(row).toMatchObject({
      sex: 'f',
      needs: 'water 3',
      'needs/water': 1,
      'needs/roof': 0,
      age: 31.5,
      line: `=HYPERLINK("x",'y')`,
      'costs.food': 1_200_000,
    });
    const [label] = XLSX.utils
      .sheet_to_json<Record<string, unknown>>(book.Sheets.Codebook ?? {})
      .filter((line) => line.column === 'sex' && line.code === 'm');
    expect(label).toMatchObject({ sheet: 'Data', 'label en': 'Man', 'label vi': 'Nam' });
  });

  it('of an anonymous survey says neither who nor when nor in which order', async () => {
    const elements = [{ type: 'text', name: 'age', inputType: 'number' }];
    const plain = { ...wideDefinition, pages: [{ name: 'p', elements }] };
    const importing = await startImporting(plain, { survey: { anonymous: true } });
    const lines = Array.from(
      { length: 6 },
      (_, index) => `u${index},2026-01-0${index + 1},${index}`,
    );
    await importing.importFiles({ 'a.csv': `_uuid,start,age\n${lines.join('\n')}\n` });

    const text = Buffer.from(await exported(importing, 'csv')).toString('utf8');
    const header = text.slice(1, text.indexOf('\r\n'));

    expect(header).not.toMatch(/_uuid|_at|_collector|_flags/);
    expect(text).not.toMatch(/2026|u[0-5]/);
    expect(text.match(/\r\n/g)).toHaveLength(7);
  });
});
