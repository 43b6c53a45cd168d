/** `responses export --survey NAME --format csv|xlsx|json|sav --out FILE`: row-level files. */
import { createWriteStream } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { allTables } from '#core/intake/data-file/export-table.ts';
import { appendAudit } from '#server/access/audit-repo.ts';
import { type Command, readOptionsOnly, wrongUsage } from '#server/command.ts';
import { surveyByName } from '#server/definitions/survey-repo.ts';
import { csvPieces } from '#server/intake/export-csv.ts';
import {
  csvName,
  type ExportFormat,
  exportFile,
  exportFormats,
} from '#server/intake/export-files.ts';
import { type Export, openExport } from '#server/intake/export-service.ts';
import { explain, withStorage } from '#server/storage-command.ts';

const usage =
  'Say responses export --survey NAME --format csv|xlsx|json|sav --out FILE, with --labels LANGUAGE for words instead of codes.';

export const exportCommand: Command = async (argv, io) => {
  const read = readOptionsOnly(argv, {
    survey: { type: 'string' },
    format: { type: 'string' },
    out: { type: 'string' },
    labels: { type: 'string' },
    identifiers: { type: 'boolean' },
    json: { type: 'boolean' },
  });
  if (!read.ok) return wrongUsage(io, read.sentence);
  const { survey: name, out, labels } = read.values;
  const format = exportFormats.find((one) => one === read.values.format);
  if (!name || !out || !format) return wrongUsage(io, usage);
  return withStorage(io, async (deps, { by }) => {
    const survey = await surveyByName(deps.db, by.organisationId, name);
    if (!survey) return explain(io, { code: 'survey-unknown' });
    const now = deps.clock.now();
    const made = await openExport(deps, {
      surveyId: survey.id,
      surveyName: survey.name,
      anonymous: survey.anonymous,
      exportedAt: now,
      identifiers: read.values.identifiers === true,
      ...(labels === undefined ? {} : { labels }),
    });
    if (!made) return wrongUsage(io, 'The survey has no published version.');
    const files = filesOf(made, format, out);
    try {
      for (const { path, pieces } of files) {
        await pipeline(Readable.from(pieces), createWriteStream(path));
      }
    } catch (error) {
      if (error instanceof Error && 'syscall' in error) {
        return wrongUsage(io, `The file ${out} cannot be written.`);
      }
      throw error;
    }
    await appendAudit(deps.db, by.organisationId, now, [
      {
        actor: by.actorId,
        action: 'responses.exported',
        subject: `survey:${survey.id}`,
        detail: { format, identifiers: made.request.identifiers },
      },
    ]);
    for (const sentence of remarks(made, format)) io.err(`${sentence}\n`);
    if (read.values.json) io.out(`${JSON.stringify({ files: files.map(({ path }) => path) })}\n`);
    return 0;
  });
};

/** CSV tables of repeated groups become files beside the first, unless a zip is asked for. */
function filesOf(made: Export, format: ExportFormat, out: string) {
  const isPlainCsv = format === 'csv' && !/\.zip$/i.test(out);
  if (!isPlainCsv) return [{ path: out, pieces: exportFile(made, format).pieces() }];
  const stem = basename(out).replace(/\.csv$/i, '');
  return allTables(made.table).map((table) => ({
    path: table === made.table ? out : join(dirname(out), `${csvName(stem, table)}.csv`),
    pieces: csvPieces(made, table),
  }));
}

function remarks(made: Export, format: ExportFormat): readonly string[] {
  const tables = allTables(made.table);
  const withheld = tables.reduce((sum, one) => sum + one.withheld.length, 0);
  return [
    ...(withheld > 0
      ? [
          `Left out as they could name people: ${withheld} ${withheld === 1 ? 'column' : 'columns'}; --identifiers takes them in.`,
        ]
      : []),
    ...(format === 'sav' && tables.length > 1
      ? ['Repeated groups are not in the file: it is one table.']
      : []),
  ];
}
