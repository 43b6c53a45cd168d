/**
 * What people decide about stored responses: accept, exclude, restore, correct. All of it in one transaction with what
 * stood before, the link's count and the audit; nothing is ever deleted.
 */
import type { Kysely } from 'kysely';
import { normalizeAnswers } from '#core/intake/answer-values.ts';
import type { Flag } from '#core/intake/quality-flags.ts';
import type { Correction, PooledRule, Reason, ReviewMany } from '#core/intake/review-api.ts';
import { pooledAtLeast } from '#core/intake/review-api.ts';
import { withAnswer } from '#core/intake/typing-lines.ts';
import { canonicalJson } from '#core/kernel/canonical-json.ts';
import { ok, type Result, refuse } from '#core/kernel/result.ts';
import { dayIn } from '#core/register/project-time.ts';
import { appendAudit } from '#server/access/audit-repo.ts';
import type { By } from '#server/access/people-service.ts';
import type { ServiceDeps } from '#server/access/service-deps.ts';
import { versionsOf } from '#server/definitions/survey-repo.ts';
import type { Places } from '#server/http/route.ts';
import { releaseKnownClients } from '#server/intake/client-repo.ts';
import { lockSurveyIntake } from '#server/intake/intake-repo.ts';
import { alikeWith, flagAlike, tellApart } from '#server/intake/look-alike-repo.ts';
import { compareAgain } from '#server/intake/look-alikes.ts';
import { toAnswers } from '#server/intake/response-repo.ts';
import { flagDetails, flagList } from '#server/intake/review-flags.ts';
import {
  addRevisions,
  countChange,
  type NewRevision,
  type RevisionKind,
} from '#server/intake/review-history-repo.ts';
import { pooledRows } from '#server/intake/review-list-repo.ts';
import { isClientCode, isHiddenItem } from '#server/intake/review-mask.ts';
import { judgedAgain } from '#server/intake/review-point.ts';
import {
  type StoredRow,
  setPooled,
  setRows,
  storedRow,
  storedRows,
} from '#server/intake/review-row-repo.ts';
import { addCompleted } from '#server/links/link-repo.ts';
import type { Database } from '#server/store/database.ts';
import { inTransaction } from '#server/store/transaction.ts';

export interface ReviewPlace extends ReviewSurvey {
  readonly by: By;
}
type ReviewSurvey = Places['survey'];

/** A reason as it is kept: the code, then words of one's own. */
export const keptReason = ({ reason, words }: Reason): string =>
  words === undefined ? reason : `${reason}\n${words}`;

export function toldReason(kept: string): { reason: string; words?: string } {
  const [reason = '', ...words] = kept.split('\n');
  return words.length === 0 ? { reason } : { reason, words: words.join('\n') };
}

/** Nothing about one person can be decided where nothing is known of one person. */
const onePerson = refuse('request-unfit', [{ pointer: '', code: 'anonymous' }]);

type Judgement =
  | { readonly action: 'accept' }
  | { readonly action: 'exclude' | 'restore'; readonly reason: Reason };

/** @returns how many were changed: what already stands so stays as it is. */
export async function judgeResponses(
  deps: ServiceDeps,
  place: ReviewPlace,
  ids: readonly string[],
  judgement: Judgement,
): Promise<Result<{ changed: number }>> {
  if (place.anonymous) return onePerson;
  return inTransaction(deps.db, async (trx) => {
    await lockSurveyIntake(trx, place.surveyId);
    const rows = await storedRows(trx, place.surveyId, ids);
    if (rows.length < new Set(ids).size) return refuse('not-found');
    const due = rows.filter((row) => isDue(row, judgement.action));
    if (due.length === 0) return ok({ changed: 0 });
    await carryOut(deps, trx, place, { rows: due, judgement });
    return ok({ changed: due.length });
  });
}

function isDue(row: StoredRow, action: Judgement['action']): boolean {
  if (action === 'accept') return row.excluded_at === null && row.reviewed_at === null;
  return (row.excluded_at === null) === (action === 'exclude');
}

const kinds = { accept: 'accepted', exclude: 'excluded', restore: 'restored' } as const;

