/**
 * Stores the submissions of a group of requests in one transaction: judged in order, each against what the storage
 * holds by then. All of it may run again if the transaction is undone, so nothing outside is touched.
 */
import type { Kysely } from 'kysely';
import type { ItemResult } from '#core/intake/item-result.ts';
import { emptyHolding, type Judgement, judge, remember } from '#core/intake/judge.ts';
import type { Flag, FlagCode } from '#core/intake/quality-flags.ts';
import type { Clock } from '#core/kernel/ports.ts';
import { type ProblemCode, problemCodes } from '#core/kernel/problems.ts';
import { type Admission, admit } from '#core/links/admit.ts';
import type { Link } from '#core/links/link.ts';
import { appendAudit } from '#server/access/audit-repo.ts';
import { problemDocument } from '#server/http/problem-response.ts';
import { insertIntake, poolAnonymous, setLastSeq } from '#server/intake/intake-repo.ts';
import {
  anonymousRow,
  codesOf,
  conflictRow,
  quarantineRow,
  responseRow,
} from '#server/intake/intake-rows.ts';
import type { IntakeWork, KeptItem, PreparedItem, Refusal } from '#server/intake/prepare-item.ts';
import { heldKey, openLedgers, type SurveyLedger } from '#server/intake/survey-ledger.ts';
import type { CollectionPoint } from '#server/links/collection-point.ts';
import { addCompleted, linksByIds } from '#server/links/link-repo.ts';
import type { Database } from '#server/store/database.ts';
import { inTransaction } from '#server/store/transaction.ts';

interface WriteDeps {
  readonly db: Kysely<Database>;
  readonly clock: Clock;
}

/** A link while its group is judged. */
interface LinkState {
  readonly link: Link;
  readonly tokenHash: string;
  /** Completed responses that this group adds. */
  added: number;
}

interface Desk {
  readonly now: Date;
  readonly point: CollectionPoint;
  readonly ledger: SurveyLedger;
  readonly state: LinkState;
}

/** @returns for each request the results of its items, in order. */
export function writeGroup(
  { db, clock }: WriteDeps,
  works: readonly IntakeWork[],
): Promise<readonly (readonly ItemResult[])[]> {
  return inTransaction(db, async (trx) => {
    const now = clock.now();
    const ledgers = await openLedgers(trx, works);
    // Read after the surveys are locked: nobody else adds to these links until the commit.
    const links = await linkStates(trx, works);
    const results = works.map(({ point, items }) => {
      const ledger = ledgers.get(point.link.surveyId);
      const state = point.desk ? standIn(point) : links.get(point.link.id);
      if (!ledger || !state) throw new Error(`link ${point.link.id} has gone`);
      return items.map((item) => settle(item, { now, point, ledger, state }));
    });
    await writeDown(trx, ledgers, links, now);
    return results;
  });
}

const standIn = ({ link, tokenHash }: CollectionPoint): LinkState => ({
  link,
  tokenHash,
  added: 0,
});

async function linkStates(
  db: Kysely<Database>,
  works: readonly IntakeWork[],
): Promise<ReadonlyMap<string, LinkState>> {
  const linked = works.filter(({ point }) => !point.desk);
  const fresh = await linksByIds(db, [...new Set(linked.map(({ point }) => point.link.id))]);
  return new Map(
    [...fresh].map(([id, { link, tokenHash }]) => [id, { link, tokenHash, added: 0 }]),
  );
}

function settle(item: PreparedItem, desk: Desk): ItemResult {
  if (item.kind === 'rejected') {
    return { id: item.sentId, status: 'rejected', problem: problemOf(item.refusal) };
  }
  const { ledger } = desk;
  const admission = admitItem(item, desk);
  const refusal = item.refusal ?? refusalOf(admission);
  const holding = ledger.holdings.get(item.id) ?? emptyHolding();
  ledger.holdings.set(item.id, holding);
  const judgement = judge(holding, item.contentHash, refusal === undefined);
  remember(holding, item.contentHash, judgement);
  const isLate = admission.verdict === 'accept' && admission.late;
  const flags: readonly Flag[] = isLate ? [...item.flags, { code: 'late' }] : item.flags;
  if (judgement.isNew) enter(item, judgement, desk, { refusal, flags });
  return toResult(item, judgement, ledger, { refusal, flags });
}

