/**
 * What the environment may set, read here and nowhere else. Wrong values stop the program with a plain sentence
 * each, before anything is opened.
 */
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';

export interface Config {
  readonly port: number;
  readonly host: string;
  /** Absolute; holds the embedded database and the keys. */
  readonly dataDir: string;
  /** PostgreSQL instead of the embedded SQLite. */
  readonly databaseUrl?: string;
  /** The address people open, without a slash at the end; absent means where the server listens. */
  readonly baseUrl?: string;
  readonly keyFile?: string;
  /** Addresses whose `X-Forwarded-*` is believed. */
  readonly trustedProxies: readonly string[];
  /** The owner made at the first start, instead of a one-time address. */
  readonly owner?: { readonly login: string; readonly password: string };
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
}

export type ConfigReading =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly sentences: readonly string[] };

const text = z.string().trim().min(1);
const isAddress = (value: string) => isIP(value.split('/')[0] ?? '') !== 0;
const isWebAddress = (value: string) => /^https?:/.test(value) && URL.canParse(value);
const isPostgresAddress = (value: string) => /^postgres(ql)?:/.test(value) && URL.canParse(value);

const environmentSchema = z
  .object({
    PORT: z.coerce
      .number('PORT must be a number from 0 to 65535.')
      .int('PORT must be a whole number from 0 to 65535.')
      .min(0, 'PORT must be a number from 0 to 65535.')
      .max(65_535, 'PORT must be a number from 0 to 65535.')
      .default(8080),
    HOST: text.default('127.0.0.1'),
    DATA_DIR: text.default('./data'),
    DATABASE_URL: text
      .refine(isPostgresAddress, 'DATABASE_URL must begin with postgres:// or postgresql://.')
      .optional(),
    BASE_URL: text
      .refine(isWebAddress, 'BASE_URL must be an address such as https://survey.example.org.')
      .optional(),
    KEY_FILE: text.optional(),
    TRUSTED_PROXIES: text
      .transform((list) => list.split(',').map((address) => address.trim()))
      .refine((list) => list.every(isAddress), 'TRUSTED_PROXIES must be IP addresses with commas.')
      .default([]),
    OWNER_EMAIL: text.optional(),
    OWNER_PASSWORD: z.string().min(8, 'OWNER_PASSWORD must have 8 characters or more.').optional(),
    LOG_LEVEL: z
      .enum(
        ['silent', 'error', 'warn', 'info', 'debug'],
        'LOG_LEVEL must be silent, error, warn, info or debug.',
      )
      .default('warn'),
  })
  .refine(
    (env) => (env.OWNER_EMAIL === undefined) === (env.OWNER_PASSWORD === undefined),
    'OWNER_EMAIL and OWNER_PASSWORD go together: set both or none.',
  );

/** Empty variables count as unset, as people write them in compose files. */
const withoutEmpty = (env: Readonly<Record<string, string | undefined>>) =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));

export function readConfig(
  env: Readonly<Record<string, string | undefined>> = process.env,
): ConfigReading {
  const parsed = environmentSchema.safeParse(withoutEmpty(env));
  if (!parsed.success) {
    return { ok: false, sentences: [...new Set(parsed.error.issues.map((i) => i.message))] };
  }
  const set = parsed.data;
  const config: Config = {
    port: set.PORT,
    host: set.HOST,
    dataDir: resolve(set.DATA_DIR),
    ...(set.DATABASE_URL && { databaseUrl: set.DATABASE_URL }),
    ...(set.BASE_URL && { baseUrl: set.BASE_URL.replace(/\/+$/, '') }),
    ...(set.KEY_FILE && { keyFile: resolve(set.KEY_FILE) }),
    trustedProxies: set.TRUSTED_PROXIES,
    ...(set.OWNER_EMAIL &&
      set.OWNER_PASSWORD && { owner: { login: set.OWNER_EMAIL, password: set.OWNER_PASSWORD } }),
    logLevel: set.LOG_LEVEL,
  };
  return { ok: true, config };
}
