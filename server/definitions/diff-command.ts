/** `survey diff A B`: what changed from one definition to another, and what it does to the data. */
import { existsSync } from 'node:fs';
import { sentenceOf } from '#core/definitions/change-sentences.ts';
import type { Definition } from '#core/definitions/definition.ts';
import { diffVersions, isBreaking } from '#core/definitions/diff-versions.ts';
import { type Command, type CommandIo, readOptions, wrongUsage } from '#server/command.ts';
import { asPublished } from '#server/definitions/as-published.ts';
import { draftOf } from '#server/definitions/draft-repo.ts';
import { readDefinitionFile } from '#server/definitions/read-definition-file.ts';
import { surveyByName, versionByNumber } from '#server/definitions/survey-repo.ts';
import { sitesOf } from '#server/register/register-repo.ts';
import { withStorage } from '#server/storage-command.ts';

/** Exit 1 if answers before and after cannot be read as one. */
export const surveyDiff: Command = async (argv, io) => {
  const read = readOptions(argv, { json: { type: 'boolean' } });
  if (!read.ok) return wrongUsage(io, read.sentence);
  const [before, after, ...more] = read.positionals;
  if (before === undefined || after === undefined || more.length > 0) {
    return wrongUsage(io, 'Say survey diff A B: files, or NAME@2, NAME@draft of what is stored.');
  }
  const definitions: Definition[] = [];
  for (const one of [before, after]) {
    const definition = await definitionOf(one, io);
    if (typeof definition === 'number') return definition;
    definitions.push(definition);
  }
  const [then, now] = definitions;
  const changes = then && now ? diffVersions(then, now) : [];
  const breaking = isBreaking(changes);
  if (read.values.json) io.out(`${JSON.stringify({ breaking, changes })}\n`);
  else {
    for (const change of changes) io.out(`${change.effect}: ${sentenceOf(change)}\n`);
    if (changes.length === 0) io.out('Nothing has changed.\n');
  }
  return breaking ? 1 : 0;
};

async function definitionOf(name: string, io: CommandIo): Promise<Definition | number> {
  const stored = existsSync(name) ? null : /^([a-z0-9-]+)@(draft|[1-9]\d{0,5})$/.exec(name);
  if (stored?.[1] && stored[2]) return storedDefinition(stored[1], stored[2], io);
  const reading = await readDefinitionFile(name);
  if (!reading.ok) return wrongUsage(io, reading.sentence);
  for (const { severity, message } of reading.problems) io.err(`${severity}: ${message}\n`);
  return reading.definition ?? 2;
}

async function storedDefinition(
  name: string,
  number: string,
  io: CommandIo,
): Promise<Definition | number> {
  let found: Definition | undefined;
  const exitCode = await withStorage(io, async (deps, { by }) => {
    const survey = await surveyByName(deps.db, by.organisationId, name);
    if (survey && number === 'draft') {
      const draft = await draftOf(deps.db, survey.id);
      const sites = await sitesOf(deps.db, [survey.projectId]);
      const published = draft && asPublished(deps, draft.definition, sites);
      found = published?.ok ? published.value : draft?.definition;
    } else if (survey) {
      found = (await versionByNumber(deps.db, survey.id, Number(number)))?.definition;
    }
    return found ? 0 : wrongUsage(io, `There is no ${name}@${number}.`);
  });
  return found ?? exitCode;
}
