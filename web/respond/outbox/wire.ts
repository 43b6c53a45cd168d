/**
 * What goes over the wire when collecting, read with care: a captive portal or a proxy may answer anything with
 * status 200, so whatever does not have our shape counts as no answer at all.
 */
import type { Definition } from '#core/definitions/definition.ts';
import type { LocalizedText } from '#core/kernel/localized-text.ts';

export interface SubmissionItem {
  readonly id: string;
  readonly definitionHash: string;
  readonly outcome: 'completed' | 'partial' | 'refused' | 'screened-out';
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly language: string;
  readonly answers: Readonly<Record<string, unknown>>;
  readonly collectorName?: string;
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
}

export interface LinkAnswer {
  readonly link: LinkView;
  readonly definition: Definition;
  readonly definitionHash: string;
}

const statuses = ['stored', 'already-stored', 'conflict', 'quarantined', 'rejected'] as const;
export type ResultStatus = (typeof statuses)[number];

export interface ItemResult {
  readonly id: string;
  readonly status: ResultStatus;
  readonly code?: string;
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
  return { link, definition: value.definition, definitionHash: value.definitionHash };
}

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
  };
}

/** @returns undefined for anything that is not our own answer. */
export function readResults(value: unknown): readonly ItemResult[] | undefined {
  if (!isFields(value) || !Array.isArray(value.results)) return undefined;
  return value.results.flatMap((result: unknown) => {
    if (!isFields(result) || typeof result.id !== 'string') return [];
    const status = statuses.find((known) => known === result.status);
    return status ? [{ id: result.id, status, ...optionalText(result, 'code') }] : [];
  });
}
