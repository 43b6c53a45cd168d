/** XLSForm files over HTTP. The file is the body itself; its name and the survey's are in the query. */
import type { Context } from 'hono';
import {
  xlsformAddQuerySchema,
  xlsformAddReplySchema,
  xlsformCheckQuerySchema,
  xlsformCheckReplySchema,
  xlsformDraftQuerySchema,
  xlsformDraftReplySchema,
  xlsformGetQuerySchema,
} from '#core/definitions/xlsform-api.ts';
import { ok, type Result } from '#core/kernel/result.ts';
import { byActor } from '#server/access/access-routes.ts';
import type { SurveyDeps } from '#server/definitions/survey-service.ts';
import { xlsxType } from '#server/definitions/write-workbook.ts';
import {
  addFromUpload,
  checkUpload,
  draftFromUpload,
  formFile,
  originalFile,
  type Upload,
} from '#server/definitions/xlsform-service.ts';
import { attachment } from '#server/http/attachment.ts';
import { readFileBody } from '#server/http/read-body.ts';
import { type Route, route } from '#server/http/route.ts';

async function readUploadBody(c: Context, fileName: string | undefined): Promise<Result<Upload>> {
  const bytes = await readFileBody(c);
  return bytes.ok ? ok({ bytes: bytes.value, fileName }) : bytes;
}

export const xlsformRoutes = (deps: SurveyDeps): readonly Route[] => [
  ...uploadRoutes(deps),
  ...downloadRoutes(deps),
];

const uploadRoutes = (deps: SurveyDeps): readonly Route[] => [
  route({
    method: 'POST',
    path: '/projects/:id/surveys/xlsform/check',
    verb: 'survey.write',
    scope: 'project',
    summary: 'What an XLSForm file (.xlsx, .xls; the body) would become, and what it would lose',
    query: xlsformCheckQuerySchema,
    reply: xlsformCheckReplySchema,
    handler: async ({ c, query }) => {
      const upload = await readUploadBody(c, query.file);
      return upload.ok ? checkUpload(upload.value) : upload;
    },
  }),
  route({
    method: 'POST',
    path: '/projects/:id/surveys/xlsform',
    verb: 'survey.write',
    scope: 'project',
    summary: 'Add a survey from an XLSForm file (.xlsx, .xls; the body), which is kept',
    query: xlsformAddQuerySchema,
    reply: xlsformAddReplySchema,
    status: 201,
    handler: async ({ c, actor, place, query }) => {
      const upload = await readUploadBody(c, query.file);
      if (!upload.ok) return upload;
      return addFromUpload(deps, byActor(actor), place.projectId, query.name, upload.value);
    },
  }),
  route({
    method: 'POST',
    path: '/surveys/:name/draft/xlsform',
    verb: 'survey.write',
    scope: 'survey',
    summary: 'Make an XLSForm file (the body) the draft, if nobody has saved since the revision',
    query: xlsformDraftQuerySchema,
    reply: xlsformDraftReplySchema,
    handler: async ({ c, actor, place, query }) => {
      const upload = await readUploadBody(c, query.file);
      if (!upload.ok) return upload;
      const revision = Number(query.revision);
      return draftFromUpload(deps, byActor(actor), place, revision, upload.value);
    },
  }),
];

const downloadRoutes = (deps: SurveyDeps): readonly Route[] => [
  route({
    method: 'GET',
    path: '/surveys/:name/xlsform',
    verb: 'survey.read',
    scope: 'survey',
    summary: 'A version or the draft as an XLSForm',
    query: xlsformGetQuerySchema,
    produces: [xlsxType],
    handler: async ({ place, query }) => {
      const file = await formFile(deps, place, query.version);
      return file.ok ? attachment(file.value.bytes, xlsxType, file.value.fileName) : file;
    },
  }),
  route({
    method: 'GET',
    path: '/surveys/:name/original',
    verb: 'survey.read',
    scope: 'survey',
    summary: 'The file that the survey was made from, byte for byte',
    produces: ['application/octet-stream'],
    handler: async ({ place }) => {
      const file = await originalFile(deps.db, place.surveyId);
      if (!file.ok) return file;
      const { bytes, name, sha256 } = file.value;
      return attachment(bytes, 'application/octet-stream', name, { 'x-content-sha256': sha256 });
    },
  }),
];
