import type { Kysely } from 'kysely';
import type { Definition } from '#core/definitions/definition.ts';
import { languagesOf, textOf } from '#core/definitions/languages.ts';
import type { PublishedVersion } from '#core/definitions/survey.ts';
import type { Clock } from '#core/kernel/ports.ts';
import { ok, type Result, refuse } from '#core/kernel/result.ts';
import { isOver } from '#core/links/admit.ts';
import type { Link } from '#core/links/link.ts';
import { newestVersion, versionByHash, versionByNumber } from '#server/definitions/survey-repo.ts';
import type { CollectionPoint } from '#server/links/collection-point.ts';
import { hasServedVersion, linksByIds, recordServedVersion } from '#server/links/link-repo.ts';
import { type Trial, trialOfLink } from '#server/links/trial-repo.ts';
import type { Database } from '#server/store/database.ts';

interface CollectDeps {
  readonly db: Kysely<Database>;
  readonly clock: Clock;
}

/** What a phone gets to ask the questions with. */
export interface ServedVersion {
  /** 0 = a draft that is being tried. */
  readonly version: number;
  readonly definition: Definition;
  readonly definitionHash: string;
}

/** The link as its holder may see it, with the version that it serves now; remembers that it was served. */
export async function openLink({ db, clock }: CollectDeps, point: CollectionPoint) {
  const now = await presentLink(db, point);
  if (!now || now.tokenReplaced || isOver(now.link, clock.now())) return refuse('link-over');
  const trial = await trialOf(db, now.link);
  if (trial) return openTrial(trial, now.link, point);
  const version =
    now.link.pinnedVersion === null
      ? await newestVersion(db, now.link.surveyId)
      : await versionByNumber(db, now.link.surveyId, now.link.pinnedVersion);
  // Nothing is asked any more; what was answered is still taken.
  if (!version || version.retiredAt) return refuse('link-over');
  // Mostly it was served before, and reading costs no write lock.
  if (!(await hasServedVersion(db, now.link.id, version.hash))) {
    await recordServedVersion(db, now.link.id, version.hash);
  }
  return ok({ link: toView(now.link, point, version.definition), ...toServed(version) });
}

/** A test link opens the draft as it was frozen for it, which has no number. */
const openTrial = (trial: Trial, link: Link, point: CollectionPoint) =>
  ok({ link: { ...toView(link, point, trial.definition), trial: true }, ...servedTrial(trial) });

const trialOf = async (db: Kysely<Database>, link: Link): Promise<Trial | undefined> =>
  link.isTest ? trialOfLink(db, link.id) : undefined;

const servedTrial = ({ definition, hash }: Trial): ServedVersion => ({
  version: 0,
  definition,
  definitionHash: hash,
});

/** A version that this link has served before: interviews begun with it go on with it, even after closing. */
export async function servedVersion(
  { db }: CollectDeps,
  point: CollectionPoint,
  hash: string,
): Promise<Result<ServedVersion>> {
  const now = await presentLink(db, point);
  if (!now || now.tokenReplaced || now.link.revokedAt) return refuse('link-over');
  const trial = await trialOf(db, now.link);
  if (trial?.hash === hash) return ok(servedTrial(trial));
  if (!(await hasServedVersion(db, now.link.id, hash))) return refuse('version-unknown');
  const version = await versionByHash(db, now.link.surveyId, hash);
  return version ? ok(toServed(version)) : refuse('version-unknown');
}

/** The link as it is at this moment: what a token led to may be a minute old. */
async function presentLink(
  db: Kysely<Database>,
  point: CollectionPoint,
): Promise<{ readonly link: Link; readonly tokenReplaced: boolean } | undefined> {
  const fresh = (await linksByIds(db, [point.link.id])).get(point.link.id);
  return fresh && { link: fresh.link, tokenReplaced: fresh.tokenHash !== point.tokenHash };
}

const toServed = ({ number, definition, hash }: PublishedVersion): ServedVersion => ({
  version: number,
  definition,
  definitionHash: hash,
});

/** Fields are absent where they do not apply. The link's own language comes first, where the survey has it. */
function toView(link: Link, { surveyName, site }: CollectionPoint, definition: Definition) {
  const spoken = languagesOf(definition);
  const first = spoken.filter((language) => language === link.language);
  return {
    id: link.id,
    purpose: link.purpose,
    survey: surveyName,
    title: textOf(definition.title, definition) ?? {},
    languages: [...new Set([...first, ...spoken])],
    ...(link.holder !== null && { holder: link.holder }),
    ...(site && { site: { code: site.code, name: site.name } }),
    ...(link.opensAt && { opensAt: link.opensAt.toISOString() }),
    ...(link.closesAt && { closesAt: link.closesAt.toISOString() }),
    ...(link.quota !== null && { quota: link.quota }),
  };
}
