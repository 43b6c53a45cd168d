/**
 * Everything about a submission that can be worked out before the storage is asked: whether it can be kept, whether
 * it fits its version, what a person should look at. The rest is decided in the transaction.
 */
import type { Answers } from '#core/definitions/logic/compiled-logic.ts';
import { begunAt, skewFlags, withRightTimes } from '#core/intake/phone-clock.ts';
import { type Flag, logicFlags, timeFlags } from '#core/intake/quality-flags.ts';
import { receiptCode } from '#core/intake/receipt-code.ts';
import {
  contentOf,
  readSubmission,
  type Submission,
  type SubmissionReading,
} from '#core/intake/submission.ts';
import { canonicalJson } from '#core/kernel/canonical-json.ts';
import { plainFaults } from '#core/kernel/plain-data.ts';
import type { Secrets } from '#core/kernel/ports.ts';
import type { ProblemCode, ProblemError } from '#core/kernel/problems.ts';
import { offsetMinutesOf } from '#core/register/project-time.ts';
import type { Keys } from '#server/access/keys.ts';
import { type AccessCode, accessCodeOf } from '#server/intake/access-code.ts';
import { type ClientEntry, takeCodes } from '#server/intake/client-entry.ts';
import type { CompiledVersion, CompiledVersions } from '#server/intake/compiled-versions.ts';
import { envelopeOf } from '#server/intake/envelope.ts';
import type { OpenSealed } from '#server/intake/open-sealed.ts';
import type { CollectionPoint } from '#server/links/collection-point.ts';

/** Why a submission is kept but not in figures. */
export interface Refusal {
  readonly code: ProblemCode;
  readonly errors: readonly ProblemError[];
}

export type PreparedItem =
  | { readonly kind: 'rejected'; readonly sentId: string | null; readonly refusal: Refusal }
  | KeptItem;

export interface KeptItem {
  readonly kind: 'kept';
  /** As the phone wrote it. */
  readonly sentId: string | null;
  readonly id: string;
  /** SHA-256 of what decides whether it is the same response; keyed where a client code is part of that. */
  readonly contentHash: string;
  /** Hashes under which the same content may have been kept before: sealed, or not keyed yet. */
  readonly formerHashes: readonly string[];
  readonly code: string;
  /** What is kept where a person has to decide: JSON, sealed where a client code may stand in it. */
  readonly envelope: () => string;
  readonly submission: Submission | undefined;
  /** JSON in NFC, client codes masked; undefined if they are sealed or do not fit. */
  readonly answers: string | undefined;
  readonly flags: readonly Flag[];
  readonly siteCode: string | undefined;
  /** When it began, as far as that can be believed. */
  readonly begunAt: Date | null;
  readonly client: ClientEntry | undefined;
  readonly accessCode: AccessCode;
  /** Undefined if it fits. */
  readonly refusal: Refusal | undefined;
}

/** What a phone says of itself when it sends. */
export interface PhoneReport {
  /** How far its clock is behind ours. */
  readonly skewMs?: number | undefined;
  /** Responses that stay on it after this request. */
  readonly waiting?: number | undefined;
}

/** The submissions of one request. */
export interface IntakeWork {
  readonly point: CollectionPoint;
  readonly items: readonly PreparedItem[];
  readonly report?: PhoneReport | undefined;
}

export interface PrepareDeps {
  readonly secrets: Secrets;
  readonly keys: Keys;
  readonly versions: CompiledVersions;
  readonly openSealed: OpenSealed;
}

interface Arrived {
  readonly point: CollectionPoint;
  readonly receivedAt: Date;
  /** Whether the whole request is so small that no item can be too large. */
  readonly isSmall: boolean;
  readonly skewMs?: number | undefined;
}

