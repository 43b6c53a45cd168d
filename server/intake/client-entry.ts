/**
 * A person entered by code. The code itself is kept sealed; what tells people apart is its keyed hash, which nobody can
 * guess their way back from without the key, however short codes are.
 */
import type { ClientCodes, UniqueScope } from '#core/definitions/client-code.ts';
import type { Answers } from '#core/definitions/logic/compiled-logic.ts';
import { canonicalClientCode, codeMask } from '#core/intake/client-code.ts';
import type { Keys } from '#server/access/keys.ts';
import type { CollectionPoint } from '#server/links/collection-point.ts';

/** What a response keeps of its client codes. */
export interface ClientEntry {
  /** The codes as they were written, by item; null in anonymous surveys, which keep none. */
  readonly sealed: string | null;
  /** The same for the same person in the whole organisation; null where several items could be meant. */
  readonly index: string | null;
  readonly unique: UniqueScope | undefined;
}

const purpose = 'client-code';
const placeOf = (surveyId: string, responseId: string): string => `${surveyId}|${responseId}`;

/** The same for the same person, in the whole organisation. */
export const clientIndex = (keys: Keys, organisationId: string, canonical: string): string =>
  keys.hmac('client-code', `${organisationId}:${canonical}`);

/** Where a response belongs. */
export interface CodesPlace {
  readonly surveyId: string;
  readonly organisationId: string;
  readonly anonymous: boolean;
  /** Of the response. */
  readonly id: string;
}

/** Takes the codes out of answers that fit their version, and leaves a mask, so that they still count as answered. */
export function takeCodes(
  keys: Keys,
  { names, person }: ClientCodes,
  { answers, text }: { readonly answers: Answers; readonly text: string },
  { surveyId, organisationId, anonymous, id }: CodesPlace,
): { readonly text: string; readonly client: ClientEntry | undefined } {
  const codes = names.flatMap((name): readonly (readonly [string, string])[] => {
    const code = answers[name];
    return typeof code === 'string' ? [[name, code]] : [];
  });
  if (codes.length === 0) return { text, client: undefined };
  const masked = { ...answers, ...Object.fromEntries(codes.map(([name]) => [name, codeMask])) };
  const own = codes.find(([name]) => name === person?.name)?.[1];
  const canonical = own === undefined ? undefined : canonicalClientCode(own);
  const isKept = !anonymous;
  return {
    text: JSON.stringify(masked),
    client: {
      sealed: isKept ? sealCodes(keys, surveyId, id, Object.fromEntries(codes)) : null,
      index:
        isKept && canonical !== undefined ? clientIndex(keys, organisationId, canonical) : null,
      unique: isKept ? person?.unique : undefined,
    },
  };
}

export const sealCodes = (
  keys: Keys,
  surveyId: string,
  responseId: string,
  codes: Readonly<Record<string, string>>,
): string => keys.seal(purpose, placeOf(surveyId, responseId), JSON.stringify(codes));

/** The answers with their codes again, for those who may see them. What does not open stays masked. */
export function withCodes(
  keys: Keys,
  surveyId: string,
  response: { readonly id: string; readonly answers: Answers; readonly sealed: string | null },
): Answers {
  const { id, answers, sealed } = response;
  const text = sealed === null ? undefined : keys.open(purpose, placeOf(surveyId, id), sealed);
  if (text === undefined) return answers;
  // as: what `sealCodes` wrote.
  const codes = Object.entries(JSON.parse(text) as Record<string, string>);
  const masked = codes.filter(([name]) => answers[name] === codeMask);
  return { ...answers, ...Object.fromEntries(masked) };
}

/** Within what the code may stand once, as one text: equal texts are one scope. */
export function scopeKey(
  unique: UniqueScope,
  { point, siteId }: { readonly point: CollectionPoint; readonly siteId: string | null },
): string {
  const { surveyId } = point.link;
  switch (unique) {
    case 'survey':
      return `survey:${surveyId}`;
    // Where nobody said at which site, the survey stands for one.
    case 'site':
      return siteId === null ? `survey:${surveyId}` : `site:${siteId}`;
    case 'project':
      return `project:${point.projectId}`;
    case 'organisation':
      return `organisation:${point.organisationId}`;
  }
}
