/** The bytes of a request as JSON: the right type, not too many, well-formed. What it means is for the caller. */
import type { IncomingMessage } from 'node:http';
import type { Context } from 'hono';
import { ok, type Result, refuse } from '#core/kernel/result.ts';

/** Of a request body. */
export const bodyLimit = 2 * 1024 * 1024;

/**
 * What is read to its end, unkept, before a body is called too large: whoever is still sending does not hear an answer,
 * only that the connection is gone, and would try the same again.
 */
const heardOut = 8 * bodyLimit;

/** The parsed body and how many bytes it had. */
export interface JsonBody {
  readonly value: unknown;
  readonly bytes: number;
}

export async function readJson(c: Context, limit = bodyLimit): Promise<Result<JsonBody>> {
  if (!isPlainJson(c)) return refuse('request-type');
  const said = Number(c.req.header('content-length') ?? 0);
  if (said > heardOut) return refuse('request-too-large');
  const bytes = await readBytes(c, limit);
  if (!bytes || said > limit) return refuse('request-too-large');
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return ok({ value: JSON.parse(text), bytes: bytes.byteLength });
  } catch {
    return refuse('request-malformed');
  }
}

/** Of an uploaded file. */
export const fileLimit = 10 * 1024 * 1024;

const fileTypes = /^(application\/(octet-stream|zip|vnd\.[\w.+-]+)|)$/;

/** The bytes of a file that is the whole body, whatever kind of file it calls itself. */
export async function readFileBody(c: Context, limit = fileLimit): Promise<Result<Uint8Array>> {
  const [type = ''] = (c.req.header('content-type') ?? '').toLowerCase().split(';');
  const encoding = c.req.header('content-encoding')?.toLowerCase() ?? 'identity';
  if (!fileTypes.test(type.trim()) || encoding !== 'identity') return refuse('file-type');
  if (Number(c.req.header('content-length') ?? 0) > heardOut) return refuse('file-too-large');
  const bytes = await readBytes(c, limit);
  return bytes ? ok(bytes) : refuse('file-too-large');
}

/** `application/json`, in UTF-8 and uncompressed: a compressed body says little about its size. */
function isPlainJson(c: Context): boolean {
  const [type, ...parameters] = (c.req.header('content-type') ?? '').toLowerCase().split(';');
  const charset = parameters.map((part) => part.trim()).find((part) => part.startsWith('charset='));
  const encoding = c.req.header('content-encoding')?.toLowerCase() ?? 'identity';
  return (
    type?.trim() === 'application/json' &&
    (charset === undefined || /^charset="?utf-8"?$/.test(charset)) &&
    encoding === 'identity'
  );
}

/** The body, or undefined if it is longer than the limit, whatever its header said. */
async function readBytes(c: Context, limit: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunksOf(c)) {
    length += chunk.byteLength;
    if (length > heardOut) return undefined;
    if (length > limit) chunks.length = 0;
    else chunks.push(chunk);
  }
  if (length > limit) return undefined;
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, length);
}

/** Node's own stream where there is one: it costs a fraction of the web stream around it. */
function chunksOf(c: Context): AsyncIterable<Uint8Array> {
  const incoming = (c.env as { incoming?: IncomingMessage } | undefined)?.incoming; // as: set by the node adapter
  if (incoming && !incoming.readableEnded) return incoming;
  return c.req.raw.body ?? emptyBody();
}

async function* emptyBody(): AsyncGenerator<Uint8Array> {}
