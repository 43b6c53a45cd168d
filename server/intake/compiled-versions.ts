/**
 * What a published version needs to receive answers, made once and remembered: versions never change.
 */
import type { Kysely } from 'kysely';
import type { Definition } from '#core/definitions/definition.ts';
import { compileLogic } from '#core/definitions/logic/compile.ts';
import type { CompiledLogic } from '#core/definitions/logic/compiled-logic.ts';
import { siteItemOf } from '#core/definitions/site-item.ts';
import { compileShapeCheck, type ShapeCheck } from '#core/intake/shape-check.ts';
import { versionByHash } from '#server/definitions/survey-repo.ts';
import type { Database } from '#server/store/database.ts';

export interface CompiledVersion {
  readonly hash: string;
  readonly publishedAt: Date;
  readonly shape: ShapeCheck;
  readonly logic: CompiledLogic;
  /** The item that asks for the site. */
  readonly siteItem: string | undefined;
}

export type CompiledVersions = (
  surveyId: string,
  hash: string,
) => CompiledVersion | undefined | Promise<CompiledVersion | undefined>;

const rememberedMost = 200;

/** Versions of a survey by hash; undefined for a hash that the survey does not have. */
export function compiledVersions(db: Kysely<Database>): CompiledVersions {
  const known = new Map<string, CompiledVersion>();
  const load = async (surveyId: string, hash: string): Promise<CompiledVersion | undefined> => {
    const version = await versionByHash(db, surveyId, hash);
    if (!version) return undefined;
    const compiled = {
      hash,
      publishedAt: version.publishedAt,
      shape: compileShapeCheck(version.definition),
      logic: logicOf(version.definition),
      siteItem: siteItemOf(version.definition)?.name,
    };
    if (known.size >= rememberedMost) known.clear();
    known.set(`${surveyId} ${hash}`, compiled);
    return compiled;
  };
  return (surveyId, hash) => known.get(`${surveyId} ${hash}`) ?? load(surveyId, hash);
}

/** The publish gate has let the definition through; forms that came from elsewhere are read as leniently there. */
function logicOf(definition: Definition): CompiledLogic {
  const strict = compileLogic(definition);
  if (strict.ok) return strict.value;
  const lenient = compileLogic(definition, { lenient: true });
  if (lenient.ok) return lenient.value;
  throw new Error('a published version does not compile');
}
