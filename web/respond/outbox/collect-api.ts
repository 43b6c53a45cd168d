/** The collection calls. A network that fails, a portal that answers and a server in trouble all read as `unreachable`. */
import {
  type HeldReceipt,
  type ItemResult,
  type LinkAnswer,
  type LinkProgress,
  readLinkAnswer,
  readProgress,
  readReceipts,
  readResults,
  type SendContext,
  type SubmissionItem,
} from './wire.ts';

export type LinkReply =
  | { readonly kind: 'open'; readonly answer: LinkAnswer; readonly serverTime?: Date }
  /** What the phone has is what the link serves. */
  | { readonly kind: 'same' }
  /** 410: closed, expired or withdrawn; finished responses are still taken. */
  | { readonly kind: 'over' }
  /** 410 as well, but for a while only. */
  | { readonly kind: 'paused' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'unreachable' };

export type SendReply =
  | { readonly kind: 'answered'; readonly results: readonly ItemResult[] }
  /** The whole request will never be taken as it is. */
  | { readonly kind: 'refused'; readonly status: number }
  /** The link's token is not known: other links of this phone may still be heard. */
  | { readonly kind: 'stranger' }
  | { readonly kind: 'later'; readonly afterSeconds?: number };

const patienceMs = 20_000;
const sendPatienceMs = 30_000;

/** Statuses that no repetition changes; all others may pass with time, sign-in to a network, or a restart. */
const permanent = new Set([400, 404, 405, 410, 413, 415, 422]);

/** @param known hash of the definition that the phone has, which then need not travel again */
export async function fetchLink(token: string, known?: string): Promise<LinkReply> {
  const headers = known === undefined ? {} : { 'if-none-match': `"${known}"` };
  const reply = await call('/api/v1/collect/link', token, { headers }, patienceMs);
  return reply ? linkReplyOf(reply) : { kind: 'unreachable' };
}

/** Also reads the reply to the call that the page's head has begun. */
export async function readLinkReply(response: Response): Promise<LinkReply> {
  return linkReplyOf({ response, body: await jsonOf(response) });
}

function linkReplyOf({ response, body }: Reply): LinkReply {
  if (response.status === 304) return { kind: 'same' };
  if (response.ok) {
    const answer = readLinkAnswer(body);
    if (!answer) return { kind: 'unreachable' };
    const serverTime = new Date(response.headers.get('date') ?? Number.NaN);
    return Number.isNaN(serverTime.getTime())
      ? { kind: 'open', answer }
      : { kind: 'open', answer, serverTime };
  }
  if (body === undefined) return { kind: 'unreachable' };
  if (response.status === 410) return { kind: isPause(body) ? 'paused' : 'over' };
  return { kind: response.status === 401 ? 'unknown' : 'unreachable' };
}

const isPause = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && 'code' in body && body.code === 'link-paused';

export async function sendResponses(
  token: string,
  items: readonly SubmissionItem[],
  context: SendContext,
): Promise<SendReply> {
  const reply = await call(
    '/api/v1/collect/responses',
    token,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...context, responses: items }),
    },
    sendPatienceMs,
  );
  if (!reply) return { kind: 'later' };
  const { response, body } = reply;
  if (response.ok) {
    const results = readResults(body);
    return results ? { kind: 'answered', results } : { kind: 'later' };
  }
  if (body !== undefined && permanent.has(response.status))
    return { kind: 'refused', status: response.status };
  if (body !== undefined && (response.status === 401 || response.status === 403))
    return { kind: 'stranger' };
  const after = Number(response.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(after) ? { kind: 'later', afterSeconds: after } : { kind: 'later' };
}

/** @returns undefined where the link has no standing of its own, or nobody answers. */
export async function fetchProgress(token: string): Promise<LinkProgress | undefined> {
  const reply = await call('/api/v1/collect/standing', token, {}, patienceMs);
  return reply?.response.ok ? readProgress(reply.body) : undefined;
}

/** As many as one request may ask for. */
export const receiptsAtOnce = 100;

/**
 * What the server holds of these responses of the link.
 * @param ids at most `receiptsAtOnce`
 */
export async function fetchReceipts(
  token: string,
  ids: readonly string[],
): Promise<readonly HeldReceipt[] | undefined> {
  const path = `/api/v1/collect/receipts?ids=${ids.map(encodeURIComponent).join(',')}`;
  const reply = await call(path, token, {}, patienceMs);
  return reply?.response.ok ? readReceipts(reply.body) : undefined;
}

interface Reply {
  readonly response: Response;
  /** Undefined where it is no JSON. */
  readonly body: unknown;
}

/** Patience ends for the body as well: a network that stalls in the middle of one must not hold the outbox for ever. */
async function call(
  path: string,
  token: string,
  init: RequestInit,
  timeoutMs: number,
): Promise<Reply | undefined> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), timeoutMs);
  try {
    const response = await fetch(path, {
      ...init,
      headers: { ...init.headers, authorization: `Bearer ${token}` },
      credentials: 'omit',
      // The browser's own store knows addresses, not tokens: it would answer for one link with what another got.
      cache: 'no-store',
      signal: patience.signal,
    });
    return { response, body: await jsonOf(response) };
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

async function jsonOf(response: Response): Promise<unknown> {
  if (!/\bjson\b/.test(response.headers.get('content-type') ?? '')) return undefined;
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}
