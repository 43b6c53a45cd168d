/**
 * Paper answers typed in: kept as drafts while they are typed, then stored through intake like any other answers. A form
 * that is to be typed twice is stored when both entries agree, or when a person has decided where they do not.
 */
import type { Kysely } from 'kysely';
import type { Definition } from '#core/definitions/definition.ts';
import { outcomeOf } from '#core/definitions/outcome.ts';
import { normalizeAnswers } from '#core/intake/answer-values.ts';
import { compareEntries } from '#core/intake/compare-entries.ts';
import { uuidIn } from '#core/intake/data-file/row-id.ts';
import type {
  Paper,
  TypedEntryReply,
  TypedEntryRequest,
  TypedResult,
} from '#core/intake/intake-api.ts';
import { ok, type Result, refuse } from '#core/kernel/result.ts';
import { startOfDay } from '#core/register/project-time.ts';
import { appendAudit } from '#server/access/audit-repo.ts';
import type { By } from '#server/access/people-service.ts';
import type { ServiceDeps } from '#server/access/service-deps.ts';
import { versionByHash } from '#server/definitions/survey-repo.ts';
import { compiledVersions } from '#server/intake/compiled-versions.ts';
import { groupedSubmit } from '#server/intake/intake-service.ts';
import { prepareDeps } from '#server/intake/prepare-deps.ts';
import { prepareItem } from '#server/intake/prepare-item.ts';
import {
  finishTypedEntry,
  isPaperStored,
  removeTypedEntries,
  saveTypedEntry,
  type TypedEntry,
  typedEntries,
  typedEntry,
} from '#server/intake/typed-entry-repo.ts';
import { type CollectionPoint, type DeskPlace, deskPoint } from '#server/links/collection-point.ts';
import { sitesOf } from '#server/register/register-repo.ts';
import type { Database } from '#server/store/database.ts';

export interface TypedPlace extends DeskPlace {
  readonly by: By;
}

export async function listTyped(
  deps: ServiceDeps,
  { surveyId, by }: TypedPlace,
): Promise<readonly TypedEntryReply[]> {
  return (await typedEntries(deps, surveyId)).map((entry) => replyOf(entry, by.actorId));
}

function replyOf(
  { personId, answers, createdAt: _, ...entry }: TypedEntry,
  me: string,
): TypedEntryReply {
  const isMine = personId === me;
  return { ...entry, isMine, ...(isMine ? { answers } : {}) };
}

export async function saveTyped(
  { db, keys, clock }: ServiceDeps,
  { surveyId, by, anonymous }: TypedPlace,
  id: string,
  request: TypedEntryRequest,
): Promise<Result<{ savedAt: string; isTypedBefore: boolean }>> {
  if (uuidIn(id) !== id) return refuse('request-unfit', [{ pointer: '/id', code: 'not-a-uuid' }]);
  const held = await typedEntry({ db, keys }, surveyId, id);
  if (held && held.personId !== by.actorId) return refuse('not-found');
  if (held?.state === 'done') return refuse('entry-finished');
  if (!(await versionByHash(db, surveyId, request.definitionHash)))
    return refuse('version-unknown');
  const now = clock.now();
  await saveTypedEntry({ db, keys }, surveyId, { ...request, id, personId: by.actorId }, now);
  const isTypedBefore = !anonymous && (await isPaperStored(db, surveyId, request.number));
  return ok({ savedAt: now.toISOString(), isTypedBefore });
}

export async function dropTyped(
  { db, keys, clock }: ServiceDeps,
  { surveyId, by }: TypedPlace,
  id: string,
): Promise<Result<undefined>> {
  if (!(await typedEntry({ db, keys }, surveyId, id))) return refuse('not-found');
  await removeTypedEntries(db, surveyId, [id]);
  await appendAudit(db, by.organisationId, clock.now(), [
    { actor: by.actorId, action: 'typed-entry.dropped', subject: `survey:${surveyId}` },
  ]);
  return ok(undefined);
}

/** Ends an entry: stores it, or waits for the other one, or says in what both differ. */
export async function finishTyped(
  deps: ServiceDeps,
  place: TypedPlace,
  id: string,
): Promise<Result<TypedResult>> {
  const { db } = deps;
  const entry = await typedEntry(deps, place.surveyId, id);
  // A finished entry may be compared by whoever decides; one that is being typed is its own person's.
  const isOpenToMe = entry?.state === 'done' || entry?.personId === place.by.actorId;
  if (!entry || !isOpenToMe) return refuse('not-found');
  const fits = await checkShape(db, place.surveyId, entry);
  if (!fits.ok) return fits;
  if (!entry.isDouble) return storeTyped(deps, place, entry, [entry.id]);
  await finishTypedEntry(db, place.surveyId, id);
  const other = (await typedEntries(deps, place.surveyId)).find(
    (one) => one.id !== id && one.number === entry.number && one.state === 'done',
  );
  if (!other) return ok({ status: 'waiting' });
  const [first, second] = other.createdAt <= entry.createdAt ? [other, entry] : [entry, other];
  const differences = compareEntries(first, second, fits.value);
  if (differences.length === 0) {
    return storeTyped(deps, place, first, [first.id, second.id]);
  }
  return ok({
    status: 'differs',
    first: sideOf(first),
    second: sideOf(second),
    differences: differences.map((one) => ({ ...one })),
  });
}