async function carryOut(
  { clock }: ServiceDeps,
  trx: Kysely<Database>,
  { surveyId, by }: ReviewPlace,
  { rows, judgement }: { readonly rows: readonly StoredRow[]; readonly judgement: Judgement },
): Promise<void> {
  const now = clock.now();
  const at = now.toISOString();
  const { action } = judgement;
  const ids = rows.map(({ id }) => id);
  const isFigure = action !== 'accept';
  const reason = isFigure ? keptReason(judgement.reason) : null;
  const isExcluded = action === 'exclude';
  if (action === 'restore') {
    for (const id of ids) await releaseKnownClients(trx, surveyId, id);
  }
  await setRows(trx, surveyId, ids, {
    // What was excluded by mistake is to be judged again.
    reviewed_at: action === 'restore' ? null : at,
    reviewed_by: action === 'restore' ? null : by.actorId,
    ...(isFigure && {
      excluded_at: isExcluded ? at : null,
      excluded_reason: isExcluded ? reason : null,
    }),
  });
  const kind: RevisionKind = kinds[action];
  const change = isFigure ? await countChange(trx, surveyId) : null;
  const before = isFigure ? { excluded: !isExcluded } : {};
  const revisions = ids.map((responseId): NewRevision => ({ responseId, kind, reason, before }));
  await addRevisions(trx, surveyId, revisions, { personId: by.actorId, at, change });
  if (isFigure) {
    await freePlaces(trx, rows, isExcluded ? -1 : 1);
    await flagAlike(trx, surveyId, await alikeWith(trx, surveyId, ids));
  }
  await appendAudit(
    trx,
    by.organisationId,
    now,
    ids.map((id) => ({
      actor: by.actorId,
      action: `response.${kind}`,
      subject: `response:${id}`,
      ...(isFigure && { detail: { reason: judgement.reason.reason } }),
    })),
  );
}

/** An excluded response does not count against its link's quota: somebody else may answer instead. */
async function freePlaces(
  trx: Kysely<Database>,
  rows: readonly StoredRow[],
  by: 1 | -1,
): Promise<void> {
  const links = new Map<string, number>();
  for (const { link_id: link, outcome } of rows) {
    if (link !== null && outcome === 'completed') links.set(link, (links.get(link) ?? 0) + by);
  }
  for (const [id, count] of [...links].sort()) await addCompleted(trx, id, count);
}

export const judgeMany = (deps: ServiceDeps, place: ReviewPlace, many: ReviewMany) =>
  judgeResponses(deps, place, many.ids, many);

/**
 * Puts another answer in the place of one. The whole must still be answers to its version; what is wrong with it
 * otherwise is flagged anew.
 * @returns `answers-unfit` with where; `not-allowed` for an answer that the person may not read.
 */
export async function correctResponse(
  deps: ServiceDeps,
  place: ReviewPlace,
  id: string,
  { correction, mayIdentify }: { readonly correction: Correction; readonly mayIdentify: boolean },
): Promise<Result<{ changed: number }>> {
  if (place.anonymous) return onePerson;
  const { surveyId } = place;
  const seen = await storedRow(deps.db, surveyId, id);
  if (!seen) return refuse('not-found');
  const versions = await versionsOf(deps.db, surveyId);
  const version = versions.find(({ hash }) => hash === seen.version_hash);
  if (!version) return refuse('version-unknown');
  // Its keyed hash tells people apart; an answer beside it would not.
  if (isClientCode(version.definition, correction.at)) return refuse('not-allowed');
  if (!mayIdentify && isHiddenItem(version.definition, correction.at)) return refuse('not-allowed');
  const held = toAnswers(seen.answers);
  const answers = normalizeAnswers(withAnswer(held, correction.at, correction.answer));
  if (canonicalJson(answers) === canonicalJson(held)) return ok({ changed: 0 });
  const judged = await judgedAgain(deps, place, { ...seen, answers: JSON.stringify(answers) });
  if (!judged.ok) return judged;
  return inTransaction(deps.db, async (trx) => {
    await lockSurveyIntake(trx, surveyId);
    const now = await storedRow(trx, surveyId, id);
    // Somebody else has corrected it since: what was judged is not what would be written.
    if (now?.answers !== seen.answers) return refuse('draft-conflict');
    await rewrite(deps, trx, place, { row: now, judged: judged.value, reason: correction });
    return ok({ changed: 1 });
  });
}

/** What a response becomes. */
export interface Rewritten {
  readonly versionHash: string;
  readonly outcome: string;
  readonly language: string | null;
  readonly siteId: string | null;
  readonly answers: string;
  readonly flags: readonly Flag[];
  /** Of another interview that takes its place; absent where the code stays. */
  readonly client?: { readonly sealed: string | null; readonly index: string | null };
}

