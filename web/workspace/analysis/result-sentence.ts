/** The sentence that opens an item's result: the finding, before it is shown. */
import { chooseText, type ProductLanguage } from '#core/kernel/localized-text.ts';
import type { MessageValues } from '#core/language/messages.ts';
import { numberFormat } from '#core/reports/number-format.ts';
import { type Category, columnPrecision, type Table } from '#web/workspace/analysis/result-rows.ts';
import type { WorkspaceKey } from '#web/workspace/language/catalogues.ts';

export interface Sentence {
  readonly message: WorkspaceKey;
  readonly values: MessageValues;
}

/** Where the base is small, people are counted: "6 people". */
export type CountWords = (count: number) => string;

const byCount = [
  'workspace.result.top-one',
  'workspace.result.top-two',
  'workspace.result.top-three',
] as const;

/** The most frequent answers, or the middle of the numbers. `null` where nothing certain can be said. */
export function resultSentence(
  table: Table,
  language: ProductLanguage,
  countWords: CountWords,
): Sentence | null {
  const all = table.columns[0];
  if (!all) return null;
  const precision = columnPrecision(all, table.mode === 'exact');
  if (precision === 'nothing') return null;
  if (all.numeric) return numberSentence(table, language);
  if (all.categories.some((category) => category.hidden)) return null;

  const format = numberFormat(language);
  const amount = ({ share, count }: Category) =>
    precision === 'counts' ? countWords(count ?? 0) : format.percent(share ?? 0, 0);
  const top = [...all.categories]
    .filter(({ count }) => (count ?? 0) > 0)
    .sort((a, b) => (b.share ?? 0) - (a.share ?? 0))
    .slice(0, 3);
  const message = byCount[top.length - 1];
  if (!message) return null;
  const values: Record<string, string> = {};
  for (const [index, category] of top.entries()) {
    values[`label${index + 1}`] = labelOf(category, language);
    values[`amount${index + 1}`] = amount(category);
  }
  return { message, values };
}

const labelOf = ({ shortLabel, label, value }: Category, language: ProductLanguage): string =>
  chooseText(shortLabel ?? label, [language])?.text ?? String(value);

function numberSentence(table: Table, language: ProductLanguage): Sentence | null {
  const numeric = table.columns[0]?.numeric;
  if (!numeric || numeric.median === null) return null;
  const write = numberWriter(table.variable.type, language);
  if (numeric.quartile1 === null || numeric.quartile3 === null) {
    return { message: 'workspace.result.median', values: { median: write(numeric.median) } };
  }
  return {
    message: 'workspace.result.middle-half',
    values: {
      median: write(numeric.median),
      low: write(numeric.quartile1),
      high: write(numeric.quartile3),
    },
  };
}

/** Numbers with one decimal at most; dates are counted in days since 1970-01-01. */
export function numberWriter(
  type: Table['variable']['type'],
  language: ProductLanguage,
): (value: number) => string {
  const format = numberFormat(language);
  return type === 'date'
    ? (days) => format.date(new Date(Math.round(days) * 86_400_000).toISOString().slice(0, 10))
    : (value) => format.decimal(value, 1);
}
