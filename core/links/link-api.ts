/** What the workspace and the server say to each other about links. */
import { z } from 'zod';
import { pinSchema } from '#core/links/kiosk-pin.ts';
import { purposes } from '#core/links/link.ts';
import { linkStatuses } from '#core/links/link-status.ts';

const momentSchema = z.iso.datetime({ offset: true });
/** A moment, or a day: which then ends (or begins) as the project's time zone has it. */
const dayOrMomentSchema = z.union([z.iso.date(), momentSchema]);
/** Who holds it, as the coordinator calls them. */
const holderSchema = z.string().trim().min(1).max(200);
/** Item → value. Which items a link may fill in: `prefillFaults`. */
const prefillSchema = z.record(z.string().min(1).max(200), z.unknown());
const countSchema = z.int().min(1).max(10_000_000);

const changeable = {
  holder: holderSchema,
  siteId: z.string().min(1).max(100),
  language: z.string().min(2).max(35),
  opensAt: dayOrMomentSchema,
  closesAt: dayOrMomentSchema,
  quota: countSchema,
  prefill: prefillSchema,
  /** The link's target: responses that are hoped for, not a limit. */
  wanted: countSchema,
  /** Of a kiosk; kept as a salted hash. */
  kioskPin: pinSchema,
} as const;

export const linkRequestSchema = z.strictObject({
  purpose: z.enum(purposes),
  ...z.strictObject(changeable).partial().shape,
  /** Respondent links only: each answer needs a code. It cannot be changed later. */
  oneTimeCodes: z.boolean().optional(),
});
export type LinkRequest = z.output<typeof linkRequestSchema>;

export const linksMost = 200;
export const linksRequestSchema = z.strictObject({
  links: z.array(linkRequestSchema).min(1).max(linksMost),
});

/** What is absent stays; null takes it away. */
export const linkChangeSchema = z.strictObject({
  holder: changeable.holder.nullish(),
  siteId: changeable.siteId.nullish(),
  language: changeable.language.nullish(),
  opensAt: changeable.opensAt.nullish(),
  closesAt: changeable.closesAt.nullish(),
  quota: changeable.quota.nullish(),
  prefill: changeable.prefill.nullish(),
  wanted: changeable.wanted.nullish(),
  kioskPin: changeable.kioskPin.nullish(),
});
export type LinkChange = z.output<typeof linkChangeSchema>;

export const linkHandOverSchema = z.strictObject({ holder: holderSchema });

export const codesMost = 500;
export const codesRequestSchema = z.strictObject({ count: z.int().min(1).max(codesMost) });

/** As they are printed; they exist in this reply only. */
export const codesReplySchema = z.object({ codes: z.array(z.string()) });
export type CodesReply = z.output<typeof codesReplySchema>;

export const codeCountsSchema = z.object({
  made: z.int(),
  /** Only for those who may see progress; in anonymous surveys it moves on in batches. */
  used: z.int().optional(),
});
export type CodeCountsReply = z.output<typeof codeCountsSchema>;

export const linkReplySchema = z.object({
  id: z.string(),
  purpose: z.enum(purposes),
  status: z.enum(linkStatuses),
  holder: z.string().optional(),
  siteId: z.string().optional(),
  site: z.object({ code: z.string(), name: z.string() }).optional(),
  language: z.string().optional(),
  opensAt: z.string().optional(),
  closesAt: z.string().optional(),
  quota: z.int().optional(),
  wanted: z.int().optional(),
  prefill: z.record(z.string(), z.unknown()).optional(),
  /** Only where answers need a code. */
  oneTimeCodes: codeCountsSchema.optional(),
  /** Of kiosks. */
  hasPin: z.boolean().optional(),
  /** Only for those who may see progress; in anonymous surveys it moves on in batches. */
  completed: z.int().optional(),
  /** Only for those who may see progress, and never in anonymous surveys. */
  lastReceivedAt: z.string().optional(),
  createdAt: z.string(),
  pausedAt: z.string().optional(),
  revokedAt: z.string().optional(),
});
export type LinkReply = z.output<typeof linkReplySchema>;

/** A message to send along with the address, in each of our languages. */
const shareTextSchema = z.object({
  vi: z.string(),
  en: z.string(),
  ru: z.string(),
  id: z.string(),
});

/** The address and the token exist in this reply only: storage has a hash. */
export const linkCreatedSchema = z.object({
  id: z.string(),
  url: z.string(),
  token: z.string(),
  holder: z.string().optional(),
  shareText: shareTextSchema,
});
export type LinkCreated = z.output<typeof linkCreatedSchema>;

/** In the order asked for. */
export const linksCreatedSchema = z.object({ links: z.array(linkCreatedSchema) });
export type LinksCreated = z.output<typeof linksCreatedSchema>;

/** Another address of the same link. */
export const linkRotatedSchema = linkCreatedSchema;
export type LinkRotated = LinkCreated;

/** Where the quick exit of the phone leads: a page that says nothing about anybody; null for none. */
export const exitRequestSchema = z.strictObject({
  exitUrl: z
    .url({ protocol: /^https$/, hostname: z.regexes.domain })
    .max(300)
    // No name and password, no search words, no fragment: the address itself must tell nothing.
    .refine((url) => !/[@?#]/.test(url))
    .nullable(),
});
export const exitReplySchema = z.object({ exitUrl: z.string().optional() });

/** How far the holder of a link has come. */
export const standingReplySchema = z.object({
  /** Completed responses that count. */
  received: z.int(),
  wanted: z.int().optional(),
  expectedByToday: z.int().optional(),
  /** Last day of the field work, in the project's time zone. */
  endsOn: z.string().optional(),
  state: z.enum(linkStatuses),
});
export type Standing = z.output<typeof standingReplySchema>;
