/** What the workspace and the server say to each other about XLSForm files. */
import { z } from 'zod';
import {
  changesReplySchema,
  draftSavedSchema,
  surveyNameSchema,
  surveyReplySchema,
} from '#core/definitions/survey-api.ts';

const fileNameSchema = z.string().max(300).optional();

/** The file is the body. */
export const xlsformAddQuerySchema = z.strictObject({
  /** Of the new survey. */
  name: surveyNameSchema,
  /** As the person's computer calls the file. */
  file: fileNameSchema,
});

export const xlsformCheckQuerySchema = z.strictObject({ file: fileNameSchema });

export const xlsformDraftQuerySchema = z.strictObject({
  /** Of the draft that the person has seen. */
  revision: z.string().regex(/^\d{1,9}$/),
  file: fileNameSchema,
});

export const xlsformGetQuerySchema = z.strictObject({
  version: z
    .string()
    .regex(/^(draft|\d{1,6})$/)
    .optional(),
});

/** One thing that the import could not take as it stands, with its place in the file. */
export const importProblemSchema = z.object({
  severity: z.enum(['error', 'warning']),
  code: z.string(),
  message: z.string(),
  /** The item by its groups. */
  path: z.string(),
  sheet: z.string().exactOptional(),
  row: z.int().exactOptional(),
  column: z.string().exactOptional(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).exactOptional(),
});
export type UploadProblem = z.output<typeof importProblemSchema>;

/** What a file would become; nothing is kept. */
export const xlsformCheckReplySchema = z.object({
  title: z.record(z.string(), z.string()),
  languages: z.array(z.string()),
  items: z.int(),
  minutes: z.int(),
  problems: z.array(importProblemSchema),
});
export type XlsformCheckReply = z.output<typeof xlsformCheckReplySchema>;

export const xlsformAddReplySchema = z.object({
  survey: surveyReplySchema,
  problems: z.array(importProblemSchema),
});
export type XlsformAddReply = z.output<typeof xlsformAddReplySchema>;

/** The draft as the file has it now, and what that changes against the draft before. */
export const xlsformDraftReplySchema = draftSavedSchema.extend({
  losses: z.array(importProblemSchema),
  changes: changesReplySchema.shape.changes,
});
