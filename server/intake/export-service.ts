/** Row-level files of a survey's responses: what every format is made of. */
import type { Kysely } from 'kysely';
import type { Definition } from '#core/definitions/definition.ts';
import type { PublishedVersion } from '#core/definitions/survey.ts';
import {
  copiesOf,
  type ExportCell,
  type ExportOptions,
  type ExportTable,
  exportTable,
} from '#core/intake/data-file/export-table.ts';
import type { Keys } from '#server/access/keys.ts';
import { versionsOf } from '#server/definitions/survey-repo.ts';
import { withCodes } from '#server/intake/client-entry.ts';
import { type ExportedResponse, exportEnd, exportedResponses } from '#server/intake/export-repo.ts';
import type { Database } from '#server/store/database.ts';

export interface ExportRequest extends ExportOptions {
  readonly surveyId: string;
  readonly surveyName: string;
  readonly anonymous: boolean;
  readonly exportedAt: Date;
}

export interface AboutColumn {
  readonly heading: string;
  readonly isText: boolean;
  cell(response: ExportedResponse): ExportCell;
}

export interface Export {
  readonly request: ExportRequest;
  /** Newest first. */
  readonly versions: readonly PublishedVersion[];
  readonly definition: Definition;
  readonly table: ExportTable;
  readonly about: readonly AboutColumn[];
  /** From the start each time. */
  responses(): AsyncGenerator<ExportedResponse>;
  /** Rows of one table, its header first. */
  rows(table: ExportTable): AsyncGenerator<readonly ExportCell[]>;
}

/** @returns undefined if nothing has been published. */
export async function openExport(
  { db, keys }: { readonly db: Kysely<Database>; readonly keys: Keys },
  request: ExportRequest,
): Promise<Export | undefined> {
  const versions = (await versionsOf(db, request.surveyId)).toReversed();
  const [newest] = versions;
  if (!newest) return undefined;
  const table = exportTable(
    versions.map(({ definition }) => definition),
    request,
  );
  const end = await exportEnd(db, request.surveyId);
  const about = aboutColumns(request);
  const masked = () => exportedResponses(db, request.surveyId, end);
  const responses = () => (request.identifiers ? unmasked(masked(), keys, request) : masked());
  return {
    request,
    versions,
    definition: newest.definition,
    table,
    about,
    responses,
    rows: (one) =>
      one === table ? mainRows(responses(), table, about) : copyRows(responses(), one),
  };
}

/** With client codes, for those who may see who it was. */
async function* unmasked(
  responses: AsyncIterable<ExportedResponse>,
  keys: Keys,
  { surveyId }: ExportRequest,
): AsyncGenerator<ExportedResponse> {
  for await (const response of responses) {
    const { id, answers, clientCode: sealed } = response;
    if (id === null || sealed === null) yield response;
    else yield { ...response, answers: withCodes(keys, surveyId, { id, answers, sealed }) };
  }
}

function aboutColumns({ anonymous, identifiers }: ExportRequest): readonly AboutColumn[] {
  const column = (
    heading: string,
    cell: (response: ExportedResponse) => ExportCell,
    isText = false,
  ): AboutColumn => ({ heading, cell, isText });
  const always = [
    column('__version__', ({ versionHash }) => versionHash),
    column('_outcome', ({ outcome }) => outcome),
    column('_language', ({ language }) => language),
    column('_site', ({ siteCode }) => siteCode),
  ];
  if (anonymous) return always;
  return [
    column('_uuid', ({ id }) => id),
    ...always,
    column('_started_at', ({ startedAt }) => startedAt),
    column('_finished_at', ({ finishedAt }) => finishedAt),
    column('_received_at', ({ receivedAt }) => receivedAt),
    column('_flags', ({ flags }) => flags || null),
    column('_source', ({ source }) => source),
    column('_paper_number', ({ paperNumber }) => paperNumber, true),
    // A collector is a person, too.
    ...(identifiers ? [column('_collector', ({ collector }) => collector, true)] : []),
  ];
}

async function* mainRows(
  responses: AsyncIterable<ExportedResponse>,
  { columns }: ExportTable,
  about: readonly AboutColumn[],
): AsyncGenerator<readonly ExportCell[]> {
  const headings = [...about.map(({ heading }) => heading), '_index'];
  yield [...headings, ...columns.map(({ heading }) => heading)];
  let index = 0;
  for await (const response of responses) {
    index += 1;
    yield [
      ...about.map(({ cell }) => cell(response)),
      index,
      ...columns.map(({ cell }) => cell(response.answers)),
    ];
  }
}

/** Headings of the columns that tie copies to their parents, as Kobo writes them. */
export const copyHeadings = [
  '_index',
  '_parent_table_name',
  '_parent_index',
  '_submission__uuid',
] as const;

async function* copyRows(
  responses: AsyncIterable<ExportedResponse>,
  { columns, way }: ExportTable,
): AsyncGenerator<readonly ExportCell[]> {
  yield [...copyHeadings, ...columns.map(({ heading }) => heading)];
  let index = 0;
  let response = 0;
  let parents = 0;
  const parentName = way.at(-2) ?? 'Data';
  for await (const { id, answers } of responses) {
    response += 1;
    // Parents are counted as their own table counts them.
    const within = copiesOf(answers, way.slice(0, -1));
    const placeOf = new Map(within.map(({ steps }, at) => [steps.join(' '), parents + at + 1]));
    parents += within.length;
    for (const { record, steps } of copiesOf(answers, way)) {
      index += 1;
      const parent = way.length === 1 ? response : placeOf.get(steps.slice(0, -1).join(' '));
      yield [index, parentName, parent ?? null, id, ...columns.map(({ cell }) => cell(record))];
    }
  }
}
