/** The document of `analyse --all`: marginals of every analysable variable, unweighted, nothing hidden (contract.md). */
import type { Column, Frame } from '#core/analysis/frame.ts';
import { isoFromDay } from '#core/analysis/read-value.ts';
import type { CategoryFigure, ResultTable } from '#core/analysis/result-table.ts';
import { resultTables } from '#core/analysis/tables.ts';
import type { ChoiceValue } from '#core/definitions/definition.ts';
import type { VariableType } from '#core/definitions/variable.ts';
import { chooseText, type LocalizedText } from '#core/kernel/localized-text.ts';

export interface AnalysedCategory {
  readonly value: ChoiceValue;
  /** In the default language of the form; the code itself where the form has no label. */
  readonly label: string;
  readonly listed: boolean;
  readonly count: number;
  /** `count / answered`; `null` if nobody answered. */
  readonly share: number | null;
  /** Only of a code that is set aside as missing: the rows that hold it. They are in neither `count` nor `share`. */
  readonly setAside?: number;
}

export interface AnalysedVariable {
  readonly name: string;
  readonly item: string;
  readonly type: VariableType;
  readonly inData: boolean;
  readonly asked: number | null;
  readonly answered: number;
  readonly missing: number | null;
  readonly categories?: readonly AnalysedCategory[];
  readonly mean?: number | null;
  readonly median?: number | string | null;
  readonly sd?: number | null;
  readonly min?: number | string | null;
  readonly max?: number | string | null;
}

export interface AnalyseAllDocument {
  /** Rows of the data, none dropped. */
  readonly n: number;
  readonly variables: readonly AnalysedVariable[];
}

/** @param language the default language of the definition, in which labels are given */
export const analyseAll = (frame: Frame, language: string): AnalyseAllDocument => ({
  n: frame.rows,
  variables: resultTables(frame).map((table) =>
    analysedVariable(table, frame.columns.get(table.variable.name)?.setAside ?? [], language),
  ),
});

function analysedVariable(
  table: ResultTable,
  setAside: SetAsideCodes,
  language: string,
): AnalysedVariable {
  const { variable, inData } = table;
  const [all] = table.columns;
  const answered = all?.answered ?? 0;
  const hasCategories = variable.type !== 'number' && variable.type !== 'date';
  return {
    name: variable.name,
    item: variable.item,
    type: variable.type,
    inData,
    asked: inData ? (all?.asked ?? null) : null,
    answered,
    missing: inData ? (all?.missing ?? null) : null,
    ...(hasCategories
      ? {
          categories: withSetAside(
            (all?.categories ?? []).map((figure) => analysedCategory(figure, language)),
            setAside.map((code) => [code.place, setAsideCategory(code, answered, language)]),
          ),
        }
      : numericParts(table)),
  };
}

const analysedCategory = (
  { value, label, listed, count, share }: CategoryFigure,
  language: string,
): AnalysedCategory => ({
  value,
  label: labelOf(label, value, language),
  listed,
  count: count ?? 0,
  share,
});

const labelOf = (label: LocalizedText, value: ChoiceValue, language: string): string =>
  chooseText(label, [language])?.text ?? String(value);

type SetAsideCodes = NonNullable<Column['setAside']>;

/** Every listed code has its place in the list, also one that is set aside. */
const setAsideCategory = (
  { category: { value, label }, rows }: SetAsideCodes[number],
  answered: number,
  language: string,
): AnalysedCategory => ({
  value,
  label: labelOf(label, value, language),
  listed: true,
  count: 0,
  share: answered === 0 ? null : 0,
  setAside: rows.length,
});

/** @param placed ascending by place in the whole list */
const withSetAside = (
  categories: readonly AnalysedCategory[],
  placed: readonly (readonly [number, AnalysedCategory])[],
): readonly AnalysedCategory[] =>
  placed.reduce((list, [place, category]) => list.toSpliced(place, 0, category), categories);

/** Dates as ISO; the median of an even number of days is the day in which their middle falls. */
function numericParts({ variable, columns }: ResultTable): Partial<AnalysedVariable> {
  const numeric = columns[0]?.numeric ?? null;
  const [min, median, max] = [numeric?.min ?? null, numeric?.median ?? null, numeric?.max ?? null];
  if (variable.type === 'date') return { min: day(min), median: day(median), max: day(max) };
  return { mean: numeric?.mean ?? null, median, sd: numeric?.sd ?? null, min, max };
}

const day = (days: number | null): string | null =>
  days === null ? null : isoFromDay(Math.floor(days));
