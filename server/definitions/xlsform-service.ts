/** XLSForm files in and out: a survey or its next draft from a file, the file itself back, any version as a form. */
import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { z } from 'zod';
import { expandBlocks } from '#core/definitions/blocks.ts';
import type { Definition } from '#core/definitions/definition.ts';
import { diffVersions } from '#core/definitions/diff-versions.ts';
import { languagesOf, textOf } from '#core/definitions/languages.ts';
import { countItems, minutesOf } from '#core/definitions/survey-facts.ts';
import { writeXlsform } from '#core/definitions/xlsform/write-xlsform.ts';
import type {
  XlsformAddReply,
  XlsformCheckReply,
  xlsformDraftReplySchema,
} from '#core/definitions/xlsform-api.ts';
import { ok, type Result, refuse } from '#core/kernel/result.ts';
import { appendAudit } from '#server/access/audit-repo.ts';
import type { By } from '#server/access/people-service.ts';
import type { SurveyPlace } from '#server/definitions/as-published.ts';
import { changeDraft, readDraft } from '#server/definitions/draft-service.ts';
import { findInLibrary } from '#server/definitions/library.ts';
import { keepFile, newestFile, type OriginalFile } from '#server/definitions/original-file-repo.ts';
import { newestVersion, surveyByName, versionByNumber } from '#server/definitions/survey-repo.ts';
import { addSurvey, type SurveyDeps } from '#server/definitions/survey-service.ts';
import { writeWorkbook } from '#server/definitions/write-workbook.ts';
import { readUpload } from '#server/definitions/xlsform-upload.ts';
import { cleanFileName } from '#server/http/attachment.ts';
import type { Database } from '#server/store/database.ts';
import { inTransaction } from '#server/store/transaction.ts';

export interface Upload {
  readonly bytes: Uint8Array;
  /** As the person's computer called it. */
  readonly fileName: string | undefined;
}

/** What the file would become. */
export async function checkUpload({ bytes }: Upload): Promise<Result<XlsformCheckReply>> {
  const read = await readUpload(bytes);
  if (!read.ok) return read;
  const { definition, problems } = read.value;
  return ok({
    title: { ...textOf(definition.title, definition) },
    languages: [...languagesOf(definition)],
    items: countItems(definition),
    minutes: minutesOf(definition),
    problems: [...problems],
  });
}

/** A new survey whose draft is the form; the file is kept with it. */
export async function addFromUpload(
  deps: SurveyDeps,
  by: By,
  projectId: string,
  name: string,
  upload: Upload,
): Promise<Result<XlsformAddReply>> {
  const read = await readUpload(upload.bytes);
  if (!read.ok) return read;
  const { definition, problems } = read.value;
  return inTransaction(deps.db, async (trx) => {
    const inside = { ...deps, db: trx };
    const added = await addSurvey(inside, by, projectId, { name, definition: { ...definition } });
    if (!added.ok) return added;
    const survey = await surveyByName(trx, by.organisationId, name);
    if (!survey) return refuse('survey-unknown');
    await keep(inside, by, survey.id, upload);
    return ok({ survey: added.value, problems: [...problems] });
  });
}

/** The form as the next draft of a survey, if nobody has saved since the revision that the person saw. */
export async function draftFromUpload(
  deps: SurveyDeps,
  by: By,
  place: SurveyPlace,
  revision: number,
  upload: Upload,
): Promise<Result<z.input<typeof xlsformDraftReplySchema>>> {
  const read = await readUpload(upload.bytes);
  if (!read.ok) return read;
  const { definition, problems } = read.value;
  return inTransaction(deps.db, async (trx) => {
    const inside = { ...deps, db: trx };
    const before = await readDraft(inside, place, false);
    const saved = await changeDraft(inside, by, place, { revision, definition: { ...definition } });
    if (!saved.ok) return saved;
    await keep(inside, by, place.surveyId, upload);
    // as: the draft was read by the schema of definitions when it was saved
    const earlier = before.ok ? (before.value.definition as unknown as Definition) : undefined;
    const changes = earlier ? diffVersions(earlier, definition) : [];
    return ok({
      ...saved.value,
      losses: [...problems],
      changes: changes.map((one) => ({ ...one })),
    });
  });
}

async function keep(
  { db, clock }: SurveyDeps,
  by: By,
  surveyId: string,
  { bytes, fileName }: Upload,
): Promise<void> {
  const now = clock.now();
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const name = cleanFileName(fileName ?? '', 'form.xlsx');
  await keepFile(db, { surveyId, name, sha256, bytes, uploadedAt: now, uploadedBy: by.actorId });
  await appendAudit(db, by.organisationId, now, [
    {
      actor: by.actorId,
      action: 'survey.file-uploaded',
      subject: `survey:${surveyId}`,
      detail: { sha256, size: bytes.byteLength },
    },
  ]);
}

export async function originalFile(
  db: Kysely<Database>,
  surveyId: string,
): Promise<Result<OriginalFile>> {
  const file = await newestFile(db, surveyId);
  return file ? ok(file) : refuse('file-none');
}

export interface FormFile {
  readonly bytes: Uint8Array;
  readonly fileName: string;
}

/** @param version a number, `draft`, or absent for the newest version, else the draft */
export async function formFile(
  deps: SurveyDeps,
  place: SurveyPlace & { readonly name: string },
  version: string | undefined,
): Promise<Result<FormFile>> {
  const found = await definitionAt(deps, place, version);
  if (!found) return refuse('version-unknown');
  const expanded = expandBlocks(found.definition, findInLibrary(deps.libraryFolder));
  const facts = {
    formId: place.name,
    version: found.label,
    ...(expanded.ok ? { expanded: expanded.value } : {}),
  };
  const { sheets } = writeXlsform(found.definition, facts);
  const fileName = `${place.name}-${found.label}.xlsx`;
  return ok({ bytes: await writeWorkbook(sheets), fileName });
}

async function definitionAt(
  deps: SurveyDeps,
  place: SurveyPlace,
  version: string | undefined,
): Promise<{ readonly definition: Definition; readonly label: string } | undefined> {
  if (version !== 'draft') {
    const found =
      version === undefined
        ? await newestVersion(deps.db, place.surveyId)
        : await versionByNumber(deps.db, place.surveyId, Number(version));
    if (found) return { definition: found.definition, label: `v${found.number}` };
    if (version !== undefined) return undefined;
  }
  const draft = await readDraft(deps, place, false);
  // as: the draft was read by the schema of definitions when it was saved
  return draft.ok
    ? { definition: draft.value.definition as unknown as Definition, label: 'draft' }
    : undefined;
}
