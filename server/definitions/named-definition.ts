/** What a command is about: a definition or a form on disk, or a stored survey by its name, `NAME@2`, `NAME@draft`. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Definition } from '#core/definitions/definition.ts';
import { readDefinition } from '#core/definitions/publish-gate.ts';
import { type CommandIo, wrongUsage } from '#server/command.ts';
import { asPublished } from '#server/definitions/as-published.ts';
import { draftOf } from '#server/definitions/draft-repo.ts';
import { mostFileBytes, readDefinitionFile } from '#server/definitions/read-definition-file.ts';
import { newestVersion, surveyByName, versionByNumber } from '#server/definitions/survey-repo.ts';
import type { SurveyDeps } from '#server/definitions/survey-service.ts';
import { sitesOf } from '#server/register/register-repo.ts';
import { withStorage } from '#server/storage-command.ts';

export interface NamedDefinition {
  readonly definition: Definition;
  /** Of a stored survey. */
  readonly name?: string;
  readonly label?: string;
}

/**
 * @param asWritten whether blocks stay references, as the file has them
 * @returns the exit code where there is none; the reason has been said
 */
export async function namedDefinition(
  name: string,
  io: CommandIo,
  asWritten: boolean,
): Promise<NamedDefinition | number> {
  const stored = existsSync(name) ? null : /^([a-z0-9-]+)(?:@(draft|[1-9]\d{0,5}))?$/.exec(name);
  if (stored?.[1]) return storedDefinition(stored[1], stored[2], io);
  if (asWritten && /\.json$/i.test(name)) return writtenDefinition(name, io);
  const reading = await readDefinitionFile(name);
  if (!reading.ok) return wrongUsage(io, reading.sentence);
  for (const { severity, message } of reading.problems) io.err(`${severity}: ${message}\n`);
  return reading.definition ? { definition: reading.definition } : 1;
}

async function writtenDefinition(path: string, io: CommandIo): Promise<NamedDefinition | number> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
    const { definition } = readDefinition(JSON.parse(text), mostFileBytes);
    return definition
      ? { definition }
      : wrongUsage(io, `The file ${path} holds no survey definition.`);
  } catch {
    return wrongUsage(io, `The file ${path} cannot be read as JSON in UTF-8.`);
  }
}

async function storedDefinition(
  name: string,
  version: string | undefined,
  io: CommandIo,
): Promise<NamedDefinition | number> {
  let found: NamedDefinition | undefined;
  const exitCode = await withStorage(io, async (deps, { by }) => {
    const survey = await surveyByName(deps.db, by.organisationId, name);
    found = survey && (await versionOf(deps, survey, version));
    return found ? 0 : wrongUsage(io, `There is no survey ${name}${version ? `@${version}` : ''}.`);
  });
  return found ?? exitCode;
}

async function versionOf(
  deps: SurveyDeps,
  survey: { readonly id: string; readonly name: string; readonly projectId: string },
  version: string | undefined,
): Promise<NamedDefinition | undefined> {
  if (version !== 'draft') {
    const found = version
      ? await versionByNumber(deps.db, survey.id, Number(version))
      : await newestVersion(deps.db, survey.id);
    if (found)
      return { definition: found.definition, name: survey.name, label: `v${found.number}` };
    if (version) return undefined;
  }
  const draft = await draftOf(deps.db, survey.id);
  if (!draft) return undefined;
  const sites = await sitesOf(deps.db, [survey.projectId]);
  const published = asPublished(deps, draft.definition, sites);
  const definition = published.ok ? published.value : draft.definition;
  return { definition, name: survey.name, label: 'draft' };
}
