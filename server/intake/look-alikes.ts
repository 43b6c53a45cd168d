/**
 * Finds responses that look alike, as they come: each new one is compared with the few before it that have a band of
 * closed answers in common. What it costs grows with the new ones only. Anonymous surveys are left out: nothing there
 * is about one person.
 */
import type { Kysely } from 'kysely';
import { clientCodesOf } from '#core/definitions/client-code.ts';
import {
  bandsOf,
  type ClosedAnswers,
  type ClosedItem,
  closedAnswers,
  closedItems,
  likeness,
  type Match,
  tellingMatches,
} from '#core/intake/look-alike.ts';
import { versionsOf } from '#server/definitions/survey-repo.ts';
import type { ResponseBandTable } from '#server/intake/intake-tables.ts';
import {
  advanceCompared,
  alikeWith,
  type ComparedRow,
  comparedSoFar,
  type FoundAlike,
  flagAlike,
  forgetBands,
  ofSameClient,
  rowsAfter,
  rowsByIds,
  sharingBands,
  writeAlike,
} from '#server/intake/look-alike-repo.ts';
import { toAnswers } from '#server/intake/response-repo.ts';
import { nodeSecrets } from '#server/node-ports.ts';
import type { Database } from '#server/store/database.ts';
import { inTransaction } from '#server/store/transaction.ts';

/** Responses a transaction, and at most a call: whoever asks next goes on. */
const atOnce = 250;
const mostAtATime = 500;

const running = new WeakMap<Kysely<Database>, Map<string, Promise<void>>>();

/** Compares the responses that have come since the last time; a long backlog takes several calls. */
export function compareNew(db: Kysely<Database>, surveyId: string): Promise<void> {
  const surveys = running.get(db) ?? new Map<string, Promise<void>>();
  running.set(db, surveys);
  const known = surveys.get(surveyId);
  if (known) return known;
  const work = catchUp(db, surveyId).finally(() => surveys.delete(surveyId));
  surveys.set(surveyId, work);
  return work;
}

async function catchUp(db: Kysely<Database>, surveyId: string): Promise<void> {
  const head = await comparedSoFar(db, surveyId);
  if (head.compared >= head.seq) return;
  const reader = await closedReader(db, surveyId);
  let from = head.compared;
  for (let done = 0; done < mostAtATime; done += atOnce) {
    const rows = await rowsAfter(db, surveyId, { after: from, limit: atOnce });
    const to = rows.length < atOnce ? Math.max(head.seq, rows.at(-1)?.seq ?? 0) : rows.at(-1)?.seq;
    if (to === undefined || to <= from) return;
    const found = await compareRows(db, surveyId, rows, reader);
    const isMine = await inTransaction(db, async (trx) => {
      if (!(await advanceCompared(trx, surveyId, { from, to }))) return false;
      await writeAlike(trx, surveyId, found);
      return true;
    });
    if (!isMine || to >= head.seq) return;
    from = to;
  }
}

/** Reads closed answers; remembers those of the responses it has seen. */
interface ClosedReader {
  itemsOf(versionHash: string): readonly ClosedItem[];
  /** Whether the version says that a person is entered once. */
  isOnce(versionHash: string): boolean;
  closedOf(row: ComparedRow): ClosedAnswers;
}

async function closedReader(db: Kysely<Database>, surveyId: string): Promise<ClosedReader> {
  const versions = await versionsOf(db, surveyId);
  const items = new Map(versions.map(({ hash, definition }) => [hash, closedItems(definition)]));
  const once = new Set(
    versions
      .filter(({ definition }) => clientCodesOf(definition).person?.unique !== undefined)
      .map(({ hash }) => hash),
  );
  const seen = new Map<string, ClosedAnswers>();
  const itemsOf = (hash: string) => items.get(hash) ?? [];
  return {
    itemsOf,
    isOnce: (hash) => once.has(hash),
    closedOf(row) {
      const known = seen.get(row.id);
      if (known) return known;
      const closed = closedAnswers(itemsOf(row.version_hash), toAnswers(row.answers));
      seen.set(row.id, closed);
      return closed;
    },
  };
}

