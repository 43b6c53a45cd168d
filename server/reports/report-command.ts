/**
 * `report (--form FILE --data FILE.csv | --survey NAME) --language vi|en --out FILE.html|.docx [--by VARIABLE]
 * [--title T] [--exact] [--json]`: the summary report as a file.
 */
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { exactTables, gateTables } from '#core/analysis/disclosure/gate.ts';
import type { Frame } from '#core/analysis/frame.ts';
import type { PublishableTable } from '#core/analysis/result-table.ts';
import { canBreakDownBy, resultTables } from '#core/analysis/tables.ts';
import type { Definition } from '#core/definitions/definition.ts';
import type { FileResponse } from '#core/intake/data-file/read-data-file.ts';
import { productLanguages } from '#core/kernel/localized-text.ts';
import type { ReportFacts } from '#core/reports/report-context.ts';
import { readFileInput } from '#server/analysis/file-input.ts';
import {
  type Command,
  type CommandIo,
  type CommandTable,
  type OptionReading,
  readOptions,
  wrongUsage,
} from '#server/command.ts';
import { type CellsOfColumn, withColumn } from '#server/reports/extra-column.ts';
import { type MadeReport, makeReport } from '#server/reports/report-service.ts';

/** What a report is made of, wherever it comes from. */
export interface ReportSource {
  readonly definition: Definition;
  readonly facts: ReportFacts;
  readonly tables: readonly PublishableTable[];
}

export interface ReportRequest {
  readonly by: string | undefined;
  readonly exact: boolean;
}

/** Reads a survey out of storage, or gives the exit code after saying why it cannot. */
export type ReadSurvey = (
  name: string,
  request: ReportRequest,
  io: CommandIo,
) => Promise<ReportSource | 1 | 2>;

