/** One block over several surveys: where it is asked, and what was answered there. */
import { exactTables } from '#core/analysis/disclosure/gate.ts';
import { type PooledBlock, poolByBlock } from '#core/analysis/pool-blocks.ts';
import type { BlockResultsReply } from '#core/analysis/results-api.ts';
import { resultTables } from '#core/analysis/tables.ts';
import { readInclude } from '#core/definitions/blocks.ts';
import type { Definition } from '#core/definitions/definition.ts';
import { ok, type Result, refuse } from '#core/kernel/result.ts';
import type { ColumnStores } from '#server/analysis/column-store.ts';
import { toTableReply } from '#server/analysis/export-json.ts';
import type { ResultsDeps } from '#server/analysis/results-service.ts';
import { asPublished } from '#server/definitions/as-published.ts';
import { findInLibrary } from '#server/definitions/library.ts';
import { surveysOfProject, versionsOf } from '#server/definitions/survey-repo.ts';

export interface BlockDeps {
  readonly db: ResultsDeps['db'];
  readonly columnStores: ColumnStores;
  readonly libraryFolder: string;
}

/**
 * All responses of the surveys of these projects that include the block, or ask its items as the library has them;
 * `undefined` if none does.
 */
export async function blockOf(
  { db, columnStores, libraryFolder }: BlockDeps,
  projectIds: readonly string[],
  block: string,
): Promise<PooledBlock | undefined> {
  const surveys = (
    await Promise.all(projectIds.map((projectId) => surveysOfProject(db, projectId)))
  ).flat();
  const sources = [];
  for (const { id, name } of surveys) {
    const store = await columnStores.frameOf(id);
    if (!store) continue;
    const versions = (await versionsOf(db, id)).map(({ definition }) => definition);
    sources.push({ survey: name, variables: store.variables, frame: store.frame, versions });
  }
  const pooled = poolByBlock(sources, block, originalOf(block, libraryFolder));
  return pooled.surveys.length > 0 ? pooled : undefined;
}

/** The block as a survey of its own would be published. */
function originalOf(block: string, libraryFolder: string): Definition | undefined {
  const include = readInclude(block);
  const found = include && findInLibrary(libraryFolder)(include.name, include.version);
  const published = found && asPublished({ libraryFolder }, found, []);
  return published?.ok ? published.value : undefined;
}

const note =
  'Exact figures: beside the tables of the single surveys, pooled ones could be subtracted, so they pass no gate.';

/** @returns `not-found` where no survey of the project has the block */
export async function blockResults(
  deps: ResultsDeps & BlockDeps,
  projectId: string,
  block: string,
): Promise<Result<BlockResultsReply>> {
  const pooled = readInclude(block) ? await blockOf(deps, [projectId], block) : undefined;
  if (!pooled) return refuse('not-found');
  return ok({
    block,
    rows: pooled.frame.rows,
    asOf: deps.clock.now().toISOString(),
    note,
    surveys: pooled.surveys.map((survey) => ({ ...survey })),
    conflicts: pooled.conflicts.map((conflict) => ({ ...conflict })),
    tables: exactTables(resultTables(pooled.frame)).map(toTableReply),
  });
}
