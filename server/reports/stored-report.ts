/** `report --survey NAME`: the figures that a consultant would see on the screen, or exact ones where asked for. */
import { createColumnStores } from '#server/analysis/column-store.ts';
import { type SurveyResults, surveyResults } from '#server/analysis/results-service.ts';
import { surveyByName } from '#server/definitions/survey-repo.ts';
import type { ReadSurvey, ReportSource } from '#server/reports/report-command.ts';
import { fingerprintOf, responseFacts } from '#server/reports/report-service.ts';
import { explain, withStorage } from '#server/storage-command.ts';

/**
 * For `reportCommand`. Reads the snapshot, as every other way out does: a report made between two snapshots would
 * otherwise show by subtraction what the gate keeps back.
 */
export const readStoredSurvey: ReadSurvey = async (name, { by, exact }, io) => {
  let source: ReportSource | undefined;
  const exitCode = await withStorage(io, async (deps, foundation) => {
    const survey = await surveyByName(deps.db, foundation.by.organisationId, name);
    if (!survey) return explain(io, { code: 'survey-unknown' });
    const results = await surveyResults(
      { ...deps, columnStores: createColumnStores(deps.db) },
      { surveyId: survey.id, exact, ...(by !== undefined && { by }) },
    );
    if (!results.ok) return explain(io, results.problem);
    source = sourceOf(results.value);
    return 0;
  });
  return source ?? (exitCode === 1 ? 1 : 2);
};

function sourceOf({ definition, tables, days, field }: SurveyResults): ReportSource {
  const fingerprint = fingerprintOf({ definition, tables });
  return {
    definition,
    tables,
    facts: {
      fingerprint,
      ...(days && { fieldwork: days }),
      ...(field && responseFacts(field)),
    },
  };
}
