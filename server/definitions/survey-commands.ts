import { surveyNameSchema } from '#core/definitions/survey-api.ts';
import { type CommandTable, readOptions, readOptionsOnly, wrongUsage } from '#server/command.ts';
import { surveyDiff } from '#server/definitions/diff-command.ts';
import { readWholeLibrary, toLibraryReply } from '#server/definitions/library.ts';
import { readDefinitionFile } from '#server/definitions/read-definition-file.ts';
import { publishUnderName } from '#server/definitions/survey-publish.ts';
import { projectFolder } from '#server/project-folder.ts';
import { explain, withStorage } from '#server/storage-command.ts';

const json = { type: 'boolean' } as const;

export const surveyCommands: CommandTable = {
  'survey diff': surveyDiff,

  async 'survey library'(argv, io) {
    const read = readOptionsOnly(argv, { json });
    if (!read.ok) return wrongUsage(io, read.sentence);
    const surveys = readWholeLibrary(`${projectFolder}/surveys`).map(toLibraryReply);
    if (read.values.json) io.out(`${JSON.stringify({ surveys })}\n`);
    else {
      for (const { name, version, title, languages, minutes } of surveys) {
        const words = title.en ?? Object.values(title)[0] ?? '';
        io.out(`${name} ${version}\t${words}\t${languages.join(' ')}\t${minutes} min\n`);
      }
    }
    return 0;
  },

  async 'survey publish'(argv, io) {
    const read = readOptions(argv, { name: { type: 'string' }, json });
    if (!read.ok) return wrongUsage(io, read.sentence);
    const [file, ...more] = read.positionals;
    const name = surveyNameSchema.safeParse(read.values.name);
    if (!file || more.length > 0 || !name.success) {
      return wrongUsage(
        io,
        'Say survey publish FILE --name NAME, the name in letters a-z, digits and hyphens.',
      );
    }
    const reading = await readDefinitionFile(file);
    if (!reading.ok) return wrongUsage(io, reading.sentence);
    const { definition, isXlsform, problems } = reading;
    for (const { severity, message } of problems) io.err(`${severity}: ${message}\n`);
    if (!definition) return 1;
    return withStorage(io, async (deps, { by, projectId }) => {
      const named = { name: name.data, definition, isXlsform };
      const published = await publishUnderName(deps, by, projectId, named);
      if (published.ok) {
        io.out(`${JSON.stringify({ name: name.data, ...published.value })}\n`);
        return 0;
      }
      const { problem } = published;
      if (problem.code !== 'definition-unfit') return explain(io, problem);
      if (read.values.json) io.out(`${JSON.stringify({ ok: false, problems: problem.errors })}\n`);
      explain(io, problem);
      return 1;
    });
  },
};
