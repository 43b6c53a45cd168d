/**
 * The draft of a survey: one document that several people may edit, one after the other. Each save names the revision
 * that it began from; where somebody was faster, nothing is written and the later one is told who it was.
 */
import type { Kysely } from 'kysely';
import { collapseBlocks } from '#core/definitions/blocks.ts';
import type { Definition } from '#core/definitions/definition.ts';
import { diffVersions, type VersionChange } from '#core/definitions/diff-versions.ts';
import { frozenOf } from '#core/definitions/frozen.ts';
import { checkDefinition, type GateProblem } from '#core/definitions/publish-gate.ts';
import { renameCode, renameItem } from '#core/definitions/rename.ts';
import type { SurveyDraft } from '#core/definitions/survey.ts';
import {
  type DefinitionProblem,
  type DraftReply,
  type DraftRequest,
  type DraftRevision,
  type DraftSaved,
  definitionProblemSchema,
  type RenameRequest,
} from '#core/definitions/survey-api.ts';
import { versionHash } from '#core/definitions/version.ts';
import { xlsformFunctions } from '#core/definitions/xlsform/functions.ts';
import { ok, type Result, refuse } from '#core/kernel/result.ts';
import { appendAudit } from '#server/access/audit-repo.ts';
import type { By } from '#server/access/people-service.ts';
import { namesOf } from '#server/access/person-repo.ts';
import { asPublished, type SurveyPlace } from '#server/definitions/as-published.ts';
import { conflictOf } from '#server/definitions/draft-conflict.ts';
import {
  draftOf,
  keepRevisions,
  type RevisionMark,
  revisionOf,
  revisionsOf,
  saveDraft,
} from '#server/definitions/draft-repo.ts';
import { breaksOf } from '#server/definitions/survey-publish.ts';
import { versionByNumber, versionsOf } from '#server/definitions/survey-repo.ts';
import { fromDocument, type SurveyDeps } from '#server/definitions/survey-service.ts';
import { sitesOf } from '#server/register/register-repo.ts';
import type { Database } from '#server/store/database.ts';
import { inTransaction } from '#server/store/transaction.ts';

/** The draft; the newest version where nothing has been saved since it. */
async function presentDraft(
  db: Kysely<Database>,
  surveyId: string,
): Promise<SurveyDraft | undefined> {
  const draft = await draftOf(db, surveyId);
  if (draft) return draft;
  const versions = await versionsOf(db, surveyId);
  const newest = versions.findLast(({ retiredAt }) => retiredAt === null) ?? versions.at(-1);
  return (
    newest && {
      surveyId,
      definition: collapseBlocks(newest.definition),
      revision: 0,
      updatedAt: newest.publishedAt,
      savedBy: null,
      basedOn: newest.number,
    }
  );
}

/** @param mayWrite whether the reader may be told who saved it */
export async function readDraft(
  deps: SurveyDeps,
  place: SurveyPlace,
  mayWrite: boolean,
): Promise<Result<DraftReply>> {
  const draft = await presentDraft(deps.db, place.surveyId);
  if (!draft) return refuse('version-unknown');
  return ok({
    definition: { ...draft.definition },
    ...(await markOf(deps.db, draft, mayWrite)),
    problems: await problemsOf(deps, place, draft.definition),
    frozen: await frozenIn(deps, place.surveyId),
  });
}

async function frozenIn({ db, hasAnswers }: SurveyDeps, surveyId: string) {
  const versions = await versionsOf(db, surveyId);
  const answered = versions.length > 0 && (await hasAnswers(db, surveyId));
  return frozenOf(answered ? versions.map(({ definition }) => definition) : []);
}

/**
 * What the gate says of the draft as it would be published. What lies inside a block is said of the place where the
 * block is included: the draft has no more of it.
 */
async function problemsOf(
  deps: SurveyDeps,
  place: SurveyPlace,
  draft: Definition,
): Promise<DefinitionProblem[]> {
  const published = asPublished(deps, draft, await sitesOf(deps.db, [place.projectId]));
  const options = { functions: xlsformFunctions, sitesKnown: true };
  if (!published.ok) {
    const blocks = (published.problem.errors ?? []).map(
      ({ pointer = '', code, message = code }): DefinitionProblem => ({
        severity: 'error',
        code,
        message,
        path: pointer,
      }),
    );
    return [...blocks, ...checkDefinition(draft, options).problems.map(toProblem)];
  }
  const { problems } = checkDefinition(published.value, options);
  const breaks = await breaksOf(deps, place.surveyId, published.value);
  return [...breaks, ...problems].map((problem) => toDraftProblem(problem, draft));
}

