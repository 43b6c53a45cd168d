/** The storage in trouble: never a false receipt, never a crash, and all is well once the trouble is over. */
import pg from 'pg';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import type { ItemResult } from '#core/intake/item-result.ts';
import { verifyChain } from '#server/access/audit-repo.ts';
import { httpApp } from '#server/http/http-app.ts';
import { collection } from '#server/intake/collection.ts';
import { countResponses } from '#server/intake/progress-repo.ts';
import { responsesAfter } from '#server/intake/response-repo.ts';
import { openDatabase } from '#server/store/database.ts';
import { inTransaction } from '#server/store/transaction.ts';
import {
  aSubmission,
  aSurvey,
  countingSecrets,
  insertGround,
  insertLinkWithToken,
  insertPublished,
  standingClock,
  testKeys,
} from '../support/build.ts';
import { startCollecting } from '../support/collecting.ts';
import { dialects, freshLocation, freshStore } from '../support/databases.ts';

const post = (items: readonly unknown[]) => JSON.stringify({ responses: items });
const many = (count: number) => Array.from({ length: count }, () => aSubmission());

describe('a disk that is full', () => {
  it('is answered 503 with nothing stored, and heals when there is room again', async () => {
    const { sql } = await import('kysely');
    const server = await startCollecting('sqlite');
    await server.send(many(3));
    const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(server.db);
    await sql.raw(`pragma max_page_count = ${rows[0]?.page_count ?? 0}`).execute(server.db);

    const refused = await server.post(post(many(100)));
    const reading = await server.request(
      '/collect/receipts?ids=0b9f0d5e-6a52-4c3f-9a4e-1f1c3c7d2a10',
    );
    const inBetween = await server.counts();
    await sql.raw('pragma max_page_count = 1000000').execute(server.db);
    const results = await server.send(many(100));

    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('5');
    expect(await refused.json()).toMatchObject({ code: 'storage-unavailable' });
    expect(reading.status).toBe(200);
    expect(inBetween.stored).toBe(3);
    expect(results.every(({ status }) => status === 'stored')).toBe(true);
    expect(await verifyChain(server.db, 'org')).toEqual({ ok: true, lines: 103 });
  });
});

describe('a PostgreSQL that drops its connections', () => {
  it('loses nothing that was acknowledged, and answers again by itself', async () => {
    const location = await freshLocation('postgres');
    const server = await startOn(location.databaseUrl ?? '');
    const administrator = new pg.Client(location.databaseUrl);
    await administrator.connect();
    const stored: string[] = [];
    const statuses = new Set<number>();
    let isOver = false;
    const phones = Array.from({ length: 6 }, async () => {
      while (!isOver) {
        const submission = aSubmission();
        const reply = await server.post(post([submission]));
        statuses.add(reply.status);
        if (reply.status === 200) stored.push(submission.id);
      }
    });
    for (let cut = 0; cut < 5; cut += 1) {
      await new Promise((resolve) => setTimeout(resolve, 80));
      await administrator.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      );
    }
    isOver = true;
    await Promise.all(phones);
    await administrator.end();

    const after = await server.post(post([aSubmission()]));

    expect(after.status).toBe(200);
    expect([...statuses].every((status) => status === 200 || status === 503)).toBe(true);
    const held = new Set(
      (await responsesAfter(server.db, 'survey', 0, 100_000)).map(({ id }) => id),
    );
    expect(stored.filter((id) => !held.has(id))).toEqual([]);
    expect(await verifyChain(server.db, 'org')).toMatchObject({ ok: true });
    await server.close();
  });
});

