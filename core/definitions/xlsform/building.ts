/** What every step of building a definition has at hand. */
import type { CellExpressions } from '#core/definitions/xlsform/cell-expressions.ts';
import type { TableRow } from '#core/definitions/xlsform/columns.ts';
import type { Languages } from '#core/definitions/xlsform/languages.ts';
import type { Names, OutlineNode } from '#core/definitions/xlsform/outline.ts';
import type { Place, Problems } from '#core/definitions/xlsform/problems.ts';
import type { Lists } from '#core/definitions/xlsform/read-outline.ts';

export interface BuildParts {
  readonly root: OutlineNode;
  readonly names: Names;
  readonly languages: Languages;
  readonly lists: Lists;
  readonly leftOut: readonly TableRow[];
  /** See `sheetsToKeep`. */
  readonly keptSheets: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>;
  readonly settings: TableRow | undefined;
  readonly sheet: string;
  readonly choiceColumns: readonly string[];
  readonly problems: Problems;
}

export interface Building extends BuildParts {
  readonly cells: CellExpressions;
}

/** Where a row's cell is, for problems. */
export const placeOfNode = (
  parts: Pick<BuildParts, 'sheet'>,
  node: OutlineNode,
  column: string,
): Place => ({
  sheet: parts.sheet,
  row: node.row?.row,
  column: node.row?.cell(column)?.column ?? column,
  path: node.path.join('/'),
});

/** The row as it was written, for re-export. */
export const rowOriginal = (node: OutlineNode) => ({
  ...(node.row ? { row: node.row.row, cells: node.row.kept } : {}),
  ...(node.row?.labels ? { labels: node.row.labels } : {}),
  ...(node.row?.isMade ? { made: true } : {}),
  path: node.path.join('/'),
});
