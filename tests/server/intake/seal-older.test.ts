import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Definition } from '#core/definitions/definition.ts';
import { canonicalHash, canonicalJson } from '#core/kernel/canonical-json.ts';
import { readEnvelope } from '#server/intake/envelope.ts';
import { sealOlderCodes } from '#server/intake/seal-older.ts';
import { openStorage } from '#server/storage.ts';
import {
  aSubmission,
  aSurvey,
  insertGround,
  insertLinkWithToken,
  insertPublished,
  smallDefinition,
} from '../../support/build.ts';
import { startCollecting } from '../../support/collecting.ts';
import { dialects, freshLocation } from '../../support/databases.ts';

const definition: Definition = {
  ...smallDefinition,
  pages: [
    {
      name: 'start',
      elements: [
        { type: 'text', name: 'client', lnRole: 'client-code', lnClass: 'identifier' },
        { type: 'radiogroup', name: 'sex', choices: ['f', 'm'], lnClass: 'quasi' },
      ],
    },
  ],
};
const definitionHash = canonicalHash(definition);
const code = 'NGA-1990-CANARY';
const submission = aSubmission({ definitionHash, answers: { client: code, sex: 'f' } });
const misfit = aSubmission({ definitionHash, answers: { client: code, sex: 'q' } });

describe.each(dialects)('codes that were stored in clear on %s', (dialect) => {
  it('are kept as if they came today, once, and known again', async () => {
    const server = await startCollecting(dialect, { definition });
    const { db, keys, secrets } = server;
    await server.send([submission, misfit]);
    const rows = async () => ({
      response: await db.selectFrom('response').selectAll().execute(),
      quarantine: await db.selectFrom('quarantine').selectAll().execute(),
    });
    const today = await rows();
    const plainHash = ({ answers }: typeof submission) =>
      secrets.hash(canonicalJson({ definitionHash, outcome: 'completed', answers }));
    // As they were kept before.
    await db
      .updateTable('response')
      .set({
        answers: JSON.stringify(submission.answers),
        content_hash: plainHash(submission),
        client_code: null,
        client_index: null,
      })
      .execute();
    await db
      .updateTable('quarantine')
      .set({ envelope: JSON.stringify(misfit), content_hash: plainHash(misfit) })
      .execute();

    const changed = [await sealOlderCodes({ db, keys }), await sealOlderCodes({ db, keys })];

    const after = await rows();
    expect(changed).toEqual([2, 0]);
    expect(after.response).toEqual([
      { ...today.response[0], client_code: expect.stringMatching(/^1\./) },
    ]);
    expect(after.quarantine[0]?.content_hash).toBe(today.quarantine[0]?.content_hash);
    expect(readEnvelope(keys, 'survey', after.quarantine[0]?.envelope ?? '')).toEqual(misfit);
    expect(JSON.stringify(after)).not.toContain('CANARY');
    const again = await server.send([submission, misfit]);
    expect(again.map(({ status }) => status)).toEqual(['already-stored', 'quarantined']);
    expect(await rows()).toEqual(after);
  });
});

it('leaves nothing of them in the file', async () => {
  const { dataDir = '' } = await freshLocation('sqlite');
  const config = { dataDir, port: 0, host: '', trustedProxies: [], logLevel: 'silent' } as const;
  const first = await openStorage(config);
  const { db } = first.store;
  await insertGround(db);
  await insertPublished(db, aSurvey(), definition);
  const hash = (text: string) => text;
  await insertLinkWithToken(db, { token: () => 'token', hash });
  await db
    .insertInto('response')
    .values({
      survey_id: 'survey',
      id: submission.id,
      seq: 1,
      version_hash: definitionHash,
      outcome: 'completed',
      answers: JSON.stringify(submission.answers),
      content_hash: 'hash',
      received_at: '2026-04-16T01:00:00.000Z',
      flags: '[]',
      flag_details: '[]',
      receipt_code: 'CODE',
      is_test: 0,
    })
    .execute();
  await db.deleteFrom('upkeep').execute();
  await first.store.close();
  const holds = () => readFileSync(join(dataDir, 'langnghe.sqlite')).includes('CANARY');
  const before = holds();

  const { store } = await openStorage(config);
  await store.close();

  expect([before, holds()]).toEqual([true, false]);
});
