/** What is wanted of a survey and of a project, and until when. */
import type { ProblemError } from '#core/kernel/problems.ts';
import { ok, type Result, refuse } from '#core/kernel/result.ts';
import type { Period, TargetsReply, TargetsRequest } from '#core/register/field-api.ts';
import {
  cellKey,
  cellOf,
  type FieldPeriod,
  type Target,
  type TargetKind,
} from '#core/register/target.ts';
import { appendAudit } from '#server/access/audit-repo.ts';
import type { By } from '#server/access/people-service.ts';
import {
  type Breakdown,
  breakdownsIn,
  isCellOf,
  tellsPeopleApart,
} from '#server/analysis/field-ground.ts';
import type { ResultsDeps } from '#server/analysis/results-service.ts';
import { linksOfSurvey } from '#server/links/link-repo.ts';
import { sitesOf } from '#server/register/register-repo.ts';
import type { SurveyInProject } from '#server/register/sample-service.ts';
import {
  fieldPeriodOf,
  replaceTargets,
  setFieldPeriod,
  targetsOf,
} from '#server/register/target-repo.ts';
import { inTransaction } from '#server/store/transaction.ts';

export const toPeriod = ({ startsOn, endsOn, unit }: FieldPeriod): Period => ({
  ...(startsOn !== null && { startsOn }),
  ...(endsOn !== null && { endsOn }),
  unit,
});

export const fromPeriod = ({ startsOn, endsOn, unit }: Period): FieldPeriod => ({
  startsOn: startsOn ?? null,
  endsOn: endsOn ?? null,
  unit,
});

export async function describeTargets(
  { db, columnStores }: ResultsDeps,
  surveyId: string,
): Promise<TargetsReply> {
  const store = await columnStores.frameOf(surveyId);
  const targets = await targetsOf(db, surveyId);
  const of = (kind: TargetKind) =>
    targets
      .filter((target) => target.kind === kind)
      .map(({ key, wanted }) => ({ id: key, wanted }));
  const survey = targets.find(({ kind }) => kind === 'survey')?.wanted;
  return {
    period: toPeriod(await fieldPeriodOf(db, surveyId)),
    ...(survey !== undefined && { survey }),
    sites: of('site'),
    links: of('link'),
    cells: of('cell').flatMap(({ id, wanted }) => {
      const cell = cellOf(id);
      return cell ? [{ cell, wanted }] : [];
    }),
    breakdowns: breakdownsIn(store).map(({ variable, label, categories }) => ({
      variable,
      label: { ...label },
      categories: categories.map(({ code, label: own }) => ({ code, label: { ...own } })),
    })),
    countsPeople: await tellsPeopleApart(db, surveyId),
  };
}

/** @returns `request-unfit` for sites, links and cells that the survey does not have, and for people who cannot be told apart. */
export async function stateTargets(
  deps: ResultsDeps,
  by: By,
  place: SurveyInProject,
  request: TargetsRequest,
): Promise<Result<TargetsReply>> {
  const { surveyId } = place;
  const now = deps.clock.now();
  const store = await deps.columnStores.frameOf(surveyId);
  const stated = await inTransaction(deps.db, async (trx): Promise<Result<null>> => {
    const errors = mistakesIn(request, {
      sites: (await sitesOf(trx, [place.projectId])).map(({ id }) => id),
      links: (await linksOfSurvey(trx, surveyId)).map(({ id }) => id),
      // A cell that lost its answer in a new version may stay as it is.
      kept: (await targetsOf(trx, surveyId)).map(({ key }) => key),
      breakdowns: breakdownsIn(store),
      canCountPeople: await tellsPeopleApart(trx, surveyId),
    });
    if (errors.length > 0) return refuse('request-unfit', errors);
    const { period } = request;
    if (period) await setFieldPeriod(trx, surveyId, fromPeriod(period));
    const { kinds, targets } = targetsIn(request);
    await replaceTargets(trx, surveyId, kinds, targets);
    await appendAudit(trx, by.organisationId, now, [
      {
        actor: by.actorId,
        action: 'targets.stated',
        subject: `survey:${surveyId}`,
        detail: { targets: targets.length, period: period !== undefined },
      },
    ]);
    return ok(null);
  });
  return stated.ok ? ok(await describeTargets(deps, surveyId)) : stated;
}

interface Known {
  readonly sites: readonly string[];
  readonly links: readonly string[];
  readonly kept: readonly string[];
  readonly breakdowns: readonly Breakdown[];
  readonly canCountPeople: boolean;
}

function mistakesIn(request: TargetsRequest, known: Known): readonly ProblemError[] {
  const { sites = [], links = [], cells = [], period } = request;
  const unknown = (pointer: string) => ({ pointer, code: 'unknown' });
  return [
    ...sites.flatMap(({ id }, at) => (known.sites.includes(id) ? [] : unknown(`/sites/${at}/id`))),
    ...links.flatMap(({ id }, at) => (known.links.includes(id) ? [] : unknown(`/links/${at}/id`))),
    ...cells.flatMap(({ cell }, at) =>
      isCellOf(cell, known.breakdowns) || known.kept.includes(cellKey(cell))
        ? []
        : unknown(`/cells/${at}/cell`),
    ),
    ...(period?.unit === 'people' && !known.canCountPeople
      ? [{ pointer: '/period/unit', code: 'no-client-code' }]
      : []),
  ];
}

/** The kinds that the request says something of, and the targets that they have from now on. */
function targetsIn({ survey, sites, links, cells }: TargetsRequest) {
  const kinds: TargetKind[] = [];
  const targets: Target[] = [];
  const add = (kind: TargetKind, some: readonly { key: string; wanted: number }[] | undefined) => {
    if (!some) return;
    kinds.push(kind);
    // Named twice, the last one counts.
    const byKey = new Map(some.map((one) => [one.key, one.wanted]));
    for (const [key, wanted] of byKey) targets.push({ kind, key, wanted });
  };
  if (survey !== undefined) add('survey', survey === null ? [] : [{ key: '', wanted: survey }]);
  add(
    'site',
    sites?.map(({ id, wanted }) => ({ key: id, wanted })),
  );
  add(
    'link',
    links?.map(({ id, wanted }) => ({ key: id, wanted })),
  );
  add(
    'cell',
    cells?.map(({ cell, wanted }) => ({ key: cellKey(cell), wanted })),
  );
  return { kinds, targets };
}