function admitItem(item: KeptItem, { now, point, state }: Desk): Admission {
  const { submission } = item;
  const startedAt = submission?.startedAt ? new Date(submission.startedAt) : null;
  return admit(
    state.link,
    {
      startedAt,
      isCompleted: submission?.outcome === 'completed',
      completedSoFar: state.link.completed + state.added,
      tokenReplaced: state.tokenHash !== point.tokenHash,
    },
    now,
  );
}

const refusalOf = (admission: Admission): Refusal | undefined =>
  admission.verdict === 'quarantine' ? { code: admission.reason, errors: [] } : undefined;

interface Findings {
  readonly refusal: Refusal | undefined;
  readonly flags: readonly Flag[];
}

/** Adds the row and the audit line of a new content. */
function enter(item: KeptItem, { status }: Judgement, desk: Desk, { refusal, flags }: Findings) {
  const { ledger, state, now } = desk;
  // As the link stands now: whether it is a test, for one, may have changed since it was looked up.
  const point = { ...desk.point, link: state.link };
  if (status === 'conflict') ledger.conflicts.push(conflictRow(item, { point, now }));
  if (status === 'quarantined' && refusal) {
    ledger.quarantined.push(quarantineRow(item, refusal, { point, now }));
  }
  if (status === 'stored' && item.submission) {
    const siteId = point.site?.id ?? ledger.siteIds.get(item.siteCode ?? '') ?? null;
    const stored = { point, now, siteId, flags };
    if (item.submission.outcome === 'completed') state.added += 1;
    if (point.anonymous) ledger.anonymous.push(anonymousRow(item, item.submission, stored));
    else {
      ledger.seq += 1;
      ledger.responses.push(responseRow(item, item.submission, { ...stored, seq: ledger.seq }));
    }
  }
  // An anonymous survey has one line a batch: a line a response would say when each of them came.
  if (!point.anonymous) {
    const actor = point.desk?.actor ?? `link:${point.link.id}`;
    const subject = `response:${item.id}`;
    ledger.audit.push({ actor, action: `response.${status}`, subject });
  }
}

function toResult(
  item: KeptItem,
  { status }: Judgement,
  ledger: SurveyLedger,
  { refusal, flags }: Findings,
): ItemResult {
  const held = ledger.held.get(heldKey(item.id, item.contentHash));
  const result = { id: item.sentId, status, code: item.code };
  if (status === 'conflict') {
    return { ...result, problem: problemOf({ code: 'response-conflict', errors: [] }) };
  }
  if (status === 'quarantined') {
    // What was said the first time still holds, whatever has become of the link.
    const first = held ? { code: knownCode(held.reason), errors: held.errors } : refusal;
    return first ? { ...result, problem: problemOf(first) } : result;
  }
  const codes = held ? knownFlags(held.flags) : codesOf(flags);
  return codes.length > 0 ? { ...result, flags: codes } : result;
}

const knownFlags = (codes: readonly string[]): readonly FlagCode[] =>
  codesOf(codes.map((code) => ({ code: code as FlagCode }))); // as: codesOf keeps those that are

const knownCode = (reason: string): ProblemCode =>
  problemCodes.find((code) => code === reason) ?? 'answers-unfit';

function problemOf({ code, errors }: Refusal): NonNullable<ItemResult['problem']> {
  const { status: _, ...document } = problemDocument({
    code,
    ...(errors.length > 0 && { errors }),
  });
  return document;
}

/** Rows, counts and, last, the audit, whose chain is locked from there on. */
async function writeDown(
  db: Kysely<Database>,
  ledgers: ReadonlyMap<string, SurveyLedger>,
  links: ReadonlyMap<string, LinkState>,
  now: Date,
): Promise<void> {
  for (const [surveyId, ledger] of ledgers) {
    await insertIntake(db, ledger);
    if (ledger.responses.length > 0) await setLastSeq(db, surveyId, ledger.seq);
    if (ledger.anonymous.length > 0) {
      const count = await poolAnonymous(db, surveyId);
      const [action, subject] = ['responses.pooled', `survey:${surveyId}`];
      if (count > 0) ledger.audit.push({ actor: 'system', action, subject, detail: { count } });
    }
  }
  for (const [id, { added }] of links) if (added > 0) await addCompleted(db, id, added);
  const organisations = new Set([...ledgers.values()].map(({ point }) => point.organisationId));
  for (const organisationId of [...organisations].sort()) {
    const entries = [...ledgers.values()]
      .filter(({ point }) => point.organisationId === organisationId)
      .flatMap((ledger) => ledger.audit);
    await appendAudit(db, organisationId, now, entries);
  }
}
