/**
 * Anonymous answers leave no order: the same answers sent in two orders, on the same days, leave two storages that nobody
 * can tell apart, down to where the rows lie. And nothing of who sent them when is left anywhere.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { newCode } from '#core/links/one-time-code.ts';
import { endDays } from '#server/intake/anonymous-days.ts';
import { insertCodes } from '#server/links/one-time-code-repo.ts';
import { aSubmission, at } from '../support/build.ts';
import { type Collecting, startCollecting } from '../support/collecting.ts';
import { dialects } from '../support/databases.ts';

const canaries = ['CANARY-COLLECTOR', 'CANARY-AGENT', '203.0.113.77', '00:41:17', '00:51:23'];

const idOf = (index: number) => `${index}f1c2c1e-0d0a-4f6e-9f65-1d2c3b4a596${index}`;
const answer = (index: number, special = {}) =>
  aSubmission({
    id: idOf(index),
    startedAt: '2026-04-16T00:41:17Z',
    finishedAt: '2026-04-16T00:51:23Z',
    collectorName: 'CANARY-COLLECTOR',
    answers: { sex: index % 2 ? 'f' : 'm', age: 20 + index },
    ...special,
  });
const codes = Array.from({ length: 9 }, (_, index) => newCode(Uint8Array.of(index, 9, 8, 7, 6)));
const tokens = new Set<string>();

/** Nine answers one by one, a minute apart: seven to be shown, two that do not fit. */
async function collected(dialect: 'sqlite' | 'postgres', order: readonly number[]) {
  const server = await startCollecting(dialect, {
    survey: { anonymous: true },
    link: { purpose: 'respondent', oneTimeCodes: true },
  });
  tokens.add(server.token);
  const hashes = codes.map((code) => server.keys.hmac('one-time-code', `link:${code}`));
  await insertCodes(server.db, 'link', hashes);
  for (const [minute, index] of order.entries()) {
    server.clock.set(new Date(at('2026-04-16T01:00:00').getTime() + minute * 60_000));
    const special = index > 6 ? { answers: { sex: 'q' } } : {};
    const item = { ...answer(index, special), accessCode: codes[index] };
    const body = { responses: [item], sentAt: server.clock.now().toISOString(), waiting: 1 };
    await server.post(JSON.stringify(body), {
      'user-agent': 'CANARY-AGENT',
      'x-forwarded-for': '203.0.113.77',
    });
  }
  return server;
}

/** Whatever the database can be made to say, in the order in which its rows lie. */
async function everything({ store, db }: Collecting): Promise<unknown> {
  const said: Record<string, unknown> = {};
  for (const { name } of await db.introspection.getTables()) {
    if (name === 'migration') continue;
    const where =
      store.dialect === 'postgres' ? sql`, ctid::text as place, xmin::text as writer` : sql``;
    const { rows } = await sql<
      Record<string, unknown>
    >`select *${where} from ${sql.table(name)}`.execute(db);
    // Transactions are counted for the whole server: what matters is which rows share one, and which came before.
    const writers = [...new Set(rows.map(({ writer }) => Number(writer)))].sort((a, b) => a - b);
    said[name] = rows.map(({ place, writer, ...row }) => ({
      ...row,
      ...(isOfAnswers(name) && { place, writer: writers.indexOf(Number(writer)) }),
    }));
  }
  return said;
}

const isOfAnswers = (table: string): boolean =>
  ['anonymous_response', 'quarantine', 'conflict', 'one_time_code'].includes(table);

const forwards = [0, 1, 2, 3, 4, 7, 8, 5, 6];
/** The same five first: which batch an answer belongs to is known. */
const otherwise = [4, 8, 2, 0, 7, 3, 1, 6, 5];

describe.each(dialects)('anonymous answers on %s', (dialect) => {
  it('lie the same, whichever came first', async () => {
    const one = await collected(dialect, forwards);
    const other = await collected(dialect, otherwise);

    const [first, second] = [await everything(one), await everything(other)];

    expect(second).toEqual(first);
    const shown = await one.db
      .selectFrom('anonymous_response')
      .select(['batch', 'received_on'])
      .execute();
    expect(shown.map(({ batch }) => batch).sort()).toEqual([1, 1, 1, 1, 1, null, null]);
    for (const server of [one, other]) server.clock.set(at('2026-04-16T18:00:00'));
    await endDays(one);
    await endDays(other);
    expect(await everything(other)).toEqual(await everything(one));
  });

  it('leave no trace of who sent them when', async () => {
    const server = await collected(dialect, forwards);
    const said = JSON.stringify([await everything(server), server.logged]);

    expect(said).toContain('anonymous_response');
    // Not even that a request came.
    expect(server.logged).toEqual([]);
    for (const canary of [...canaries, ...codes, ...tokens]) expect(said).not.toContain(canary);
    // Nothing was written down to the minute while they came.
    expect(said).not.toMatch(/2026-04-16T01:0\d/);
  });
});

/** The bytes of a storage's files, its log among them. */
async function filesOf({ db }: Collecting): Promise<ReadonlyMap<string, Buffer>> {
  const { rows } = await sql<{ file: string }>`select file from pragma_database_list`.execute(db);
  const folder = dirname(rows[0]?.file ?? '');
  return new Map(
    readdirSync(folder).map((name) => [
      name.replace(/^.*sqlite/, ''),
      readFileSync(join(folder, name)),
    ]),
  );
}

it('leaves none in the files of SQLite, and no order once the day is over', async () => {
  const servers = [await collected('sqlite', forwards), await collected('sqlite', otherwise)];
  const files: Buffer[] = [];
  for (const server of servers) {
    const bytes = Buffer.concat([...(await filesOf(server)).values()]);
    for (const canary of [...canaries, ...codes, ...tokens]) {
      expect(bytes.includes(canary), canary).toBe(false);
    }
    // When each storage was made is all that may differ.
    await sql`update migration set applied_at = '2026-04-01T00:00:00.000Z'`.execute(server.db);
    server.clock.set(at('2026-04-16T18:00:00'));
    await endDays(server);
    await sql`pragma wal_checkpoint(truncate)`.execute(server.db);
    files.push((await filesOf(server)).get('') ?? Buffer.alloc(0));
  }
  const [one, other] = files;
  expect(one?.length).toBeGreaterThan(100_000);
  // Byte for byte: whoever holds the file holds no order.
  expect(one?.equals(other ?? Buffer.alloc(0))).toBe(true);
});
