/**
 * `analyse (--form FILE --data FILE.csv | --survey NAME | --block NAME@N) --all`: marginals of every variable, as JSON.
 */
import { type AnalyseAllDocument, analyseAll } from '#core/analysis/analyse-all.ts';
import type { Frame } from '#core/analysis/frame.ts';
import type { Definition } from '#core/definitions/definition.ts';
import { defaultLanguageOf } from '#core/definitions/languages.ts';
import { readFileInput } from '#server/analysis/file-input.ts';
import {
  type Command,
  type CommandIo,
  type CommandTable,
  type OptionReading,
  readOptions,
  wrongUsage,
} from '#server/command.ts';

/** What both ways in share: from files, and from storage. */
export const analyseFrame = (frame: Frame, definition: Definition): AnalyseAllDocument =>
  analyseAll(frame, defaultLanguageOf(definition));

/** Analyses what storage holds of a survey: the document, or the exit code after saying why there is none. */
export type AnalyseSurvey = (
  name: string,
  options: { readonly missingCodes: readonly string[] },
  io: CommandIo,
) => Promise<AnalyseAllDocument | 1 | 2>;

const declared = {
  form: { type: 'string' },
  data: { type: 'string' },
  survey: { type: 'string' },
  block: { type: 'string' },
  all: { type: 'boolean' },
  plan: { type: 'string' },
  missing: { type: 'string', multiple: true },
  warnings: { type: 'string' },
  json: { type: 'boolean' },
} as const;

type Given = Extract<OptionReading<typeof declared>, { ok: true }>;

/** @param analyseSurvey, analyseBlock handed in by a program that has storage */
export const analyseCommand =
  (analyseSurvey?: AnalyseSurvey, analyseBlock?: AnalyseSurvey): Command =>
  async (argv, io) => {
    const given = readOptions(argv, declared);
    if (!given.ok) return wrongUsage(io, given.sentence);
    const mistake = mistakeIn(given);
    if (mistake) return wrongUsage(io, mistake);
    const { survey, block } = given.values;
    const stored = survey ?? block;
    const analyse = survey === undefined ? analyseBlock : analyseSurvey;
    const document =
      stored === undefined
        ? await analyseFiles(given, io)
        : await analyseStored(stored, given, io, analyse);
    if (typeof document === 'number') return document;
    io.out(`${JSON.stringify(document, null, given.values.json ? 0 : 2)}\n`);
    return 0;
  };

function mistakeIn({ values, positionals }: Given): string | undefined {
  const { form, data, survey, block, all, plan, warnings } = values;
  if (plan !== undefined) return 'analyse --plan is not offered yet; use --all.';
  if (!all) return 'Say what to analyse: --all.';
  if (positionals.length > 0) return `There is nothing to do with ${positionals.join(' ')}.`;
  if (warnings !== undefined && !/^\d+$/.test(warnings)) return '--warnings takes a number.';
  const ways = [
    form !== undefined && data !== undefined,
    survey !== undefined,
    block !== undefined,
  ].filter(Boolean);
  const isHalf = (form === undefined) !== (data === undefined);
  return ways.length === 1 && !isHalf
    ? undefined
    : 'Say either --form FILE --data FILE.csv, --survey NAME or --block NAME@N.';
}

const missingCodesOf = ({ values }: Given): readonly string[] =>
  (values.missing ?? []).flatMap((codes) => codes.split(',')).filter((code) => code !== '');

async function analyseFiles(given: Given, io: CommandIo): Promise<AnalyseAllDocument | 1 | 2> {
  const { form = '', data = '', warnings } = given.values;
  const files = await readFileInput(
    {
      form,
      data,
      missingCodes: missingCodesOf(given),
      now: new Date(),
      ...(warnings === undefined ? {} : { mostWarnings: Number(warnings) }),
    },
    io,
  );
  return files.ok ? analyseFrame(files.input.frame, files.input.definition) : files.exitCode;
}

async function analyseStored(
  name: string,
  given: Given,
  io: CommandIo,
  analyseSurvey: AnalyseSurvey | undefined,
): Promise<AnalyseAllDocument | 1 | 2> {
  if (!analyseSurvey) return wrongUsage(io, 'There is no storage to analyse a survey from.');
  return analyseSurvey(name, { missingCodes: missingCodesOf(given) }, io);
}

/** With files only; a program that has storage hands `analyseSurvey` to `analyseCommand`. */
export const analyseCommands: CommandTable = { analyse: analyseCommand() };