/** What is wrong with the version that the draft would become, said of the draft. */
export function toDraftProblem(problem: GateProblem, draft: Definition): DefinitionProblem {
  const { mend, ...rest } = inDraft(problem, draft);
  // A mend that carries whole items would bring those of the version, with its blocks and sites, into the draft.
  const carries = mend?.patch.some(
    (step) => step.op !== 'remove' && typeof step.value === 'object',
  );
  return toProblem(mend && !carries ? { ...rest, mend } : rest);
}

const toProblem = (problem: GateProblem): DefinitionProblem =>
  definitionProblemSchema.parse(problem);

function inDraft(problem: GateProblem, draft: Definition): GateProblem {
  let here: unknown = draft;
  let path = '';
  for (const step of problem.path.split('/').slice(1)) {
    if (typeof here === 'object' && here !== null && 'lnInclude' in here && step === 'elements') {
      const { mend: _, ...said } = problem;
      return { ...said, path: `${path}/lnInclude` };
    }
    here = typeof here === 'object' && here !== null ? Reflect.get(here, step) : undefined;
    path = `${path}/${step}`;
  }
  return problem;
}

async function markOf(
  db: Kysely<Database>,
  mark: RevisionMark,
  mayWrite: boolean,
): Promise<DraftRevision> {
  const [only] = await marksOf(db, [mark], mayWrite);
  if (!only) throw new Error('one mark gives one reply');
  return only;
}

async function marksOf(
  db: Kysely<Database>,
  marks: readonly RevisionMark[],
  mayWrite: boolean,
): Promise<DraftRevision[]> {
  const ids = mayWrite ? marks.flatMap(({ savedBy }) => savedBy ?? []) : [];
  const names = await namesOf(db, ids);
  return marks.map(({ revision, updatedAt, savedBy, basedOn }) => {
    const name = savedBy === null ? undefined : names.get(savedBy);
    return {
      revision,
      savedAt: updatedAt.toISOString(),
      ...(name !== undefined && { savedBy: name }),
      ...(basedOn !== null && { basedOn }),
    };
  });
}

/** Newest first. */
export async function listRevisions(
  { db }: SurveyDeps,
  surveyId: string,
  mayWrite: boolean,
): Promise<Result<DraftRevision[]>> {
  return ok(await marksOf(db, await revisionsOf(db, surveyId), mayWrite));
}

export async function readRevision(
  { db }: SurveyDeps,
  surveyId: string,
  revision: number,
  mayWrite: boolean,
): Promise<Result<DraftRevision & { definition: Record<string, unknown> }>> {
  const found = await revisionOf(db, surveyId, revision);
  if (!found) return refuse('version-unknown');
  return ok({ ...(await markOf(db, found, mayWrite)), definition: { ...found.definition } });
}

/** Saves the document as the draft, whatever the gate says of it. The same document again is no new revision. */
export async function changeDraft(
  deps: SurveyDeps,
  by: By,
  place: SurveyPlace,
  { revision, definition }: DraftRequest,
): Promise<Result<DraftSaved>> {
  const document = fromDocument(definition);
  if (!document.ok) return document;
  return inTransaction(deps.db, async (trx) => {
    const inside = { ...deps, db: trx };
    const draft = await presentDraft(trx, place.surveyId);
    const isSame = draft && versionHash(draft.definition) === versionHash(document.value);
    const saved = isSame
      ? ok(draft)
      : await saveNext(inside, by, {
          surveyId: place.surveyId,
          definition: document.value,
          revision,
          basedOn: draft?.basedOn ?? null,
          action: 'draft.saved',
        });
    return saved.ok ? ok(await toSaved(inside, place, saved.value)) : saved;
  });
}

interface NextDraft {
  readonly surveyId: string;
  readonly definition: Definition;
  /** What it replaces; absent = whatever is there. */
  readonly revision?: number;
  readonly basedOn: number | null;
  readonly action: 'draft.saved' | 'draft.restored' | 'draft.renamed';
}

