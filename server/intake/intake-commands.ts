import { type CommandTable, readOptions, wrongUsage } from '#server/command.ts';
import { surveyByName } from '#server/definitions/survey-repo.ts';
import { exportCommand } from '#server/intake/export-command.ts';
import { importCommand } from '#server/intake/import-command.ts';
import { countResponses } from '#server/intake/progress-repo.ts';
import { explain, withStorage } from '#server/storage-command.ts';

export const intakeCommands: CommandTable = {
  'responses import': importCommand,
  'responses export': exportCommand,
  async 'responses count'(argv, io) {
    const read = readOptions(argv, { survey: { type: 'string' }, json: { type: 'boolean' } });
    if (!read.ok) return wrongUsage(io, read.sentence);
    const name = read.values.survey;
    if (!name || read.positionals.length > 0) {
      return wrongUsage(io, 'Say responses count --survey NAME.');
    }
    return withStorage(io, async ({ db }, { by }) => {
      const survey = await surveyByName(db, by.organisationId, name);
      if (!survey) return explain(io, { code: 'survey-unknown' });
      io.out(`${JSON.stringify(await countResponses(db, survey.id))}\n`);
      return 0;
    });
  },
};
