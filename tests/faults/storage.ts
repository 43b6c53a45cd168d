/** Looks into the storage itself, past the server: what is there, how often, and whether the file is whole. */
import { join } from 'node:path';
import { Sqlite } from '#server/store/sqlite-driver.ts';
import { type Ground, must } from './fault.ts';
import { contentOf, type Ledger } from './phone.ts';
import { inDatabase } from './postgres.ts';
import { dataDirOf } from './server.ts';

type Row = Readonly<Record<string, unknown>>;

export async function rowsOf(ground: Ground, statement: string): Promise<readonly Row[]> {
  const url = ground.env.DATABASE_URL;
  if (url) return inDatabase(url, statement);
  const database = new Sqlite(join(dataDirOf(ground), 'langnghe.sqlite'), { readonly: true });
  try {
    return database.prepare<[], Row>(statement).all();
  } finally {
    database.close();
  }
}

export async function countOf(ground: Ground, from: string): Promise<number> {
  const [row] = await rowsOf(ground, `select count(*) as n from ${from}`);
  return Number(row?.n);
}

/** The ids that were acknowledged and are not there, and those that are there with other answers. */
export async function compare(ground: Ground, ledger: Ledger) {
  const rows = await rowsOf(ground, 'select id, outcome, answers from response');
  const held = new Map(
    rows.map((row) => [
      String(row.id),
      contentOf({ outcome: String(row.outcome), answers: JSON.parse(String(row.answers)) }),
    ]),
  );
  const acknowledged = [...ledger.acknowledged.values()];
  const lost = acknowledged.filter(({ id }) => !held.has(id)).length;
  const changed = acknowledged.filter(
    (item) => (held.get(item.id) ?? contentOf(item)) !== contentOf(item),
  ).length;
  return { lost, changed, rows: rows.length, ids: held.size };
}

/** Everything that was acknowledged is there, as it was sent, once, with its audit line; the file is whole. */
export async function mustHoldAll(ground: Ground, ledger: Ledger): Promise<string> {
  const { lost, changed, rows, ids } = await compare(ground, ledger);
  const acknowledged = ledger.acknowledged.size;
  const audited = await countOf(ground, `audit where action = 'response.stored'`);
  must(acknowledged > 0, 'nothing was acknowledged at all');
  must(lost === 0, `${lost} of ${acknowledged} acknowledged responses are not there`);
  must(changed === 0, `${changed} of ${acknowledged} acknowledged responses have other answers`);
  must(rows === ids, `${rows} rows for ${ids} ids`);
  must(audited === rows, `${audited} audit lines for ${rows} rows`);
  if (!ground.env.DATABASE_URL) {
    const [check] = await rowsOf(ground, 'pragma integrity_check');
    must(check?.integrity_check === 'ok', 'the file is not whole');
  }
  return `${acknowledged} acknowledged, 0 lost, 0 changed, 0 doubled`;
}