/** Writes a correction, keeping what stood before. The fingerprint stays that of what was sent. */
export async function rewrite(
  { clock }: ServiceDeps,
  trx: Kysely<Database>,
  { surveyId, by }: ReviewPlace,
  {
    row,
    judged,
    reason,
  }: { readonly row: StoredRow; readonly judged: Rewritten; readonly reason: Reason },
): Promise<void> {
  const now = clock.now();
  const at = now.toISOString();
  const flags = [...judged.flags, ...lastingFlags(row)];
  const codes = new Set<string>(flags.map(({ code }) => code));
  const { client } = judged;
  const isOther = client !== undefined && client.index !== row.client_index;
  await setRows(trx, surveyId, [row.id], {
    version_hash: judged.versionHash,
    outcome: judged.outcome,
    language: judged.language,
    site_id: judged.siteId,
    answers: judged.answers,
    flags: JSON.stringify([...codes]),
    flag_details: JSON.stringify(flags),
    // Another person, who may be known already: it then stands in nobody's way.
    ...(isOther && {
      client_code: client.sealed,
      client_index: client.index,
      client_scope: null,
    }),
  });
  const before = {
    answers: { ...toAnswers(row.answers) },
    ...(judged.versionHash !== row.version_hash && { versionHash: row.version_hash }),
    ...(judged.outcome !== row.outcome && { outcome: row.outcome }),
    ...(judged.language !== row.language && { language: row.language }),
    ...(judged.siteId !== row.site_id && { siteId: row.site_id }),
    ...(isOther && { client: { sealed: row.client_code, index: row.client_index } }),
  };
  const change = await countChange(trx, surveyId);
  const revision = {
    responseId: row.id,
    kind: 'corrected',
    reason: keptReason(reason),
    before,
  } as const;
  await addRevisions(trx, surveyId, [revision], { personId: by.actorId, at, change });
  if (row.link_id !== null && row.excluded_at === null) {
    const added = Number(judged.outcome === 'completed') - Number(row.outcome === 'completed');
    if (added !== 0) await addCompleted(trx, row.link_id, added);
  }
  await compareAgain(trx, surveyId, row.id);
  await appendAudit(trx, by.organisationId, now, [
    {
      actor: by.actorId,
      action: 'response.corrected',
      subject: `response:${row.id}`,
      detail: { reason: reason.reason },
    },
  ]);
}

/** Flags of how it came, which no correction changes. */
function lastingFlags(row: StoredRow): readonly Flag[] {
  const held = flagList(row.flags);
  const details = flagDetails(row.flag_details);
  return (['clock', 'late', 'look-alike'] as const)
    .filter((code) => held.includes(code))
    .map((code) => details.find((flag) => flag.code === code) ?? { code });
}

/**
 * Excludes or restores answers of an anonymous survey: all that a rule fits, five or more. A single one is never
 * decided about: whoever compares figures of before and after would see one person.
 */
export async function judgePooled(
  { db, clock }: ServiceDeps,
  { surveyId, anonymous, timeZone, by }: ReviewPlace,
  { action, version, reason, ...rule }: PooledRule,
): Promise<Result<{ changed: number }>> {
  if (!anonymous) return refuse('request-unfit', [{ pointer: '', code: 'not-anonymous' }]);
  const versions = await versionsOf(db, surveyId);
  const versionHash = versions.find(({ number }) => number === version)?.hash ?? '';
  return inTransaction(db, async (trx) => {
    await lockSurveyIntake(trx, surveyId);
    const state = action === 'exclude' ? ('unjudged' as const) : ('excluded' as const);
    const narrowed = { ...rule, state, ...(version !== undefined && { versionHash }) };
    const rows = await pooledRows(trx, surveyId, narrowed)
      .select('anonymous_response.id')
      .orderBy('anonymous_response.id')
      .execute();
    if (rows.length < pooledAtLeast) return refuse('too-few');
    const now = clock.now();
    const on = dayIn(now, timeZone);
    const ids = rows.map(({ id }) => id);
    const isExcluded = action === 'exclude';
    const why = keptReason(reason);
    await setPooled(trx, surveyId, ids, {
      excluded_on: isExcluded ? on : null,
      excluded_reason: isExcluded ? why : null,
    });
    const change = await countChange(trx, surveyId);
    const revisions = ids.map(
      (responseId): NewRevision => ({
        responseId,
        kind: kinds[action],
        reason: why,
        before: { excluded: !isExcluded },
      }),
    );
    await addRevisions(trx, surveyId, revisions, { personId: by.actorId, at: on, change });
    const detail = { count: ids.length, reason: reason.reason };
    const subject = `survey:${surveyId}`;
    await appendAudit(trx, by.organisationId, now, [
      { actor: by.actorId, action: `responses.${kinds[action]}`, subject, detail },
    ]);
    return ok({ changed: ids.length });
  });
}

/** Two that look alike are not the same, says a person who has seen both. */
export function tellResponsesApart(
  { db, clock }: ServiceDeps,
  { surveyId, by }: ReviewPlace,
  pair: readonly [string, string],
): Promise<Result<undefined>> {
  return inTransaction(db, async (trx) => {
    await lockSurveyIntake(trx, surveyId);
    const now = clock.now();
    const told = { personId: by.actorId, at: now.toISOString() };
    if (!(await tellApart(trx, surveyId, pair, told))) return refuse('not-found');
    await appendAudit(
      trx,
      by.organisationId,
      now,
      pair.map((id) => ({
        actor: by.actorId,
        action: 'response.told-apart',
        subject: `response:${id}`,
      })),
    );
    return ok(undefined);
  });
}
