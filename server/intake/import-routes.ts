/** Files of responses over HTTP: in, with progress line by line, and out. */
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Context } from 'hono';
import { exportQuerySchema, type ImportLine, importQuerySchema } from '#core/intake/intake-api.ts';
import { ok, type Result, refuse } from '#core/kernel/result.ts';
import { appendAudit } from '#server/access/audit-repo.ts';
import type { ServiceDeps } from '#server/access/service-deps.ts';
import { type Places, type Route, route } from '#server/http/route.ts';
import { exportFile } from '#server/intake/export-files.ts';
import { openExport } from '#server/intake/export-service.ts';
import { FileRefusal } from '#server/intake/import-refusal.ts';
import { importResponses } from '#server/intake/import-service.ts';
import { openSource } from '#server/intake/import-source.ts';
import { openUploadFolder } from '#server/intake/upload-folder.ts';

/** Of an upload: what the command line takes may be larger. */
const largestUpload = 100_000_000;
/** A screen shows no more; the command line tells all. */
const mostListed = 20_000;

export const importRoutes = (deps: ServiceDeps): readonly Route[] => [
  route({
    method: 'POST',
    path: '/surveys/:name/responses/import',
    verb: 'response.import',
    scope: 'survey',
    summary:
      'Import a file (the body: CSV, XLSX or zip); answers with lines of progress, then the report',
    query: importQuerySchema,
    produces: ['application/x-ndjson'],
    handler: async ({ c, actor, place, query }) => {
      const folder = await openUploadFolder();
      const path = join(folder, 'file');
      const drop = () => rm(folder, { recursive: true, force: true });
      const received = await receive(c, path).catch(async (error: unknown) => {
        // Whoever sent it has gone away in the middle: nothing of it may stay behind.
        await drop();
        throw error;
      });
      if (!received.ok) {
        await drop();
        return received;
      }
      const lines = importLines(deps, {
        place: { ...place, surveyName: place.name, organisationId: actor.organisationId },
        personId: actor.personId,
        path,
        name: query.file ?? 'file',
        isDryRun: query.dryRun === '1',
        ...(query.encoding === undefined ? {} : { encoding: query.encoding }),
      });
      return streamed(lines, drop, {
        'content-type': 'application/x-ndjson; charset=utf-8',
        'x-accel-buffering': 'no',
      });
    },
  }),
  route({
    method: 'GET',
    path: '/surveys/:name/responses',
    verb: 'response.read',
    scope: 'survey',
    summary: 'Every response as a row-level file; answers that name people for owners only',
    query: exportQuerySchema,
    produces: ['text/csv', 'application/zip', 'application/json', 'application/x-spss-sav'],
    handler: async ({ actor, place, query }) => {
      const identifiers = query.identifiers === '1';
      if (identifiers && actor.role !== 'owner') return refuse('not-allowed');
      return exported(deps, actor, place, { ...query, identifiers });
    },
  }),
];

/** The body into a file of our own, which is removed when the import has ended. */
async function receive(c: Context, path: string): Promise<Result<undefined>> {
  if (Number(c.req.header('content-length') ?? 0) > largestUpload)
    return refuse('request-too-large');
  const incoming = (c.env as { incoming?: IncomingMessage } | undefined)?.incoming; // as: set by the node adapter
  const body =
    incoming && !incoming.readableEnded
      ? incoming
      : Readable.from(Buffer.from(await c.req.arrayBuffer()));
  let length = 0;
  try {
    await pipeline(
      body,
      async function* (pieces: AsyncIterable<Buffer>) {
        for await (const piece of pieces) {
          length += piece.length;
          if (length > largestUpload) throw new RangeError('too large');
          yield piece;
        }
      },
      createWriteStream(path, { mode: 0o600 }),
    );
  } catch (error) {
    if (error instanceof RangeError) return refuse('request-too-large');
    throw error;
  }
  return ok(undefined);
}

interface Upload {
  readonly place: Parameters<typeof importResponses>[1]['place'];
  readonly personId: string;
  readonly path: string;
  readonly name: string;
  readonly isDryRun: boolean;
  readonly encoding?: string;
}

