import { canonicalHash } from '#core/kernel/canonical-json.ts';
import { frameOfSurvey } from '#server/analysis/results-commands.ts';
import type { ReadSurvey, ReportSource } from '#server/reports/report-command.ts';
import { explain, withStorage } from '#server/storage-command.ts';

/** For `reportCommand`: everything stored of a survey. The command itself sends it through the gate. */
export const readStoredSurvey: ReadSurvey = async (name, io) => {
  let source: ReportSource | undefined;
  const exitCode = await withStorage(io, async (deps, { by }) => {
    const stored = await frameOfSurvey(deps, by.organisationId, name);
    if (!stored) return explain(io, { code: 'survey-unknown' });
    const { definition, frame, days, seqs } = stored;
    const fingerprint = canonicalHash({ definition, rows: frame.rows, seqs }).slice(0, 8);
    source = {
      definition,
      frame,
      facts: { fingerprint, ...(days && { fieldwork: days }) },
      otherColumns: new Map(),
    };
    return 0;
  });
  return source ?? (exitCode === 1 ? 1 : 2);
};
