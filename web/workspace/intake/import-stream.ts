/** Sends a file of responses and hears how far its import is, line by line. */
import { type ImportLine, type ImportReply, importLineSchema } from '#core/intake/intake-api.ts';
import { RequestRefused } from '#web/workspace/api/request.ts';
import { surveyPath } from '#web/workspace/api/survey-queries.ts';

export interface ImportCall {
  readonly survey: string;
  readonly file: File;
  readonly isDryRun: boolean;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
}

/** @throws RequestRefused; of a file that cannot be read the code is `refusal.<why>`. */
export async function sendImport(call: ImportCall): Promise<ImportReply> {
  const { survey, file, isDryRun, signal } = call;
  const query = new URLSearchParams({
    file: file.name.slice(-255),
    ...(isDryRun && { dryRun: '1' }),
  });
  const path = `${surveyPath(survey)}/responses/import?${query}`;
  const response = await fetch(`/api/v1${path}`, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/octet-stream' },
    body: file,
    signal,
  }).catch((reason: unknown) => {
    if (signal.aborted) throw reason;
    throw refused(path, 0, 'unreachable');
  });
  if (!response.ok || !response.body) throw refused(path, response.status, await codeOf(response));
  for await (const line of linesOf(response.body)) {
    if ('progress' in line) call.onProgress(line.progress.done, line.progress.total);
    else if ('report' in line) return line.report;
    else {
      const { code, refusal } = line.problem;
      throw refused(path, response.status, refusal ? `refusal.${refusal}` : code);
    }
  }
  throw refused(path, response.status, 'unexpected-reply');
}

async function* linesOf(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<ImportLine> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let held = '';
  for (;;) {
    const { done, value } = await reader.read();
    const lines = (held + (value ?? '')).split('\n');
    held = done ? '' : (lines.pop() ?? '');
    for (const line of lines) if (line) yield importLineSchema.parse(JSON.parse(line));
    if (done) return;
  }
}

async function codeOf(response: Response): Promise<string> {
  const document: unknown = await response.json().catch(() => undefined);
  const isProblem = typeof document === 'object' && document !== null && 'code' in document;
  return isProblem ? String(document.code) : 'unexpected-reply';
}

const refused = (path: string, status: number, code: string) =>
  new RequestRefused({ code, status, path, errors: [] });
