/** What the workspace and the server say to each other about judging responses. */
import { z } from 'zod';
import { flagCodes } from '#core/intake/quality-flags.ts';
import { outcomes } from '#core/intake/submission.ts';

const count = z.int().min(0);
const textSchema = z.record(z.string(), z.string());

/** `to-check`: flagged, and nobody has judged it. `unjudged`: the same, flagged or not. */
export const reviewStates = ['to-check', 'unjudged', 'accepted', 'excluded', 'corrected'] as const;
export type ReviewState = (typeof reviewStates)[number];

/** Rows that a page of the list has. */
export const reviewPage = 50;

/** By what the list may be narrowed. Nothing else is taken: a filter by answers would tell what is hidden. */
export const reviewQuerySchema = z.strictObject({
  state: z.enum(reviewStates).optional(),
  flag: z.enum(flagCodes).optional(),
  link: z.string().min(1).max(64).optional(),
  site: z.string().min(1).max(64).optional(),
  version: z.coerce.number().int().min(1).max(1_000_000).optional(),
  outcome: z.enum(outcomes).optional(),
  /** Days in the project's time zone. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  /** The six characters by which people speak of a response. */
  code: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[0-9A-Z]{6}$/)
    .optional(),
  /** Where the page begins: rows older than this place, or newer. From `older` and `newer` of a reply. */
  before: z.string().min(1).max(64).optional(),
  after: z.string().min(1).max(64).optional(),
});
export type ReviewQuery = z.output<typeof reviewQuerySchema>;

const linkSchema = z.object({ id: z.string(), holder: z.string().optional(), purpose: z.string() });
const siteSchema = z.object({ id: z.string(), name: z.string() });

export const reviewRowSchema = z.object({
  id: z.string(),
  code: z.string(),
  /** Absent in anonymous surveys, as are link, length and who judged. */
  receivedAt: z.string().optional(),
  version: z.int(),
  link: linkSchema.optional(),
  site: siteSchema.optional(),
  /** imported | typed, where it did not come through a link. */
  source: z.string().optional(),
  outcome: z.enum(outcomes),
  /** Between its beginning and its end, by the phone's clock. */
  seconds: z.int().optional(),
  flags: z.array(z.string()),
  state: z.enum(['unjudged', 'accepted', 'excluded']),
  isCorrected: z.boolean(),
  /** By the names of `columns`. */
  answers: z.record(z.string(), z.unknown()),
});
export type ReviewRow = z.output<typeof reviewRowSchema>;

export const reviewColumnSchema = z.object({
  name: z.string(),
  label: textSchema,
  categories: z.array(
    z.object({ value: z.union([z.string(), z.number(), z.boolean()]), label: textSchema }),
  ),
});

export const reviewListSchema = z.object({
  rows: z.array(reviewRowSchema),
  /** Rows that the filters leave, on all pages. */
  total: count,
  /** Places where the neighbouring pages begin; absent where there is none. */
  older: z.string().optional(),
  newer: z.string().optional(),
  columns: z.array(reviewColumnSchema),
  counts: z.object({
    responses: count,
    /** Of them those that are in figures; the rest are refusals, interviews stopped half-way, people screened out. */
    completed: count,
    toCheck: count,
    accepted: count,
    excluded: count,
    waiting: count,
    /** Responses that nobody has judged, by flag. */
    flags: z.record(z.string(), count),
  }),
  links: z.array(linkSchema),
  sites: z.array(siteSchema),
  versions: z.array(z.int()),
});
export type ReviewList = z.output<typeof reviewListSchema>;

/** Why somebody decides as they do; `other` says it in words of their own. */
export const reviewReasons = {
  exclude: ['same-person', 'test', 'not-real', 'wrong-person', 'no-consent', 'incomplete', 'other'],
  restore: ['looked-again', 'excluded-by-mistake', 'other'],
  correct: ['asked-again', 'typing-mistake', 'wrong-place', 'other'],
  'take-in': ['checked', 'late-phone', 'link-mistake', 'other'],
  'keep-out': ['same-person', 'test', 'not-real', 'not-ours', 'other'],
  'keep-first': ['first-right', 'other'],
  'take-second': ['second-right', 'other'],
} as const;
export type ReasonedAction = keyof typeof reviewReasons;

const reasonFor = <Action extends ReasonedAction>(action: Action) =>
  z
    .strictObject({
      reason: z.enum(reviewReasons[action]),
      words: z.string().trim().min(1).max(500).optional(),
    })
    .refine(({ reason, words }) => reason !== 'other' || words !== undefined, {
      path: ['words'],
      message: 'missing',
    });

export const excludeSchema = reasonFor('exclude');
export const restoreSchema = reasonFor('restore');
export type Reason = { readonly reason: string; readonly words?: string | undefined };

export const correctSchema = z
  .strictObject({
    /** Where the answer lies: item names, and places in lists. */
    at: z
      .array(z.union([z.string().min(1).max(200), z.int().min(0).max(10_000)]))
      .min(1)
      .max(12),
    /** Absent: there is no answer. */
    answer: z.unknown().optional(),
    reason: z.enum(reviewReasons.correct),
    words: z.string().trim().min(1).max(500).optional(),
  })
  .refine(({ reason, words }) => reason !== 'other' || words !== undefined, {
    path: ['words'],
    message: 'missing',
  });
export type Correction = z.output<typeof correctSchema>;

const idsSchema = z.array(z.string().min(1).max(64)).min(1).max(200);

export const reviewManySchema = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('accept'), ids: idsSchema }),
  z.strictObject({ action: z.literal('exclude'), ids: idsSchema, reason: excludeSchema }),
]);
export type ReviewMany = z.output<typeof reviewManySchema>;
export const reviewedSchema = z.object({ changed: count });