/** Ends early when nobody listens any more: what was stored by then stays, and the rest can be sent again. */
async function* importLines(deps: ServiceDeps, upload: Upload): AsyncGenerator<ImportLine> {
  const stopping = new AbortController();
  const waiting: ImportLine[] = [];
  let wake: () => void = () => undefined;
  const say = (line: ImportLine): void => {
    waiting.push(line);
    wake();
  };
  const work = runImport(deps, upload, stopping.signal, say).finally(() => wake());
  let isOver = false;
  work.then(
    () => {
      isOver = true;
    },
    () => {
      isOver = true;
    },
  );
  try {
    for (;;) {
      yield* waiting.splice(0);
      if (isOver) break;
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (waiting.length > 0 || isOver) resolve();
      });
    }
    yield* waiting.splice(0);
  } finally {
    stopping.abort();
    await work.catch(() => undefined);
  }
}

async function runImport(
  deps: ServiceDeps,
  { place, personId, path, name, isDryRun, encoding }: Upload,
  signal: AbortSignal,
  say: (line: ImportLine) => void,
): Promise<void> {
  try {
    const source = await openSource([{ name, path }], encoding === undefined ? {} : { encoding });
    try {
      const { losses, moreLosses, ...report } = await importResponses(deps, {
        place,
        personId,
        source,
        isDryRun,
        signal,
        onProgress: (progress) => say({ progress }),
      });
      const more = moreLosses + Math.max(0, losses.length - mostListed);
      const listed = losses.slice(0, mostListed);
      // as: the schema is the mutable twin of the report.
      say({ report: { ...report, losses: listed, moreLosses: more } } as unknown as ImportLine);
    } finally {
      source.close();
    }
  } catch (error) {
    // A fault of ours is not to be read on a screen.
    if (error instanceof FileRefusal) {
      say({ problem: { code: 'file-unreadable', refusal: error.code } });
    } else say({ problem: { code: signal.aborted ? 'stopped' : 'internal-error' } });
  }
}

function streamed(
  lines: AsyncGenerator<ImportLine>,
  afterwards: () => Promise<void>,
  headers: Record<string, string>,
): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await lines.next();
      if (!done) controller.enqueue(encoder.encode(`${JSON.stringify(value)}\n`));
      else {
        controller.close();
        await afterwards();
      }
    },
    async cancel() {
      await lines.return(undefined);
      await afterwards();
    },
  });
  return new Response(body, { headers: { ...headers, 'cache-control': 'no-store' } });
}

async function exported(
  { db, keys, clock }: ServiceDeps,
  actor: { readonly personId: string; readonly organisationId: string },
  place: Places['survey'],
  query: {
    readonly format: 'csv' | 'xlsx' | 'json' | 'sav';
    readonly labels?: string | undefined;
    readonly identifiers: boolean;
  },
): Promise<Result<never> | Response> {
  const now = clock.now();
  const made = await openExport(
    { db, keys },
    {
      surveyId: place.surveyId,
      surveyName: place.name,
      anonymous: place.anonymous,
      exportedAt: now,
      identifiers: query.identifiers,
      ...(query.labels === undefined ? {} : { labels: query.labels }),
    },
  );
  if (!made) return refuse('version-unknown');
  // Written before the first byte goes out: a download that was broken off is one, too.
  await appendAudit(db, actor.organisationId, now, [
    {
      actor: actor.personId,
      action: 'responses.exported',
      subject: `survey:${place.surveyId}`,
      detail: { format: query.format, identifiers: query.identifiers },
    },
  ]);
  const { ending, type, pieces } = exportFile(made, query.format);
  const encoder = new TextEncoder();
  const bytes = (async function* () {
    for await (const piece of pieces()) {
      yield typeof piece === 'string' ? encoder.encode(piece) : new Uint8Array(piece);
    }
  })();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await bytes.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await bytes.return(undefined);
    },
  });
  return new Response(body, {
    headers: {
      'content-type': type,
      // A survey's name is letters, digits and hyphens, so it needs no quoting.
      'content-disposition': `attachment; filename="responses-${place.name}.${ending}"`,
      'cache-control': 'no-store',
    },
  });
}
