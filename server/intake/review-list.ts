/** The list of responses as the screen shows it: rows, the first closed answers, and what there is to narrow it by. */

import { codebook } from '#core/definitions/codebook.ts';
import type { Definition } from '#core/definitions/definition.ts';
import type { PublishedVersion } from '#core/definitions/survey.ts';
import type { Variable } from '#core/definitions/variable.ts';
import { valueAt } from '#core/intake/data-file/export-table.ts';
import { receiptCode } from '#core/intake/receipt-code.ts';
import type { ReviewList, ReviewQuery, ReviewRow } from '#core/intake/review-api.ts';
import { outcomes } from '#core/intake/submission.ts';
import { ok, type Result, refuse } from '#core/kernel/result.ts';
import type { ServiceDeps } from '#server/access/service-deps.ts';
import { versionsOf } from '#server/definitions/survey-repo.ts';
import type { Places } from '#server/http/route.ts';
import { toAnswers } from '#server/intake/response-repo.ts';
import { flagList } from '#server/intake/review-flags.ts';
import { correctedAmong } from '#server/intake/review-history-repo.ts';
import { judgedCounts, type ListedRow, listPage } from '#server/intake/review-list-repo.ts';
import { flagCounts } from '#server/intake/review-repo.ts';
import { linksOfSurvey } from '#server/links/link-repo.ts';
import { sitesOf } from '#server/register/register-repo.ts';

type Place = Places['survey'];

/** Columns of answers that fit beside the others. */
const answerColumns = 3;

/** @returns `request-unfit` for a filter that an anonymous survey cannot have. */
export async function reviewList(
  { db }: ServiceDeps,
  place: Place,
  query: ReviewQuery,
): Promise<Result<ReviewList>> {
  const unfit = place.anonymous ? personalFilters.filter((name) => query[name]) : [];
  if (unfit.length > 0) {
    return refuse(
      'request-unfit',
      unfit.map((name) => ({ pointer: `/${name}`, code: 'anonymous' })),
    );
  }
  const survey = { id: place.surveyId, anonymous: place.anonymous, timeZone: place.timeZone };
  const versions = await versionsOf(db, place.surveyId);
  // First, because it looks for look-alikes among what is new.
  const flags = await flagCounts(db, place.surveyId);
  const { version, ...rest } = query;
  const versionHash =
    version === undefined
      ? undefined
      : (versions.find((one) => one.number === version)?.hash ?? '');
  const page = await listPage(db, survey, {
    ...rest,
    ...(versionHash !== undefined && { versionHash }),
  });
  const judged = await judgedCounts(db, survey);
  const newest = versions.at(-1);
  const columns = newest ? firstClosed(newest.definition) : [];
  const links = place.anonymous ? [] : await linksOfSurvey(db, place.surveyId);
  const sites = await sitesOf(db, [place.projectId]);
  const corrected = await correctedAmong(
    db,
    place.surveyId,
    page.rows.map(({ id }) => id),
  );
  const about = {
    versions,
    columns,
    links: new Map(links.map((link) => [link.id, linkReply(link)])),
    corrected: new Set(corrected.map((row) => row.response_id)),
  };
  return ok({
    rows: page.rows.map((row) => rowReply(row, about)),
    total: page.total,
    ...(page.older !== undefined && { older: page.older }),
    ...(page.newer !== undefined && { newer: page.newer }),
    columns: columns.map(({ name, label, shortLabel, categories = [] }) => ({
      name,
      label: { ...(shortLabel ?? label) },
      categories: categories.map((one) => ({ value: one.value, label: { ...one.label } })),
    })),
    counts: {
      ...judged,
      toCheck: flags.flagged,
      waiting: flags.waiting,
      flags: { ...flags.byCode },
    },
    links: links.filter((link) => !link.isTest).map(linkReply),
    sites: sites.map(({ id, name }) => ({ id, name })),
    versions: versions.map(({ number }) => number),
  });
}

const personalFilters = ['link', 'from', 'to', 'code'] as const;

/** The first items with answers to choose from, without those that name people or hurt when seen over a shoulder. */
const firstClosed = (definition: Definition): readonly Variable[] =>
  codebook(definition)
    .filter(({ type }) => type === 'choice' || type === 'boolean')
    .filter((variable) => variable.class !== 'identifier' && variable.class !== 'sensitive')
    .filter(({ role }) => role !== 'consent' && role !== 'site')
    .slice(0, answerColumns);

export interface LinkReply {
  readonly id: string;
  readonly holder?: string;
  readonly purpose: string;
}

export const linkReply = (link: {
  readonly id: string;
  readonly holder: string | null;
  readonly purpose: string;
}): { id: string; holder?: string; purpose: string } => ({
  id: link.id,
  purpose: link.purpose,
  ...(link.holder !== null && { holder: link.holder }),
});

interface About {
  readonly versions: readonly PublishedVersion[];
  readonly columns: readonly Variable[];
  readonly links: ReadonlyMap<string, LinkReply>;
  readonly corrected: ReadonlySet<string>;
}

export function rowReply(
  row: ListedRow,
  { versions, columns, links, corrected }: About,
): ReviewRow {
  const { started_at: started, finished_at: finished } = row;
  const link = row.link_id === null ? undefined : links.get(row.link_id);
  const answers = toAnswers(row.answers);
  const told = columns
    .map(({ name, path }) => [name, valueAt(answers, path)] as const)
    .filter(([, value]) => value !== undefined);
  return {
    id: row.id,
    code: codeOf(row),
    version: numberOf(versions, row.version_hash),
    outcome: outcomeOf(row.outcome),
    flags: [...flagList(row.flags)],
    state: stateOf(row),
    isCorrected: corrected.has(row.id),
    answers: Object.fromEntries(told),
    ...(row.received_at !== null && { receivedAt: row.received_at }),
    ...(link && { link: { ...link } }),
    ...(row.site_id !== null && { site: { id: row.site_id, name: row.site_name ?? '' } }),
    ...(row.source !== null && { source: row.source }),
    ...(started !== null && finished !== null && { seconds: secondsBetween(started, finished) }),
  };
}

/**
 * In anonymous surveys not the code that the phone shows: whoever saw it over somebody's shoulder would find the answers.
 */
const codeOf = ({ id, received_at, receipt_code }: ListedRow): string =>
  received_at === null ? receiptCode(id.replaceAll('-', '')) : receipt_code;

export const numberOf = (versions: readonly PublishedVersion[], hash: string): number =>
  versions.find((version) => version.hash === hash)?.number ?? 0;

export const outcomeOf = (text: string) => outcomes.find((one) => one === text) ?? 'completed';

export const stateOf = (row: {
  readonly excluded: string | null;
  readonly reviewed_at: string | null;
}): 'unjudged' | 'accepted' | 'excluded' => {
  if (row.excluded !== null) return 'excluded';
  return row.reviewed_at === null ? 'unjudged' : 'accepted';
};

const secondsBetween = (started: string, finished: string): number =>
  Math.max(0, Math.round((Date.parse(finished) - Date.parse(started)) / 1_000));
