import type { Kysely } from 'kysely';
import type { Definition } from '#core/definitions/definition.ts';
import { languagesOf, textOf } from '#core/definitions/languages.ts';
import type { PublishedVersion } from '#core/definitions/survey.ts';
import type { Clock } from '#core/kernel/ports.ts';
import { ok, type Result, refuse } from '#core/kernel/result.ts';
import { isOver } from '#core/links/admit.ts';
import { isStranger, type Link } from '#core/links/link.ts';
import { type ShapeOf, usablePrefill } from '#core/links/prefill.ts';
import { newestVersion, versionByHash, versionByNumber } from '#server/definitions/survey-repo.ts';
import { type CollectionPoint, presentLink } from '#server/links/collection-point.ts';
import { exitUrlOf } from '#server/links/exit-repo.ts';
import { hasServedVersion, recordServedVersion } from '#server/links/link-repo.ts';
import { type Trial, trialOfLink } from '#server/links/trial-repo.ts';
import type { Database } from '#server/store/database.ts';
import { isStorageTrouble } from '#server/store/dialects.ts';

export interface CollectDeps {
  readonly db: Kysely<Database>;
  readonly clock: Clock;
  /** Asks the intake, which stands to the right of this room. */
  readonly shapeOf: ShapeOf;
}

/** What a phone gets to ask the questions with. */
export interface ServedVersion {
  /** 0 = a draft that is being tried. */
  readonly version: number;
  readonly definition: Definition;
  readonly definitionHash: string;
}

/** The link as its holder may see it, with the version that it serves now; remembers that it was served. */
export async function openLink(deps: CollectDeps, point: CollectionPoint) {
  const { db, clock } = deps;
  const now = await presentLink(db, point);
  if (!now || now.tokenReplaced || isOver(now.link, clock.now())) return refuse('link-over');
  if (now.link.pausedAt) return refuse('link-paused');
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
    await recordServedVersion(db, now.link.id, version.hash).catch(unlessInTrouble);
  }
  const { definition } = version;
  const exitUrl = await exitUrlOf(db, point.projectId);
  const link = {
    ...toView(now.link, point, definition),
    ...fieldView(now.link, point, definition, deps.shapeOf),
    ...(exitUrl !== undefined && { exitUrl }),
  };
  return ok({ link, ...toServed(version), revision: now.link.revision });
}

/** A full disk is no reason to turn people away: the phone keeps the version, and it is noted the next time. */
function unlessInTrouble(error: unknown): void {
  if (!isStorageTrouble(error)) throw error;
}

/** A test link opens the draft as it was frozen for it, which has no number. */
const openTrial = (trial: Trial, link: Link, point: CollectionPoint) =>
  ok({
    link: { ...toView(link, point, trial.definition), trial: true },
    ...servedTrial(trial),
    revision: link.revision,
  });

const trialOf = async (db: Kysely<Database>, link: Link): Promise<Trial | undefined> =>
  link.isTest ? trialOfLink(db, link.id) : undefined;

const servedTrial = ({ definition, hash }: Trial): ServedVersion => ({
  version: 0,
  definition,
  definitionHash: hash,
});

/** A version that this link has served before: interviews begun with it go on with it, even after closing. */
export async function servedVersion(
  { db }: Pick<CollectDeps, 'db'>,
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
    // Whoever answers for themselves need not learn whose link it is.
    ...(link.holder !== null && !isStranger(link) && { holder: link.holder }),
    ...(site && { site: { code: site.code, name: site.name } }),
    ...(link.opensAt && { opensAt: link.opensAt.toISOString() }),
    ...(link.closesAt && { closesAt: link.closesAt.toISOString() }),
    ...(link.quota !== null && { quota: link.quota }),
  };
}

/** What the phone needs to know of how the link is used. */
function fieldView(
  link: Link,
  { anonymous }: CollectionPoint,
  definition: Definition,
  shapeOf: ShapeOf,
) {
  const { purpose, oneTimeCodes, pin } = link;
  const prefill = link.prefill && usablePrefill(definition, link.prefill, { shapeOf, anonymous });
  return {
    ...(anonymous && { anonymous }),
    ...(oneTimeCodes && { oneTimeCodes }),
    ...(prefill && Object.keys(prefill).length > 0 && { prefill }),
    ...(purpose === 'kiosk' && { kiosk: pin ? { pin } : {} }),
  };
}
