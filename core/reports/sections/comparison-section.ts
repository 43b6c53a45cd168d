/**
 * The breakdown at a glance: the leading answer to each question, by group. No group is called higher or lower than
 * another: that needs a test that allows for many comparisons, which tables alone do not give.
 */
import type { ResultColumn } from '#core/analysis/result-table.ts';
import type { Block, Cell, TableRow } from '#core/reports/block.ts';
import { columnFigures } from '#core/reports/column-figures.ts';
import { precisionOf } from '#core/reports/number-format.ts';
import type { ReportContext } from '#core/reports/report-context.ts';
import {
  answerMention,
  hidesSome,
  isChoice,
  leadIsCertain,
  ranked,
  type Subject,
} from '#core/reports/subject.ts';
import { figureInline, stopAfter } from '#core/reports/writer.ts';

const mostLevels = 6;
const mostRows = 25;

export function comparisonSection(context: ReportContext): readonly Block[] {
  const { writer, by } = context;
  if (!by) return [];
  const told = context.themes.flatMap(({ subjects }) => subjects);
  const rows = told.filter((subject) => compares(context, subject)).slice(0, mostRows);
  const levels = levelsOf(rows[0]);
  if (levels.length === 0 || levels.length > mostLevels) {
    return [
      {
        kind: 'paragraph',
        id: 'comparison.where',
        style: 'text',
        sentences: [writer.sentence('report.compare.annex')],
      },
    ];
  }
  const written = rows.map((subject) => comparisonRow(context, subject));
  if (written.every(({ cells }) => cells.slice(2).every(({ hidden }) => hidden))) {
    return [
      {
        kind: 'paragraph',
        id: 'comparison.none',
        style: 'text',
        sentences: [writer.sentence('report.compare.none')],
      },
    ];
  }
  const width = 48 / (levels.length + 1);
  return [
    {
      kind: 'table',
      id: 'comparison.table',
      number: '',
      caption: writer.content('report.caption.compare', {
        by: writer.label(by.shortLabel ?? by.label, by.name),
      }),
      columns: [
        { head: writer.content('report.column.questionAnswer'), align: 'start', width: 52 },
        { head: writer.content('report.column.all'), align: 'end', width },
        ...levels.map((column) => ({
          head: [writer.label(column.level?.label, String(column.level?.value ?? ''))],
          align: 'end' as const,
          width,
        })),
      ],
      rows: written,
      notes: [
        writer.sentence('report.note.compare'),
        ...(written.some(({ cells }) => cells.some(({ hidden }) => hidden))
          ? [writer.sentence('report.note.hidden')]
          : []),
      ],
    },
  ];
}

const levelsOf = (subject: Subject | undefined): readonly ResultColumn[] =>
  subject?.table.columns.filter(({ level }) => level !== null) ?? [];

function compares({ by }: ReportContext, subject: Subject): boolean {
  if (!subject.table.inData || subject.variable.name === by?.name) return false;
  if (subject.variable.role === 'consent' || hidesSome(subject) || !leadIsCertain(subject))
    return false;
  const kind = isChoice(subject) || subject.variable.multi;
  const lead = ranked(subject)[0]?.share ?? 1;
  return kind && subject.precision === 'tenths' && lead < 0.97;
}

function comparisonRow({ writer }: ReportContext, subject: Subject): TableRow {
  const lead = ranked(subject)[0];
  const index = subject.all.categories.findIndex((category) => category.value === lead?.value);
  const cells = [subject.all, ...levelsOf(subject)].map((column): Cell => {
    const category = column.categories[index];
    if (!category || column.answered === null || column.tooFew) {
      return { content: writer.content('report.hidden'), hidden: true };
    }
    const figure = columnFigures(writer, subject.table, column).share(category, 'table');
    if (subject.table.mode === 'gated' && precisionOf(column.answered) === 'nothing') {
      return { content: writer.content('report.tooFew.cell') };
    }
    return { content: [figureInline(figure)], hidden: figure.suppressed };
  });
  const question = lead
    ? writer.content('report.compare.row', {
        stop: stopAfter([subject.title]) === '' ? 'yes' : 'no',
        question: subject.title,
        answer: answerMention(writer, lead),
      })
    : [subject.title];
  return { cells: [{ content: question }, ...cells] };
}
