/** The calls of phones, described for the OpenAPI document. */
import { z } from 'zod';
import { standingReplySchema } from '#core/links/link-api.ts';
import { trialRunsReplySchema, trialRunsRequestSchema } from '#core/links/trial-api.ts';
import type { OtherCall } from '#server/http/openapi.ts';

const text = z.string();
const itemSchema = z.object({
  id: z.uuid().describe('Made when the interview opens; decides what is the same response.'),
  definitionHash: text,
  outcome: z.enum(['completed', 'partial', 'refused', 'screened-out']).optional(),
  startedAt: z.iso.datetime({ offset: true }),
  finishedAt: z.iso.datetime({ offset: true }),
  language: text,
  answers: z.record(text, z.unknown()).optional(),
  sealed: text.optional().describe('Instead of answers: sealed to the key of the survey.'),
  collectorName: text.optional(),
  accessCode: text.optional().describe('The one-time code, where the link asks for one.'),
});

const resultSchema = z.object({
  id: text.nullable(),
  status: z.enum(['stored', 'already-stored', 'conflict', 'quarantined', 'rejected']),
  code: text.optional().describe('Six characters for people; never a key.'),
  flags: z.array(text).optional(),
  problem: z.record(text, z.unknown()).optional(),
});

const pinSchema = z
  .object({ salt: text, hash: text, iterations: z.int() })
  .describe('PBKDF2 with SHA-256, 32 bytes; salt and hash in base64url.');

const linkSchema = z.object({
  link: z.object({
    id: text,
    purpose: z.enum(['collector', 'respondent', 'kiosk', 'partner']),
    survey: text,
    title: z.record(text, text),
    languages: z.array(text).describe('The first one is the default.'),
    opensAt: text.optional(),
    closesAt: text.optional(),
    quota: z.int().optional(),
    trial: z.literal(true).optional().describe('A draft is being tried; nothing counts.'),
    anonymous: z.literal(true).optional().describe('Nobody keeps who answered, or when.'),
    oneTimeCodes: z.literal(true).optional().describe('Each answer needs an access code.'),
    prefill: z.record(text, z.unknown()).optional().describe('Item to value.'),
    exitUrl: text.optional().describe('Where the quick exit leads.'),
    kiosk: z.object({ pin: pinSchema.optional() }).optional(),
  }),
  version: z.int(),
  definition: z.record(text, z.unknown()),
  definitionHash: text,
  sealTo: z
    .object({ kid: text, key: text.describe('A point of P-256, uncompressed, base64url.') })
    .optional()
    .describe('The key that phones seal answers to; absent while none can be made.'),
});

const receiptsSchema = z.object({
  receipts: z.array(z.object({ id: text, status: text, receivedAt: text, code: text })),
});

export const collectionCalls: readonly OtherCall[] = [
  {
    method: 'GET',
    path: '/collect/link',
    security: 'link',
    summary: 'The survey that a link opens, in its newest published version',
    reply: linkSchema,
  },
  {
    method: 'GET',
    path: '/collect/standing',
    security: 'link',
    summary: 'How far the holder of a collector or partner link has come; 404 for others',
    reply: standingReplySchema,
  },
  {
    method: 'GET',
    path: '/collect/definitions/:hash',
    security: 'link',
    summary: 'Any version that the link ever served',
    reply: z.record(text, z.unknown()),
  },
  {
    method: 'POST',
    path: '/collect/responses',
    security: 'link',
    summary: 'Send 1–100 responses; each is answered for itself, in order',
    request: z.object({
      responses: z.array(itemSchema).min(1).max(100),
      sentAt: z.iso.datetime({ offset: true }).optional().describe('By the clock of the phone.'),
      waiting: z.int().optional().describe('Responses that stay on the phone.'),
    }),
    reply: z.object({ results: z.array(resultSchema) }),
  },
  {
    method: 'GET',
    path: '/collect/receipts',
    security: 'link',
    summary: 'What the server holds of this link, by id',
    query: z.object({ ids: text.describe('At most 100, with commas.') }),
    reply: receiptsSchema,
  },
  {
    method: 'POST',
    path: '/collect/trial',
    security: 'link',
    summary: 'With a test link: how long the items of tries took, and where they stopped',
    request: trialRunsRequestSchema,
    reply: trialRunsReplySchema,
  },
];