export async function prepareItem(
  deps: PrepareDeps,
  item: unknown,
  arrived: Arrived,
): Promise<PreparedItem> {
  const bytes = () => (arrived.isSmall ? 0 : Buffer.byteLength(JSON.stringify(item)));
  const reading = readSubmission(item, bytes);
  const sent = { ...arrived, item, sentId: sentIdOf(item), formerHashes: [], staysClosed: [] };
  if (reading.kind !== 'submission' || reading.submission.sealed === undefined) {
    return prepareReading(deps, reading, sent);
  }
  const { id, definitionHash, sealed } = reading.submission;
  const { surveyId } = arrived.point.link;
  const opening = await deps.openSealed({ surveyId, id, definitionHash, sealed });
  if (!opening.ok) {
    const staysClosed = [{ pointer: '/sealed', code: opening.why }];
    return prepareReading(deps, reading, { ...sent, staysClosed });
  }
  // From here on as if it had come in clear: what was sealed passes the same guards.
  const clear = unsealed(item, opening.answers);
  const formerHashes = [deps.secrets.hash(textOf(reading.submission))];
  return prepareReading(
    deps,
    readSubmission(clear, () => 0),
    { ...sent, item: clear, formerHashes },
  );
}

interface Sent extends Arrived {
  /** As it came, or with its answers where they were sealed. */
  readonly item: unknown;
  readonly sentId: string | null;
  readonly formerHashes: readonly string[];
  /** Why sealed answers do not open. */
  readonly staysClosed: readonly ProblemError[];
}

async function prepareReading(
  deps: PrepareDeps,
  reading: SubmissionReading,
  sent: Sent,
): Promise<PreparedItem> {
  const { sentId, item, point } = sent;
  if (reading.kind === 'rejected') {
    const refusal = { code: 'response-unkeepable', errors: reading.errors } as const;
    return { kind: 'rejected', sentId, refusal };
  }
  if (reading.kind === 'unfit') {
    const refusal = { code: 'answers-unfit', errors: reading.errors } as const;
    const { contentHash, formerHashes } = hashesOf(deps, canonicalJson(rawContent(item)), true);
    const envelope = envelopeOf(deps.keys, point, item, { isSecret: true });
    const kept = { id: reading.id, contentHash, envelope };
    return { ...outline(deps, { sentId, formerHashes }, kept), refusal };
  }
  const { submission } = reading;
  const version = await versionOf(deps, submission, point);
  const isSecret = version === undefined || version.clientCodes.names.length > 0;
  const envelope = envelopeOf(deps.keys, point, item, { isSecret });
  const { contentHash, formerHashes } = hashesOf(deps, textOf(submission), isSecret);
  const former = { sentId, formerHashes: [...sent.formerHashes, ...formerHashes] };
  return {
    ...outline(deps, former, { id: submission.id, contentHash, envelope }),
    submission,
    accessCode: accessCodeOf(deps.keys, point.link, submission.accessCode ?? null),
    ...examine(deps, submission, version, sent),
  };
}

const textOf = (submission: Submission): string => canonicalJson(contentOf(submission));

/**
 * The hash of a content, and the other one under which it may be held: before its version was known, or keyed.
 * @param isSecret whether a client code may stand in it. Codes are short: with a plain hash, whoever has the other
 *   answers could try all of them.
 */
function hashesOf({ secrets, keys }: PrepareDeps, text: string, isSecret: boolean) {
  const plain = secrets.hash(text);
  const keyed = keys.hmac('content', plain);
  return isSecret
    ? { contentHash: keyed, formerHashes: [plain] }
    : { contentHash: plain, formerHashes: [keyed] };
}

/** The item with its answers: whoever decides about it has to see them. */
function unsealed(item: unknown, answers: unknown): unknown {
  const { sealed: _, ...rest } = Object.fromEntries(Object.entries(item ?? {}));
  return { ...rest, answers };
}

/** What there is of an item before its answers are looked at. */
const outline = (
  { secrets }: PrepareDeps,
  { sentId, formerHashes }: Pick<Sent, 'sentId' | 'formerHashes'>,
  kept: Pick<KeptItem, 'id' | 'contentHash' | 'envelope'>,
) =>
  ({
    kind: 'kept',
    sentId,
    formerHashes,
    ...kept,
    code: receiptCode(secrets.hash(kept.id)),
    submission: undefined,
    accessCode: 'missing',
    ...nothingMore,
  }) as const;

const nothingMore = {
  answers: undefined,
  flags: [],
  siteCode: undefined,
  begunAt: null,
  client: undefined,
} as const;

/** Of an item whose envelope was not understood: the same parts, whatever they are. */
function rawContent(item: unknown): unknown {
  const fields = typeof item === 'object' && item !== null ? Object.entries(item) : [];
  const { definitionHash, outcome = 'completed', answers, sealed } = Object.fromEntries(fields);
  return { definitionHash, outcome, ...(sealed === undefined ? { answers } : { sealed }) };
}

