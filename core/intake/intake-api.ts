/** What the workspace and the server say to each other about responses: files in and out, paper typed in. */
import { z } from 'zod';
import { lossCodes } from '#core/intake/data-file/loss.ts';
import { columnUses } from '#core/intake/data-file/plan-columns.ts';

const count = z.int().min(0);

export const lossSchema = z.object({
  sheet: z.string().optional(),
  row: z.int().optional(),
  column: z.string().optional(),
  code: z.enum(lossCodes),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
export type LossReply = z.output<typeof lossSchema>;

export const importReportSchema = z.object({
  rows: count,
  stored: count,
  alreadyStored: count,
  conflict: count,
  quarantined: count,
  rejected: count,
  isDryRun: z.boolean(),
  isStopped: z.boolean(),
  version: z.int(),
  sheets: z.array(
    z.object({
      sheet: z.string(),
      table: z.string().optional(),
      columns: z.array(
        z.object({
          heading: z.string(),
          use: z.enum(columnUses),
          variable: z.string().optional(),
        }),
      ),
    }),
  ),
  losses: z.array(lossSchema),
  moreLosses: count,
});
export type ImportReply = z.output<typeof importReportSchema>;

/** One line of the answer to an import: how far it is, then the report, or why there is none. */
export const importLineSchema = z.union([
  z.object({ progress: z.object({ done: count, total: count }) }),
  z.object({ report: importReportSchema }),
  z.object({ problem: z.object({ code: z.string(), refusal: z.string().optional() }) }),
]);
export type ImportLine = z.output<typeof importLineSchema>;

export const importQuerySchema = z.strictObject({
  /** Of the file, as the person called it. */
  file: z.string().min(1).max(255).optional(),
  /** 1: says what would become of the rows, and stores none. */
  dryRun: z.enum(['0', '1']).optional(),
  encoding: z.string().max(40).optional(),
});

export const exportQuerySchema = z.strictObject({
  format: z.enum(['csv', 'xlsx', 'json', 'sav']),
  /** Words in this language instead of codes. */
  labels: z.string().min(2).max(35).optional(),
  /** 1: with the answers that name people; for owners. */
  identifiers: z.enum(['0', '1']).optional(),
});

/** What stands on a paper form besides answers. */
export const paperSchema = z.strictObject({
  /** The day of the interview. */
  day: z.iso.date().optional(),
  collector: z.string().trim().max(200).optional(),
  /** Code of a site of the project, where the survey does not ask for it. */
  site: z.string().max(200).optional(),
  language: z.string().max(35).optional(),
});
export type Paper = z.output<typeof paperSchema>;

const answersSchema = z.record(z.string(), z.unknown());

export const typedEntrySchema = z.strictObject({
  number: z.string().trim().min(1).max(60),
  definitionHash: z.string().min(1).max(128),
  /** Whether a second person types the same form again, and both must agree. */
  isDouble: z.boolean(),
  paper: paperSchema,
  answers: answersSchema,
});
export type TypedEntryRequest = z.output<typeof typedEntrySchema>;

export const typedEntryReplySchema = z.object({
  id: z.string(),
  number: z.string(),
  definitionHash: z.string(),
  isDouble: z.boolean(),
  paper: z.looseObject({}),
  /** Absent where somebody else typed it: the second entry must not know the first. */
  answers: answersSchema.optional(),
  state: z.enum(['typing', 'done']),
  isMine: z.boolean(),
  by: z.string(),
  updatedAt: z.string(),
});
export type TypedEntryReply = z.output<typeof typedEntryReplySchema>;

export const typedEntriesReplySchema = z.object({ entries: z.array(typedEntryReplySchema) });

/** A field in which two entries of one paper form differ: a pointer into the answers, or into the paper. */
export const differenceSchema = z.object({
  pointer: z.string(),
  first: z.unknown().optional(),
  second: z.unknown().optional(),
});
export type TypedDifference = z.output<typeof differenceSchema>;

export const typedResultSchema = z.object({
  /** `waiting`: for the second entry. `differs`: somebody has to decide. */
  status: z.enum(['stored', 'already-stored', 'conflict', 'quarantined', 'waiting', 'differs']),
  code: z.string().optional(),
  flags: z.array(z.string()).optional(),
  errors: z.array(z.object({ pointer: z.string().optional(), code: z.string() })).optional(),
  first: typedEntrySchema.extend({ id: z.string(), by: z.string() }).optional(),
  second: typedEntrySchema.extend({ id: z.string(), by: z.string() }).optional(),
  differences: z.array(differenceSchema).optional(),
});
export type TypedResult = z.output<typeof typedResultSchema>;

export const settleRequestSchema = z.strictObject({
  first: z.string().min(1).max(64),
  second: z.string().min(1).max(64),
  paper: paperSchema,
  answers: answersSchema,
});
