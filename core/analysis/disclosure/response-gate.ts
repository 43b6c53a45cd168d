import { type DisclosureRule, hiddenParts, isSensitive } from '#core/analysis/disclosure/rule.ts';
import type { ResultColumn, ResultTable } from '#core/analysis/result-table.ts';

/**
 * Which columns of a response table say nothing of headcounts and invitations: first that of all, then one a site.
 * Answers by site stand elsewhere, so every shown invitation gives away how many did not answer. 1 to `cell` − 1 of
 * them, invited or not, are hidden, and with them so many others that the sum could be anybody's; where there are not
 * enough others, all is hidden.
 */
export function hiddenResponses(
  { columns: [all, ...sites] }: ResultTable,
  answered: ResultTable | null,
  rule: DisclosureRule,
): readonly boolean[] {
  const told = answersTold(answered);
  const isTelling = (column: ResultColumn): boolean =>
    gapsOf(column).some((gap) => isSensitive(gap, rule));
  const isHidden = (column: ResultColumn): boolean =>
    isTelling(column) || !told(String(column.level?.value));
  const sensitive = sites.map(isHidden);
  // What covers in both sums, of the invited and of all.
  const cover = sites.map((column) => Math.min(...gapsOf(column), Number.MAX_SAFE_INTEGER));
  const hidden = hiddenParts(cover, (_, index) => sensitive[index] === true, rule.cell);
  const parts = cover.filter((_, index) => hidden[index]);
  const isEnough = parts.length >= 2 && parts.reduce((sum, part) => sum + part, 0) >= rule.cell;
  if (hidden.includes(true) && !isEnough) return [true, ...sites.map(() => true)];
  return [all !== undefined && isTelling(all), ...hidden];
}

/** People who did not answer: of the invited, and of all. */
function gapsOf({ answered, rows, categories }: ResultColumn): readonly number[] {
  const count = categories[0]?.count ?? 0;
  return [answered, rows].flatMap((people) =>
    people === null || people === undefined ? [] : Math.max(0, people - count),
  );
}

/** Whether the number of answers of a site is published. */
function answersTold(answered: ResultTable | null): (code: string) => boolean {
  const shown = new Set(
    answered?.columns[0]?.categories
      .filter(({ hidden, count }) => !hidden && count !== null)
      .map(({ value }) => String(value)),
  );
  return (code) => shown.has(code);
}
