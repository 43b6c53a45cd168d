/**
 * Large JSON replies, packed where the caller takes it: a definition is 72 kB plain and 11 kB packed, which a phone at
 * the edge of a signal notices. The ETag stays what the route says; it names the content, however it was packed.
 */
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Context } from 'hono';

const packBrotli = promisify(brotliCompress);
const packGzip = promisify(gzip);
/** Higher qualities save little more and hold the processor for long. */
const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

export async function packedJson(
  c: Context,
  value: unknown,
  headers: Readonly<Record<string, string>>,
): Promise<Response> {
  const text = JSON.stringify(value);
  const accepted = c.req.header('accept-encoding') ?? '';
  const all = { ...headers, 'content-type': 'application/json', vary: varyOf(headers) };
  if (/\bbr\b/.test(accepted)) {
    const body = new Uint8Array(await packBrotli(text, quality));
    return c.body(body, 200, { ...all, 'content-encoding': 'br' });
  }
  if (/\bgzip\b/.test(accepted)) {
    const body = new Uint8Array(await packGzip(text));
    return c.body(body, 200, { ...all, 'content-encoding': 'gzip' });
  }
  return c.body(text, 200, all);
}

const varyOf = ({ vary }: Readonly<Record<string, string>>): string =>
  vary === undefined ? 'accept-encoding' : `${vary}, accept-encoding`;
