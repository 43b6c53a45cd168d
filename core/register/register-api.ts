/** What the workspace and the server say to each other about projects and sites. */
import { z } from 'zod';

const nameSchema = z.string().trim().min(1).max(200);

export const siteReplySchema = z.object({
  id: z.string(),
  /** The value of the site variable; never changes. */
  code: z.string(),
  name: z.string(),
  /** People at the site, if known. */
  headcount: z.int().optional(),
});
export type SiteReply = z.output<typeof siteReplySchema>;

export const siteRequestSchema = z.strictObject({
  name: nameSchema,
  headcount: z.int().min(1).max(10_000_000).optional(),
});
export type SiteRequest = z.output<typeof siteRequestSchema>;

export const projectReplySchema = z.object({
  id: z.string(),
  name: z.string(),
  /** IANA name; days of this project begin and end there. */
  timeZone: z.string(),
  sites: z.array(siteReplySchema),
});
export type ProjectReply = z.output<typeof projectReplySchema>;

export const projectRequestSchema = z.strictObject({ name: nameSchema });
export type ProjectRequest = z.output<typeof projectRequestSchema>;
