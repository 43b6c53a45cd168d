/** CSV as people have it: UTF-8 or UTF-16, with or without a mark; comma, semicolon or tab; row by row. */
import { Readable } from 'node:stream';
import { TextDecoder } from 'node:util';
import { CsvError, parse } from 'csv-parse';
import { FileRefusal } from '#server/intake/import-refusal.ts';
import type { SourceOptions, SourceRow, SourceSheet } from '#server/intake/import-source.ts';
import { delimiterOf } from '#server/intake/read-delimited.ts';

export const csvSheet = (
  name: string,
  stream: () => Promise<Readable>,
  options: SourceOptions,
): SourceSheet => ({
  name,
  isGuarded: true,
  rows: () => rowsOf(name, stream, options),
});

/** Characters of one row: more than four times what a response may have. */
const longestRow = 1_000_000;
/** Signs between cells from one line end to the next: the parser counts characters of cells, and empty ones have none. */
const mostCells = 100_000;

interface Parsed {
  readonly record: string[];
  readonly info: { readonly empty_lines: number };
}

async function* rowsOf(
  name: string,
  stream: () => Promise<Readable>,
  options: SourceOptions,
): AsyncGenerator<SourceRow> {
  const input = await stream();
  const state = { endsOpen: false };
  const texts = decoded(input, name, options, state);
  const first = await texts.next();
  const head = first.done ? '' : first.value;
  if (head.trim() === '' && first.done)
    throw new FileRefusal('empty', `The file ${name} is empty.`);
  const delimiter = delimiterOf(head);
  const parser = parse({
    delimiter,
    relax_column_count: true,
    skip_empty_lines: true,
    info: true,
    max_record_size: longestRow,
  });
  const feeding = Readable.from(narrow(after(head, texts), delimiter, name));
  feeding.on('error', (error) => parser.destroy(error)).pipe(parser);
  let held: SourceRow | undefined;
  let emptyFirst: number | undefined;
  let count = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<Parsed>) {
      emptyFirst ??= info.empty_lines;
      count += 1;
      if (held) yield held;
      held = { row: count + info.empty_lines - emptyFirst, cells: record };
    }
  } catch (error) {
    throw refusalOf(error, name);
  } finally {
    parser.destroy();
    feeding.destroy();
    input.destroy();
  }
  if (held) yield state.endsOpen ? { ...held, isCut: true } : held;
}

/** The library's own sentences may quote a cell. */
function refusalOf(error: unknown, name: string): unknown {
  if (!(error instanceof CsvError)) return error;
  if (error.code === 'CSV_MAX_RECORD_SIZE') {
    return new FileRefusal('too-large', `The file ${name} has a row that is too long.`);
  }
  const line = typeof error.lines === 'number' ? ` near line ${error.lines}` : '';
  return new FileRefusal(
    'irregular',
    `The file ${name} is no regular CSV${line}: quotation marks do not pair.`,
  );
}

async function* after(head: string, texts: AsyncIterable<string>): AsyncGenerator<string> {
  yield head;
  yield* texts;
}

/** The same texts, until a line has more cells than any table. */
async function* narrow(
  texts: AsyncIterable<string>,
  delimiter: string,
  name: string,
): AsyncGenerator<string> {
  let cells = 0;
  for await (const text of texts) {
    for (const sign of text) {
      if (sign === '\n' || sign === '\r') cells = 0;
      else if (sign === delimiter) cells += 1;
      if (cells > mostCells) {
        throw new FileRefusal('too-large', `The file ${name} has a row that is too long.`);
      }
    }
    yield text;
  }
}

/** Pieces of text; the first is long enough to hold the header of any sane file. */
async function* decoded(
  input: Readable,
  name: string,
  options: SourceOptions,
  state: { endsOpen: boolean },
): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  let waiting: Buffer | undefined;
  const decode = (bytes: Buffer | undefined): string => {
    decoder ??= decoderFor(bytes ?? Buffer.alloc(0), name, options);
    try {
      return decoder.decode(bytes, { stream: bytes !== undefined });
    } catch {
      throw new FileRefusal(
        'encoding',
        `The file ${name} is not UTF-8 text; save it as CSV UTF-8, or say what it is with --encoding.`,
      );
    }
  };
  for await (const piece of input as AsyncIterable<Buffer>) {
    waiting = waiting ? Buffer.concat([waiting, piece]) : piece;
    if (waiting.length < 65_536 && !decoder) continue;
    const text = decode(waiting);
    waiting = undefined;
    if (text !== '') yield noteEnd(text, state);
  }
  const rest = (waiting ? decode(waiting) : '') + decode(undefined);
  if (rest !== '') yield noteEnd(rest, state);
}

function noteEnd(text: string, state: { endsOpen: boolean }): string {
  state.endsOpen = !/[\r\n]$/.test(text);
  return text;
}

function decoderFor(head: Buffer, name: string, { encoding }: SourceOptions): TextDecoder {
  const isMarked = (...bytes: number[]) => bytes.every((byte, index) => head[index] === byte);
  if (isMarked(0xff, 0xfe)) return new TextDecoder('utf-16le', { fatal: true });
  if (isMarked(0xfe, 0xff)) return new TextDecoder('utf-16be', { fatal: true });
  const sample = head.subarray(0, 65_536);
  if (sample.includes(0)) {
    throw new FileRefusal(
      'encoding',
      `The file ${name} holds characters that no text has; save it as CSV UTF-8.`,
    );
  }
  try {
    return new TextDecoder(encoding ?? 'utf-8', { fatal: true });
  } catch {
    throw new FileRefusal('encoding', `There is no encoding called ${encoding}.`);
  }
}