const versionOf = ({ versions }: PrepareDeps, submission: Submission, point: CollectionPoint) => {
  const { link, site } = point;
  return link.isTest
    ? versions(link.surveyId, submission.definitionHash, site, link.id)
    : versions(link.surveyId, submission.definitionHash, site);
};

type Examined = Pick<KeptItem, 'answers' | 'flags' | 'siteCode' | 'begunAt' | 'client' | 'refusal'>;

function examine(
  { keys }: PrepareDeps,
  submission: Submission,
  version: CompiledVersion | undefined,
  { point, receivedAt, skewMs, staysClosed }: Sent,
): Examined {
  if (!version) {
    const errors = [{ pointer: '/definitionHash', code: 'unknown' }];
    return { ...nothingMore, refusal: { code: 'definition-unknown', errors } };
  }
  const timed = withRightTimes(submission, skewMs);
  const plain = {
    ...nothingMore,
    begunAt: begunAt(timed, firstAsked(version, point)),
  };
  if (submission.answers === undefined) {
    return { ...plain, refusal: { code: 'answers-sealed', errors: staysClosed } };
  }
  const { answers, text } = inNfc(submission.answers);
  const unfit = version.shape(answers);
  if (unfit.length > 0) {
    const errors = unfit.map((error) => ({ ...error, pointer: `/answers${error.pointer ?? ''}` }));
    return { ...plain, refusal: { code: 'answers-unfit', errors } };
  }
  const site = placeOf(version, answers, point);
  const checked = version.logic.check(site.answers, environmentOf(timed, point, receivedAt));
  const { publishedAt } = version;
  const flags = [
    ...logicFlags(submission, answers, checked),
    // Files and paper bring times of their own, older than the version and not of a phone.
    ...(point.desk ? [] : timeFlags(timed, { receivedAt, publishedAt })),
    ...(point.desk ? [] : skewFlags(skewMs)),
    ...(submission.outcome === 'completed' ? version.behaviour(site.answers, checked) : []),
    ...site.flags,
  ];
  const taken = takeCodes(
    keys,
    version.clientCodes,
    { answers, text },
    { ...point, surveyId: point.link.surveyId, id: submission.id },
  );
  return {
    ...plain,
    answers: taken.text,
    client: taken.client,
    flags,
    siteCode: site.code,
    refusal: undefined,
  };
}

/** When version and link came to be. A link made when its time was over already collects what was begun before it. */
const firstAsked = ({ publishedAt }: CompiledVersion, { link }: CollectionPoint): readonly Date[] =>
  [publishedAt, link.createdAt].filter((moment) => !link.closesAt || moment <= link.closesAt);

/** Texts that look equal are stored equal. Most phones write NFC already. */
function inNfc(sent: Answers): { readonly answers: Answers; readonly text: string } {
  const text = JSON.stringify(sent);
  const normal = text.normalize('NFC');
  // as: normalising touches letters only, so that an object stays an object.
  return { answers: normal === text ? sent : (JSON.parse(normal) as Answers), text: normal };
}

/** The site that counts: the link's, else the one that was answered. */
function placeOf(version: CompiledVersion, answers: Answers, { site }: CollectionPoint) {
  const item = version.siteItem;
  const answered = item === undefined ? undefined : answers[item];
  if (!site) {
    const code = typeof answered === 'string' ? answered : undefined;
    return { answers, code, flags: [] };
  }
  if (item === undefined) return { answers, code: site.code, flags: [] };
  const differs = answered !== undefined && answered !== site.code;
  return {
    answers: { ...answers, [item]: site.code },
    code: site.code,
    flags: differs ? [{ code: 'site-differs', pointer: `/${item}` } as const] : [],
  };
}

/** The interview's own clock, put right: its end, where the project is. */
function environmentOf(timed: Submission, { timeZone }: CollectionPoint, receivedAt: Date) {
  const claimed = timed.finishedAt ?? timed.startedAt;
  const now = claimed === null ? receivedAt : new Date(claimed);
  return { now, offsetMinutes: offsetMinutesOf(now, timeZone) };
}

function sentIdOf(item: unknown): string | null {
  if (typeof item !== 'object' || item === null || !('id' in item)) return null;
  const { id } = item;
  return typeof id === 'string' && id.length <= 64 && plainFaults(id).length === 0 ? id : null;
}
