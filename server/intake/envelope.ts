/** What is kept of a submission that waits for a person to decide: quarantined, or in conflict with another one. */
import type { Keys } from '#server/access/keys.ts';
import type { CollectionPoint } from '#server/links/collection-point.ts';

const purpose = 'envelope';

/**
 * The text that is kept, made when it is needed. A one-time code is never part of it.
 * @param sent the item as it came; if it was sealed and opened, with its answers.
 * @param isSecret whether a client code may stand in it.
 */
export const envelopeOf =
  (keys: Keys, point: CollectionPoint, sent: unknown, { isSecret }: { isSecret: boolean }) =>
  (): string => {
    const { accessCode: _, ...fields } = Object.fromEntries(Object.entries(sent ?? {}));
    const text = JSON.stringify(point.anonymous ? withoutTraces(fields) : fields);
    // What nobody could open protects itself.
    return isSecret && !('sealed' in fields) ? sealEnvelope(keys, point.link.surveyId, text) : text;
  };

/** An envelope as it is kept where a client code may stand in it. */
export const sealEnvelope = (keys: Keys, surveyId: string, text: string): string =>
  keys.seal(purpose, surveyId, text);

/** The item again. @returns undefined if it was sealed with a key that is not ours. */
export function readEnvelope(keys: Keys, surveyId: string, kept: string): unknown {
  const text = isInClear(kept) ? kept : keys.open(purpose, surveyId, kept);
  return text === undefined ? undefined : JSON.parse(text);
}

/** JSON begins with a brace, and nothing sealed does. */
export const isInClear = (kept: string): boolean => kept.startsWith('{');

/** What an anonymous survey keeps of an envelope: no times, no collector, nothing that we do not know. */
function withoutTraces(fields: Readonly<Record<string, unknown>>): unknown {
  const kept = new Set(['id', 'definitionHash', 'outcome', 'language', 'answers', 'sealed']);
  return Object.fromEntries(Object.entries(fields).filter(([name]) => kept.has(name)));
}
