/** One response as a person reads it. Reading is written into the audit: who, and which. */
import type { PublishedVersion } from '#core/definitions/survey.ts';
import { compareEntries } from '#core/intake/compare-entries.ts';
import type { ResponseDetail } from '#core/intake/review-api.ts';
import { ok, type Result, refuse } from '#core/kernel/result.ts';
import { appendAudit } from '#server/access/audit-repo.ts';
import type { ServiceDeps } from '#server/access/service-deps.ts';
import { versionsOf } from '#server/definitions/survey-repo.ts';
import { withCodes } from '#server/intake/client-entry.ts';
import { pairsOf } from '#server/intake/look-alike-repo.ts';
import { toAnswers } from '#server/intake/response-repo.ts';
import { flagDetails, flagList } from '#server/intake/review-flags.ts';
import { type Revision, revisionsOf } from '#server/intake/review-history-repo.ts';
import { linkReply, rowReply, stateOf } from '#server/intake/review-list.ts';
import { type ListedRow, untold } from '#server/intake/review-list-repo.ts';
import { shownAnswers } from '#server/intake/review-mask.ts';
import {
  pooledRow,
  type StoredRow,
  storedRow,
  storedRows,
} from '#server/intake/review-row-repo.ts';
import { type ReviewPlace, toldReason } from '#server/intake/review-service.ts';
import { linksByIds } from '#server/links/link-repo.ts';
import { sitesOf } from '#server/register/register-repo.ts';

/** @param identifiers whether the person asks for answers that name people, and may read them. */
export async function responseDetail(
  deps: ServiceDeps,
  place: ReviewPlace,
  id: string,
  identifiers: boolean,
): Promise<Result<ResponseDetail>> {
  const versions = await versionsOf(deps.db, place.surveyId);
  const found = place.anonymous
    ? await pooledDetail(deps, place, id, { versions, identifiers })
    : await namedDetail(deps, place, id, { versions, identifiers });
  if (!found) return refuse('not-found');
  const subject = place.anonymous ? `survey:${place.surveyId}` : `response:${id}`;
  const detail = { identifiers };
  await appendAudit(deps.db, place.by.organisationId, deps.clock.now(), [
    { actor: place.by.actorId, action: 'response.read', subject, detail },
  ]);
  return ok(found);
}

interface Reading {
  readonly versions: readonly PublishedVersion[];
  readonly identifiers: boolean;
}

async function pooledDetail(
  { db }: ServiceDeps,
  place: ReviewPlace,
  id: string,
  { versions, identifiers }: Reading,
): Promise<ResponseDetail | undefined> {
  const row = await pooledRow(db, place.surveyId, id);
  if (!row) return undefined;
  const listed = await listedRow(db, place, { ...row, ...untold, excluded: row.excluded_on });
  return {
    ...plainReply(listed, versions),
    ...(row.language !== null && { language: row.language }),
    flags: flagsOf(row),
    answers: answersOf(row, versions, identifiers),
    withIdentifiers: identifiers,
    ...(row.excluded_reason !== null && { excluded: toldReason(row.excluded_reason) }),
    history: [],
    alike: [],
  };
}

async function namedDetail(
  { db, keys }: ServiceDeps,
  place: ReviewPlace,
  id: string,
  reading: Reading,
): Promise<ResponseDetail | undefined> {
  const row = await storedRow(db, place.surveyId, id);
  if (!row) return undefined;
  const { versions, identifiers } = reading;
  const listed = await listedRow(db, place, { ...row, excluded: row.excluded_at });
  const links = row.link_id === null ? new Map() : await linksByIds(db, [row.link_id]);
  const link = row.link_id === null ? undefined : links.get(row.link_id)?.link;
  const revisions = await revisionsOf(db, place.surveyId, id);
  return {
    ...plainReply(listed, versions),
    isCorrected: revisions.some(({ kind }) => kind === 'corrected'),
    ...(link && { link: linkReply(link) }),
    ...(row.language !== null && { language: row.language }),
    ...(row.started_at !== null && { startedAt: row.started_at }),
    ...(row.finished_at !== null && { finishedAt: row.finished_at }),
    ...(row.paper_number !== null && { paperNumber: row.paper_number }),
    ...(identifiers && row.collector !== null && { collector: row.collector }),
    flags: flagsOf(row),
    answers: identifiers
      ? withCodes(keys, place.surveyId, {
          id: row.id,
          answers: answersOf(row, versions, true),
          sealed: row.client_code,
        })
      : answersOf(row, versions, false),
    withIdentifiers: identifiers,
    ...(row.excluded_reason !== null && { excluded: toldReason(row.excluded_reason) }),
    history: historyOf(row, revisions, reading),
    alike: await alikeReply(db, place, row),
  };
}

