/**
 * One block over several surveys: `worker-demographics@1` is the same questions wherever it was included, so the answers
 * of all surveys that have it can be read as one table. Variables join by block and name, never by name alone; a survey
 * that was taken from the library has its items as they stand there, which makes them the block's as well.
 */
import type { Frame } from '#core/analysis/frame.ts';
import { type PoolConflict, poolCodebooks } from '#core/analysis/pool.ts';
import { stackFrames } from '#core/analysis/stack-frames.ts';
import { originalItems } from '#core/definitions/blocks.ts';
import type { Definition } from '#core/definitions/definition.ts';
import { isAnalysable, type Variable } from '#core/definitions/variable.ts';

export interface BlockSource {
  /** Name of the survey. */
  readonly survey: string;
  /** Its codebook over all its versions, and its responses under that. */
  readonly variables: readonly Variable[];
  readonly frame: Frame;
  /** What people were asked; absent = only what it included counts. */
  readonly versions?: readonly Definition[];
}

export interface PooledBlock {
  readonly block: string;
  readonly variables: readonly Variable[];
  readonly frame: Frame;
  /** Names that mean another type in another survey; `survey` is where. */
  readonly conflicts: readonly (Omit<PoolConflict, 'version'> & { readonly survey: string })[];
  /** The surveys that have the block, by name, with their responses. */
  readonly surveys: readonly { readonly survey: string; readonly rows: number }[];
}

/**
 * @param sources in any order, no survey twice; those without the block are left out
 * @param original the block as a survey of its own would be published; absent = the library has it no longer
 */
export function poolByBlock(
  sources: readonly BlockSource[],
  block: string,
  original?: Definition,
): PooledBlock {
  const having = sources
    .map((source) => ({ ...source, variables: ofBlock(source, block, original) }))
    .filter(({ variables }) => variables.length > 0)
    .sort((a, b) => (a.survey < b.survey ? -1 : 1));
  // Surveys stand where versions stand otherwise. The block is one, so whose words are taken says nothing.
  const pooled = poolCodebooks(
    having.map(({ survey, variables }, index) => ({
      number: having.length - index,
      hash: survey,
      variables: variables.map(({ name, variable }) => ({ ...variable, name })),
    })),
  );
  const parts = having.map(({ survey, variables, frame }) => {
    const own = new Map(variables.map(({ name, variable }) => [name, variable.name]));
    const columns = [...(pooled.places.get(survey) ?? [])].map(
      ([name, variable]): [string, string] => [name, own.get(variable.name) ?? ''],
    );
    return { frame, columns: new Map(columns) };
  });
  return {
    block,
    variables: pooled.variables,
    frame: stackFrames(pooled.variables, parts),
    conflicts: pooled.conflicts.map(({ name, separateName, version }) => ({
      name,
      separateName,
      survey: having[having.length - version]?.survey ?? '',
    })),
    surveys: having.map(({ survey, frame }) => ({ survey, rows: frame.rows })),
  };
}

/** What the block itself calls them: a survey may have put its group's name before. */
function ofBlock(
  { variables, frame, versions = [] }: BlockSource,
  block: string,
  original: Definition | undefined,
) {
  const originals = original ? originalItems(original, versions) : new Set<string>();
  const isBlocks = (variable: Variable): boolean =>
    variable.block === block || (variable.block === undefined && originals.has(variable.item));
  return variables
    .filter((variable) => isBlocks(variable) && isAnalysable(variable))
    .filter(({ name }) => frame.columns.has(name))
    .map((variable) => ({ name: variable.path.join('.'), variable }));
}
