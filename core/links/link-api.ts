/** What the workspace and the server say to each other about links. */
import { z } from 'zod';
import { purposes } from '#core/links/link.ts';

const momentSchema = z.iso.datetime({ offset: true });
/** A moment, or a day: which then ends (or begins) as the project's time zone has it. */
const dayOrMomentSchema = z.union([z.iso.date(), momentSchema]);

export const linkRequestSchema = z.strictObject({
  purpose: z.enum(purposes),
  /** Who holds it, as the coordinator calls them. */
  holder: z.string().trim().min(1).max(200).optional(),
  siteId: z.string().min(1).max(100).optional(),
  language: z.string().min(2).max(35).optional(),
  opensAt: dayOrMomentSchema.optional(),
  closesAt: dayOrMomentSchema.optional(),
  quota: z.int().min(1).max(10_000_000).optional(),
});
export type LinkRequest = z.output<typeof linkRequestSchema>;

export const linkReplySchema = z.object({
  id: z.string(),
  purpose: z.enum(purposes),
  holder: z.string().optional(),
  site: z.object({ code: z.string(), name: z.string() }).optional(),
  language: z.string().optional(),
  opensAt: z.string().optional(),
  closesAt: z.string().optional(),
  quota: z.int().optional(),
  /** Only for those who may see progress, as is `lastReceivedAt`. */
  completed: z.int().optional(),
  lastReceivedAt: z.string().optional(),
  createdAt: z.string(),
  revokedAt: z.string().optional(),
});
export type LinkReply = z.output<typeof linkReplySchema>;

/** The address and the token exist in this reply only: storage has a hash. */
export const linkCreatedSchema = z.object({
  id: z.string(),
  url: z.string(),
  token: z.string(),
  /** A message to send along with the address, in each of our languages. */
  shareText: z.object({ vi: z.string(), en: z.string(), ru: z.string(), id: z.string() }),
});
export type LinkCreated = z.output<typeof linkCreatedSchema>;

export const linkRotatedSchema = z.object({ id: z.string(), url: z.string(), token: z.string() });
export type LinkRotated = z.output<typeof linkRotatedSchema>;
