import { columnFigures } from '#core/reports/column-figures.ts';
import type { Figure } from '#core/reports/figure.ts';
import type { ReportContext } from '#core/reports/report-context.ts';

/** Of all who were invited; nothing where it is unknown or withheld. It is counted, not estimated: never "about". */
export function responseRateFigure({ writer, facts }: ReportContext): Figure | undefined {
  const table = facts.response?.table;
  const all = table?.columns[0];
  const category = all?.categories[0];
  if (!table || !all || !category || category.share === null) return undefined;
  return columnFigures(writer, table, all).share(category, 'table');
}
