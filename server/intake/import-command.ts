/** `responses import --survey NAME FILE…`: Kobo and ODK exports, and our own, into storage. */
import { basename } from 'node:path';
import type { ImportReport } from '#core/intake/data-file/import-report.ts';
import { type ProductLanguage, productLanguages } from '#core/kernel/localized-text.ts';
import { surveyPlace } from '#server/access/scope-repo.ts';
import { type Command, type CommandIo, readOptions, wrongUsage } from '#server/command.ts';
import { surveyByName } from '#server/definitions/survey-repo.ts';
import { FileRefusal } from '#server/intake/import-refusal.ts';
import { importResponses } from '#server/intake/import-service.ts';
import { openSource } from '#server/intake/import-source.ts';
import { lossPlace, lossSentences } from '#server/intake/loss-sentences.ts';
import { explain, withStorage } from '#server/storage-command.ts';

const usage = 'Say responses import --survey NAME FILE, with a CSV, XLSX or zip file.';
/** Sentences printed where nobody asked for all of them. */
const shownLosses = 40;

export const importCommand: Command = async (argv, io) => {
  const read = readOptions(argv, {
    survey: { type: 'string' },
    json: { type: 'boolean' },
    'dry-run': { type: 'boolean' },
    encoding: { type: 'string' },
    language: { type: 'string' },
    warnings: { type: 'string' },
  });
  if (!read.ok) return wrongUsage(io, read.sentence);
  const { survey: name, language = 'en' } = read.values;
  const files = read.positionals;
  const most = Number(read.values.warnings ?? shownLosses);
  if (!name || files.length === 0 || !Number.isInteger(most) || most < 0) {
    return wrongUsage(io, usage);
  }
  const spoken = productLanguages.find((one) => one === language);
  if (!spoken) return wrongUsage(io, 'Sentences are in vi, en, ru or id.');
  return withStorage(io, async (deps, { by }) => {
    const survey = await surveyByName(deps.db, by.organisationId, name);
    const place = await surveyPlace(deps.db, by.organisationId, name);
    if (!survey || !place) return explain(io, { code: 'survey-unknown' });
    const stopping = stopOnInterrupt(io);
    try {
      const { encoding } = read.values;
      const source = await openSource(
        files.map((path) => ({ path, name: basename(path) })),
        encoding === undefined ? {} : { encoding },
      );
      try {
        const report = await importResponses(deps, {
          place: { ...place, surveyName: survey.name, organisationId: by.organisationId },
          personId: null,
          source,
          isDryRun: read.values['dry-run'] === true,
          signal: stopping.signal,
          onProgress: ({ done, total }) => io.err(`${done} of ${total} rows\n`),
        });
        if (read.values.json) io.out(`${JSON.stringify(jsonOf(report, spoken))}\n`);
        else tell(report, spoken, most, io);
        return report.isStopped ? 1 : 0;
      } finally {
        source.close();
      }
    } catch (error) {
      if (error instanceof FileRefusal) return wrongUsage(io, error.message);
      throw error;
    } finally {
      stopping.end();
    }
  });
};

/** Ctrl-C once ends after the batch that is being written; twice ends as ever. */
function stopOnInterrupt(io: CommandIo) {
  const controller = new AbortController();
  const stop = (): void => {
    io.err('Stopping after what is being written…\n');
    controller.abort();
  };
  process.once('SIGINT', stop);
  return { signal: controller.signal, end: () => process.off('SIGINT', stop) };
}

function jsonOf(report: ImportReport, language: ProductLanguage) {
  const sentence = lossSentences(language);
  const { losses, moreLosses, isDryRun, isStopped, ...rest } = report;
  return {
    ...rest,
    ...(isDryRun ? { dryRun: true } : {}),
    ...(isStopped ? { stopped: true } : {}),
    losses: losses.map((loss) => ({ ...loss, message: sentence(loss) })),
    ...(moreLosses > 0 ? { moreLosses } : {}),
  };
}

function tell(report: ImportReport, language: ProductLanguage, most: number, io: CommandIo): void {
  const sentence = lossSentences(language);
  for (const loss of report.losses.slice(0, most)) {
    const place = lossPlace(loss);
    io.err(`${place ? `${place}: ` : ''}${sentence(loss)}\n`);
  }
  const rest = report.losses.length + report.moreLosses - most;
  if (rest > 0) io.err(`and ${rest} more; --warnings N prints N of them, --json all\n`);
  const { rows, stored, alreadyStored, conflict, quarantined, rejected } = report;
  const verb = report.isDryRun ? 'would be stored' : 'stored';
  io.out(
    `${rows} rows: ${stored} ${verb}, ${alreadyStored} stored before, ${conflict} in conflict, ` +
      `${quarantined} set aside${rejected > 0 ? `, ${rejected} cannot be kept` : ''}.\n`,
  );
  if (report.isStopped) io.out('Stopped; import the same file again to go on.\n');
}
