/** One block over several surveys: where it is asked, and what was answered there. */
import { exactTables } from '#core/analysis/disclosure/gate.ts';
import { type PooledBlock, poolByBlock } from '#core/analysis/pool-blocks.ts';
import type { BlockResultsReply } from '#core/analysis/results-api.ts';
import { resultTables } from '#core/analysis/tables.ts';
import { readInclude } from '#core/definitions/blocks.ts';
import { ok, type Result, refuse } from '#core/kernel/result.ts';
import type { ColumnStores } from '#server/analysis/column-store.ts';
import { toTableReply } from '#server/analysis/export-json.ts';
import type { ResultsDeps } from '#server/analysis/results-service.ts';
import { surveysOfProject } from '#server/definitions/survey-repo.ts';

/** All responses of the surveys of these projects that include the block; `undefined` if none does. */
export async function blockOf(
  { db, columnStores }: Pick<ResultsDeps, 'db'> & { readonly columnStores: ColumnStores },
  projectIds: readonly string[],
  block: string,
): Promise<PooledBlock | undefined> {
  const surveys = (
    await Promise.all(projectIds.map((projectId) => surveysOfProject(db, projectId)))
  ).flat();
  const sources = [];
  for (const { id, name } of surveys) {
    const store = await columnStores.frameOf(id);
    if (store) sources.push({ survey: name, variables: store.variables, frame: store.frame });
  }
  const pooled = poolByBlock(sources, block);
  return pooled.surveys.length > 0 ? pooled : undefined;
}

const note =
  'Exact figures: beside the tables of the single surveys, pooled ones could be subtracted, so they pass no gate.';

/** @returns `not-found` where no survey of the project has the block */
export async function blockResults(
  deps: ResultsDeps,
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
