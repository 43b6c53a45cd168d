import type { Kysely } from 'kysely';
import { codebook } from '#core/definitions/codebook.ts';
import type { Definition } from '#core/definitions/definition.ts';
import { languagesOf, textOf } from '#core/definitions/languages.ts';
import { readDefinition } from '#core/definitions/publish-gate.ts';
import { shelfOf } from '#core/definitions/shelf.ts';
import type { PublishedVersion, Survey } from '#core/definitions/survey.ts';
import type {
  SurveyDetail,
  SurveyReply,
  SurveyRequest,
  VersionReply,
} from '#core/definitions/survey-api.ts';
import { breakdownsOf, countItems, minutesOf } from '#core/definitions/survey-facts.ts';
import { versionHash } from '#core/definitions/version.ts';
import { ok, type Result, refuse } from '#core/kernel/result.ts';
import { appendAudit } from '#server/access/audit-repo.ts';
import type { By } from '#server/access/people-service.ts';
import type { ServiceDeps } from '#server/access/service-deps.ts';
import { asPublished, toError } from '#server/definitions/as-published.ts';
import { draftOf, saveDraft } from '#server/definitions/draft-repo.ts';
import { readLibrary } from '#server/definitions/library.ts';
import { hasFile } from '#server/definitions/original-file-repo.ts';
import {
  insertSurvey,
  surveyById,
  surveysOfProject,
  versionByNumber,
  versionsOf,
} from '#server/definitions/survey-repo.ts';
import { sitesOf } from '#server/register/register-repo.ts';
import type { Database } from '#server/store/database.ts';
import { inTransaction } from '#server/store/transaction.ts';

export interface SurveyDeps extends ServiceDeps {
  /** `surveys/` of this installation. */
  readonly libraryFolder: string;
  /** Whether anybody has answered the survey, tests not counted; asks the intake, which stands to the right of this room. */
  readonly hasAnswers: (db: Kysely<Database>, surveyId: string) => Promise<boolean>;
}

/** How many responses of a survey are stored, and the day of the newest; for those who may see progress. */
export type StoredOf = (surveyId: string) => Promise<Pick<SurveyReply, 'stored' | 'lastOn'>>;

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

/** Names that changed their meaning between versions; asks the analysis, which stands to the right of this room. */
export type ConflictsOf = (surveyId: string) => Promise<SurveyDetail['conflicts']>;

export async function describeSurvey(
  deps: SurveyDeps & { readonly conflictsOf: ConflictsOf },
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
    conflicts: await deps.conflictsOf(surveyId),
    ...((await hasFile(deps.db, surveyId)) && { hasOriginal: true }),
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
  const sites = await sitesOf(deps.db, [survey.projectId]);
  const next = draft && asPublished(deps, draft.definition, sites);
  const definition =
    (newest ?? versions.at(-1))?.definition ?? (next?.ok ? next.value : draft?.definition);
  const isNew = next && (!next.ok || versionHash(next.value) !== newest?.hash);
  const reply: SurveyReply = {
    name: survey.name,
    title: { ...(definition && textOf(definition.title, definition)) },
    shelf: definition ? shelfOf(definition) : 'other',
    languages: definition ? [...languagesOf(definition)] : [],
    anonymous: survey.anonymous,
    draft: isNew === true,
    versions: versions.map(toSummary),
    items: definition ? countItems(definition) : 0,
    minutes: definition ? minutesOf(definition) : 0,
    ...(await storedOf?.(survey.id)),
  };
  return { reply, definition };
}

export const toSummary = ({ number, hash, publishedAt, retiredAt }: PublishedVersion) => ({
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
export function fromDocument(document: unknown): Result<Definition> {
  const { definition, problems } = readDefinition(document);
  return definition ? ok(definition) : refuse('definition-unfit', problems.map(toError));
}

export function insertWithDraft(
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
    await saveDraft(trx, {
      surveyId: survey.id,
      definition,
      savedAt: now,
      savedBy: by.actorId,
      basedOn: null,
    });
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
