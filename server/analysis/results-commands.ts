/** `results export`, and what `analyse --survey` reads: figures from storage. */
import { writeFile } from 'node:fs/promises';
import { type AnalyseAllDocument, analyseAll } from '#core/analysis/analyse-all.ts';
import { defaultLanguageOf } from '#core/definitions/languages.ts';
import { type Result, refuse } from '#core/kernel/result.ts';
import type { AnalyseSurvey } from '#server/analysis/analyse-command.ts';
import { blockOf } from '#server/analysis/block-service.ts';
import { createColumnStores, type SurveyFrame } from '#server/analysis/column-store.ts';
import { exportCsv } from '#server/analysis/export-csv.ts';
import { toResultsReply } from '#server/analysis/export-json.ts';
import { exportXlsx } from '#server/analysis/export-xlsx.ts';
import { type SurveyResults, surveyResults } from '#server/analysis/results-service.ts';
import { type CommandTable, readOptionsOnly, wrongUsage } from '#server/command.ts';
import { surveyByName } from '#server/definitions/survey-repo.ts';
import type { SurveyDeps } from '#server/definitions/survey-service.ts';
import { projectsOf } from '#server/register/register-repo.ts';
import { explain, withStorage } from '#server/storage-command.ts';

const text = { type: 'string' } as const;
const formats = ['csv', 'xlsx', 'json'] as const;
type Format = (typeof formats)[number];

export const resultsCommands: CommandTable = {
  async 'results export'(argv, io) {
    const read = readOptionsOnly(argv, {
      survey: text,
      level: text,
      format: text,
      out: text,
      by: text,
      json: { type: 'boolean' },
    });
    if (!read.ok) return wrongUsage(io, read.sentence);
    const { survey, level = 'aggregate', out, by } = read.values;
    const format = formats.find((one) => one === (read.values.format ?? 'csv'));
    if (!survey || !out) {
      return wrongUsage(io, 'Say results export --survey NAME --format csv|xlsx|json --out FILE.');
    }
    if (level !== 'aggregate') return wrongUsage(io, 'Only --level aggregate is offered.');
    if (!format) return wrongUsage(io, '--format is csv, xlsx or json.');
    return withStorage(io, async (deps, { by: actor }) => {
      const results = await gatedResults(deps, actor.organisationId, survey, by);
      if (!results.ok) return explain(io, results.problem);
      try {
        await writeFile(out, await fileOf(results.value, format));
      } catch (error) {
        if (!isFileError(error)) throw error;
        return wrongUsage(io, `The file ${out} cannot be written.`);
      }
      const { rows, asOf, tables } = results.value;
      if (read.values.json)
        io.out(`${JSON.stringify({ out, rows, asOf, tables: tables.length })}\n`);
      else io.err(`${out}: ${tables.length} variables\n`);
      return 0;
    });
  },
};

const isFileError = (error: unknown): boolean => error instanceof Error && 'syscall' in error;

/** What a consultant would see. */
async function gatedResults(
  deps: SurveyDeps,
  organisationId: string,
  name: string,
  by: string | undefined,
): Promise<Result<SurveyResults>> {
  const survey = await surveyByName(deps.db, organisationId, name);
  if (!survey) return refuse('survey-unknown');
  return surveyResults(
    { ...deps, columnStores: createColumnStores(deps.db) },
    { surveyId: survey.id, exact: false, ...(by !== undefined && { by }) },
  );
}

async function fileOf(results: SurveyResults, format: Format): Promise<string | Uint8Array> {
  switch (format) {
    case 'csv':
      return exportCsv(results);
    case 'xlsx':
      return exportXlsx(results);
    case 'json':
      return `${JSON.stringify(toResultsReply(results))}\n`;
  }
}

/** All stored responses of a survey as a frame; `undefined` if there is no such survey with a published version. */
export async function frameOfSurvey(
  { db }: Pick<SurveyDeps, 'db'>,
  organisationId: string,
  name: string,
  missingCodes: readonly string[] = [],
): Promise<SurveyFrame | undefined> {
  const survey = await surveyByName(db, organisationId, name);
  return survey && createColumnStores(db, { missingCodes }).frameOf(survey.id);
}

/** For `analyseCommand`: marginals of what is stored, exact, as the contract lays them out. */
export const analyseStoredSurvey: AnalyseSurvey = async (name, { missingCodes }, io) => {
  let document: AnalyseAllDocument | undefined;
  const exitCode = await withStorage(io, async (deps, { by }) => {
    const store = await frameOfSurvey(deps, by.organisationId, name, missingCodes);
    if (!store) return explain(io, { code: 'survey-unknown' });
    document = analyseAll(store.frame, defaultLanguageOf(store.definition));
    return 0;
  });
  return document ?? (exitCode === 1 ? 1 : 2);
};

/** For `analyseCommand`: the marginals of one block over all surveys that include it. */
export const analyseStoredBlock: AnalyseSurvey = async (block, { missingCodes }, io) => {
  let document: AnalyseAllDocument | undefined;
  const exitCode = await withStorage(io, async (deps, { by }) => {
    const projects = await projectsOf(deps.db, by.organisationId);
    const columnStores = createColumnStores(deps.db, { missingCodes });
    const pooled = await blockOf(
      { db: deps.db, columnStores, libraryFolder: deps.libraryFolder },
      projects.map(({ id }) => id),
      block,
    );
    if (!pooled) return wrongUsage(io, `No survey has the block ${block}.`);
    for (const { survey, rows } of pooled.surveys) io.err(`${survey}: ${rows}\n`);
    document = analyseAll(pooled.frame, 'en');
    return 0;
  });
  return document ?? (exitCode === 1 ? 1 : 2);
};