/** Of anonymous surveys: all answers that have this in common, five or more, and never one. */
export const pooledRuleSchema = z
  .strictObject({
    action: z.enum(['exclude', 'restore']),
    flag: z.enum(flagCodes).optional(),
    site: z.string().min(1).max(64).optional(),
    version: z.int().min(1).max(1_000_000).optional(),
    outcome: z.enum(outcomes).optional(),
    reason: excludeSchema,
  })
  .refine(({ flag, site, version, outcome }) => flag ?? site ?? version ?? outcome, {
    message: 'missing',
  });
export type PooledRule = z.output<typeof pooledRuleSchema>;
export const pooledAtLeast = 5;

export const reasonReplySchema = z.object({ reason: z.string(), words: z.string().optional() });

const changeSchema = z.object({
  /** RFC 6901, into the answers. */
  pointer: z.string(),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
});

export const responseDetailSchema = reviewRowSchema.omit({ answers: true, flags: true }).extend({
  language: z.string().optional(),
  startedAt: z.string().optional(),
  finishedAt: z.string().optional(),
  paperNumber: z.string().optional(),
  /** Who collected it; only with the answers that name people. */
  collector: z.string().optional(),
  flags: z.array(
    z.object({ code: z.string(), pointer: z.string().optional(), kind: z.string().optional() }),
  ),
  /** Without those that name people, unless they were asked for by whoever may read them. */
  answers: z.record(z.string(), z.unknown()),
  withIdentifiers: z.boolean(),
  excluded: reasonReplySchema.optional(),
  history: z.array(
    z.object({
      kind: z.string(),
      at: z.string(),
      by: z.string().optional(),
      reason: reasonReplySchema.optional(),
      /** What had made it wait before it was taken in. */
      waited: z.string().optional(),
      changes: z.array(changeSchema),
    }),
  ),
  alike: z.array(
    z.object({
      id: z.string(),
      code: z.string(),
      kind: z.string(),
      equal: count,
      compared: count,
      isToldApart: z.boolean(),
      state: z.enum(['unjudged', 'accepted', 'excluded']),
      receivedAt: z.string(),
      link: linkSchema.optional(),
      isSameLink: z.boolean(),
    }),
  ),
});
export type ResponseDetail = z.output<typeof responseDetailSchema>;

export const waitingQuerySchema = z.strictObject({
  state: z.enum(['waiting', 'kept-out']).optional(),
  before: z.string().min(1).max(160).optional(),
});

const waitingSchema = z.object({
  key: z.string(),
  kind: z.enum(['quarantine', 'conflict']),
  id: z.string(),
  code: z.string(),
  receivedAt: z.string(),
  link: linkSchema.optional(),
  reason: z.string(),
  decidedBy: z.string().optional(),
  decided: reasonReplySchema.optional(),
});
export type WaitingRow = z.output<typeof waitingSchema>;

export const waitingListSchema = z.object({
  rows: z.array(waitingSchema),
  total: count,
  older: z.string().optional(),
});

export const waitingDetailSchema = waitingSchema.extend({
  /** Absent where the survey has no such version. */
  version: z.int().optional(),
  outcome: z.string().optional(),
  language: z.string().optional(),
  startedAt: z.string().optional(),
  finishedAt: z.string().optional(),
  /** Absent where they cannot be read, and in anonymous surveys. */
  answers: z.record(z.string(), z.unknown()).optional(),
  /** What does not fit. */
  errors: z.array(z.object({ pointer: z.string().optional(), code: z.string() })),
  /** Whether it can be taken in; and what would have to be left out for it, by item. */
  mayTakeIn: z.boolean(),
  leaveOut: z.array(z.string()),
  /** Of a conflict: the response that was stored first. */
  first: z
    .object({ version: z.int(), outcome: z.string(), answers: z.record(z.string(), z.unknown()) })
    .optional(),
});
export type WaitingDetail = z.output<typeof waitingDetailSchema>;

export const decideSchema = z
  .strictObject({
    decision: z.enum(['take-in', 'keep-out', 'keep-first', 'take-second']),
    reason: z.string().min(1).max(40),
    words: z.string().trim().min(1).max(500).optional(),
    /** Items whose answers do not fit and are left behind; the whole stays as it came. */
    leaveOut: z.array(z.string().min(1).max(200)).max(500).optional(),
  })
  .refine(
    ({ decision, reason }) => (reviewReasons[decision] as readonly string[]).includes(reason),
    { path: ['reason'], message: 'unknown' },
  )
  .refine(({ reason, words }) => reason !== 'other' || words !== undefined, {
    path: ['words'],
    message: 'missing',
  });
export type Decision = z.output<typeof decideSchema>;

/** A phone's answers that were never sent, as it writes them into a file. The link's token is not in it. */
export const unsentFileSchema = z.strictObject({
  format: z.literal('lang-nghe-unsent'),
  version: z.literal(1),
  linkId: z.string().min(1).max(64),
  savedAt: z.string().max(40),
  responses: z.array(z.looseObject({})).min(1).max(100),
});
export type UnsentFile = z.output<typeof unsentFileSchema>;

export const unsentReplySchema = z.object({
  results: z.array(
    z.object({
      id: z.string().nullable(),
      status: z.enum(['stored', 'already-stored', 'conflict', 'quarantined', 'rejected']),
      code: z.string().optional(),
      reason: z.string().optional(),
    }),
  ),
});
export type UnsentReply = z.output<typeof unsentReplySchema>;