describe('a PostgreSQL that hangs', () => {
  it('keeps nobody waiting who asks for the link, its definitions or receipts', async () => {
    const location = await freshLocation('postgres');
    const server = await startOn(location.databaseUrl ?? '');
    const paths = [
      '/collect/link',
      '/collect/receipts?ids=0b9f0d5e-6a52-4c3f-9a4e-1f1c3c7d2a10',
      '/collect/definitions/x',
    ];
    // The server knows the token by then: what is slow is what comes after.
    const before = (await server.get('/collect/link')).status;
    const blocker = new pg.Client(location.databaseUrl);
    await blocker.connect();
    await blocker.query('begin; lock table link, quarantine in access exclusive mode');
    const began = performance.now();

    const replies = await Promise.all(paths.map(server.get));
    const seconds = (performance.now() - began) / 1_000;
    await blocker.query('rollback');
    await blocker.end();
    const after = await server.get('/collect/link');

    expect(before).toBe(200);
    for (const reply of replies) {
      expect(reply.status).toBe(503);
      expect(reply.headers.get('retry-after')).toBe('5');
      expect(await reply.json()).toMatchObject({ code: 'storage-unavailable' });
    }
    expect(seconds).toBeLessThan(7);
    expect(after.status).toBe(200);
    await server.close();
  }, 20_000);
});

describe('two servers on one PostgreSQL', () => {
  it('store each response once, keep to the quota, and leave no gap in the order', async () => {
    const location = await freshLocation('postgres');
    const one = await startOn(location.databaseUrl ?? '', { quota: 40 });
    const other = await startOn(location.databaseUrl ?? '', undefined, one.token);
    const items = many(60);

    const replies = await Promise.all(
      items.flatMap((item) => [one, other].map((server) => server.post(post([item])))),
    );
    const results = await Promise.all(
      replies.map(async (reply) => (await reply.json()) as { results: readonly ItemResult[] }), // as: the contract
    );

    const statuses = results.flatMap(({ results: [result] }) => result?.status ?? 'none');
    const countOf = (status: string) => statuses.filter((one) => one === status).length;
    expect(countOf('stored')).toBe(40);
    expect(countOf('already-stored')).toBe(40);
    expect(countOf('quarantined')).toBe(40);
    expect(await countResponses(one.db, 'survey')).toEqual({
      stored: 40,
      quarantined: 20,
      conflict: 0,
      test: 0,
    });
    const seqs = (await responsesAfter(one.db, 'survey', 0, 1_000)).map(({ seq }) => seq);
    expect(seqs).toEqual(seqs.map((_, index) => index + 1));
    expect(await verifyChain(one.db, 'org')).toEqual({ ok: true, lines: 60 });
    await one.close();
    await other.close();
  });
});

describe.each(dialects)('a transaction on %s', (dialect) => {
  it('is tried three times where another one was in its way, then given up', async () => {
    const { db } = await freshStore(dialect);
    const failure = Object.assign(new Error('deadlock'), { code: '40P01' });
    const failingTimes = (times: number) => {
      let attempts = 0;
      return async () => {
        attempts += 1;
        if (attempts <= times) throw failure;
        return attempts;
      };
    };

    expect(await inTransaction(db, failingTimes(2))).toBe(3);
    await expect(inTransaction(db, failingTimes(3))).rejects.toBe(failure);
  });
});

/** A server on a database that others may use too; the first one prepares it. */
async function startOn(databaseUrl: string, link = {}, known?: string) {
  const store = await openDatabase({ databaseUrl });
  const { db } = store;
  const secrets = countingSecrets();
  if (known === undefined) {
    await insertGround(db);
    await insertPublished(db, aSurvey());
  }
  const token = known ?? (await insertLinkWithToken(db, secrets, link));
  const logger = pino({ level: 'silent' });
  const options = { itemsPerMinute: 100_000 };
  const app = httpApp(logger).route(
    '/',
    collection({ db, clock: standingClock(), secrets, keys: testKeys(), logger }, options),
  );
  return {
    db,
    token,
    close: () => store.close(),
    get: (path: string) =>
      Promise.resolve(app.request(path, { headers: { authorization: `Bearer ${token}` } })),
    post: (body: string) =>
      Promise.resolve(
        app.request('/collect/responses', {
          method: 'POST',
          headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
          body,
        }),
      ),
  };
}
