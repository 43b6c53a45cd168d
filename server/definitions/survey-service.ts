import { codebook } from '#core/definitions/codebook.ts';
import type { Definition } from '#core/definitions/definition.ts';
import { languagesOf, textOf } from '#core/definitions/languages.ts';
import { checkDefinition, type GateProblem } from '#core/definitions/publish-gate.ts';
import { withSites } from '#core/definitions/site-item.ts';
import type { PublishedVersion, Survey } from '#core/definitions/survey.ts';
import type {
  DraftReply,
  PublishReply,
  SurveyDetail,
  SurveyReply,
  SurveyRequest,
  VersionReply,
} from '#core/definitions/survey-api.ts';
import { breakdownsOf, countItems, minutesOf } from '#core/definitions/survey-facts.ts';
import { publishable, versionHash } from '#core/definitions/version.ts';
import { xlsformFunctions } from '#core/definitions/xlsform/functions.ts';
import type { ProblemError } from '#core/kernel/problems.ts';
import { ok, type Result, refuse } from '#core/kernel/result.ts';
import type { Site } from '#core/register/site.ts';
import { appendAudit } from '#server/access/audit-repo.ts';
import type { By } from '#server/access/people-service.ts';
import type { ServiceDeps } from '#server/access/service-deps.ts';
import { readLibrary } from '#server/definitions/library.ts';
import {
  draftOf,
  insertSurvey,
  newestVersion,
  publishVersion,
  saveDraft,
  surveyById,
  surveyByName,
  surveysOfProject,
  versionByNumber,
  versionsOf,
} from '#server/definitions/survey-repo.ts';
import { sitesOf } from '#server/register/register-repo.ts';
import { inTransaction } from '#server/store/transaction.ts';

export interface SurveyDeps extends ServiceDeps {
  /** `surveys/` of this installation. */
  readonly libraryFolder: string;
}

/** Stored responses of a survey; for those who may see progress. */
export type StoredOf = (surveyId: string) => Promise<number>;

export async function listSurveys(
  deps: SurveyDeps,
  projectId: string,
  storedOf: StoredOf | undefined,
): Promise<SurveyReply[]> {
  const surveys = await surveysOfProject(deps.db, projectId);
  const replies: SurveyReply[] = [];
  for (const survey of surveys) replies.push((await read(deps, survey, storedOf)).reply);
  return replies;
}

export async function describeSurvey(
  deps: SurveyDeps,
  surveyId: string,
  storedOf: StoredOf | undefined,
): Promise<Result<SurveyDetail>> {
  const survey = await surveyById(deps.db, surveyId);
  if (!survey) return refuse('survey-unknown');
  const { reply, definition } = await read(deps, survey, storedOf);
  const variables = definition ? codebook(definition) : [];
  return ok({
    ...reply,
    projectId: survey.projectId,
    codebook: structuredClone(variables) as SurveyDetail['codebook'], // as: the schema is its mutable twin
    breakdowns: definition
      ? breakdownsOf(definition, variables).map((variable) => variable.name)
      : [],
  });
}

/** A survey as lists show it, and the definition that speaks for it: the newest version's, else the draft's. */
async function read(
  deps: SurveyDeps,
  survey: Survey,
  storedOf: StoredOf | undefined,
): Promise<{ reply: SurveyReply; definition: Definition | undefined }> {
  const versions = await versionsOf(deps.db, survey.id);
  const draft = await draftOf(deps.db, survey.id);
  const newest = versions.findLast((version) => version.retiredAt === null);
  const definition = newest?.definition ?? draft?.definition;
  const sites = await sitesOf(deps.db, [survey.projectId]);
  const isNew = draft && versionHash(frozen(draft.definition, sites)) !== newest?.hash;
  const reply: SurveyReply = {
    name: survey.name,
    title: { ...(definition && textOf(definition.title, definition)) },
    languages: definition ? [...languagesOf(definition)] : [],
    anonymous: survey.anonymous,
    draft: isNew === true,
    versions: versions.map(toSummary),
    items: definition ? countItems(definition) : 0,
    minutes: definition ? minutesOf(definition) : 0,
    ...(storedOf && { stored: await storedOf(survey.id) }),
  };
  return { reply, definition };
}

/** The definition as it would be published now. */
const frozen = (definition: Definition, sites: readonly Site[]): Definition =>
  publishable(withSites(definition, sites));

const toSummary = ({ number, hash, publishedAt, retiredAt }: PublishedVersion) => ({
  number,
  hash,
  publishedAt: publishedAt.toISOString(),
  ...(retiredAt && { retiredAt: retiredAt.toISOString() }),
});

/** A new survey as a draft, from the library or from a definition. What is wrong with it, the draft will say. */
export async function addSurvey(
  deps: SurveyDeps,
  by: By,
  projectId: string,
  request: SurveyRequest,
): Promise<Result<SurveyReply>> {
  const definition =
    'library' in request ? fromLibrary(deps, request.library) : fromDocument(request.definition);
  if (!definition.ok) return definition;
  const survey = await insertWithDraft(deps, by, projectId, request.name, definition.value);
  return survey.ok ? ok((await read(deps, survey.value, undefined)).reply) : survey;
}

function fromLibrary(
  { libraryFolder }: SurveyDeps,
  wanted: { readonly name: string; readonly version: number },
): Result<Definition> {
  const found = readLibrary(libraryFolder).find(
    (one) => one.name === wanted.name && one.version === wanted.version,
  );
  return found ? ok(found.definition) : refuse('survey-unknown');
}

