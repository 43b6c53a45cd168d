/** How what was judged is written down: one row a submission. Anonymous surveys leave out who, when and in which order. */
import type { Insertable } from 'kysely';
import { type Flag, type FlagCode, flagCodes } from '#core/intake/quality-flags.ts';
import type { Submission } from '#core/intake/submission.ts';
import { dayIn } from '#core/register/project-time.ts';
import { scopeKey } from '#server/intake/client-entry.ts';
import type {
  AnonymousResponseTable,
  ConflictTable,
  QuarantineTable,
  ResponseTable,
} from '#server/intake/intake-tables.ts';
import type { KeptItem, Refusal } from '#server/intake/prepare-item.ts';
import type { CollectionPoint } from '#server/links/collection-point.ts';

/** Where and when one item came in. */
export interface Receiving {
  readonly point: CollectionPoint;
  readonly now: Date;
}

/** Each code once, in the order of the list. */
export const codesOf = (flags: readonly Flag[]): readonly FlagCode[] =>
  flagCodes.filter((code) => flags.some((flag) => flag.code === code));

/** Enough to find what is wrong with an interview. */
const detailsKept = 100;

const answeredColumns = (
  item: KeptItem,
  submission: Submission,
  { point, siteId, flags }: Receiving & { siteId: string | null; flags: readonly Flag[] },
) => ({
  survey_id: point.link.surveyId,
  id: item.id,
  version_hash: submission.definitionHash,
  site_id: siteId,
  outcome: submission.outcome,
  language: submission.language,
  answers: item.answers ?? '{}',
  content_hash: item.contentHash,
  flags: JSON.stringify(codesOf(flags)),
  flag_details: JSON.stringify(flags.slice(0, detailsKept)),
  receipt_code: item.code,
  is_test: point.link.isTest ? 1 : 0,
  source: point.desk?.source ?? null,
});

interface Stored extends Receiving {
  readonly siteId: string | null;
  readonly flags: readonly Flag[];
  /** A person has decided to take it in although the client is known. */
  readonly isSecondEntry?: boolean;
}

export const responseRow = (
  item: KeptItem,
  submission: Submission,
  stored: Stored & { readonly seq: number },
): Insertable<ResponseTable> => ({
  ...answeredColumns(item, submission, stored),
  seq: stored.seq,
  link_id: stored.point.desk ? null : stored.point.link.id,
  started_at: inUtc(submission.startedAt),
  finished_at: inUtc(submission.finishedAt),
  received_at: stored.now.toISOString(),
  collector: submission.collectorName ?? stored.point.link.holder,
  excluded_at: null,
  paper_number: stored.point.desk?.paperNumber ?? null,
  client_code: item.client?.sealed ?? null,
  client_index: item.client?.index ?? null,
  client_scope: clientScope(item, submission, stored),
});

/** Only whole interviews that count make a person known; whoever decides otherwise has decided. */
export function clientScope(
  { client }: KeptItem,
  { outcome }: Submission,
  { point, siteId, isSecondEntry }: Pick<Stored, 'point' | 'siteId' | 'isSecondEntry'>,
): string | null {
  if (!client?.unique || client.index === null || isSecondEntry) return null;
  if (outcome !== 'completed' || point.link.isTest) return null;
  return scopeKey(client.unique, { point, siteId });
}

export const anonymousRow = (
  item: KeptItem,
  submission: Submission,
  stored: Stored,
): Insertable<AnonymousResponseTable> => ({
  ...answeredColumns(item, submission, stored),
  received_on: dayIn(stored.now, stored.point.timeZone),
  batch: null,
});

export const quarantineRow = (
  item: KeptItem,
  refusal: Refusal,
  receiving: Receiving,
): Insertable<QuarantineTable> => ({
  ...waitingColumns(item, receiving),
  reason: refusal.code,
  errors: JSON.stringify(refusal.errors),
});

export const conflictRow = (item: KeptItem, receiving: Receiving): Insertable<ConflictTable> =>
  waitingColumns(item, receiving);

const waitingColumns = (item: KeptItem, { point, now }: Receiving) => ({
  survey_id: point.link.surveyId,
  response_id: item.id,
  content_hash: item.contentHash,
  link_id: point.anonymous || point.desk ? null : point.link.id,
  envelope: item.envelope(),
  receipt_code: item.code,
  received_at: point.anonymous ? dayIn(now, point.timeZone) : now.toISOString(),
  decided_at: null,
  decision: null,
});

const inUtc = (moment: string | null): string | null =>
  moment === null ? null : new Date(moment).toISOString();
