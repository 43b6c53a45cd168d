import { elementsIn } from '#core/definitions/gate-walk.ts';
import { ok, type Result, refuse } from '#core/kernel/result.ts';
import { type Link, linkUrl, plainLink } from '#core/links/link.ts';
import type { TrialCreated, TrialRequest, TrialRun } from '#core/links/trial-api.ts';
import { appendAudit } from '#server/access/audit-repo.ts';
import type { By } from '#server/access/people-service.ts';
import type { SurveyDeps } from '#server/definitions/survey-service.ts';
import { draftToTry } from '#server/definitions/trial-draft.ts';
import type { CollectionPoint } from '#server/links/collection-point.ts';
import { insertLink } from '#server/links/link-repo.ts';
import { countRuns, insertTrial, keepRun, trialOfLink } from '#server/links/trial-repo.ts';
import { inTransaction } from '#server/store/transaction.ts';

const dayMs = 86_400_000;

/**
 * Freezes the draft as it stands and makes a test link that opens it. What could not be published for errors cannot be
 * tried either: a phone must be able to show it safely.
 */
export function startTrial(
  deps: SurveyDeps,
  by: By,
  place: { readonly surveyId: string; readonly projectId: string },
  { days, language }: TrialRequest,
): Promise<Result<TrialCreated>> {
  const { clock, secrets, baseUrl } = deps;
  const now = clock.now();
  return inTransaction(deps.db, async (trx) => {
    const draft = await draftToTry({ ...deps, db: trx }, place);
    if (!draft.ok) return draft;
    const expiresAt = new Date(now.getTime() + days * dayMs);
    const id = secrets.token(9);
    const { surveyId } = place;
    const link: Link = {
      ...plainLink({ id, surveyId, purpose: 'collector', createdAt: now }),
      language: language ?? null,
      closesAt: expiresAt,
      isTest: true,
    };
    const token = secrets.token(16);
    await insertLink(trx, link, secrets.hash(token));
    await insertTrial(trx, {
      linkId: id,
      surveyId,
      hash: draft.value.hash,
      definition: draft.value.definition,
      createdAt: now,
    });
    await appendAudit(trx, by.organisationId, now, [
      {
        actor: by.actorId,
        action: 'trial.started',
        subject: `survey:${surveyId}`,
        detail: { link: id, hash: draft.value.hash },
      },
    ]);
    const url = linkUrl(baseUrl, id, token);
    return ok({ id, url, token, expiresAt: expiresAt.toISOString() });
  });
}

/** More tries than this through one link are no pilot. */
const runsMost = 1_000;

/** Keeps how tries went. The same try may be told of many times, and only its newest state is kept. */
export async function takeRuns(
  { db }: Pick<SurveyDeps, 'db'>,
  point: CollectionPoint,
  request: { readonly definitionHash: string; readonly runs: readonly TrialRun[] },
): Promise<Result<{ kept: number }>> {
  const trial = point.link.isTest ? await trialOfLink(db, point.link.id) : undefined;
  if (!trial || trial.hash !== request.definitionHash) {
    return refuse('request-unfit', [{ pointer: '/definitionHash', code: 'unknown' }]);
  }
  const known = new Set(elementsIn(trial.definition).map(({ element }) => element.name));
  // Names only: what is no name might be something that was answered.
  const strangers = request.runs.flatMap(({ at, items }, index) => [
    ...(at === undefined || known.has(at)
      ? []
      : [{ pointer: `/runs/${index}/at`, code: 'unknown' }]),
    ...Object.keys(items)
      .filter((name) => !known.has(name))
      .map(() => ({ pointer: `/runs/${index}/items`, code: 'unknown' })),
  ]);
  if (strangers.length > 0) return refuse('request-unfit', strangers.slice(0, 10));
  return inTransaction(db, async (trx) => {
    if ((await countRuns(trx, trial.linkId)) + request.runs.length > runsMost + 50) {
      return refuse('too-many-requests');
    }
    for (const run of request.runs) await keepRun(trx, trial.linkId, run);
    return ok({ kept: request.runs.length });
  });
}
