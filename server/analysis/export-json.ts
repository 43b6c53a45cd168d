import type { PublishableTable } from '#core/analysis/result-table.ts';
import type { ResultsReply } from '#core/analysis/results-api.ts';
import type { SurveyResults } from '#server/analysis/results-service.ts';

/** Results as they travel: the tables as they are, but for `rows`, which is `null` where it may not be told. */
export function toResultsReply({ survey, title, rows, asOf, mode, tables }: SurveyResults) {
  const reply = {
    survey,
    title: { ...title },
    rows,
    asOf,
    mode,
    tables: tables.map((table) => ({ ...table, rows })),
  };
  return structuredClone(reply) as unknown as ResultsReply; // as: the schema is its mutable twin
}

/** One table, its rows told. */
export const toTableReply = (table: PublishableTable): ResultsReply['tables'][number] =>
  structuredClone({ ...table }) as unknown as ResultsReply['tables'][number]; // as: the schema is its mutable twin
