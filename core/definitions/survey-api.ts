/** What the workspace and the server say to each other about surveys, versions and the survey library. */
import { z } from 'zod';

const textSchema = z.record(z.string(), z.string());
const choiceValueSchema = z.union([z.string(), z.number(), z.boolean()]);

/** What commands and addresses call a survey: `worker-needs`. */
export const surveyNameSchema = z
  .string()
  .max(80)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);

export const definitionReplySchema = z.record(z.string(), z.unknown());

export const libraryReplySchema = z.object({
  name: z.string(),
  version: z.int(),
  title: textSchema,
  languages: z.array(z.string()),
  items: z.int(),
  minutes: z.int(),
});
export type LibraryReply = z.output<typeof libraryReplySchema>;

/** A survey of the library to read before it is taken. */
export const libraryDefinitionSchema = libraryReplySchema.extend({
  definition: definitionReplySchema,
});

export const versionSummarySchema = z.object({
  number: z.int(),
  hash: z.string(),
  publishedAt: z.string(),
  retiredAt: z.string().optional(),
});
export type VersionSummary = z.output<typeof versionSummarySchema>;

export const surveyReplySchema = z.object({
  name: z.string(),
  title: textSchema,
  /** The default language first. */
  languages: z.array(z.string()),
  anonymous: z.boolean(),
  /** Whether there is a draft that can be published. */
  draft: z.boolean(),
  /** Newest last. */
  versions: z.array(versionSummarySchema),
  items: z.int(),
  minutes: z.int(),
  /** Stored responses; only for those who may see progress. */
  stored: z.int().optional(),
});
export type SurveyReply = z.output<typeof surveyReplySchema>;

export const surveyRequestSchema = z.union([
  z.strictObject({
    name: surveyNameSchema,
    library: z.strictObject({ name: surveyNameSchema, version: z.int().positive() }),
  }),
  z.strictObject({ name: surveyNameSchema, definition: z.record(z.string(), z.unknown()) }),
]);
export type SurveyRequest = z.output<typeof surveyRequestSchema>;

export const variableSchema = z.object({
  name: z.string(),
  item: z.string(),
  path: z.array(z.string()),
  label: textSchema,
  shortLabel: textSchema.exactOptional(),
  type: z.enum(['choice', 'multi', 'rank', 'number', 'date', 'boolean', 'text']),
  measure: z.enum(['nominal', 'ordinal+', 'ordinal-', 'interval', 'count']).nullable(),
  multi: z.boolean(),
  categories: z
    .array(
      z.object({
        value: choiceValueSchema,
        label: textSchema,
        shortLabel: textSchema.exactOptional(),
        exclusive: z.boolean().exactOptional(),
      }),
    )
    .exactOptional(),
  missingCodes: z.array(choiceValueSchema),
  problemCodes: z.array(choiceValueSchema),
  class: z.enum(['identifier', 'quasi', 'sensitive', 'free-text', 'neutral']).nullable(),
  role: z.string().nullable(),
  theme: textSchema.exactOptional(),
  page: z.string(),
  groups: z.array(z.string()),
});

export const surveyDetailSchema = surveyReplySchema.extend({
  projectId: z.string(),
  /** Of the newest published version, else of the draft. */
  codebook: z.array(variableSchema),
  /** Names of the variables that results may be broken down by. */
  breakdowns: z.array(z.string()),
});
export type SurveyDetail = z.output<typeof surveyDetailSchema>;

export const versionReplySchema = z.object({
  number: z.int(),
  hash: z.string(),
  publishedAt: z.string(),
  definition: definitionReplySchema,
});
export type VersionReply = z.output<typeof versionReplySchema>;

export const definitionProblemSchema = z.object({
  severity: z.enum(['error', 'warning']),
  code: z.string(),
  message: z.string(),
  path: z.string(),
});

export const draftReplySchema = z.object({
  definition: definitionReplySchema,
  problems: z.array(definitionProblemSchema),
});
export type DraftReply = z.output<typeof draftReplySchema>;

export const publishRequestSchema = z.strictObject({});
export const publishReplySchema = z.object({ number: z.int(), hash: z.string() });
export type PublishReply = z.output<typeof publishReplySchema>;

/** Collection counts. Who may not see progress gets `atLeast`: stored, rounded down to tens. */
export const progressSchema = z.object({
  stored: z.int(),
  quarantined: z.int(),
  conflict: z.int(),
  test: z.int(),
  today: z.int(),
  days: z.array(z.object({ day: z.string(), stored: z.int() })),
  links: z.array(z.object({ id: z.string(), stored: z.int() })),
  sites: z.array(z.object({ code: z.string(), name: z.string(), stored: z.int() })),
});
export type ProgressReply = z.output<typeof progressSchema>;
export const atLeastSchema = z.object({ atLeast: z.int() });
export const progressReplySchema = z.union([progressSchema, atLeastSchema]);