/** Any document that is a definition at all can be kept as a draft; the rest is for the publish gate. */
function fromDocument(document: unknown): Result<Definition> {
  const { definition, problems } = checkDefinition(document);
  return definition ? ok(definition) : refuse('definition-unfit', toErrors(problems));
}

function insertWithDraft(
  { db, clock, secrets }: SurveyDeps,
  by: By,
  projectId: string,
  name: string,
  definition: Definition,
): Promise<Result<Survey>> {
  const now = clock.now();
  return inTransaction(db, async (trx) => {
    const survey: Survey = {
      id: secrets.token(9),
      organisationId: by.organisationId,
      projectId,
      name,
      anonymous: definition.lnAnonymous === true,
      createdAt: now,
    };
    if (!(await insertSurvey(trx, survey))) return refuse('survey-name-taken');
    await saveDraft(trx, survey.id, definition, now);
    await appendAudit(trx, by.organisationId, now, [
      { actor: by.actorId, action: 'survey.added', subject: `survey:${survey.id}` },
    ]);
    return ok(survey);
  });
}

export async function readVersion(
  { db }: SurveyDeps,
  surveyId: string,
  number: number,
): Promise<Result<VersionReply>> {
  const version = await versionByNumber(db, surveyId, number);
  if (!version) return refuse('version-unknown');
  const { hash, publishedAt, definition } = version;
  return ok({
    number,
    hash,
    publishedAt: publishedAt.toISOString(),
    definition: { ...definition },
  });
}

/** The draft, and what the gate says of it as it would be published: with the sites of its project. */
export async function readDraft(
  { db }: SurveyDeps,
  place: { readonly surveyId: string; readonly projectId: string },
): Promise<Result<DraftReply>> {
  const draft = await draftOf(db, place.surveyId);
  if (!draft) return refuse('version-unknown');
  const definition = frozen(draft.definition, await sitesOf(db, [place.projectId]));
  const { problems } = checkDefinition(definition, { functions: xlsformFunctions });
  return ok({
    definition: { ...draft.definition },
    revision: draft.revision,
    savedAt: draft.updatedAt.toISOString(),
    frozen: { items: [], codes: {} },
    problems: problems.map(({ severity, code, message, path }) => ({
      severity,
      code,
      message,
      path,
    })),
  });
}

/** Freezes the draft as the next version, its site choices filled from the register. The same document twice is one version. */
export function publishDraft(
  deps: SurveyDeps,
  by: By,
  place: { readonly surveyId: string; readonly projectId: string },
): Promise<Result<PublishReply>> {
  return inTransaction(deps.db, async (trx) => {
    const draft = await draftOf(trx, place.surveyId);
    if (!draft) return refuse('version-unknown');
    const sites = await sitesOf(trx, [place.projectId]);
    const definition = frozen(draft.definition, sites);
    const fit = passGate(definition, false);
    if (!fit.ok) return fit;
    return ok(await publish({ ...deps, db: trx }, by, place.surveyId, definition));
  });
}

async function publish(
  { db, clock }: SurveyDeps,
  by: By,
  surveyId: string,
  definition: Definition,
): Promise<PublishReply> {
  const now = clock.now();
  const before = await newestVersion(db, surveyId);
  const hash = versionHash(definition);
  const version = await publishVersion(db, { surveyId, hash, definition, publishedAt: now });
  if (version.hash !== before?.hash) {
    await appendAudit(db, by.organisationId, now, [
      {
        actor: by.actorId,
        action: 'survey.published',
        subject: `survey:${surveyId}`,
        detail: { version: version.number, hash },
      },
    ]);
  }
  return { number: version.number, hash: version.hash };
}

/** Whether a definition may be published. What came from an XLSForm keeps its names and page lengths. */
function passGate(definition: Definition, isXlsform: boolean): Result<undefined> {
  const options = { functions: xlsformFunctions, lenient: isXlsform };
  const { problems } = checkDefinition(definition, options);
  const errors = problems.filter((problem) => problem.severity === 'error');
  return errors.length === 0 ? ok(undefined) : refuse('definition-unfit', toErrors(errors));
}

const toErrors = (problems: readonly GateProblem[]): readonly ProblemError[] =>
  problems.map(({ path, code, message }) => ({ pointer: path, code, message }));

export interface NamedDefinition {
  readonly name: string;
  readonly definition: Definition;
  readonly isXlsform?: boolean;
}

/** Publishes a definition under a name: as the next version of the survey, or as a new survey of the project. */
export function publishUnderName(
  deps: SurveyDeps,
  by: By,
  projectId: string,
  { name, definition, isXlsform = false }: NamedDefinition,
): Promise<Result<PublishReply>> {
  return inTransaction(deps.db, async (trx) => {
    const inside = { ...deps, db: trx };
    const known = await surveyByName(trx, by.organisationId, name);
    const sites = await sitesOf(trx, [known?.projectId ?? projectId]);
    const filled = frozen(definition, sites);
    // The gate comes first: what it refuses must leave no survey behind.
    const fit = passGate(filled, isXlsform);
    if (!fit.ok) return fit;
    const survey = known
      ? ok(known)
      : await insertWithDraft(inside, by, projectId, name, definition);
    if (!survey.ok) return survey;
    if (known) await saveDraft(trx, known.id, definition, deps.clock.now());
    return ok(await publish(inside, by, survey.value.id, filled));
  });
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
    const filled = frozen(newest.definition, sites);
    if (versionHash(filled) === newest.hash) continue;
    // It passed the gate when it was published; only the choices of its site item are new.
    await publish(deps, by, survey.id, filled);
  }
}
