/** Quota cells in the words of the survey: `{ sex: "female", age_band: "18-24" }` → `Nữ · 18–24 tuổi`. */
import { chooseText } from '#core/kernel/localized-text.ts';
import type { TargetsReply } from '#core/register/field-api.ts';
import type { Cell } from '#core/register/target.ts';
import { withCapital } from '#web/workspace/language/with-capital.ts';

export type Breakdowns = TargetsReply['breakdowns'];

/** Variables in the survey's order; what the survey no longer knows is shown by its code. */
export function cellLabel(cell: Cell, breakdowns: Breakdowns, language: string): string {
  const order = breakdowns.map(({ variable }) => variable);
  const placeOf = (variable: string) => order.indexOf(variable);
  return Object.entries(cell)
    .sort(([a], [b]) => placeOf(a) - placeOf(b))
    .map(([variable, code]) => categoryLabel(variable, code, breakdowns, language))
    .join(' · ');
}

function categoryLabel(
  variable: string,
  code: string,
  breakdowns: Breakdowns,
  language: string,
): string {
  const found = breakdowns
    .find((one) => one.variable === variable)
    ?.categories.find((category) => category.code === code);
  const chosen = chooseText(found?.label, [language]);
  return chosen ? withCapital(chosen.text, chosen.language) : code;
}

export function variableLabel(variable: string, breakdowns: Breakdowns, language: string): string {
  const found = breakdowns.find((one) => one.variable === variable);
  const chosen = chooseText(found?.label, [language]);
  return chosen ? withCapital(chosen.text, chosen.language) : variable;
}
