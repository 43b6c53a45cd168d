/**
 * What a published version needs to receive answers, made once and remembered: versions never change.
 */
import type { Kysely } from 'kysely';
import { type ClientCodes, clientCodesOf } from '#core/definitions/client-code.ts';
import type { Definition } from '#core/definitions/definition.ts';
import { valuesOf } from '#core/definitions/element-properties.ts';
import { compileLogic } from '#core/definitions/logic/compile.ts';
import type { CompiledLogic } from '#core/definitions/logic/compiled-logic.ts';
import { type SiteChoice, siteItemOf, withSites } from '#core/definitions/site-item.ts';
import type { PublishedVersion } from '#core/definitions/survey.ts';
import { xlsformFunctions } from '#core/definitions/xlsform/functions.ts';
import { type BehaviourCheck, compileBehaviour } from '#core/intake/behaviour.ts';
import { compileShapeCheck, type ShapeCheck } from '#core/intake/shape-check.ts';
import { versionByHash } from '#server/definitions/survey-repo.ts';
import { trialOfLink } from '#server/links/trial-repo.ts';
import type { Database } from '#server/store/database.ts';
import { withPatience } from '#server/store/patience.ts';

export interface CompiledVersion {
  readonly hash: string;
  readonly publishedAt: Date;
  readonly shape: ShapeCheck;
  readonly logic: CompiledLogic;
  readonly behaviour: BehaviourCheck;
  readonly clientCodes: ClientCodes;
  /** The item that asks for the site. */
  readonly siteItem: string | undefined;
}

/**
 * @param site that the link fixes: it may be newer than the version, which is then compiled with it.
 * @param trialOf the test link whose draft may be meant besides a published version.
 */
export type CompiledVersions = (
  surveyId: string,
  hash: string,
  site: SiteChoice | null,
  trialOf?: string,
) => CompiledVersion | undefined | Promise<CompiledVersion | undefined>;

const rememberedMost = 200;

/** Versions of a survey by hash; undefined for a hash that the survey does not have. */
export function compiledVersions(db: Kysely<Database>): CompiledVersions {
  const known = new Map<string, CompiledVersion>();
  return (surveyId, hash, site, trialOf) => {
    const key = `${surveyId} ${hash} ${site?.code ?? ''} ${trialOf ?? ''}`;
    const load = async (): Promise<CompiledVersion | undefined> => {
      const draft = trialOf === undefined ? undefined : await tried(db, trialOf, hash);
      const version = draft ?? (await withPatience(versionByHash(db, surveyId, hash)));
      if (!version) return undefined;
      const compiled = compile(version, site);
      if (known.size >= rememberedMost) known.clear();
      known.set(key, compiled);
      return compiled;
    };
    return known.get(key) ?? load();
  };
}

/** The draft of a trial, which began when it was frozen. */
async function tried(
  db: Kysely<Database>,
  linkId: string,
  hash: string,
): Promise<Compilable | undefined> {
  const trial = await trialOfLink(db, linkId);
  return trial?.hash === hash ? { ...trial, publishedAt: trial.createdAt } : undefined;
}

type Compilable = Pick<PublishedVersion, 'hash' | 'definition' | 'publishedAt'>;

function compile(version: Compilable, site: SiteChoice | null): CompiledVersion {
  const definition = site ? withSite(version.definition, site) : version.definition;
  return {
    hash: version.hash,
    publishedAt: version.publishedAt,
    shape: compileShapeCheck(definition),
    logic: logicOf(definition),
    behaviour: compileBehaviour(definition),
    clientCodes: clientCodesOf(definition),
    siteItem: siteItemOf(definition)?.name,
  };
}

/** The definition with this site among the choices of its site item. */
function withSite(definition: Definition, site: SiteChoice): Definition {
  const item = siteItemOf(definition);
  const offered = item ? valuesOf(item, 'choices') : [];
  if (offered.some(({ value }) => value === site.code)) return definition;
  const sites = offered.map(({ value }) => ({ code: String(value), name: String(value) }));
  return withSites(definition, [...sites, site]);
}

/** The publish gate has let the definition through; forms that came from elsewhere are read as leniently there. */
function logicOf(definition: Definition): CompiledLogic {
  const strict = compileLogic(definition, { functions: xlsformFunctions });
  if (strict.ok) return strict.value;
  const lenient = compileLogic(definition, { functions: xlsformFunctions, lenient: true });
  if (lenient.ok) return lenient.value;
  throw new Error('a published version does not compile');
}
