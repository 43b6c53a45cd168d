/** Client codes on their way through files and paper: known again, told by row, and never in clear. */
import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { Definition } from '#core/definitions/definition.ts';
import { canonicalHash } from '#core/kernel/canonical-json.ts';
import { jsonPieces } from '#server/intake/export-json.ts';
import { openExport } from '#server/intake/export-service.ts';
import { finishTyped, saveTyped } from '#server/intake/typed-entry-service.ts';
import { fieldDay, smallDefinition } from '../../support/build.ts';
import { lossLines, startImporting } from '../../support/importing.ts';

const definition: Definition = {
  ...smallDefinition,
  pages: [
    {
      name: 'start',
      elements: [
        {
          type: 'text',
          name: 'client',
          lnRole: 'client-code',
          lnClass: 'identifier',
          lnUnique: 'organisation',
        },
        { type: 'radiogroup', name: 'sex', choices: ['f', 'm'], lnClass: 'quasi' },
      ],
    },
  ],
};

it('comes from a file and from paper, and goes to those who may see it', async () => {
  const importing = await startImporting(definition);
  const { deps, place, store } = importing;
  const file = { 'a.csv': 'client,sex\nNGA-1,f\nnga 1,m\nHOA-2,f\nА-3,f\n' };

  const foreseen = await importing.importFiles(file, { isDryRun: true });
  const report = await importing.importFiles(file);
  const again = await importing.importFiles(
    { 'b.csv': 'client,sex\nHOA2,m\n' },
    { isDryRun: true },
  );

  const counts = { rows: 4, stored: 2, quarantined: 2 };
  expect([foreseen, report]).toMatchObject([counts, counts]);
  expect(lossLines(report)).toEqual(lossLines(foreseen));
  expect(lossLines(report)).toEqual(expect.arrayContaining(['3 client-exists']));
  expect(again).toMatchObject({ rows: 1, stored: 0, quarantined: 1 });
  expect(JSON.stringify([report, again])).not.toMatch(/nga 1|HOA2/i);

  await store.db
    .insertInto('person')
    .values({
      id: 'mai',
      organisation_id: 'org',
      login: 'mai',
      name: 'Mai',
      role: 'coordinator',
      password_hash: '',
      language: 'vi',
      created_at: fieldDay.toISOString(),
      disabled_at: null,
    })
    .execute();
  const typing = { ...deps, baseUrl: '' };
  const desk = { ...place, by: { organisationId: 'org', actorId: 'mai' } };
  const type = async (client: string) => {
    const id = randomUUID();
    const typed = {
      number: id,
      definitionHash: canonicalHash(definition),
      isDouble: false,
      paper: {},
      answers: { client, sex: 'f' },
    };
    await saveTyped(typing, desk, id, typed);
    const row = await store.db.selectFrom('typed_entry').selectAll().executeTakeFirstOrThrow();
    expect(row.answers).not.toContain(client);
    const done = await finishTyped(typing, desk, id);
    return done.ok ? [done.value.status, done.value.errors] : done.problem;
  };
  expect(await type('NGA.1')).toEqual(['quarantined', [{ code: 'client-exists' }]]);
  expect(await type('LAN-3')).toEqual(['stored', undefined]);

  const exported = async (identifiers: boolean) => {
    const request = { surveyName: place.surveyName, exportedAt: fieldDay, identifiers };
    const made = await openExport(deps, { ...request, surveyId: 'survey', anonymous: false });
    let text = '';
    if (made) for await (const piece of jsonPieces(made)) text += piece;
    return text;
  };
  expect(await exported(true)).toMatch(/NGA-1.*HOA-2.*LAN-3/s);
  expect(await exported(false)).not.toMatch(/NGA-1|HOA-2|LAN-3|client/);
});
