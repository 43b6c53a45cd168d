/**
 * Stores the submissions of a group of requests in one transaction: judged in order, each against what the storage
 * holds by then. All of it may run again if the transaction is undone, so nothing outside is touched.
 */
import type { Kysely } from 'kysely';
import type { ItemResult } from '#core/intake/item-result.ts';
import { emptyHolding, judge, remember } from '#core/intake/judge.ts';
import type { Flag } from '#core/intake/quality-flags.ts';
import type { Clock } from '#core/kernel/ports.ts';
import { type Admission, admit } from '#core/links/admit.ts';
import { isStranger } from '#core/links/link.ts';
import { dayIn } from '#core/register/project-time.ts';
import { appendAudit } from '#server/access/audit-repo.ts';
import { countPooled, storeAnonymous, unorderWaiting } from '#server/intake/anonymous-repo.ts';
import { isClientRace, isEntered } from '#server/intake/client-repo.ts';
import { keepContact } from '#server/intake/contact-repo.ts';
import {
  type Desk,
  enter,
  enteringOf,
  refusalByCode,
  toResult,
} from '#server/intake/enter-item.ts';
import { insertIntake, setLastSeq } from '#server/intake/intake-repo.ts';
import { type LinkState, linkStates, standIn } from '#server/intake/link-state.ts';
import type { IntakeWork, KeptItem, PreparedItem, Refusal } from '#server/intake/prepare-item.ts';
import { openLedgers, type SurveyLedger } from '#server/intake/survey-ledger.ts';
import { addCompleted } from '#server/links/link-repo.ts';
import { burnCodes } from '#server/links/one-time-code-repo.ts';
import type { Database } from '#server/store/database.ts';
import { inTransaction } from '#server/store/transaction.ts';

interface WriteDeps {
  readonly db: Kysely<Database>;
  readonly clock: Clock;
}

/** Of surveys that share their clients and are written to at the same moment. */
const raceAttempts = 5;

/** @returns for each request the results of its items, in order. */
export async function writeGroup(
  deps: WriteDeps,
  works: readonly IntakeWork[],
): Promise<readonly (readonly ItemResult[])[]> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await writeOnce(deps, works);
    } catch (error) {
      if (attempt >= raceAttempts || !isClientRace(error)) throw error;
    }
  }
}

function writeOnce(
  { db, clock }: WriteDeps,
  works: readonly IntakeWork[],
): Promise<readonly (readonly ItemResult[])[]> {
  return inTransaction(db, async (trx) => {
    const now = clock.now();
    const { ledgers, clients } = await openLedgers(trx, works);
    // Read after the surveys are locked: nobody else adds to these links until the commit.
    const links = await linkStates(trx, works);
    const results = works.map(({ point, items }) => {
      const ledger = ledgers.get(point.link.surveyId);
      const state = point.desk ? standIn(point) : links.get(point.link.id);
      if (!ledger || !state) throw new Error(`link ${point.link.id} has gone`);
      return items.map((item) => settle(item, { now, point, ledger, state, clients }));
    });
    await writeDown(trx, ledgers, { works, links, now });
    return results;
  });
}

function settle(item: PreparedItem, desk: Desk): ItemResult {
  if (item.kind === 'rejected') return toResult.rejected(item);
  const { ledger } = desk;
  const admission = admitItem(item, desk);
  const refusal =
    item.refusal ?? refusalOf(admission) ?? refusalByCode(item, desk) ?? known(item, desk);
  const holding = ledger.holdings.get(item.id) ?? emptyHolding();
  ledger.holdings.set(item.id, holding);
  const isToldNothing = !desk.point.desk && isStranger(desk.point.link);
  const judgement = judge(holding, item, refusal === undefined, isToldNothing);
  // A conflict is one for whoever sends, and what was said the first time still holds.
  const isKeptApart = judgement.isNew && judgement.status === 'quarantined';
  const isHidden = isKeptApart && isToldNothing && refusal?.code === 'client-exists';
  remember(holding, item.contentHash, judgement, isHidden);
  const isLate = admission.verdict === 'accept' && admission.late;
  const flags: readonly Flag[] = isLate ? [...item.flags, { code: 'late' }] : item.flags;
  const findings = { judgement, refusal, flags, isHidden };
  if (judgement.isNew) enter(item, desk, findings);
  return toResult.kept(item, desk, findings);
}

