/** What the workspace and the server say to each other about people: sign-in, one-time addresses, roles. */
import { z } from 'zod';
import { accountRoles } from '#core/access/roles.ts';
import { productLanguages } from '#core/kernel/localized-text.ts';

export const oneTimePurposes = ['setup', 'invitation', 'reset'] as const;
export const accountRoleSchema = z.enum(accountRoles);
export const productLanguageSchema = z.enum(productLanguages);

const loginSchema = z.string().trim().min(1).max(200);
/** Any characters, also spaces; how good it is, `core/access/password.ts` says. */
const passwordSchema = z.string().max(1_000);
export const nameSchema = z.string().trim().min(1).max(200);
const oneTimeTokenSchema = z.string().min(1).max(100);

export const signInRequestSchema = z.strictObject({
  login: loginSchema,
  password: passwordSchema,
});
export type SignInRequest = z.output<typeof signInRequestSchema>;

export const sessionChangeSchema = z.strictObject({ language: productLanguageSchema });
export type SessionChange = z.output<typeof sessionChangeSchema>;

export const sessionReplySchema = z.object({
  person: z.object({
    id: z.string(),
    name: z.string(),
    login: z.string(),
    role: accountRoleSchema,
    language: productLanguageSchema,
  }),
  projects: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type SessionReply = z.output<typeof sessionReplySchema>;

export const oneTimeRequestSchema = z.strictObject({ token: oneTimeTokenSchema });
export const oneTimeReplySchema = z.object({
  purpose: z.enum(oneTimePurposes),
  role: accountRoleSchema.optional(),
  name: z.string().optional(),
});
export type OneTimeReply = z.output<typeof oneTimeReplySchema>;

export const oneTimeUseSchema = z.strictObject({
  token: oneTimeTokenSchema,
  login: loginSchema,
  name: nameSchema,
  password: passwordSchema,
});
export type OneTimeUse = z.output<typeof oneTimeUseSchema>;

export const personReplySchema = z.object({
  id: z.string(),
  name: z.string(),
  login: z.string(),
  role: accountRoleSchema,
  disabled: z.boolean(),
  projectIds: z.array(z.string()),
});
export type PersonReply = z.output<typeof personReplySchema>;

export const invitationRequestSchema = z.strictObject({
  name: nameSchema,
  role: accountRoleSchema,
  projectIds: z.array(z.string()).max(1_000).default([]),
});
export type InvitationRequest = z.output<typeof invitationRequestSchema>;

/** The address is shown this once; storage has only its hash. */
export const invitationReplySchema = z.object({ url: z.string(), expiresAt: z.string() });
export type InvitationReply = z.output<typeof invitationReplySchema>;
