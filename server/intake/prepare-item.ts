/**
 * Everything about a submission that can be worked out before the storage is asked: whether it can be kept, whether
 * it fits its version, what a person should look at. The rest is decided in the transaction.
 */
import type { Answers } from '#core/definitions/logic/compiled-logic.ts';
import { type Flag, logicFlags, timeFlags } from '#core/intake/quality-flags.ts';
import { receiptCode } from '#core/intake/receipt-code.ts';
import { contentOf, readSubmission, type Submission } from '#core/intake/submission.ts';
import { canonicalJson } from '#core/kernel/canonical-json.ts';
import { plainFaults } from '#core/kernel/plain-data.ts';
import type { Secrets } from '#core/kernel/ports.ts';
import type { ProblemCode, ProblemError } from '#core/kernel/problems.ts';
import { offsetMinutesOf } from '#core/register/project-time.ts';
import type { CompiledVersion, CompiledVersions } from '#server/intake/compiled-versions.ts';
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
  readonly contentHash: string;
  readonly code: string;
  readonly sent: unknown;
  readonly submission: Submission | undefined;
  /** JSON in NFC; undefined if they are sealed or do not fit. */
  readonly answers: string | undefined;
  readonly flags: readonly Flag[];
  readonly siteCode: string | undefined;
  /** Undefined if it fits. */
  readonly refusal: Refusal | undefined;
}

/** The submissions of one request. */
export interface IntakeWork {
  readonly point: CollectionPoint;
  readonly items: readonly PreparedItem[];
}

export interface PrepareDeps {
  readonly secrets: Secrets;
  readonly versions: CompiledVersions;
}

interface Arrived {
  readonly point: CollectionPoint;
  readonly receivedAt: Date;
  /** Whether the whole request is so small that no item can be too large. */
  readonly isSmall: boolean;
}

export async function prepareItem(
  deps: PrepareDeps,
  item: unknown,
  arrived: Arrived,
): Promise<PreparedItem> {
  const sentId = sentIdOf(item);
  const bytes = () => (arrived.isSmall ? 0 : Buffer.byteLength(JSON.stringify(item)));
  const reading = readSubmission(item, bytes);
  if (reading.kind === 'rejected') {
    const refusal = { code: 'response-unkeepable', errors: reading.errors } as const;
    return { kind: 'rejected', sentId, refusal };
  }
  const id = reading.kind === 'unfit' ? reading.id : reading.submission.id;
  const content = reading.kind === 'unfit' ? rawContent(item) : contentOf(reading.submission);
  const common = {
    kind: 'kept',
    sentId,
    id,
    contentHash: deps.secrets.hash(canonicalJson(content)),
    code: receiptCode(deps.secrets.hash(id)),
    sent: item,
  } as const;
  if (reading.kind === 'unfit') {
    return {
      ...common,
      ...nothingMore,
      refusal: { code: 'answers-unfit', errors: reading.errors },
    };
  }
  return { ...common, ...(await examine(deps, reading.submission, arrived)) };
}

const nothingMore = { submission: undefined, answers: undefined, flags: [], siteCode: undefined };

/** Of an item whose envelope was not understood: the same parts, whatever they are. */
function rawContent(item: unknown): unknown {
  const fields = typeof item === 'object' && item !== null ? Object.entries(item) : [];
  const { definitionHash, outcome = 'completed', answers, sealed } = Object.fromEntries(fields);
  return { definitionHash, outcome, ...(sealed === undefined ? { answers } : { sealed }) };
}

type Examined = Pick<KeptItem, 'submission' | 'answers' | 'flags' | 'siteCode' | 'refusal'>;

async function examine(
  { versions }: PrepareDeps,
  submission: Submission,
  { point, receivedAt }: Arrived,
): Promise<Examined> {
  const plain = { ...nothingMore, submission };
  const { link, site: fixed } = point;
  const version = await (link.isTest
    ? versions(link.surveyId, submission.definitionHash, fixed, link.id)
    : versions(link.surveyId, submission.definitionHash, fixed));
  if (!version) {
    const errors = [{ pointer: '/definitionHash', code: 'unknown' }];
    return { ...plain, refusal: { code: 'definition-unknown', errors } };
  }
  if (submission.answers === undefined) {
    return { ...plain, refusal: { code: 'answers-sealed', errors: [] } };
  }
  const { answers, text } = inNfc(submission.answers);
  const unfit = version.shape(answers);
  if (unfit.length > 0) {
    const errors = unfit.map((error) => ({ ...error, pointer: `/answers${error.pointer ?? ''}` }));
    return { ...plain, refusal: { code: 'answers-unfit', errors } };
  }
  const site = placeOf(version, answers, point);
  const checked = version.logic.check(site.answers, environmentOf(submission, point, receivedAt));
  const flags = [
    ...logicFlags(submission, answers, checked),
    // Files and paper bring times of their own, older than the version and not of a phone.
    ...(point.desk ? [] : timeFlags(submission, { receivedAt, publishedAt: version.publishedAt })),
    ...site.flags,
  ];
  return { submission, answers: text, flags, siteCode: site.code, refusal: undefined };
}

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

/** The interview's own clock: the end as the phone claims it, where the project is. */
function environmentOf(submission: Submission, { timeZone }: CollectionPoint, receivedAt: Date) {
  const claimed = submission.finishedAt ?? submission.startedAt;
  const now = claimed === null ? receivedAt : new Date(claimed);
  return { now, offsetMinutes: offsetMinutesOf(now, timeZone) };
}

function sentIdOf(item: unknown): string | null {
  if (typeof item !== 'object' || item === null || !('id' in item)) return null;
  const { id } = item;
  return typeof id === 'string' && id.length <= 64 && plainFaults(id).length === 0 ? id : null;
}
