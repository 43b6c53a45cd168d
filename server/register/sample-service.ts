/** How the people of each site were chosen, and the lists by which they were picked. */
import type { Kysely } from 'kysely';
import { ok, type Result, refuse } from '#core/kernel/result.ts';
import type {
  PickListReply,
  PickRequest,
  SampleReply,
  SampleRequest,
} from '#core/register/field-api.ts';
import { drawPicks } from '#core/register/pick-list.ts';
import { everybody, type SiteSample } from '#core/register/sample.ts';
import { appendAudit } from '#server/access/audit-repo.ts';
import type { By } from '#server/access/people-service.ts';
import type { ServiceDeps } from '#server/access/service-deps.ts';
import { sitesOf } from '#server/register/register-repo.ts';
import {
  insertPickList,
  type PickList,
  pickHeads,
  pickListsOf,
  samplesOf,
  setSample,
} from '#server/register/sample-repo.ts';
import type { Database } from '#server/store/database.ts';
import { inTransaction } from '#server/store/transaction.ts';

/** A survey in its project. */
export interface SurveyInProject {
  readonly surveyId: string;
  readonly projectId: string;
}

const unstated = (siteId: string): SiteSample => ({
  siteId,
  headcount: null,
  invited: null,
  method: null,
  note: null,
});

/** Every site of the project, with what is stated of it; and `all` where something is stated of everybody. */
export async function describeSample(
  { db }: Pick<ServiceDeps, 'db'>,
  { surveyId, projectId }: SurveyInProject,
): Promise<SampleReply> {
  const samples = new Map((await samplesOf(db, surveyId)).map((one) => [one.siteId, one]));
  const picks = new Map((await pickHeads(db, surveyId)).map((one) => [one.siteId, one]));
  const sites = await sitesOf(db, [projectId]);
  const places = [
    ...(samples.has(everybody) || picks.has(everybody) || sites.length === 0
      ? [{ id: everybody, name: undefined, headcount: null }]
      : []),
    ...sites,
  ];
  return {
    sites: places.map(({ id, name, headcount: known }) => {
      const { headcount, invited, method, note } = samples.get(id) ?? unstated(id);
      const people = headcount ?? known;
      const pick = picks.get(id);
      return {
        siteId: id,
        ...(name !== undefined && { name }),
        ...(people !== null && { headcount: people }),
        ...(invited !== null && { invited }),
        ...(method !== null && { method }),
        ...(note !== null && { note }),
        ...(pick && {
          pick: {
            number: pick.number,
            population: pick.population,
            size: pick.size,
            drawnAt: pick.drawnAt,
          },
        }),
      };
    }),
  };
}

/** @returns `request-unfit` for a site that the project does not have, or more invited than there are people. */
export function stateSample(
  deps: ServiceDeps,
  by: By,
  place: SurveyInProject,
  { sites }: SampleRequest,
): Promise<Result<SampleReply>> {
  const now = deps.clock.now();
  return inTransaction(deps.db, async (trx) => {
    const known = new Set((await sitesOf(trx, [place.projectId])).map(({ id }) => id));
    const errors = sites.flatMap(({ siteId, headcount, invited }, index) => {
      if (siteId !== everybody && !known.has(siteId)) {
        return [{ pointer: `/sites/${index}/siteId`, code: 'unknown' }];
      }
      const isTooMany = headcount !== undefined && invited !== undefined && invited > headcount;
      return isTooMany ? [{ pointer: `/sites/${index}/invited`, code: 'too_big' }] : [];
    });
    if (errors.length > 0) return refuse('request-unfit', errors);
    for (const { siteId, headcount, invited, method, note } of sites) {
      await setSample(trx, place.surveyId, {
        siteId,
        headcount: headcount ?? null,
        invited: invited ?? null,
        method: method ?? null,
        note: note ?? null,
      });
    }
    await appendAudit(trx, by.organisationId, now, [
      {
        actor: by.actorId,
        action: 'sample.stated',
        subject: `survey:${place.surveyId}`,
        detail: { sites: sites.length },
      },
    ]);
    return ok(await describeSample({ db: trx }, place));
  });
}

/**
 * Draws a list and keeps it. The first one says that people are picked at random, unless somebody has said otherwise.
 * @returns `site-unknown`; `request-unfit` without a reason for another list, or for more picks than people
 */
export function drawPickList(
  deps: ServiceDeps,
  by: By,
  place: SurveyInProject & { readonly siteId: string },
  { population, size, reason }: PickRequest,
): Promise<Result<PickListReply>> {
  const { surveyId, siteId } = place;
  const now = deps.clock.now();
  if (size > population) {
    return Promise.resolve(refuse('request-unfit', [{ pointer: '/size', code: 'too_big' }]));
  }
  return inTransaction(deps.db, async (trx) => {
    if (!(await isPlace(trx, place))) return refuse('site-unknown');
    const [former] = await pickListsOf(trx, surveyId, siteId);
    if (former && reason === undefined) {
      return refuse('request-unfit', [{ pointer: '/reason', code: 'required' }]);
    }
    const seed = deps.secrets.token(16);
    const list: PickList = {
      surveyId,
      siteId,
      number: (former?.number ?? 0) + 1,
      population,
      size,
      seed,
      picks: drawPicks(seed, population, size),
      reason: reason ?? null,
      drawnAt: now.toISOString(),
      drawnBy: by.actorId,
    };
    // Somebody else has drawn one since: this one would be drawn again, and needs a reason too.
    if (!(await insertPickList(trx, list))) {
      return refuse('request-unfit', [{ pointer: '/reason', code: 'required' }]);
    }
    if (!former) await sayRandom(trx, list);
    await appendAudit(trx, by.organisationId, now, [
      {
        actor: by.actorId,
        action: former ? 'pick-list.redrawn' : 'pick-list.drawn',
        subject: `survey:${surveyId}`,
        detail: { site: siteId, number: list.number, population, size },
      },
    ]);
    return ok(toPickListReply(list));
  });
}

async function sayRandom(
  trx: Kysely<Database>,
  { surveyId, siteId, population, size }: PickList,
): Promise<void> {
  const said = (await samplesOf(trx, surveyId)).find((one) => one.siteId === siteId);
  const { headcount, invited, method, note } = said ?? unstated(siteId);
  await setSample(trx, surveyId, {
    siteId,
    headcount: headcount ?? population,
    invited: invited ?? size,
    method: method ?? 'random',
    note,
  });
}

export async function pickLists(
  { db }: Pick<ServiceDeps, 'db'>,
  place: SurveyInProject & { readonly siteId: string },
): Promise<Result<{ lists: PickListReply[] }>> {
  if (!(await isPlace(db, place))) return refuse('site-unknown');
  return ok({ lists: (await pickListsOf(db, place.surveyId, place.siteId)).map(toPickListReply) });
}

async function isPlace(
  db: Kysely<Database>,
  { projectId, siteId }: { readonly projectId: string; readonly siteId: string },
): Promise<boolean> {
  return siteId === everybody || (await sitesOf(db, [projectId])).some(({ id }) => id === siteId);
}

const toPickListReply = ({ reason, drawnBy: _, surveyId: _s, siteId: _i, ...list }: PickList) => ({
  ...list,
  picks: [...list.picks],
  ...(reason !== null && { reason }),
});
