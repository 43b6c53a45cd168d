/** What the workspace and the server say to each other about surveys, versions and the survey library. */
import { z } from 'zod';
import { changeCodes } from '#core/definitions/diff-change.ts';
import { shelves } from '#core/definitions/shelf.ts';

const textSchema = z.record(z.string(), z.string());
const choiceValueSchema = z.union([z.string(), z.number(), z.boolean()]);

/** Beyond this no version or revision is ever counted, and databases would not take it for a number of theirs. */
const mostCounted = 2_147_483_647;
const revisionSchema = z.int().nonnegative().max(mostCounted);
const versionNumberSchema = z.int().positive().max(mostCounted);

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
  /** What it is for and who answers, in a sentence or two; empty if it does not say. */
  purpose: textSchema,
  shelf: z.enum(shelves),
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
  shelf: z.enum(shelves),
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
  /** Day of the newest of them, in the project's time zone. */
  lastOn: z.string().optional(),
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
        formerValues: z.array(z.string()).exactOptional(),
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
  /** The block it came with, `worker-demographics@1`. */
  block: z.string().exactOptional(),
  formerNames: z.array(z.string()).exactOptional(),
});

export const surveyDetailSchema = surveyReplySchema.extend({
  projectId: z.string(),
  /** Of the newest published version, else of the draft. */
  codebook: z.array(variableSchema),
  /** Names of the variables that results may be broken down by. */
  breakdowns: z.array(z.string()),
  /** Names that mean another kind of answer in an older version: those answers are a variable of their own. */
  conflicts: z.array(z.object({ name: z.string(), separateName: z.string(), version: z.int() })),
  /** Whether a file was uploaded for it, which can be had back. */
  hasOriginal: z.boolean().exactOptional(),
});
export type SurveyDetail = z.output<typeof surveyDetailSchema>;

export const versionReplySchema = z.object({
  number: z.int(),
  hash: z.string(),
  publishedAt: z.string(),
  definition: definitionReplySchema,
});
export type VersionReply = z.output<typeof versionReplySchema>;

/** One step of RFC 6902, as mends use them. */
const patchStepSchema = z.object({
  op: z.enum(['add', 'remove', 'replace']),
  path: z.string(),
  value: z.unknown().optional(),
});
const paramsSchema = z.record(z.string(), z.union([z.string(), z.number()]));

export const definitionProblemSchema = z.object({
  severity: z.enum(['error', 'warning']),
  code: z.string(),
  message: z.string(),
  /** RFC 6901 pointer into the definition. */
  path: z.string(),
  /** For the sentence `gate.<code>` in the reader's language. */
  params: paramsSchema.exactOptional(),
  /** What one click would change. */
  mend: z
    .object({
      code: z.string(),
      params: paramsSchema.exactOptional(),
      patch: z.array(patchStepSchema),
    })
    .exactOptional(),
});
export type DefinitionProblem = z.output<typeof definitionProblemSchema>;

/**
 * Names and codes of published versions once the survey has a response: they keep their meaning for good. Codes by the
 * item's name; rows and columns of a matrix are codes too.
 */
export const frozenSchema = z.object({
  items: z.array(z.string()),
  codes: z.record(z.string(), z.array(z.string())),
});
export type Frozen = z.output<typeof frozenSchema>;

export const draftReplySchema = z.object({
  definition: definitionReplySchema,
  /** 0 where nothing was saved since the newest version was published. */
  revision: z.int(),
  savedAt: z.string(),
  /** Display name; only for those who may write here. */
  savedBy: z.string().exactOptional(),
  /** Number of the version that the draft was begun from. */
  basedOn: z.int().exactOptional(),
  problems: z.array(definitionProblemSchema),
  frozen: frozenSchema,
});
export type DraftReply = z.output<typeof draftReplySchema>;

/** `revision` is the one that the edit began from. */
export const draftRequestSchema = z.strictObject({
  revision: revisionSchema,
  definition: definitionReplySchema,
});
export type DraftRequest = z.output<typeof draftRequestSchema>;

export const draftSavedSchema = z.object({
  revision: z.int(),
  savedAt: z.string(),
  problems: z.array(definitionProblemSchema),
});
export type DraftSaved = z.output<typeof draftSavedSchema>;

/** Members of the problem `draft-conflict` (409): who has saved since. */
export const draftConflictSchema = z.object({
  revision: z.int(),
  savedAt: z.string(),
  savedBy: z.string().exactOptional(),
});
export type DraftConflict = z.output<typeof draftConflictSchema>;

export const draftRevisionSchema = z.object({
  revision: z.int(),
  savedAt: z.string(),
  savedBy: z.string().exactOptional(),
  basedOn: z.int().exactOptional(),
});
export type DraftRevision = z.output<typeof draftRevisionSchema>;

/** Newest first: the last ones, and ever fewer of those before. */
export const draftRevisionsSchema = z.array(draftRevisionSchema);
export const draftRevisionReplySchema = draftRevisionSchema.extend({
  definition: definitionReplySchema,
});

/** `revision` guards a draft that has changes of its own; without it they are written over (and kept as a revision). */
export const restoreRequestSchema = z.strictObject({
  number: versionNumberSchema,
  revision: revisionSchema.exactOptional(),
});

/** The item, or one code of the item's answers. Every reference is rewritten. */
export const renameRequestSchema = z.union([
  z.strictObject({
    revision: revisionSchema,
    item: z.string(),
    code: choiceValueSchema,
    to: choiceValueSchema,
  }),
  z.strictObject({ revision: revisionSchema, item: z.string(), to: z.string() }),
]);
export type RenameRequest = z.output<typeof renameRequestSchema>;
export const renameReplySchema = draftSavedSchema.extend({ definition: definitionReplySchema });

/** What it does to data: nothing, something to know, or answers before and after cannot be read as one. */
export const changeEffectSchema = z.enum(['compatible', 'note', 'breaking']);
export const versionChangeSchema = z.object({
  /** The sentence is `changes.<code>`. */
  code: z.enum(changeCodes),
  effect: changeEffectSchema,
  /** RFC 6901 pointer: into the later definition; of what was removed, into the earlier one. */
  path: z.string(),
  item: z.string().exactOptional(),
  params: paramsSchema,
});

export const changesQuerySchema = z.object({
  from: z.coerce.number().pipe(versionNumberSchema),
  to: z.union([z.literal('draft'), z.coerce.number().pipe(versionNumberSchema)]).default('draft'),
});
export const changesReplySchema = z.object({ changes: z.array(versionChangeSchema) });

/** With `revision`, only the draft that one has seen is published; else 409 `draft-conflict`. */
export const publishRequestSchema = z.strictObject({
  revision: revisionSchema.exactOptional(),
});
export type PublishRequest = z.output<typeof publishRequestSchema>;
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
export const atLeastSchema = z.object({ atLeast: z.int() });
export const progressReplySchema = z.union([progressSchema, atLeastSchema]);
