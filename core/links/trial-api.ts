/**
 * A trial: the draft as it stands, opened by a test link on a phone. Its answers are never counted; what is kept of it
 * is how long each item took and where people stopped, never what they answered.
 */
import { z } from 'zod';

export const trialDays = { usual: 7, most: 30 } as const;

export const trialRequestSchema = z.strictObject({
  /** The address stops working after that. */
  days: z.int().min(1).max(trialDays.most).default(trialDays.usual),
  language: z.string().min(2).max(35).optional(),
});
export type TrialRequest = z.output<typeof trialRequestSchema>;

/** The address and the token exist in this reply only. */
export const trialCreatedSchema = z.object({
  id: z.string(),
  url: z.string(),
  token: z.string(),
  expiresAt: z.string(),
});
export type TrialCreated = z.output<typeof trialCreatedSchema>;

/** What the phone tells of one item that was shown. */
const itemTraceSchema = z.strictObject({
  /** Spent on it while the page was in view. */
  seconds: z.number().min(0).max(86_400),
  answered: z.boolean(),
  /** How often the form said that something about it is not right. */
  problems: z.int().min(0).max(1_000),
});
export type ItemTrace = z.output<typeof itemTraceSchema>;

export const trialRunSchema = z.strictObject({
  /** Of the interview. */
  id: z.uuid().toLowerCase(),
  language: z.string().min(2).max(35),
  state: z.enum(['open', 'completed', 'partial', 'refused', 'screened-out']),
  /** The item in front of the person when this was written; absent before the first page. */
  at: z.string().max(200).optional(),
  /** By item, those that were shown. */
  items: z.record(z.string().min(1).max(200), itemTraceSchema),
});
export type TrialRun = z.output<typeof trialRunSchema>;

export const trialRunsRequestSchema = z.strictObject({
  definitionHash: z.string().min(1).max(128),
  runs: z.array(trialRunSchema).min(1).max(50),
});
export const trialRunsReplySchema = z.object({ kept: z.int() });
