/** A survey in a fresh storage, and files of responses to import into it. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Definition } from '#core/definitions/definition.ts';
import type { Survey } from '#core/definitions/survey.ts';
import type { ImportReport } from '#core/intake/data-file/import-report.ts';
import { type ImportRequest, importResponses } from '#server/intake/import-service.ts';
import { openSource } from '#server/intake/import-source.ts';
import { responsesAfter } from '#server/intake/response-repo.ts';
import {
  aSurvey,
  countingSecrets,
  insertGround,
  insertPublished,
  standingClock,
  testKeys,
} from './build.ts';
import { freshStore } from './databases.ts';

export interface Importing extends Awaited<ReturnType<typeof startImporting>> {}

export async function startImporting(
  definition: Definition,
  {
    dialect = 'sqlite',
    survey: special = {},
  }: { readonly dialect?: 'sqlite' | 'postgres'; readonly survey?: Partial<Survey> } = {},
) {
  const store = await freshStore(dialect);
  const { db } = store;
  const deps = { db, clock: standingClock(), secrets: countingSecrets(), keys: testKeys() };
  await insertGround(db);
  const survey = aSurvey(special);
  const version = await insertPublished(db, survey, definition);
  const place = {
    surveyId: survey.id,
    surveyName: survey.name,
    organisationId: survey.organisationId,
    projectId: survey.projectId,
    timeZone: 'Asia/Ho_Chi_Minh',
    anonymous: survey.anonymous,
  };
  const importFiles = async (
    files: Readonly<Record<string, string | Uint8Array>>,
    options: Partial<ImportRequest> & { readonly encoding?: string } = {},
  ): Promise<ImportReport> => {
    const folder = mkdtempSync(join(tmpdir(), 'langnghe-import-'));
    const named = Object.entries(files).map(([name, content]) => {
      writeFileSync(join(folder, name), content);
      return { name, path: join(folder, name) };
    });
    const { encoding, ...rest } = options;
    const source = await openSource(named, encoding === undefined ? {} : { encoding });
    try {
      return await importResponses(deps, {
        place,
        personId: null,
        source,
        isDryRun: false,
        ...rest,
      });
    } finally {
      source.close();
    }
  };
  return {
    store,
    deps,
    survey,
    version,
    place,
    importFiles,
    stored: () => responsesAfter(db, survey.id, 0, 100_000),
  };
}

/** A loss as one line: `row column code`. */
export const lossLines = ({ losses }: ImportReport): readonly string[] =>
  losses.map(({ sheet, row, column, code }) =>
    [sheet, row, column, code].filter((part) => part !== undefined).join(' '),
  );
