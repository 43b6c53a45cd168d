import { ok, type Result, refuse } from '#core/kernel/result.ts';
import { linkRequestSchema } from '#core/links/link-api.ts';
import { isDay } from '#core/register/project-time.ts';
import type { Site } from '#core/register/site.ts';
import { surveyPlace } from '#server/access/scope-repo.ts';
import { type CommandIo, type CommandTable, readOptions, wrongUsage } from '#server/command.ts';
import { openSite } from '#server/definitions/site-service.ts';
import type { SurveyDeps } from '#server/definitions/survey-service.ts';
import type { Foundation } from '#server/first-start.ts';
import { createLink, type SurveyPlace } from '#server/links/link-service.ts';
import { sitesOf } from '#server/register/register-repo.ts';
import { explain, withStorage } from '#server/storage-command.ts';

const options = {
  survey: { type: 'string' },
  purpose: { type: 'string' },
  name: { type: 'string' },
  site: { type: 'string' },
  'create-site': { type: 'boolean' },
  expires: { type: 'string' },
  quota: { type: 'string' },
  language: { type: 'string' },
  json: { type: 'boolean' },
} as const;

export const linkCommands: CommandTable = {
  async 'link create'(argv, io) {
    const read = readOptions(argv, options);
    if (!read.ok) return wrongUsage(io, read.sentence);
    const given = read.values;
    if (!given.survey || !given.purpose || read.positionals.length > 0) {
      return wrongUsage(
        io,
        'Say --survey NAME and --purpose collector, respondent, kiosk or partner.',
      );
    }
    if (given.expires !== undefined && !isDay(given.expires)) {
      return wrongUsage(io, '--expires must be a day such as 2026-04-18.');
    }
    if (given['create-site'] && !given.site) return wrongUsage(io, '--create-site needs --site.');
    const request = linkRequestSchema.safeParse({
      purpose: given.purpose,
      ...(given.name !== undefined && { holder: given.name }),
      ...(given.language !== undefined && { language: given.language }),
      ...(given.expires !== undefined && { closesAt: given.expires }),
      ...(given.quota !== undefined && { quota: Number(given.quota) }),
    });
    if (!request.success) return wrongUsage(io, faultOf(request.error.issues[0]?.path[0]));
    const survey = given.survey;
    return withStorage(io, async (deps, foundation) => {
      const place = await surveyPlace(deps.db, foundation.by.organisationId, survey);
      if (!place) return explain(io, { code: 'survey-unknown' });
      const site = await siteOf(deps, foundation, place, given);
      if (!site.ok) return explain(io, site.problem);
      return create(io, deps, foundation, place, {
        ...request.data,
        ...(site.value && { siteId: site.value.id }),
      });
    });
  },
};

const faults: Readonly<Record<string, string>> = {
  purpose: '--purpose must be collector, respondent, kiosk or partner.',
  holder: '--name must have 1 to 200 characters.',
  quota: '--quota must be a whole number above 0.',
  language: '--language must be a language code such as vi.',
};
const faultOf = (field: unknown): string => faults[String(field)] ?? 'The link does not fit.';

/** The site by code or name; a new one if it may be made; `undefined` if none was asked for. */
async function siteOf(
  deps: SurveyDeps,
  { by }: Foundation,
  { projectId }: SurveyPlace,
  given: { readonly site?: string; readonly 'create-site'?: boolean },
): Promise<Result<Site | undefined>> {
  const name = given.site?.trim();
  if (!name) return ok(undefined);
  const sites = await sitesOf(deps.db, [projectId]);
  const known =
    sites.find((site) => site.code === name) ?? sites.find((site) => site.name === name);
  if (known) return ok(known);
  return given['create-site'] ? openSite(deps, by, projectId, { name }) : refuse('site-unknown');
}

/** Shown this once: storage has only a hash of the token. */
async function create(
  io: CommandIo,
  deps: SurveyDeps,
  { by }: Foundation,
  place: SurveyPlace,
  request: Parameters<typeof createLink>[3],
): Promise<number> {
  const created = await createLink(deps, by, place, request);
  if (!created.ok) return explain(io, created.problem);
  const { id, url, token } = created.value;
  io.out(`${JSON.stringify({ id, url, token })}\n`);
  return 0;
}