async function saveNext(
  { db, clock }: SurveyDeps,
  by: By,
  { surveyId, definition, revision: expected, basedOn, action }: NextDraft,
): Promise<Result<SurveyDraft>> {
  const now = clock.now();
  const before = await draftOf(db, surveyId);
  const save = { surveyId, definition, savedAt: now, savedBy: by.actorId, basedOn };
  const revision = await saveDraft(db, save, expected);
  const there = revision === undefined ? await draftOf(db, surveyId) : undefined;
  if (there) return conflictOf(db, there);
  if (revision === undefined) return refuse('version-unknown');
  if (action !== 'draft.saved' || !isSameSitting(before, by, now)) {
    const subject = `survey:${surveyId}`;
    await appendAudit(db, by.organisationId, now, [
      { actor: by.actorId, action, subject, detail: { revision } },
    ]);
  }
  return ok({ surveyId, definition, revision, updatedAt: now, savedBy: by.actorId, basedOn });
}

const sittingMs = 30 * 60_000;

/** An editor saves every few seconds: the audit has one line for a sitting, the revisions thin out by their own rule. */
const isSameSitting = (before: SurveyDraft | undefined, by: By, now: Date): boolean =>
  before?.savedBy === by.actorId && now.getTime() - before.updatedAt.getTime() < sittingMs;

async function toSaved(
  deps: SurveyDeps,
  place: SurveyPlace,
  { definition, revision, updatedAt }: SurveyDraft,
): Promise<DraftSaved> {
  return {
    revision,
    savedAt: updatedAt.toISOString(),
    problems: await problemsOf(deps, place, definition),
  };
}

/** A version becomes the draft; what the draft was before is kept as a revision. */
export function restoreVersion(
  deps: SurveyDeps,
  by: By,
  place: SurveyPlace,
  { number, revision }: { readonly number: number; readonly revision?: number },
): Promise<Result<DraftSaved>> {
  return inTransaction(deps.db, async (trx) => {
    const inside = { ...deps, db: trx };
    const version = await versionByNumber(trx, place.surveyId, number);
    if (!version) return refuse('version-unknown');
    const saved = await saveNext(inside, by, {
      surveyId: place.surveyId,
      definition: collapseBlocks(version.definition),
      ...(revision !== undefined && { revision }),
      basedOn: number,
      action: 'draft.restored',
    });
    // What was put back, and what it was put over: whoever regrets it finds both.
    if (saved.ok) {
      const { revision: made } = saved.value;
      await keepRevisions(trx, place.surveyId, [made, made - 1]);
    }
    return saved.ok ? ok(await toSaved(inside, place, saved.value)) : saved;
  });
}

/** Gives an item, or one code of its answers, another name in the draft, wherever it is referred to. */
export function renameInDraft(
  deps: SurveyDeps,
  by: By,
  place: SurveyPlace,
  request: RenameRequest,
): Promise<Result<DraftSaved & { definition: Record<string, unknown> }>> {
  return inTransaction(deps.db, async (trx) => {
    const inside = { ...deps, db: trx };
    const draft = await presentDraft(trx, place.surveyId);
    if (!draft) return refuse('version-unknown');
    if (draft.revision !== request.revision) return conflictOf(trx, draft);
    const renamed =
      'code' in request
        ? renameCode(draft.definition, request.item, request.code, request.to)
        : renameItem(draft.definition, request.item, request.to);
    if (!renamed.ok) return renamed;
    const saved = await saveNext(inside, by, {
      surveyId: place.surveyId,
      definition: renamed.value,
      revision: request.revision,
      basedOn: draft.basedOn,
      action: 'draft.renamed',
    });
    if (!saved.ok) return saved;
    return ok({
      ...(await toSaved(inside, place, saved.value)),
      definition: { ...saved.value.definition },
    });
  });
}

/** What changed from one version to another, or to the draft as it would be published. */
export async function changesBetween(
  deps: SurveyDeps,
  place: SurveyPlace,
  { from, to }: { readonly from: number; readonly to: number | 'draft' },
): Promise<Result<readonly VersionChange[]>> {
  const before = await versionByNumber(deps.db, place.surveyId, from);
  const after =
    to === 'draft'
      ? await draftToCompare(deps, place)
      : (await versionByNumber(deps.db, place.surveyId, to))?.definition;
  if (!before || !after) return refuse('version-unknown');
  return ok(diffVersions(before.definition, after));
}

async function draftToCompare(
  deps: SurveyDeps,
  { surveyId, projectId }: SurveyPlace,
): Promise<Definition | undefined> {
  const draft = await presentDraft(deps.db, surveyId);
  if (!draft) return undefined;
  const published = asPublished(deps, draft.definition, await sitesOf(deps.db, [projectId]));
  return published.ok ? published.value : draft.definition;
}
