/** How many of those invited answered, as results and reports may say it, on both databases. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { wilsonInterval, z95 } from '#core/analysis/estimators/wilson-interval.ts';
import type { SiteSample } from '#core/register/sample.ts';
import { type ColumnStores, createColumnStores } from '#server/analysis/column-store.ts';
import { surveyResults } from '#server/analysis/results-service.ts';
import { setSample } from '#server/register/sample-repo.ts';
import { fingerprintOf, makeReport, responseFacts } from '#server/reports/report-service.ts';
import { aSubmission } from '../support/build.ts';
import { type Collecting, startCollecting } from '../support/collecting.ts';
import { dialects } from '../support/databases.ts';

const hoaBinh = 'site-hoa-binh';
const tanThuan = 'site-tan-thuan';

describe.each(dialects)('invited and answered on %s', (dialect) => {
  let field: Collecting;
  let columnStores: ColumnStores;
  beforeAll(async () => {
    field = await startCollecting(dialect, { link: { siteId: hoaBinh } });
    columnStores = createColumnStores(field.db);
    // 30 at the first site, 20 at the second.
    const answers = (index: number) => ({ sex: index % 2 ? 'f' : 'm', age: 30, join: 'yes' });
    await field.send(
      Array.from({ length: 50 }, (_, index) =>
        aSubmission({ id: randomUUID(), answers: answers(index) }),
      ),
    );
    await field.db
      .updateTable('response')
      .set({ site_id: tanThuan })
      .where('seq', '>', 30)
      .execute();
  });

  async function look(exact: boolean) {
    const results = await surveyResults(
      { db: field.db, clock: field.clock, columnStores },
      { surveyId: 'survey', exact },
    );
    if (!results.ok) throw new Error(results.problem.code);
    return results.value;
  }
  const state = (siteId: string, special: Partial<SiteSample>) =>
    setSample(field.db, 'survey', {
      siteId,
      headcount: null,
      invited: null,
      method: null,
      note: null,
      ...special,
    });
  const invitedIn = async (exact: boolean) =>
    (await look(exact)).field?.table.columns.map(({ answered }) => answered);

  it('are not there where nobody has stated how people were chosen', async () => {
    expect((await look(true)).field).toBeUndefined();
    expect((await look(false)).field).toBeUndefined();
  });

  it('are unknown of all where one site has stated nothing', async () => {
    await state(hoaBinh, { headcount: 120, invited: 40, method: 'random' });
    const { field: told } = await look(true);
    expect(told?.sampling).toBe('unknown');
    expect(await invitedIn(true)).toEqual([null, 40, null]);
    expect(told?.factor).toBe(1);
  });

  it('are told of each site and of all, and narrow the intervals of a random sample', async () => {
    await state(tanThuan, { headcount: 60, invited: 35, method: 'random' });
    const { field: told, tables } = await look(false);
    expect(told).toMatchObject({ sampling: 'random', factor: Math.sqrt(90 / 119) });
    expect(await invitedIn(false)).toEqual([75, 40, 35]);
    const sex = tables.find(({ variable }) => variable.name === 'sex')?.columns[0];
    expect(sex?.categories[0]?.interval).toEqual(wilsonInterval(25, 50, z95 * Math.sqrt(90 / 119)));
  });

  it('are hidden from people who see no small numbers where four did not answer', async () => {
    await state(tanThuan, { headcount: 60, invited: 24, method: 'random' });
    expect(await invitedIn(true)).toEqual([64, 40, 24]);
    const { field: told, definition, tables, days } = await look(false);
    expect(told?.table.columns.map(({ tooFew }) => tooFew)).toEqual([false, true, true]);
    expect(told?.factor).toBe(1);
    const facts = { ...(days && { fieldwork: days }), ...(told && responseFacts(told)) };
    const fingerprint = fingerprintOf({ definition, tables });
    const made = makeReport({
      definition,
      tables,
      facts: { ...facts, fingerprint },
      language: 'vi',
    });
    const values = made.figures().flatMap(({ value }) => (typeof value === 'number' ? value : []));
    expect(values).toContain(64);
    expect(values).not.toContain(24);
    expect(values).not.toContain(40);
    expect(values).not.toContain(120);
    expect(values).not.toContain(60);
    expect(made.html()).toContain('78%');
  });

  it('say nothing of a rate where one person may have answered several times', async () => {
    await field.db
      .insertInto('field_period')
      .values({ survey_id: 'survey', starts_on: null, ends_on: null, unit: 'people' })
      .execute();
    expect(await invitedIn(true)).toEqual([null, null, null]);
    await field.db.deleteFrom('field_period').execute();
  });

  it('are of everybody where people belong to no site', async () => {
    await state('all', { headcount: 400, invited: 100, method: 'quota' });
    const { field: told } = await look(false);
    expect(told).toMatchObject({ sampling: 'quota', factor: 1, answered: null });
    expect(await invitedIn(false)).toEqual([100]);
  });
});