const known = (item: KeptItem, desk: Desk): Refusal | undefined => {
  const entering = enteringOf(item, desk);
  return entering && isEntered(entering, desk.clients)
    ? { code: 'client-exists', errors: [] }
    : undefined;
};

function admitItem(item: KeptItem, { now, point, state }: Desk): Admission {
  return admit(
    state.link,
    {
      startedAt: item.begunAt,
      isCompleted: item.submission?.outcome === 'completed',
      completedSoFar: state.link.completed + state.added + state.hidden,
      tokenReplaced: state.tokenHash !== point.tokenHash,
    },
    now,
  );
}

const refusalOf = (admission: Admission): Refusal | undefined =>
  admission.verdict === 'quarantine' ? { code: admission.reason, errors: [] } : undefined;

interface Group {
  readonly works: readonly IntakeWork[];
  readonly links: ReadonlyMap<string, LinkState>;
  readonly now: Date;
}

/** Rows, counts and, last, the audit, whose chain is locked from there on. */
async function writeDown(
  db: Kysely<Database>,
  ledgers: ReadonlyMap<string, SurveyLedger>,
  { works, links, now }: Group,
): Promise<void> {
  for (const [surveyId, ledger] of ledgers) {
    await insertIntake(db, { ...ledger, anonymous: [] });
    if (ledger.responses.length > 0) await setLastSeq(db, surveyId, ledger.seq);
    if (ledger.point.anonymous) await writeAnonymous(db, ledger, now);
  }
  for (const state of links.values()) await writeLink(db, state, now);
  await keepContacts(db, works, now);
  const organisations = new Set([...ledgers.values()].map(({ point }) => point.organisationId));
  for (const organisationId of [...organisations].sort()) {
    const entries = [...ledgers.values()]
      .filter(({ point }) => point.organisationId === organisationId)
      .flatMap((ledger) => ledger.audit);
    await appendAudit(db, organisationId, now, entries);
  }
}

async function writeAnonymous(
  db: Kysely<Database>,
  { point, anonymous, quarantined, conflicts }: SurveyLedger,
  now: Date,
): Promise<void> {
  const { surveyId } = point.link;
  const day = dayIn(now, point.timeZone);
  if (anonymous.length > 0) {
    const pooled = await storeAnonymous(db, surveyId, anonymous);
    if (pooled > 0) await countPooled(db, surveyId, day, pooled);
  }
  if (quarantined.length > 0) await unorderWaiting(db, 'quarantine', surveyId, day);
  if (conflicts.length > 0) await unorderWaiting(db, 'conflict', surveyId, day);
}

async function writeLink(db: Kysely<Database>, state: LinkState, now: Date): Promise<void> {
  const { link, added, burnt, point } = state;
  if (added > 0) await addCompleted(db, link.id, added);
  if (burnt.length === 0) return;
  const day = dayIn(now, point.timeZone);
  const burned = await burnCodes(db, link.id, burnt, day);
  // The survey is locked, so nobody else can have used them: rather nothing is stored than a code used twice.
  if (burned.length !== burnt.length) throw new Error(`codes of link ${link.id} have gone`);
}

/** What phones said of themselves; of the answers of anonymous surveys nobody is to know when they came. */
async function keepContacts(
  db: Kysely<Database>,
  works: readonly IntakeWork[],
  now: Date,
): Promise<void> {
  const reports = works.filter(({ point, report }) => report && !point.anonymous && !point.desk);
  const last = new Map(reports.map(({ point, report }) => [point.link.id, report]));
  for (const [linkId, report] of last) {
    const { skewMs, waiting } = report ?? {};
    const skewSeconds = skewMs === undefined ? null : Math.round(skewMs / 1_000);
    await keepContact(db, { linkId, seenAt: now, waiting: waiting ?? null, skewSeconds });
  }
}