const sideOf = ({ id, by, number, definitionHash, isDouble, paper, answers }: TypedEntry) => ({
  id,
  by,
  number,
  definitionHash,
  isDouble,
  paper,
  answers,
});

/** What a person has decided of two entries that differ. */
export async function settleTyped(
  deps: ServiceDeps,
  place: TypedPlace,
  decided: {
    readonly first: string;
    readonly second: string;
    readonly paper: Paper;
    readonly answers: Readonly<Record<string, unknown>>;
  },
): Promise<Result<TypedResult>> {
  const first = await typedEntry(deps, place.surveyId, decided.first);
  const second = await typedEntry(deps, place.surveyId, decided.second);
  const isPair =
    first?.state === 'done' && second?.state === 'done' && first.number === second.number;
  if (!first || !second || !isPair) return refuse('not-found');
  const entry = { ...first, paper: decided.paper, answers: { ...decided.answers } };
  const fits = await checkShape(deps.db, place.surveyId, entry);
  return fits.ok ? storeTyped(deps, place, entry, [first.id, second.id]) : fits;
}

/** The definition, if the answers can be answers to it: what cannot is for whoever types to mend. */
async function checkShape(
  db: Kysely<Database>,
  surveyId: string,
  entry: TypedEntry,
): Promise<Result<Definition>> {
  const version = await versionByHash(db, surveyId, entry.definitionHash);
  const compiled = await compiledVersions(db)(surveyId, entry.definitionHash, null);
  if (!version || !compiled) return refuse('version-unknown');
  const errors = compiled.shape(normalizeAnswers(entry.answers));
  return errors.length === 0 ? ok(version.definition) : refuse('answers-unfit', errors);
}

async function storeTyped(
  deps: ServiceDeps,
  place: TypedPlace,
  entry: TypedEntry,
  settled: readonly string[],
): Promise<Result<TypedResult>> {
  const { db, clock } = deps;
  const version = await versionByHash(db, place.surveyId, entry.definitionHash);
  if (!version) return refuse('version-unknown');
  const site = await siteOf(db, place, entry.paper.site);
  const desk = { actor: place.by.actorId, source: 'typed', paperNumber: entry.number } as const;
  const point = deskPoint(place, desk, site);
  const answers = normalizeAnswers(entry.answers);
  const item = {
    id: entry.id,
    definitionHash: entry.definitionHash,
    outcome: outcomeOf(version.definition, answers),
    ...timesOf(entry.paper, place),
    ...(entry.paper.language ? { language: entry.paper.language } : {}),
    ...(entry.paper.collector && !place.anonymous ? { collectorName: entry.paper.collector } : {}),
    answers,
  };
  const arrived = { point, receivedAt: clock.now(), isSmall: false };
  const prepared = await prepareItem(prepareDeps(deps), item, arrived);
  const [result] = await groupedSubmit(deps)({ point, items: [prepared] });
  if (!result || result.status === 'rejected') return refuse('response-unkeepable');
  await removeTypedEntries(db, place.surveyId, settled);
  return ok({
    status: result.status,
    ...(result.code === undefined ? {} : { code: result.code }),
    ...(result.flags === undefined ? {} : { flags: [...result.flags] }),
    ...(result.problem === undefined ? {} : { errors: [{ code: result.problem.code }] }),
  });
}

async function siteOf(
  db: Kysely<Database>,
  { projectId }: TypedPlace,
  code: string | undefined,
): Promise<CollectionPoint['site']> {
  if (!code) return null;
  const site = (await sitesOf(db, [projectId])).find((one) => one.code === code);
  return site ? { id: site.id, code: site.code, name: site.name } : null;
}

/** Paper says the day only: noon stands for it. */
function timesOf({ day }: Paper, { timeZone, anonymous }: TypedPlace) {
  if (!day || anonymous) return {};
  const noon = new Date(startOfDay(day, timeZone).getTime() + 12 * 3_600_000).toISOString();
  return { startedAt: noon, finishedAt: noon };
}
