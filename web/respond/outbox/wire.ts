/**
 * What goes over the wire when collecting, read with care: a captive portal or a proxy may answer anything with
 * status 200, so whatever does not have our shape counts as no answer at all.
 */
import type { Definition } from '#core/definitions/definition.ts';
import type { LocalizedText } from '#core/kernel/localized-text.ts';

export type Answers = Readonly<Record<string, unknown>>;

interface ItemEnvelope {
  readonly id: string;
  readonly definitionHash: string;
  readonly outcome: 'completed' | 'partial' | 'refused' | 'screened-out';
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly language: string;
  readonly collectorName?: string;
  /** The one-time code that the person came with. */
  readonly accessCode?: string;
}

/** Answers travel in clear or sealed to the survey's key, never both. */
export type SubmissionItem = ItemEnvelope &
  ({ readonly answers: Answers } | { readonly sealed: string });

/** What the server learns besides the responses: the phone's clock, and how much is still to come. */
export interface SendContext {
  readonly sentAt: string;
  readonly waiting?: number;
}

/** The key that a survey's answers are sealed to: an uncompressed point of P-256, base64url. */
export interface SealTo {
  readonly kid: string;
  readonly key: string;
}

/** How a collector's or partner's link stands in its field work. */
export interface LinkProgress {
  readonly received: number;
  readonly wanted?: number;
  readonly expectedByToday?: number;
  readonly endsOn?: string;
  readonly state?: string;
}

/** The PIN by which staff leave a kiosk, as a PBKDF2-SHA256 hash. */
export interface KioskPin {
  readonly salt: string;
  readonly hash: string;
  readonly iterations: number;
}

/** A link as its holder may see it. */
export interface LinkView {
  readonly id: string;
  readonly purpose: string;
  readonly title: LocalizedText;
  /** The first is the default. */
  readonly languages: readonly string[];
  readonly holder?: string;
  readonly site?: { readonly code: string; readonly name: string };
  readonly opensAt?: string;
  readonly closesAt?: string;
  readonly quota?: number;
  /** A draft is being tried: nothing of it counts. */
  readonly trial?: boolean;
  readonly anonymous?: boolean;
  /** Each person comes with a code of their own. */
  readonly oneTimeCodes?: boolean;
  /** Answers that the link fixes. */
  readonly prefill?: Answers;
  /** Where the quick way out leads. */
  readonly exitUrl?: string;
  readonly kiosk?: { readonly pin?: KioskPin };
}

export interface LinkAnswer {
  readonly link: LinkView;
  readonly definition: Definition;
  readonly definitionHash: string;
  readonly sealTo?: SealTo;
}

/** A response that the server holds. */
export interface HeldReceipt {
  readonly id: string;
  readonly status: string;
  readonly code?: string;
}

const statuses = ['stored', 'already-stored', 'conflict', 'quarantined', 'rejected'] as const;
export type ResultStatus = (typeof statuses)[number];

export interface ItemResult {
  readonly id: string;
  readonly status: ResultStatus;
  readonly code?: string;
  /** Why a person has to look at it first, as the server names it. */
  readonly problem?: string;
}

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isTextMap = (value: unknown): value is LocalizedText =>
  isFields(value) && Object.values(value).every((text) => typeof text === 'string');

const isDefinition = (value: unknown): value is Definition & Fields =>
  isFields(value) && Array.isArray(value.pages) && value.pages.every(isFields);

const optionalText = <Name extends string>(
  fields: Fields,
  name: Name,
): { [Key in Name]?: string } => {
  const value = fields[name];
  // The computed key is exactly Name; TypeScript widens it to string.
  return (typeof value === 'string' ? { [name]: value } : {}) as { [Key in Name]?: string };
};

