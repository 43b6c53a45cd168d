import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ResultColumn } from '#core/analysis/result-table.ts';
import { canonicalHash } from '#core/kernel/canonical-json.ts';
import { type ColumnStores, createColumnStores } from '#server/analysis/column-store.ts';
import { exportCsv } from '#server/analysis/export-csv.ts';
import { exportXlsx } from '#server/analysis/export-xlsx.ts';
import { type SurveyResults, surveyResults } from '#server/analysis/results-service.ts';
import { publishVersion } from '#server/definitions/survey-repo.ts';
import { aSubmission, at, smallDefinition } from '../support/build.ts';
import { type Collecting, startCollecting } from '../support/collecting.ts';
import { dialects } from '../support/databases.ts';

const women = { sex: 'f', age: 31, join: 'yes' };
const men = { sex: 'm', age: 45, join: 'no', why_not: '=1+1' };
const times = (count: number, answers: object) =>
  Array.from({ length: count }, () => aSubmission({ id: randomUUID(), answers }));

describe.each(dialects)('results on %s', (dialect) => {
  let field: Collecting;
  let columnStores: ColumnStores;
  beforeAll(async () => {
    field = await startCollecting(dialect);
    columnStores = createColumnStores(field.db);
  });

  const look = async (
    special: { readonly by?: string; readonly exact?: boolean } = {},
  ): Promise<SurveyResults> => {
    const { exact = false, ...rest } = special;
    const results = await surveyResults(
      { db: field.db, clock: field.clock, columnStores },
      { surveyId: 'survey', exact, ...rest },
    );
    if (!results.ok) throw new Error(results.problem.code);
    return results.value;
  };
  const all = (results: SurveyResults, name: string): ResultColumn | undefined =>
    results.tables.find(({ variable }) => variable.name === name)?.columns[0];

  it('tells nothing, not even how many there are, before there are ten', async () => {
    await field.send(times(9, women));

    const gated = await look();
    const exact = await look({ exact: true });

    expect(gated.rows).toBeNull();
    expect(gated.tables.every(({ columns }) => columns[0]?.tooFew)).toBe(true);
    expect(exact.rows).toBe(9);
    expect(all(exact, 'sex')).toMatchObject({ asked: 9, answered: 9 });
  });

  it('shows everybody the same figures until five more have come', async () => {
    await field.send(times(9, men));
    const first = await look();

    await field.send(times(4, men));
    const again = await look();
    const exact = await look({ exact: true });
    // Another process, which has seen nothing yet.
    columnStores = createColumnStores(field.db);
    const elsewhere = await look();

    expect(all(first, 'sex')?.categories.map(({ count }) => count)).toEqual([9, 9, 0]);
    expect(again).toEqual(first);
    expect(elsewhere.tables).toEqual(first.tables);
    expect(all(exact, 'sex')?.categories.map(({ count }) => count)).toEqual([9, 13, 0]);
  });

  it('moves on with the fifth', async () => {
    await field.send(times(1, men));

    const next = await look();

    expect(next.rows).toBe(23);
    expect(all(next, 'sex')?.categories.map(({ count }) => count)).toEqual([9, 14, 0]);
  });

  it('counts as asked only those whom the form asks', async () => {
    const exact = await look({ exact: true, by: 'sex' });

    const table = exact.tables.find(({ variable }) => variable.name === 'age');
    expect(table?.columns.map(({ answered }) => answered)).toEqual([23, 9, 14, 0]);
    expect(exact.tables.map(({ variable }) => variable.name)).not.toContain('why_not');
  });

  it('refuses a breakdown by what is not offered for it', async () => {
    const deps = { db: field.db, clock: field.clock, columnStores };
    for (const by of ['join', 'nothing']) {
      const refused = await surveyResults(deps, { surveyId: 'survey', exact: true, by });

      expect(refused).toMatchObject({ ok: false, problem: { code: 'variable-unknown' } });
    }
  });

  it('goes on over a new version of the survey', async () => {
    const definition = { ...smallDefinition, title: 'Second' };
    const hash = canonicalHash(definition);
    await publishVersion(field.db, {
      surveyId: 'survey',
      hash,
      definition,
      publishedAt: at('2026-04-16T00:00:00'),
    });
    await field.db
      .insertInto('link_version')
      .values({ link_id: 'link', version_hash: hash })
      .execute();
    await field.send([aSubmission({ definitionHash: hash })]);

    const exact = await look({ exact: true });

    expect(exact.rows).toBe(24);
    expect(exact.title).toEqual({ vi: 'Second' });
  });

  it('leaves as a CSV that spreadsheets read and that has no hidden figure', async () => {
    const csv = exportCsv(await look({ by: 'sex' }));

    const lines = csv.split('\r\n');
    expect(csv.startsWith('\uFEFFvariable,label,by,level')).toBe(true);
    expect(lines.filter((line) => line.includes('hidden')).length).toBeGreaterThan(1);
    expect(
      lines
        .find((line) => line.startsWith('sex,sex,,,,f,'))
        ?.split(',')
        .slice(9, 13),
    ).toEqual(['23', '', '9', String(9 / 23)]);
  });

  it('leaves as a workbook of three sheets', async () => {
    const workbook = await exportXlsx(await look());

    expect(Buffer.from(workbook.subarray(0, 2)).toString()).toBe('PK');
    expect(workbook.length).toBeGreaterThan(3_000);
  });
});

describe.each(dialects)('results of an anonymous survey on %s', (dialect) => {
  it('are made of whole batches only', async () => {
    const field = await startCollecting(dialect, { survey: { anonymous: true } });
    const deps = {
      db: field.db,
      clock: field.clock,
      columnStores: createColumnStores(field.db),
    };
    const rows: (number | null)[] = [];
    for (let i = 0; i < 14; i++) {
      await field.send(times(1, i % 2 ? women : men));
      const results = await surveyResults(deps, { surveyId: 'survey', exact: true });
      if (results.ok) rows.push(results.value.rows);
    }

    expect(rows).toEqual([0, 0, 0, 0, 5, 5, 5, 5, 5, 10, 10, 10, 10, 10]);
  });
});

describe('the site of a response', () => {
  it('is that of its link, also where the version does not list it', async () => {
    const pages = [
      {
        name: 'about',
        elements: [
          { type: 'dropdown', name: 'place', choices: ['elsewhere'], lnRole: 'site' },
          ...(smallDefinition.pages[0]?.elements ?? []),
        ],
      },
    ];
    const definition = { ...smallDefinition, pages };
    const field = await startCollecting('sqlite', {
      definition,
      link: { siteId: 'site-hoa-binh' },
    });
    const definitionHash = canonicalHash(definition);
    await field.send(times(3, women).map((one) => ({ ...one, definitionHash })));

    const store = await createColumnStores(field.db).frameOf('survey');
    const deps = { db: field.db, clock: field.clock, columnStores: createColumnStores(field.db) };
    const results = await surveyResults(deps, { surveyId: 'survey', exact: true, by: 'place' });

    expect(store?.variables[0]?.categories?.map(({ value }) => value)).toEqual([
      'elsewhere',
      'hoa-binh',
      'tan-thuan',
    ]);
    const place = results.ok ? results.value.tables[0]?.columns[0] : undefined;
    expect(place?.categories.map(({ count }) => count)).toEqual([0, 3, 0]);
  });
});