/** The largest that both databases take. */
const lastSeq = 2_147_483_647;

const hashed = (band: string): string => nodeSecrets.hash(band).slice(0, 24);

async function compareRows(
  db: Kysely<Database>,
  surveyId: string,
  rows: readonly ComparedRow[],
  reader: ClosedReader,
  everything = false,
): Promise<FoundAlike> {
  const known = new Map<string, ComparedRow>();
  // Those of this turn are not in the storage yet.
  const fresh = new Map<string, string[]>();
  const bands: ResponseBandTable[] = [];
  const pairs: FoundAlike['pairs'][number][] = [];
  for (const [index, row] of rows.entries()) {
    known.set(row.id, row);
    const own = bandsOf(reader.itemsOf(row.version_hash), reader.closedOf(row)).map(hashed);
    const ids = await sharingBands(db, surveyId, own, everything ? lastSeq : row.seq);
    const candidates = new Set([...ids, ...own.flatMap((band) => fresh.get(band) ?? [])]);
    const missing = [...candidates].filter((id) => !known.has(id));
    for (const one of await rowsByIds(db, surveyId, missing)) known.set(one.id, one);
    const others = [...candidates].flatMap((id) => known.get(id) ?? []);
    const sameClient = await clientPairs(db, surveyId, row, reader);
    const twice = new Set(sameClient.map((pair) => pair.other_id));
    pairs.push(...sameClient);
    pairs.push(...pairsAmong(row, others, reader).filter((pair) => !twice.has(pair.other_id)));
    for (const band of own) {
      bands.push({ survey_id: surveyId, band, response_id: row.id, seq: row.seq });
      fresh.set(band, [...(fresh.get(band) ?? []), row.id]);
    }
    // Comparing much must not keep the process from taking answers.
    if (index % 10 === 9) await new Promise(setImmediate);
  }
  return { bands, pairs };
}

/** Entries of one person where the survey says that a person is entered once; elsewhere they are contacts. */
async function clientPairs(
  db: Kysely<Database>,
  surveyId: string,
  row: ComparedRow,
  reader: ClosedReader,
): Promise<FoundAlike['pairs']> {
  if (row.client_index === null || !reader.isOnce(row.version_hash)) return [];
  const ids = await ofSameClient(db, surveyId, row.client_index, row.seq);
  return ids.map((id) => ({
    response_id: row.id,
    other_id: id,
    kind: 'same-client',
    equal: 0,
    compared: 0,
  }));
}

function pairsAmong(
  row: ComparedRow,
  others: readonly ComparedRow[],
  reader: ClosedReader,
): FoundAlike['pairs'] {
  const matches = others.flatMap((other): Match[] => {
    const alike = likeness(reader.closedOf(row), reader.closedOf(other));
    const isSameLink = row.link_id !== null && row.link_id === other.link_id;
    return alike ? [{ id: other.id, isSameLink, ...alike }] : [];
  });
  const later = new Set(others.filter((other) => other.seq > row.seq).map(({ id }) => id));
  return tellingMatches(matches).map(({ id, equal, compared }) => ({
    ...(later.has(id)
      ? { response_id: id, other_id: row.id }
      : { response_id: row.id, other_id: id }),
    kind: equal === compared ? 'same-answers' : 'near-answers',
    equal,
    compared,
  }));
}

/** Looks anew for what is like a response whose answers were changed; in the transaction that changed them. */
export async function compareAgain(
  db: Kysely<Database>,
  surveyId: string,
  id: string,
): Promise<void> {
  const flagged = [id, ...(await alikeWith(db, surveyId, [id]))];
  await forgetBands(db, surveyId, id);
  const [row] = await rowsByIds(db, surveyId, [id]);
  const { compared } = await comparedSoFar(db, surveyId);
  // One that has not been compared yet will be.
  if (row && row.seq <= compared) {
    const reader = await closedReader(db, surveyId);
    await writeAlike(db, surveyId, await compareRows(db, surveyId, [row], reader, true));
  }
  await flagAlike(db, surveyId, flagged);
}
