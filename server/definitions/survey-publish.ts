/** Publishing: what a draft would be as a version, what stands in its way, and which version is served afterwards. */
import type { Kysely } from 'kysely';
import { collapseBlocks } from '#core/definitions/blocks.ts';
import type { Definition } from '#core/definitions/definition.ts';
import { frozenBreaks } from '#core/definitions/frozen.ts';
import { checkDefinition, type GateProblem } from '#core/definitions/publish-gate.ts';
import { withSites } from '#core/definitions/site-item.ts';
import type { PublishReply, PublishRequest, VersionSummary } from '#core/definitions/survey-api.ts';
import { publishable, versionHash } from '#core/definitions/version.ts';
import { xlsformFunctions } from '#core/definitions/xlsform/functions.ts';
import { ok, type Result, refuse } from '#core/kernel/result.ts';
import type { Site } from '#core/register/site.ts';
import { appendAudit } from '#server/access/audit-repo.ts';
import type { By } from '#server/access/people-service.ts';
import { asPublished, type SurveyPlace, toError } from '#server/definitions/as-published.ts';
import { conflictOf } from '#server/definitions/draft-conflict.ts';
import { draftOf, keepRevisions, rebaseDraft, saveDraft } from '#server/definitions/draft-repo.ts';
import { checkThoroughly } from '#server/definitions/lint-definition.ts';
import {
  lockSurvey,
  newestVersion,
  publishVersion,
  retireVersion,
  setAnonymous,
  surveyById,
  surveyByName,
  surveysOfProject,
  unretireVersion,
  versionByHash,
  versionByNumber,
  versionsOf,
} from '#server/definitions/survey-repo.ts';
import { insertWithDraft, type SurveyDeps, toSummary } from '#server/definitions/survey-service.ts';
import { sitesOf } from '#server/register/register-repo.ts';
import type { Database } from '#server/store/database.ts';
import { inTransaction } from '#server/store/transaction.ts';

/** Freezes the draft as the next version. The same document twice is one version. */
export function publishDraft(
  deps: SurveyDeps,
  by: By,
  place: SurveyPlace,
  { revision }: PublishRequest = {},
): Promise<Result<PublishReply>> {
  return inTransaction(deps.db, async (trx) => {
    const inside = { ...deps, db: trx };
    await lockSurvey(trx, place.surveyId);
    const draft = await draftOf(trx, place.surveyId);
    if (!draft) return refuse('version-unknown');
    if (revision !== undefined && revision !== draft.revision) return conflictOf(trx, draft);
    const sites = await sitesOf(trx, [place.projectId]);
    const definition = asPublished(deps, draft.definition, sites);
    if (!definition.ok) return definition;
    const fit = await passes(inside, place.surveyId, { definition: definition.value });
    if (!fit.ok) return fit;
    const published = await publish(inside, by, place.surveyId, definition.value);
    await rebaseDraft(trx, place.surveyId, published.number);
    return ok(published);
  });
}

/**
 * A document that was a version before becomes that version again: it is answered once more, and the later ones are
 * retired.
 */
async function publish(
  { db, clock }: SurveyDeps,
  by: By,
  surveyId: string,
  definition: Definition,
): Promise<PublishReply> {
  const now = clock.now();
  const before = await newestVersion(db, surveyId);
  const hash = versionHash(definition);
  if (before?.hash === hash) return { number: before.number, hash };
  const known = await versionByHash(db, surveyId, hash);
  const version =
    known ?? (await publishVersion(db, { surveyId, hash, definition, publishedAt: now }));
  if (known) await bringBack(db, surveyId, known.number, now);
  else if (version.number === 1) await setAnonymous(db, surveyId, isAnonymous(definition));
  await appendAudit(db, by.organisationId, now, [
    {
      actor: by.actorId,
      action: 'survey.published',
      subject: `survey:${surveyId}`,
      detail: { version: version.number, hash, ...(known && { again: true }) },
    },
  ]);
  return { number: version.number, hash: version.hash };
}

async function bringBack(
  db: Kysely<Database>,
  surveyId: string,
  number: number,
  now: Date,
): Promise<void> {
  await unretireVersion(db, surveyId, number);
  for (const version of await versionsOf(db, surveyId)) {
    if (version.number > number) await retireVersion(db, surveyId, version.number, now);
  }
}

/** Whether a definition may be published. What came from an XLSForm keeps its names and page lengths. */
async function passes(
  deps: SurveyDeps,
  surveyId: string | undefined,
  { definition, isXlsform = false, isShipped = false }: Omit<NamedDefinition, 'name'>,
): Promise<Result<undefined>> {
  const options = {
    functions: xlsformFunctions,
    sitesKnown: true,
    ...(isXlsform && { lenient: true }),
  };
  const { problems } = isShipped
    ? checkDefinition(definition, options)
    : { problems: await checkThoroughly(definition, options) };
  const broken = surveyId === undefined ? [] : await breaksOf(deps, surveyId, definition);
  const errors = [...problems, ...broken].filter(({ severity }) => severity === 'error');
  return errors.length === 0 ? ok(undefined) : refuse('definition-unfit', errors.map(toError));
}