/** @returns undefined for anything that is not our own answer. */
export function readLinkAnswer(value: unknown): LinkAnswer | undefined {
  if (!isFields(value) || !isDefinition(value.definition)) return undefined;
  const link = readLinkView(value.link);
  if (!link || typeof value.definitionHash !== 'string') return undefined;
  const { definition, definitionHash, sealTo } = value;
  return { link, definition, definitionHash, ...(isSealTo(sealTo) ? { sealTo } : {}) };
}

const isSealTo = (value: unknown): value is SealTo =>
  isFields(value) && typeof value.kid === 'string' && typeof value.key === 'string';

const isPin = (value: unknown): value is KioskPin =>
  isFields(value) &&
  typeof value.salt === 'string' &&
  typeof value.hash === 'string' &&
  typeof value.iterations === 'number';

const optionalNumber = <Name extends string>(
  fields: Fields,
  name: Name,
): { [Key in Name]?: number } => {
  const value = fields[name];
  // as: the computed key is exactly Name; TypeScript widens it to string.
  return (typeof value === 'number' ? { [name]: value } : {}) as { [Key in Name]?: number };
};

function readLinkView(value: unknown): LinkView | undefined {
  if (!isFields(value) || typeof value.id !== 'string' || !isTextMap(value.title)) return undefined;
  const languages = Array.isArray(value.languages)
    ? value.languages.filter((language): language is string => typeof language === 'string')
    : [];
  return {
    id: value.id,
    purpose: typeof value.purpose === 'string' ? value.purpose : 'respondent',
    title: value.title,
    languages: languages.length > 0 ? languages : ['vi'],
    ...optionalText(value, 'holder'),
    ...optionalText(value, 'opensAt'),
    ...optionalText(value, 'closesAt'),
    ...(isFields(value.site) && typeof value.site.code === 'string'
      ? { site: { code: value.site.code, name: String(value.site.name ?? value.site.code) } }
      : {}),
    ...(typeof value.quota === 'number' ? { quota: value.quota } : {}),
    ...(value.trial === true ? { trial: true } : {}),
    ...(value.anonymous === true ? { anonymous: true } : {}),
    ...(value.oneTimeCodes === true ? { oneTimeCodes: true } : {}),
    ...(isFields(value.prefill) ? { prefill: value.prefill } : {}),
    ...optionalText(value, 'exitUrl'),
    ...(isFields(value.kiosk)
      ? { kiosk: isPin(value.kiosk.pin) ? { pin: value.kiosk.pin } : {} }
      : {}),
  };
}

/** @returns undefined for anything that is not our own answer. */
export function readResults(value: unknown): readonly ItemResult[] | undefined {
  if (!isFields(value) || !Array.isArray(value.results)) return undefined;
  return value.results.flatMap((result: unknown) => {
    if (!isFields(result) || typeof result.id !== 'string') return [];
    const status = statuses.find((known) => known === result.status);
    const { problem } = result;
    const why = isFields(problem) && typeof problem.code === 'string' ? problem.code : undefined;
    return status
      ? [
          {
            id: result.id,
            status,
            ...optionalText(result, 'code'),
            ...(why ? { problem: why } : {}),
          },
        ]
      : [];
  });
}

/** @returns undefined for anything that is not our own answer. */
export function readProgress(value: unknown): LinkProgress | undefined {
  if (!isFields(value) || typeof value.received !== 'number') return undefined;
  return {
    received: value.received,
    ...optionalNumber(value, 'wanted'),
    ...optionalNumber(value, 'expectedByToday'),
    ...optionalText(value, 'endsOn'),
    ...optionalText(value, 'state'),
  };
}

/** @returns undefined for anything that is not our own answer. */
export function readReceipts(value: unknown): readonly HeldReceipt[] | undefined {
  if (!isFields(value) || !Array.isArray(value.receipts)) return undefined;
  return value.receipts.flatMap((receipt: unknown) =>
    isFields(receipt) && typeof receipt.id === 'string' && typeof receipt.status === 'string'
      ? [{ id: receipt.id, status: receipt.status, ...optionalText(receipt, 'code') }]
      : [],
  );
}
