/**
 * Results as lines of a sheet: one for each column of a table ("asked", "answered", … or the summary of numbers) and
 * one for each of its categories. A hidden figure is an empty cell, and the line says that it is hidden.
 */
import { isoFromDay } from '#core/analysis/read-value.ts';
import type { PublishableTable, ResultColumn, Shown } from '#core/analysis/result-table.ts';
import { chooseText, type LocalizedText } from '#core/kernel/localized-text.ts';

export type Cell = string | number | null;

export const lineHeaders = [
  'variable',
  'label',
  'by',
  'level',
  'level_label',
  'category',
  'category_label',
  'listed',
  'asked',
  'answered',
  'missing',
  'count',
  'share',
  'share_low',
  'share_high',
  'mean',
  'sd',
  'median',
  'quartile1',
  'quartile3',
  'min',
  'max',
  'hidden',
] as const;

export type Line = Readonly<Record<(typeof lineHeaders)[number], Cell>>;

const emptyLine = Object.fromEntries(lineHeaders.map((header) => [header, null])) as Line; // as: one entry a header

export function resultLines(
  tables: readonly PublishableTable[],
  languages: readonly string[],
): readonly Line[] {
  const words = (text: LocalizedText): string => chooseText(text, languages)?.text ?? '';
  return tables.flatMap((table) => {
    const { variable, by } = table;
    return table.columns.flatMap((column): Line[] => {
      const place: Line = {
        ...emptyLine,
        variable: variable.name,
        label: words(variable.label),
        by: column.level && by ? by.name : null,
        level: column.level ? code(column.level.value) : null,
        level_label: column.level ? words(column.level.label) : null,
      };
      const categories = column.categories.map(
        (category): Line => ({
          ...place,
          category: code(category.value),
          category_label: words(category.label),
          listed: category.listed ? 'yes' : 'no',
          answered: column.answered,
          count: category.count,
          share: category.share,
          share_low: category.interval?.low ?? null,
          share_high: category.interval?.high ?? null,
          hidden: hiddenWord(category.hidden),
        }),
      );
      return [{ ...place, ...summary(table, column) }, ...categories];
    });
  });
}

const code = (value: string | number | boolean): string | number =>
  typeof value === 'boolean' ? String(value) : value;

const hiddenWord = (hidden: boolean): string | null => (hidden ? 'hidden' : null);

function summary({ variable }: PublishableTable, column: ResultColumn): Partial<Line> {
  const { asked, answered, missing, numeric, tooFew } = column;
  // Of dates, days are written as dates; a spread stays a number of days.
  const point = (value: Shown): Cell =>
    variable.type === 'date' && value !== null ? isoFromDay(Math.round(value)) : value;
  return {
    asked,
    answered,
    missing,
    hidden: hiddenWord(tooFew || numeric?.hidden === true),
    ...(numeric && {
      mean: point(numeric.mean),
      sd: numeric.sd,
      median: point(numeric.median),
      quartile1: point(numeric.quartile1),
      quartile3: point(numeric.quartile3),
      min: point(numeric.min),
      max: point(numeric.max),
    }),
  };
}
