/** What the workspace and the server say to each other about targets, samples and field work. */
import { z } from 'zod';
import { mostPeople, mostPicks } from '#core/register/pick-list.ts';
import { isDay } from '#core/register/project-time.ts';
import { sampleMethods } from '#core/register/sample.ts';
import { targetUnits } from '#core/register/target.ts';

const daySchema = z.string().refine(isDay);
const wantedSchema = z.int().min(1).max(10_000_000);
const idSchema = z.string().min(1).max(100);
const unitSchema = z.enum(targetUnits);

/** Days of the project's time zone, both counted; `unit` is what targets count. */
export const periodSchema = z
  .strictObject({
    startsOn: daySchema.exactOptional(),
    endsOn: daySchema.exactOptional(),
    unit: unitSchema,
  })
  .refine(({ startsOn, endsOn }) => !startsOn || !endsOn || startsOn <= endsOn, {
    path: ['endsOn'],
  });
export type Period = z.output<typeof periodSchema>;

const wantedBySchema = z.strictObject({ id: idSchema, wanted: wantedSchema });
const cellSchema = z
  .record(z.string().min(1).max(200), z.string().min(1).max(200))
  .refine((cell) => Object.keys(cell).length >= 1 && Object.keys(cell).length <= 4);
const cellWantedSchema = z.strictObject({ cell: cellSchema, wanted: wantedSchema });

/** A part that is absent stays as it is; a part that is there replaces all of its kind. `null` = no target. */
export const targetsRequestSchema = z.strictObject({
  period: periodSchema.exactOptional(),
  survey: wantedSchema.nullable().exactOptional(),
  sites: z.array(wantedBySchema).max(500).exactOptional(),
  links: z.array(wantedBySchema).max(2_000).exactOptional(),
  cells: z.array(cellWantedSchema).max(400).exactOptional(),
});
export type TargetsRequest = z.output<typeof targetsRequestSchema>;

const textsSchema = z.record(z.string(), z.string());
export const targetsReplySchema = z.object({
  period: periodSchema,
  survey: z.int().exactOptional(),
  sites: z.array(wantedBySchema),
  links: z.array(wantedBySchema),
  cells: z.array(cellWantedSchema),
  /** What quota cells may be made of: the survey's breakdowns. */
  breakdowns: z.array(
    z.object({
      variable: z.string(),
      label: textsSchema,
      categories: z.array(z.object({ code: z.string(), label: textsSchema })),
    }),
  ),
  /** Whether people can be told apart, so that targets may count them. */
  countsPeople: z.boolean(),
});
export type TargetsReply = z.output<typeof targetsReplySchema>;

const numberOfPeopleSchema = z.int().min(0).max(mostPeople);
const methodSchema = z.enum(sampleMethods);

/** `siteId` is a site's, or `all` for people of no site in particular. */
const sampleOfSiteSchema = z.strictObject({
  siteId: idSchema,
  headcount: numberOfPeopleSchema.min(1).exactOptional(),
  invited: numberOfPeopleSchema.exactOptional(),
  method: methodSchema.exactOptional(),
  note: z.string().trim().min(1).max(1_000).exactOptional(),
});

/** Sites that are not listed stay as they are; of those listed, what is absent is no longer stated. */
export const sampleRequestSchema = z.strictObject({
  sites: z.array(sampleOfSiteSchema).max(500),
});
export type SampleRequest = z.output<typeof sampleRequestSchema>;

export const sampleReplySchema = z.object({
  sites: z.array(
    sampleOfSiteSchema.extend({
      /** Absent for `all`. */
      name: z.string().exactOptional(),
      /** The pick list that counts. */
      pick: z
        .object({
          number: z.int(),
          population: z.int(),
          size: z.int(),
          drawnAt: z.string(),
        })
        .exactOptional(),
    }),
  ),
});
export type SampleReply = z.output<typeof sampleReplySchema>;

export const pickRequestSchema = z.strictObject({
  population: z.int().min(1).max(mostPeople),
  size: z.int().min(1).max(mostPicks),
  /** Why another list is drawn; needed from the second on. */
  reason: z.string().trim().min(3).max(500).exactOptional(),
});
export type PickRequest = z.output<typeof pickRequestSchema>;

export const pickListSchema = z.object({
  /** From 1. */
  number: z.int(),
  population: z.int(),
  size: z.int(),
  /** The same seed, population and size draw the same list. */
  seed: z.string(),
  /** Ascending. */
  picks: z.array(z.int()),
  reason: z.string().exactOptional(),
  drawnAt: z.string(),
});
export type PickListReply = z.output<typeof pickListSchema>;

/** Newest first: the first counts, the others are kept. */
export const pickListsSchema = z.object({ lists: z.array(pickListSchema) });