const declared = {
  form: { type: 'string' },
  data: { type: 'string' },
  survey: { type: 'string' },
  language: { type: 'string' },
  out: { type: 'string' },
  by: { type: 'string' },
  title: { type: 'string' },
  exact: { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

type Given = Extract<OptionReading<typeof declared>, { ok: true }>;
type Language = 'vi' | 'en';

/** @param readSurvey handed in by a program that has storage */
export const reportCommand =
  (readSurvey?: ReadSurvey): Command =>
  async (argv, io) => {
    const given = readOptions(argv, declared);
    if (!given.ok) return wrongUsage(io, given.sentence);
    const mistake = mistakeIn(given);
    if (mistake) return wrongUsage(io, mistake);
    const source = await readSource(given, io, readSurvey);
    if (typeof source === 'number') return source;
    const { title, language } = given.values;
    const made = makeReport({
      ...source,
      language: isOffered(language) ? language : 'vi',
      ...(title === undefined ? {} : { title }),
    });
    return writeReport(made, given, io);
  };

/** With files only; a program that has storage hands `readSurvey` to `reportCommand`. */
export const reportCommands: CommandTable = { report: reportCommand() };

function mistakeIn({ values, positionals }: Given): string | undefined {
  const { form, data, survey, language, out } = values;
  if (positionals.length > 0) return `There is nothing to do with ${positionals.join(' ')}.`;
  const isFiles = form !== undefined && data !== undefined && survey === undefined;
  const isStored = survey !== undefined && form === undefined && data === undefined;
  if (!isFiles && !isStored) return 'Say either --form FILE --data FILE.csv or --survey NAME.';
  return mistakeInLanguage(language) ?? mistakeInOut(out);
}

const isOffered = (language: string | undefined): language is Language =>
  language === 'vi' || language === 'en';

function mistakeInLanguage(language: string | undefined): string | undefined {
  if (isOffered(language)) return undefined;
  return productLanguages.some((known) => known === language)
    ? `Reports in this language (${language}) are not offered yet; use --language vi or en.`
    : 'Say the language of the report: --language vi or en.';
}

function mistakeInOut(out: string | undefined): string | undefined {
  if (out === undefined) return 'Say where to write the report: --out FILE.html or FILE.docx.';
  if (/\.(html|docx)$/i.test(out)) return undefined;
  return /\.(pdf|xlsx)$/i.test(out)
    ? 'Reports as PDF or XLSX are not offered yet; use --out FILE.html or FILE.docx.'
    : 'The name after --out must end in .html or .docx.';
}

async function readSource(
  { values }: Given,
  io: CommandIo,
  readSurvey: ReadSurvey | undefined,
): Promise<ReportSource | 1 | 2> {
  const request = { by: values.by, exact: values.exact ?? false };
  if (values.survey === undefined) {
    return readFiles({ form: values.form ?? '', data: values.data ?? '' }, request, io);
  }
  if (!readSurvey) return wrongUsage(io, 'There is no storage to report a survey from.');
  return readSurvey(values.survey, request, io);
}

async function readFiles(
  { form, data }: { readonly form: string; readonly data: string },
  { by, exact }: ReportRequest,
  io: CommandIo,
): Promise<ReportSource | 1 | 2> {
  const now = new Date();
  const files = await readFileInput({ form, data, now }, io);
  if (!files.ok) return files.exitCode;
  const { definition, frame, reading } = files.input;
  const broken = breakdownOf(frame, reading.otherColumns, by);
  if (!broken.ok) return wrongUsage(io, broken.sentence);
  const tables = resultTables(broken.frame, by === undefined ? {} : { by });
  const fieldwork = fieldworkOf(reading.responses, now);
  const fingerprint = createHash('sha256')
    .update(await readFile(data))
    .digest('hex')
    .slice(0, 8);
  return {
    definition,
    facts: { fingerprint, ...(fieldwork && { fieldwork }) },
    tables: exact ? exactTables(tables) : gateTables(tables),
  };
}

/** First and last day by the respondents' own clocks; rows without times of their own carry the present moment. */
function fieldworkOf(
  responses: readonly FileResponse[],
  now: Date,
): ReportFacts['fieldwork'] | undefined {
  const days = responses
    .filter(({ environment }) => environment.now.getTime() !== now.getTime())
    .map(({ environment }) => localDay(environment.now, environment.offsetMinutes))
    .sort();
  const first = days[0];
  const last = days.at(-1);
  return first !== undefined && last !== undefined ? { first, last } : undefined;
}

const localDay = (moment: Date, offsetMinutes: number): string =>
  new Date(moment.getTime() + offsetMinutes * 60_000).toISOString().slice(0, 10);

type Breakdown =
  | { readonly ok: true; readonly frame: Frame }
  | { readonly ok: false; readonly sentence: string };

/** A variable of the form, or else a column of the data that the form does not know. */
function breakdownOf(frame: Frame, others: CellsOfColumn, by: string | undefined): Breakdown {
  if (by === undefined) return { ok: true, frame };
  const column = frame.columns.get(by);
  if (column) {
    return canBreakDownBy(column)
      ? { ok: true, frame }
      : { ok: false, sentence: `Figures cannot be broken down by ${by}: it offers no choices.` };
  }
  const extended = withColumn(frame, by, others);
  if (extended === 'unknown') {
    return {
      ok: false,
      sentence: `There is no variable or column ${by} to break figures down by.`,
    };
  }
  if (extended === 'too-many') {
    return {
      ok: false,
      sentence: `The column ${by} has too many different values for a breakdown.`,
    };
  }
  return { ok: true, frame: extended };
}

async function writeReport(made: MadeReport, { values }: Given, io: CommandIo): Promise<0 | 2> {
  const { out = '', json } = values;
  const content = /\.docx$/i.test(out) ? await made.docx() : made.html();
  try {
    await writeFile(out, content);
  } catch {
    return wrongUsage(io, `The file ${out} cannot be written.`);
  }
  if (json) {
    io.out(`${JSON.stringify({ out, n: countOf(made), figures: made.figures() })}\n`);
  } else {
    io.err(`The report is in ${out}.\n`);
  }
  return 0;
}

/** A protected report does not tell how many responses there are while they are too few: `null`. */
const countOf = ({ report }: MadeReport): number | null =>
  report.rows === 0 && report.standing.mode === 'gated' ? null : report.rows;
