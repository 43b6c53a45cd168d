import { readFileSync } from 'node:fs';
import { ok, type Result, refuse } from '#core/kernel/result.ts';
import {
  type LinkCreated,
  type LinkRequest,
  type LinksCreated,
  linkRequestSchema,
  linksMost,
} from '#core/links/link-api.ts';
import { isDay } from '#core/register/project-time.ts';
import type { Site } from '#core/register/site.ts';
import { surveyPlace } from '#server/access/scope-repo.ts';
import { type CommandIo, type CommandTable, readOptions, wrongUsage } from '#server/command.ts';
import { openSite } from '#server/definitions/site-service.ts';
import type { SurveyDeps } from '#server/definitions/survey-service.ts';
import type { Foundation } from '#server/first-start.ts';
import type { SurveyPlace } from '#server/links/link-repo.ts';
import { createLink, createLinks, type LinkDeps } from '#server/links/link-service.ts';
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
  wanted: { type: 'string' },
  many: { type: 'string' },
  json: { type: 'boolean' },
} as const;

export const linkCommands: CommandTable = {
  async 'link create'(argv, io) {
    const read = readOptions(argv, options);
    if (!read.ok) return wrongUsage(io, read.sentence);
    const asked = readRequests(read.values, read.positionals);
    if (!asked.ok) return wrongUsage(io, asked.sentence);
    const { survey, requests, isMany } = asked;
    return withStorage(io, async (deps, foundation) => {
      const place = await surveyPlace(deps.db, foundation.by.organisationId, survey);
      if (!place) return explain(io, { code: 'survey-unknown' });
      const site = await siteOf(deps, foundation, place, read.values);
      if (!site.ok) return explain(io, site.problem);
      const siteId = site.value?.id;
      const placed = requests.map((one) => ({ ...one, ...(siteId && { siteId }) }));
      const [only] = placed;
      const links = withoutPrefill(deps);
      const created =
        only && !isMany
          ? await createLink(links, foundation.by, place, only)
          : await createLinks(links, foundation.by, place, placed);
      if (!created.ok) return explain(io, created.problem);
      tell(io, created.value);
      return 0;
    });
  },
};

/** Commands fill nothing in. */
const withoutPrefill = (deps: SurveyDeps): LinkDeps => ({ ...deps, shapeOf: () => () => [] });

type Given = {
  readonly [Name in keyof typeof options]?: (typeof options)[Name]['type'] extends 'boolean'
    ? boolean
    : string;
};

type Asked =
  | {
      readonly ok: true;
      readonly survey: string;
      readonly requests: readonly LinkRequest[];
      readonly isMany: boolean;
    }
  | { readonly ok: false; readonly sentence: string };

const wrong = (sentence: string): Asked => ({ ok: false, sentence });

function readRequests(given: Given, positionals: readonly string[]): Asked {
  if (!given.survey || !given.purpose || positionals.length > 0) {
    return wrong('Say --survey NAME and --purpose collector, respondent, kiosk or partner.');
  }
  if (given.expires !== undefined && !isDay(given.expires)) {
    return wrong('--expires must be a day such as 2026-04-18.');
  }
  if (given['create-site'] && !given.site) return wrong('--create-site needs --site.');
  const isMany = given.many !== undefined;
  if (isMany && given.name !== undefined) return wrong('Say --name or --many, not both.');
  const names = given.many === undefined ? ok([given.name]) : namesIn(given.many);
  if (!names.ok) return wrong('--many must be a readable file of names, one a line.');
  if (names.value.length > linksMost) return wrong(`--many takes ${linksMost} names at most.`);
  const requests: LinkRequest[] = [];
  for (const holder of names.value) {
    const request = linkRequestSchema.safeParse(wordsOf(given, holder));
    if (!request.success) return wrong(faultOf(request.error.issues[0]?.path[0]));
    requests.push(request.data);
  }
  return { ok: true, survey: given.survey, requests, isMany };
}

const wordsOf = (given: Given, holder: string | undefined) => ({
  purpose: given.purpose,
  ...(holder !== undefined && { holder }),
  ...(given.language !== undefined && { language: given.language }),
  ...(given.expires !== undefined && { closesAt: given.expires }),
  ...(given.quota !== undefined && { quota: Number(given.quota) }),
  ...(given.wanted !== undefined && { wanted: Number(given.wanted) }),
});

/** Names, one a line; empty lines are none. */
function namesIn(file: string): Result<readonly string[]> {
  try {
    const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
    const names = text.split(/\r?\n/).map((line) => line.trim());
    const said = names.filter((name) => name !== '');
    return said.length > 0 ? ok(said) : refuse('file-unreadable');
  } catch {
    return refuse('file-unreadable');
  }
}

const faults: Readonly<Record<string, string>> = {
  purpose: '--purpose must be collector, respondent, kiosk or partner.',
  holder: 'A name must have 1 to 200 characters.',
  quota: '--quota must be a whole number above 0.',
  wanted: '--wanted must be a whole number above 0.',
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

/** Shown this once: storage has only hashes of the tokens. */
function tell(io: CommandIo, made: LinkCreated | LinksCreated): void {
  const shown = ({ id, url, token }: LinkCreated) => ({ id, url, token });
  const document =
    'links' in made
      ? { links: made.links.map((link) => ({ holder: link.holder, ...shown(link) })) }
      : shown(made);
  io.out(`${JSON.stringify(document)}\n`);
}