export const projectTargetsRequestSchema = z.strictObject({
  period: periodSchema,
  wanted: wantedSchema.nullable(),
});
export type ProjectTargetsRequest = z.output<typeof projectTargetsRequestSchema>;

const countsSchema = z.object({
  /** Completed, in the unit of the targets; not excluded, no tests. */
  received: z.int(),
  wanted: z.int().exactOptional(),
  /** By the end of today; unrounded. */
  expectedByToday: z.number().exactOptional(),
  missing: z.int().exactOptional(),
  /** On every day left, today too; unrounded. */
  perDayNeeded: z.number().exactOptional(),
  startsOn: z.string().exactOptional(),
  endsOn: z.string().exactOptional(),
  today: z.int(),
});

/** A survey appears once it has received something or has a target. */
export const projectTargetsReplySchema = z.object({
  period: periodSchema,
  wanted: z.int().exactOptional(),
  counts: countsSchema.extend({
    people: z.int().exactOptional(),
    contacts: z.int().exactOptional(),
  }),
  surveys: z.array(
    z.object({ name: z.string(), received: z.int(), wanted: z.int().exactOptional() }),
  ),
});
export type ProjectTargetsReply = z.output<typeof projectTargetsReplySchema>;

export const fieldLineSchema = z.object({
  /** Of the site or link; of a quota cell its key. */
  id: z.string(),
  /** Empty where a link has no holder. */
  name: z.string(),
  /** Of a link: the site's name. */
  place: z.string().exactOptional(),
  purpose: z.string().exactOptional(),
  cell: z.record(z.string(), z.string()).exactOptional(),
  received: z.int(),
  wanted: z.int().exactOptional(),
  /** By the end of today; unrounded. */
  expected: z.number().exactOptional(),
  /** How many fewer than whole days gone should have brought; only where that is a fifth or more. */
  behind: z.int().exactOptional(),
  /** One number a day for the last of `days` of the reply, at most 28; empty for cells and in anonymous surveys' links. */
  days: z.array(z.int()),
  lastReceivedAt: z.string().exactOptional(),
  headcount: z.int().exactOptional(),
  invited: z.int().exactOptional(),
  method: methodSchema.exactOptional(),
  /** Completed ÷ invited; `null` where it cannot be told. */
  responseRate: z.number().nullable().exactOptional(),
});
export type FieldLine = z.output<typeof fieldLineSchema>;

export const attentionCodes = [
  'waiting-decision',
  'link-silent',
  'link-unused',
  'behind-pace',
  'on-phones',
  'look-alikes',
  'clock',
  'late',
  'quota-reached',
] as const;
export type AttentionCode = (typeof attentionCodes)[number];

export const attentionSchema = z.object({
  code: z.enum(attentionCodes),
  /**
   * `days` whole days without anything (link-silent, link-unused); `behind`, `received` and `expected` (behind-pace);
   * else `count`.
   */
  params: z.record(z.string(), z.number()),
  /** Absent where the whole survey is meant. */
  linkId: z.string().exactOptional(),
  siteId: z.string().exactOptional(),
  /** A moment; a day where nothing has come yet (link-unused). */
  since: z.string().exactOptional(),
});
export type Attention = z.output<typeof attentionSchema>;

export const fieldWorkSchema = z.object({
  asOf: z.string(),
  /** Today in the project's time zone. */
  day: z.string(),
  unit: unitSchema,
  counts: countsSchema.extend({
    refused: z.int(),
    partial: z.int(),
    screenedOut: z.int(),
    /** As phones last said; absent in anonymous surveys. */
    waitingOnPhones: z.int().exactOptional(),
    /** Different people who answered to the end; only where they can be told apart. */
    people: z.int().exactOptional(),
    /** Their responses: never fewer than people. */
    contacts: z.int().exactOptional(),
    /** Chosen and asked; only where that is stated for everybody who answered. */
    invited: z.int().exactOptional(),
    /** Completed ÷ invited; `null` where more answered than were invited. */
    responseRate: z.number().nullable().exactOptional(),
  }),
  /** Every day from the first to today or the last. `expected` is the sum to be reached by the end of the day. */
  days: z.array(
    z.object({ day: z.string(), received: z.int(), expected: z.number().exactOptional() }),
  ),
  sites: z.array(fieldLineSchema),
  links: z.array(fieldLineSchema),
  cells: z.array(fieldLineSchema),
  /** What is most urgent first. */
  attention: z.array(attentionSchema),
});
export type FieldWork = z.output<typeof fieldWorkSchema>;

/** Who may not see progress gets `atLeast`: stored, rounded down to tens. */
export const fieldWorkReplySchema = z.union([fieldWorkSchema, z.object({ atLeast: z.int() })]);