/** What the draft would do to answers that are there; nothing before there are any. */
export async function breaksOf(
  { db, hasAnswers }: SurveyDeps,
  surveyId: string,
  definition: Definition,
): Promise<readonly GateProblem[]> {
  const versions = await versionsOf(db, surveyId);
  const answered = versions.length > 0 && (await hasAnswers(db, surveyId));
  const survey = versions.length > 0 ? await surveyById(db, surveyId) : undefined;
  const promisesMore = survey?.anonymous === false && isAnonymous(definition);
  return [
    ...(promisesMore ? [anonymityFixed] : []),
    ...frozenBreaks(answered ? versions : [], definition),
  ];
}

const isAnonymous = ({ lnAnonymous }: Definition): boolean => lnAnonymous === true;

/**
 * Answers to all versions lie in one place: with times and links, or without. Where the first version has not promised
 * anonymity, a later one that does would promise what is not done.
 */
const anonymityFixed: GateProblem = {
  severity: 'error',
  code: 'frozen-anonymity',
  message: 'whether answers are anonymous is settled by the first version; make a new survey',
  path: '/lnAnonymous',
  params: {},
};

export interface NamedDefinition {
  readonly name: string;
  readonly definition: Definition;
  readonly isXlsform?: boolean;
  /** Of the library, whose tests have asked the linter: the first start need not load it. */
  readonly isShipped?: boolean;
}

/** Publishes a definition under a name: as the next version of the survey, or as a new survey of the project. */
export function publishUnderName(
  deps: SurveyDeps,
  by: By,
  projectId: string,
  { name, definition, isXlsform = false, isShipped = false }: NamedDefinition,
): Promise<Result<PublishReply>> {
  return inTransaction(deps.db, async (trx) => {
    const inside = { ...deps, db: trx };
    const known = await surveyByName(trx, by.organisationId, name);
    if (known) await lockSurvey(trx, known.id);
    const sites = await sitesOf(trx, [known?.projectId ?? projectId]);
    const filled = asPublished(deps, definition, sites);
    if (!filled.ok) return filled;
    // The gate comes first: what it refuses must leave no survey behind.
    const form = { definition: filled.value, isXlsform, isShipped };
    const fit = await passes(inside, known?.id, form);
    if (!fit.ok) return fit;
    const written = collapseBlocks(definition);
    const survey = known ? ok(known) : await insertWithDraft(inside, by, projectId, name, written);
    if (!survey.ok) return survey;
    const published = await publish(inside, by, survey.value.id, filled.value);
    if (known) {
      await keepAsDraft(inside, by, { surveyId: known.id, definition: written, published });
    } else await rebaseDraft(trx, survey.value.id, published.number);
    return ok(published);
  });
}

/** What was published from elsewhere is what the next draft begins with; the same document again is no new revision. */
async function keepAsDraft(
  { db, clock }: SurveyDeps,
  by: By,
  save: {
    readonly surveyId: string;
    readonly definition: Definition;
    readonly published: PublishReply;
  },
): Promise<void> {
  const { surveyId, definition, published } = save;
  const draft = await draftOf(db, surveyId);
  if (draft && versionHash(draft.definition) === versionHash(definition)) {
    await rebaseDraft(db, surveyId, published.number);
    return;
  }
  const revision = await saveDraft(db, {
    surveyId,
    definition,
    savedAt: clock.now(),
    savedBy: by.actorId,
    basedOn: published.number,
  });
  if (revision !== undefined) await keepRevisions(db, surveyId, [revision]);
}

/**
 * Brings the site choices of a project's published surveys up to its register: a site that was added is a choice
 * from the next version on. Drafts stay as they are.
 */
export async function republishForSites(
  deps: SurveyDeps,
  by: By,
  projectId: string,
  sites: readonly Site[],
): Promise<void> {
  for (const survey of await surveysOfProject(deps.db, projectId)) {
    const newest = await newestVersion(deps.db, survey.id);
    if (!newest) continue;
    const filled = publishable(withSites(newest.definition, sites));
    if (versionHash(filled) === newest.hash) continue;
    // It passed the gate when it was published; only the choices of its site item are new.
    const published = await publish(deps, by, survey.id, filled);
    // A draft of the version before is one of this version: it says nothing of sites.
    const draft = await draftOf(deps.db, survey.id);
    if (draft?.basedOn === newest.number) {
      await rebaseDraft(deps.db, survey.id, published.number);
    }
  }
}

/**
 * Takes a version out of service, or puts it back. Links serve the newest version that is not retired; where none is
 * left, they say that the survey is over, and still take what was answered.
 */
export function setRetired(
  deps: SurveyDeps,
  by: By,
  surveyId: string,
  change: { readonly number: number; readonly retired: boolean },
): Promise<Result<VersionSummary>> {
  return inTransaction(deps.db, async (trx) => {
    const now = deps.clock.now();
    await lockSurvey(trx, surveyId);
    const changed = change.retired
      ? await retireVersion(trx, surveyId, change.number, now)
      : await unretireVersion(trx, surveyId, change.number);
    const version = await versionByNumber(trx, surveyId, change.number);
    if (!version) return refuse('version-unknown');
    if (changed) {
      const action = change.retired ? 'version.retired' : 'version.unretired';
      await appendAudit(trx, by.organisationId, now, [
        {
          actor: by.actorId,
          action,
          subject: `survey:${surveyId}`,
          detail: { version: change.number },
        },
      ]);
    }
    return ok(toSummary(version));
  });
}
