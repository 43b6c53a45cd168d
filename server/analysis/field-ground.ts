/** What quota cells of a survey may be made of, and how many completed responses are in them. */
import type { Kysely } from 'kysely';
import { cellCounts } from '#core/analysis/cell-counts.ts';
import { clientCodesOf } from '#core/definitions/client-code.ts';
import { defaultLanguageOf } from '#core/definitions/languages.ts';
import { breakdownsOf } from '#core/definitions/survey-facts.ts';
import type { LocalizedText } from '#core/kernel/localized-text.ts';
import type { CellCount } from '#core/register/field-facts.ts';
import { type Cell, cellKey, cellOf, type Target } from '#core/register/target.ts';
import type { SurveyFrame } from '#server/analysis/column-store.ts';
import { newestVersion, surveyById } from '#server/definitions/survey-repo.ts';
import type { Database } from '#server/store/database.ts';

export interface Breakdown {
  readonly variable: string;
  readonly label: LocalizedText;
  readonly categories: readonly { readonly code: string; readonly label: LocalizedText }[];
}

/** The survey's breakdowns with their listed codes; none before a version is published. */
export function breakdownsIn(store: SurveyFrame | undefined): readonly Breakdown[] {
  if (!store) return [];
  return breakdownsOf(store.definition, store.variables).flatMap(({ name, label }) => {
    const column = store.frame.columns.get(name);
    if (column?.kind !== 'categorical') return [];
    return {
      variable: name,
      label,
      categories: column.categories
        .filter(({ listed }) => listed)
        .map((category) => ({ code: String(category.value), label: category.label })),
    };
  });
}

/** Whether each part of the cell is a code that one of the breakdowns lists. */
export const isCellOf = (cell: Cell, breakdowns: readonly Breakdown[]): boolean =>
  Object.entries(cell).every(([name, code]) =>
    breakdowns.some(
      ({ variable, categories }) =>
        variable === name && categories.some((category) => category.code === code),
    ),
  );

/** The cells that have a target, with what has been received in each. */
export function countedCells(
  store: SurveyFrame | undefined,
  targets: readonly Target[],
): readonly CellCount[] {
  const cells = targets.flatMap(({ kind, key }) => {
    const cell = kind === 'cell' ? cellOf(key) : undefined;
    return cell ? [cell] : [];
  });
  if (!store || cells.length === 0) return [];
  const counts = cellCounts(store.frame, cells);
  const breakdowns = breakdownsIn(store);
  const language = defaultLanguageOf(store.definition);
  return cells.map((cell) => ({
    cell,
    key: cellKey(cell),
    name: nameOf(cell, breakdowns, language),
    received: counts.get(cellKey(cell)) ?? 0,
  }));
}

/** The answers' labels, in the order of the questionnaire. */
function nameOf(cell: Cell, breakdowns: readonly Breakdown[], language: string): string {
  const known = breakdowns.filter(({ variable }) => variable in cell);
  const names = known.map(({ variable, categories }) => {
    const code = cell[variable] ?? '';
    return categories.find((category) => category.code === code)?.label[language] ?? code;
  });
  return names.length > 0 ? names.join(' · ') : Object.values(cell).join(' · ');
}

/** Whether answers carry a client's code, by which people are told apart. */
export async function tellsPeopleApart(db: Kysely<Database>, surveyId: string): Promise<boolean> {
  const survey = await surveyById(db, surveyId);
  if (!survey || survey.anonymous) return false;
  const version = await newestVersion(db, surveyId);
  return version !== undefined && clientCodesOf(version.definition).person !== undefined;
}
