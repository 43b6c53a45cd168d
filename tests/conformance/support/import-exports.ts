/** Sheets of an export, as JSON has them, imported into a fresh survey. */
import type { Definition } from '#core/definitions/definition.ts';
import { importResponses } from '#server/intake/import-service.ts';
import type { SourceSheet } from '#server/intake/import-source.ts';
import { startImporting } from '../../support/importing.ts';

export interface ExportedSheet {
  readonly fields: readonly string[];
  readonly data: readonly (readonly string[])[];
}

/** The answers by row, whatever became of them, and what was lost. */
export async function importedAnswers(
  definition: Definition,
  sheets: Readonly<Record<string, ExportedSheet>>,
  ids: readonly string[],
) {
  const importing = await startImporting(definition);
  const sources = Object.entries(sheets).map(
    ([name, { fields, data }]): SourceSheet => ({
      name,
      isGuarded: false,
      async *rows() {
        // The collection leaves out what Kobo always adds to the sheet of submissions.
        const isMain = !fields.includes('_parent_index');
        yield { row: 1, cells: isMain ? [...fields, '_uuid'] : fields };
        for (const [index, cells] of data.entries()) {
          yield { row: index + 2, cells: isMain ? [...cells, ids[index] ?? ''] : cells };
        }
      },
    }),
  );
  const { losses, ...report } = await importResponses(importing.deps, {
    place: importing.place,
    personId: null,
    source: { sheets: sources, hash: 'x', close: () => undefined },
    isDryRun: false,
  });
  const rows = await importing.store.db.selectFrom('response').select(['id', 'answers']).execute();
  const stored = new Map(
    rows.map((row): [string, Record<string, unknown>] => [row.id, JSON.parse(row.answers)]),
  );
  return { answers: ids.map((id) => stored.get(id)), losses, report };
}
