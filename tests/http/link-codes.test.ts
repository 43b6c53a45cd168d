import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { codeCountsSchema, codesReplySchema } from '#core/links/link-api.ts';
import { canonicalCode } from '#core/links/one-time-code.ts';
import { codeHash } from '#server/links/code-service.ts';
import { burnCodes, codeStates } from '#server/links/one-time-code-repo.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { testKeys } from '../support/build.ts';
import { dialects } from '../support/databases.ts';
import { act, listed, make, phone } from '../support/links-in-use.ts';

describe.each(dialects)('one-time codes on %s', (dialect) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await testApp({ dialect });
  });

  it('asks for codes of which storage has keyed hashes only', async () => {
    const { id, token } = await make(app, { purpose: 'respondent', oneTimeCodes: true });

    const { codes } = codesReplySchema.parse(await act(app, id, 'codes', { count: 40 }));
    await act(app, id, 'codes', { count: 2 });
    const rows = await app.store.db
      .selectFrom('one_time_code')
      .selectAll()
      .where('link_id', '=', id)
      .execute();
    const opened = await (await phone(app, token)).json();

    expect(new Set(codes).size).toBe(40);
    for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{5}$/);
    expect(rows).toHaveLength(42);
    expect(Object.keys(rows[0] ?? {}).sort()).toEqual(['code_hash', 'link_id', 'used_on']);
    const [first = ''] = codes;
    const plain = first.replace('-', '');
    const text = JSON.stringify(rows);
    expect(text).not.toContain(plain);
    expect(text).not.toContain(app.secrets.hash(`${id}:${plain}`));
    expect(opened).toMatchObject({ link: { oneTimeCodes: true } });
    expect((await listed(app, id)).oneTimeCodes).toEqual({ made: 42, used: 0 });
    expect((await listed(app, id, 'an')).oneTimeCodes).toEqual({ made: 42 });
  });

  it('burns a code once, for its own link only', async () => {
    const { db } = app.store;
    const { id } = await make(app, { purpose: 'respondent', oneTimeCodes: true });
    const other = await make(app, { purpose: 'respondent', oneTimeCodes: true });
    const { codes } = codesReplySchema.parse(await act(app, id, 'codes', { count: 3 }));
    const canonical = codes.map((code) => canonicalCode(code) ?? '');
    const hashes = canonical.map((code) => codeHash(testKeys(), id, code));
    const [first = '', second = ''] = hashes;

    const burnt = await burnCodes(db, id, [first], '2026-04-16');
    const again = await burnCodes(db, id, [first, second], '2026-04-17');
    const states = await codeStates(db, id, [...hashes, 'unknown']);
    const elsewhere = await codeStates(db, other.id, hashes);

    expect([burnt, again]).toEqual([[first], [second]]);
    expect(hashes.map((hash) => states.get(hash))).toEqual(['used', 'used', 'unused']);
    expect(states.has('unknown')).toBe(false);
    expect(elsewhere.size).toBe(0);
    expect(codeHash(testKeys(), other.id, canonical[0] ?? '')).not.toBe(first);
    const days = await db
      .selectFrom('one_time_code')
      .select('used_on')
      .where('code_hash', '=', first)
      .execute();
    expect(days).toEqual([{ used_on: '2026-04-16' }]);
    const counts = await app.ask('mai', 'GET', `/links/${id}/codes`);
    expect(codeCountsSchema.parse(await counts.json())).toEqual({ made: 3, used: 2 });
    const many = await app.ask('mai', 'POST', `/links/${id}/codes`, { count: 501 });
    expect(many.status).toBe(422);
  });
});

it('leaves no mark of PostgreSQL by which a used code could be laid beside its answer', async () => {
  const app = await testApp({ dialect: 'postgres' });
  const { db } = app.store;
  const { id } = await make(app, { purpose: 'respondent', oneTimeCodes: true });
  const { codes } = codesReplySchema.parse(await act(app, id, 'codes', { count: 40 }));
  const hashes = codes.map((code) => codeHash(testKeys(), id, canonicalCode(code) ?? ''));
  const marks = async () => {
    const { rows } = await sql<{ hash: string; writer: string }>`
      select code_hash as hash, xmin::text as writer from one_time_code order by ctid`.execute(db);
    return rows;
  };
  const before = await marks();

  for (const hash of [hashes[7] ?? '', hashes[3] ?? '', hashes[31] ?? '']) {
    await burnCodes(db, id, [hash], '2026-04-16');
  }
  const after = await marks();

  expect(new Set(after.map(({ writer }) => writer)).size).toBe(1);
  expect(after[0]?.writer).not.toBe(before[0]?.writer);
  expect(after.map(({ hash }) => hash)).toEqual(before.map(({ hash }) => hash));
});
