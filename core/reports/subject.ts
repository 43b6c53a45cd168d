/** A subject is one variable as the report speaks of it: its table, its figures, its names. */
import type {
  CategoryFigure,
  PublishableTable,
  ResultColumn,
} from '#core/analysis/result-table.ts';
import type { Variable } from '#core/definitions/variable.ts';
import type { Content, Label } from '#core/reports/block.ts';
import { type ColumnFigures, columnFigures, isHidden } from '#core/reports/column-figures.ts';
import { localeOf, type Precision, precisionOf } from '#core/reports/number-format.ts';
import type { Writer } from '#core/reports/writer.ts';

export interface Subject {
  readonly variable: Variable;
  readonly table: PublishableTable;
  readonly all: ResultColumn;
  readonly figures: ColumnFigures;
  /** "Topics people want": heads a finding; begins with a capital where it is a report label. */
  readonly title: Label;
  /** The question in full. */
  readonly question: Label;
  /** Whether the form gives a report label, so that title and question differ. */
  readonly named: boolean;
  /** Stands inside a sentence: the report label, or the question in quotation marks. */
  readonly mention: Content;
  readonly precision: Precision;
}

export function subjectOf(writer: Writer, table: PublishableTable): Subject {
  const { variable } = table;
  const all = table.columns[0] ?? emptyColumn;
  const question = writer.label(variable.label, variable.name);
  const short = variable.shortLabel ? writer.label(variable.shortLabel, variable.name) : null;
  return {
    variable,
    table,
    all,
    figures: columnFigures(writer, table, all),
    title: short ? capitalised(writer, short) : question,
    question,
    named: short !== null,
    mention: short ? writer.content('report.mention', { label: short }) : writer.quoted(question),
    precision: precisionIn(table, all),
  };
}

/** What was asked for in exact form is told however few answered, in counts of people. */
function precisionIn({ mode }: PublishableTable, { answered, tooFew }: ResultColumn): Precision {
  if (tooFew || !answered) return 'nothing';
  const precision = precisionOf(answered);
  return mode === 'exact' && precision === 'nothing' ? 'counts' : precision;
}

const emptyColumn: ResultColumn = {
  level: null,
  asked: null,
  answered: null,
  missing: null,
  categories: [],
  numeric: null,
  tooFew: true,
};

export const capitalised = (writer: Writer, label: Label): Label => ({
  ...label,
  text: label.text.charAt(0).toLocaleUpperCase(localeOf(writer.language)) + label.text.slice(1),
});

/** An answer inside a sentence. */
export function answerMention(writer: Writer, category: CategoryFigure): Content {
  if (category.shortLabel) {
    const label = writer.label(category.shortLabel, String(category.value));
    return writer.content('report.mention', { label });
  }
  return writer.quoted(writer.label(category.label, String(category.value)));
}

/** An answer beside a bar. */
export const answerTitle = (writer: Writer, category: CategoryFigure): Label =>
  category.shortLabel
    ? capitalised(writer, writer.label(category.shortLabel, String(category.value)))
    : writer.label(category.label, String(category.value));

export const isChoice = ({ variable }: Subject): boolean =>
  variable.type === 'choice' || variable.type === 'boolean';
export const isNumeric = ({ variable }: Subject): boolean =>
  variable.type === 'number' || variable.type === 'date';
export const isOrdinal = ({ variable }: Subject): boolean =>
  variable.measure === 'ordinal+' || variable.measure === 'ordinal-';

/** Answers that somebody gave and that may be shown, the most frequent first; ties in the order of the form. */
export const ranked = ({ all }: Subject): readonly CategoryFigure[] =>
  all.categories
    .filter((category) => shownCount(category, all) > 0)
    .toSorted((a, b) => shownCount(b, all) - shownCount(a, all));

/** What a reader may count with; a hidden figure counts nothing, whatever stands in it. */
const shownCount = (category: CategoryFigure, all: ResultColumn): number =>
  isHidden(category, all) ? 0 : (category.count ?? 0);

export const hidesSome = ({ all }: Subject): boolean =>
  all.categories.some((category) => isHidden(category, all));

/** In the column of all, or at a level of the breakdown. */
export const hidesAnywhere = ({ table }: Subject): boolean =>
  table.columns.some(
    (column) =>
      column.tooFew ||
      column.numeric?.hidden === true ||
      column.categories.some((category) => isHidden(category, column)),
  );

/**
 * Whether the first of `ranked` is certainly the most frequent answer, judged by what is shown alone: what is hidden
 * of a single choice cannot exceed the rest of the base; of a multiple choice nothing is known.
 */
export function leadIsCertain(subject: Subject): boolean {
  if (!hidesSome(subject)) return true;
  if (subject.variable.multi || subject.all.answered === null) return false;
  const counts = subject.all.categories.map((category) => shownCount(category, subject.all));
  const shown = counts.reduce((sum, count) => sum + count, 0);
  return Math.max(0, ...counts) > subject.all.answered - shown;
}
