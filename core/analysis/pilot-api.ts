/** What the workspace hears about the pilot of a survey. */
import { z } from 'zod';
import { definitionReplySchema } from '#core/definitions/survey-api.ts';

const spreadSchema = z.object({ median: z.number(), low: z.number(), high: z.number() });

export const pilotReplySchema = z.object({
  /** Test links, newest first. */
  trials: z.array(
    z.object({
      linkId: z.string(),
      hash: z.string(),
      createdAt: z.string(),
      expiresAt: z.string(),
      /** Closed, expired or withdrawn. */
      over: z.boolean(),
      runs: z.int(),
    }),
  ),
  /** The draft that the figures are about: the newest that was tried, unless another is asked for. */
  shown: z
    .object({
      hash: z.string(),
      definition: definitionReplySchema,
      /** As the author says, or guessed. */
      expectedMinutes: z.number(),
      /** Items of which too few people are known to tell. */
      hidden: z.int(),
      figures: z.object({
        runs: z.int(),
        completed: z.int(),
        refused: z.int(),
        screenedOut: z.int(),
        unfinished: z.int(),
        seconds: spreadSchema.nullable(),
        items: z.array(
          z.object({
            name: z.string(),
            seen: z.int(),
            answered: z.int(),
            seconds: spreadSchema.nullable(),
            stopped: z.int(),
            corrected: z.int(),
            signs: z.array(z.enum(['slow', 'stopped', 'left-out', 'corrected', 'never-seen'])),
          }),
        ),
      }),
    })
    .optional(),
});
export type PilotReply = z.output<typeof pilotReplySchema>;
export const pilotQuerySchema = z.object({ hash: z.string().max(128).optional() });
