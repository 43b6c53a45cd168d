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
export type ReviewColumn = z.output<typeof reviewColumnSchema>;

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
