/** How field work goes: what has been received, against what is wanted, and what somebody should look at. */
import type { Kysely } from 'kysely';
import { ok, type Result } from '#core/kernel/result.ts';
import type { Link } from '#core/links/link.ts';
import { inBatches, statusOf } from '#core/links/link-status.ts';
import type {
  FieldWork,
  ProjectTargetsReply,
  ProjectTargetsRequest,
} from '#core/register/field-api.ts';
import type { FieldFlags, FieldLink, TallyRow } from '#core/register/field-facts.ts';
import { ofOutcome, total } from '#core/register/field-sums.ts';
import { fieldWorkOf, paceCounts } from '#core/register/field-work.ts';
import { dayIn } from '#core/register/project-time.ts';
import { appendAudit } from '#server/access/audit-repo.ts';
import type { By } from '#server/access/people-service.ts';
import { countedCells, tellsPeopleApart } from '#server/analysis/field-ground.ts';
import { fromPeriod, toPeriod } from '#server/analysis/field-targets-service.ts';
import type { ResultsDeps } from '#server/analysis/results-service.ts';
import { surveysOfProject } from '#server/definitions/survey-repo.ts';
import { peopleTallies, phoneContacts, tallies } from '#server/intake/progress-tally-repo.ts';
import { flagCounts } from '#server/intake/review-repo.ts';
import { linksOfSurvey } from '#server/links/link-repo.ts';
import { sitesOf } from '#server/register/register-repo.ts';
import { samplesOf } from '#server/register/sample-repo.ts';
import {
  fieldPeriodOf,
  projectTargetOf,
  setProjectTarget,
  targetsOf,
} from '#server/register/target-repo.ts';
import type { Database } from '#server/store/database.ts';
import { inTransaction } from '#server/store/transaction.ts';

/** A survey, where it is and how it keeps time. */
export interface FieldPlace {
  readonly surveyId: string;
  readonly projectId: string;
  readonly anonymous: boolean;
  readonly timeZone: string;
}

/** For people who may see progress. */
export async function fieldWork(deps: ResultsDeps, place: FieldPlace): Promise<FieldWork> {
  const { db, columnStores } = deps;
  const { surveyId, anonymous, timeZone } = place;
  const now = deps.clock.now();
  const targets = await targetsOf(db, surveyId);
  // Only cells need answers; everything else is counted without reading one.
  const hasCells = targets.some(({ kind }) => kind === 'cell');
  const store = hasCells ? await columnStores.frameOf(surveyId) : undefined;
  const links = (await linksOfSurvey(db, surveyId)).filter(({ isTest }) => !isTest);
  const contacts = await phoneContacts(db, surveyId);
  return fieldWorkOf(
    {
      now,
      day: dayIn(now, timeZone),
      isAnonymous: anonymous,
      period: await fieldPeriodOf(db, surveyId),
      targets,
      tallies: await tallies(db, surveyId),
      people: await peopleOf(db, place),
      sites: await sitesOf(db, [place.projectId]),
      links: links.map((link) => toFieldLink(link, now, place, contacts.get(link.id))),
      samples: await samplesOf(db, surveyId),
      cells: countedCells(store, targets),
      flags: await flagsOf(deps, surveyId),
    },
    timeZone,
  );
}

function toFieldLink(
  link: Link,
  now: Date,
  { anonymous, timeZone }: FieldPlace,
  contact: { readonly waiting: number; readonly lastSeenAt: string } | undefined,
): FieldLink {
  const completed = anonymous ? inBatches(link.completed) : link.completed;
  const status = statusOf(link, now, completed);
  const { id, holder, purpose, siteId, quota, createdAt, opensAt, closesAt } = link;
  return {
    id,
    holder,
    purpose,
    siteId,
    quota,
    isOpen: status === 'open' || status === 'full',
    completed,
    startsOn: dayIn(opensAt && opensAt > createdAt ? opensAt : createdAt, timeZone),
    endsOn: closesAt && dayIn(closesAt, timeZone),
    waiting: contact?.waiting ?? 0,
    lastSeenAt: contact?.lastSeenAt ?? null,
  };
}

/** None so far is a number too, where the survey asks for a code that tells people apart. */
async function peopleOf(
  db: Kysely<Database>,
  { surveyId, anonymous }: FieldPlace,
): Promise<readonly TallyRow[] | null> {
  if (anonymous) return null;
  const people = await peopleTallies(db, [surveyId]);
  return people ?? ((await tellsPeopleApart(db, surveyId)) ? [] : null);
}

async function flagsOf({ db }: ResultsDeps, surveyId: string): Promise<FieldFlags> {
  const { waiting, duplicates, late, clock } = await flagCounts(db, surveyId);
  return { waiting, lookAlikes: duplicates, late, clock };
}

/** All surveys of a project together. */
export async function describeProjectTargets(
  { db, clock }: ResultsDeps,
  { projectId, timeZone }: { readonly projectId: string; readonly timeZone: string },
): Promise<Result<ProjectTargetsReply>> {
  const { wanted, ...period } = await projectTargetOf(db, projectId);
  const all = await surveysOfProject(db, projectId);
  const surveys = await Promise.all(
    all.map(async ({ id, name }) => ({
      name,
      completed: ofOutcome(await tallies(db, id), 'completed'),
      wanted: (await targetsOf(db, id)).find(({ kind }) => kind === 'survey')?.wanted,
    })),
  );
  const contacts = surveys.flatMap(({ completed }) => completed);
  const named = all.filter(({ anonymous }) => !anonymous).map(({ id }) => id);
  const people = await peopleTallies(db, named);
  const basis = period.unit === 'people' && people ? people : contacts;
  const day = dayIn(clock.now(), timeZone);
  return ok({
    period: toPeriod(period),
    ...(wanted !== null && { wanted }),
    counts: {
      ...paceCounts({ period, day }, basis, wanted ?? undefined),
      ...(people && { people: total(people), contacts: total(contacts) }),
    },
    surveys: surveys
      .map((one) => ({
        name: one.name,
        received: total(one.completed),
        ...(one.wanted !== undefined && { wanted: one.wanted }),
      }))
      .filter((one) => one.received > 0 || one.wanted !== undefined),
  });
}

export async function stateProjectTargets(
  deps: ResultsDeps,
  by: By,
  place: { readonly projectId: string; readonly timeZone: string },
  { period, wanted }: ProjectTargetsRequest,
): Promise<Result<ProjectTargetsReply>> {
  const { projectId } = place;
  const now = deps.clock.now();
  await inTransaction(deps.db, async (trx) => {
    await setProjectTarget(trx, projectId, { ...fromPeriod(period), wanted });
    await appendAudit(trx, by.organisationId, now, [
      { actor: by.actorId, action: 'targets.stated', subject: `project:${projectId}` },
    ]);
  });
  return describeProjectTargets(deps, place);
}