async function listedRow(
  db: ServiceDeps['db'],
  place: ReviewPlace,
  row: Omit<ListedRow, 'place' | 'site_name'>,
): Promise<ListedRow> {
  const sites = await sitesOf(db, [place.projectId]);
  const name = sites.find(({ id }) => id === row.site_id)?.name ?? null;
  return { ...row, place: '', site_name: name };
}

function plainReply(row: ListedRow, versions: readonly PublishedVersion[]) {
  const about = { versions, columns: [], links: new Map(), corrected: new Set<string>() };
  const { answers: _, flags: __, ...rest } = rowReply(row, about);
  return rest;
}

const flagsOf = (row: { readonly flags: string; readonly flag_details: string }) => {
  const details = flagDetails(row.flag_details);
  // Where nothing more is known of a flag, its code says enough.
  return flagList(row.flags).flatMap((code) => {
    const own = details.filter((flag) => flag.code === code);
    return own.length > 0 ? own.map((flag) => ({ ...flag })) : [{ code }];
  });
};

function answersOf(
  row: { readonly version_hash: string; readonly answers: string },
  versions: readonly PublishedVersion[],
  identifiers: boolean,
): Record<string, unknown> {
  const version = versions.find(({ hash }) => hash === row.version_hash);
  return version ? shownAnswers(version.definition, toAnswers(row.answers), identifiers) : {};
}

/** Newest first. What a correction changed is what stood before it, compared with what stood before the next. */
function historyOf(
  row: StoredRow,
  revisions: readonly (Revision & { readonly by: string | null })[],
  { versions, identifiers }: Reading,
): ResponseDetail['history'] {
  const version = versions.find(({ hash }) => hash === row.version_hash);
  const shown = (answers: Readonly<Record<string, unknown>>) =>
    version ? shownAnswers(version.definition, answers, identifiers) : {};
  let after = shown(toAnswers(row.answers));
  return revisions.toReversed().map(({ kind, at, by, reason, before }) => {
    const earlier = before.answers ? shown(before.answers) : after;
    const changes = version
      ? compareEntries(
          { answers: earlier, paper: {} },
          { answers: after, paper: {} },
          version.definition,
        )
      : [];
    after = earlier;
    return {
      kind,
      at,
      ...(by !== null && { by }),
      ...(reason !== null && { reason: toldReason(reason) }),
      ...(before.waited !== undefined && { waited: before.waited }),
      changes: changes.map(({ pointer, first, second }) => ({
        pointer: pointer.replace(/^\/answers/, ''),
        ...(first !== undefined && { before: first }),
        ...(second !== undefined && { after: second }),
      })),
    };
  });
}

async function alikeReply(
  db: ServiceDeps['db'],
  place: ReviewPlace,
  row: StoredRow,
): Promise<ResponseDetail['alike']> {
  const pairs = await pairsOf(db, place.surveyId, row.id);
  if (pairs.length === 0) return [];
  const others = await storedRows(
    db,
    place.surveyId,
    pairs.map(({ id }) => id),
  );
  const ids = others.flatMap((other) => other.link_id ?? []);
  const links = await linksByIds(db, [...new Set(ids)]);
  return others.flatMap((other) => {
    const pair = pairs.find(({ id }) => id === other.id);
    const link = other.link_id === null ? undefined : links.get(other.link_id)?.link;
    if (!pair) return [];
    return [
      {
        ...pair,
        code: other.receipt_code,
        state: stateOf({ excluded: other.excluded_at, reviewed_at: other.reviewed_at }),
        receivedAt: other.received_at,
        ...(link && { link: linkReply(link) }),
        isSameLink: other.link_id !== null && other.link_id === row.link_id,
      },
    ];
  });
}
