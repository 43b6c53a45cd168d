/** The annex: every variable's table, by the levels of the breakdown if there is one, and what the data lacks. */
import type { CategoryFigure, ResultColumn } from '#core/analysis/result-table.ts';
import type {
  Block,
  Cell,
  Content,
  TableBlock,
  TableColumn,
  TableRow,
} from '#core/reports/block.ts';
import { columnFigures, isHidden } from '#core/reports/column-figures.ts';
import { baseNotes } from '#core/reports/finding.ts';
import type { ReportContext } from '#core/reports/report-context.ts';
import { isNumeric, type Subject } from '#core/reports/subject.ts';
import { figureInline } from '#core/reports/writer.ts';

/** As many levels as fit beside the answers on a page; further ones go into a table of their own below. */
const levelsAbreast = 5;

export function annexSection(context: ReportContext): readonly Block[] {
  const { writer } = context;
  const [lacking, present] = partition(context.subjects, ({ table }) => !table.inData);
  const blocks: Block[] = present.flatMap((subject) => annexTables(context, subject));
  if (lacking.length > 0) {
    blocks.push(
      {
        kind: 'heading',
        id: 'annex.lacking',
        level: 2,
        number: '',
        content: writer.content('report.heading.lacking'),
      },
      {
        kind: 'paragraph',
        id: 'annex.lacking.list',
        style: 'note',
        sentences: [
          writer.sentence('report.lacking', {
            count: lacking.length,
            list: writer.list(lacking.map((subject) => subject.mention)),
          }),
        ],
      },
    );
  }
  return blocks;
}

const partition = <Item>(items: readonly Item[], test: (item: Item) => boolean) =>
  [items.filter(test), items.filter((item) => !test(item))] as const;

function annexTables(context: ReportContext, subject: Subject): readonly TableBlock[] {
  const levels = subject.table.columns.filter(({ level }) => level !== null);
  const breakdown = levels.length > 0 && subject.table.by?.name !== subject.variable.name;
  const groups = breakdown ? chunks(levels, levelsAbreast) : [[]];
  return groups.map((group, index) => ({
    kind: 'table',
    id: `annex.${subject.variable.name}${index === 0 ? '' : `.${index + 1}`}`,
    number: context.annexNumber(subject.variable),
    caption: [subject.question],
    columns: breakdown ? levelColumns(context, subject, group) : plainColumns(context, subject),
    rows: isNumeric(subject)
      ? numericRows(context, subject, group)
      : categoryRows(context, subject, group, breakdown),
    notes: index === groups.length - 1 ? baseNotes(context, subject) : [],
  }));
}

function chunks<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

function plainColumns({ writer }: ReportContext, subject: Subject): readonly TableColumn[] {
  const head = (key: 'people' | 'share' | 'interval' | 'value', width: number): TableColumn => ({
    head: writer.content(`report.column.${key}`),
    align: 'end',
    width,
  });
  const answer = isNumeric(subject) ? 'report.column.measure' : 'report.column.answer';
  const first: TableColumn = { head: writer.content(answer), align: 'start', width: 55 };
  return isNumeric(subject)
    ? [first, head('value', 45)]
    : [first, head('people', 13), head('share', 13), head('interval', 19)];
}

function levelColumns(
  { writer }: ReportContext,
  subject: Subject,
  levels: readonly ResultColumn[],
): readonly TableColumn[] {
  const answer = isNumeric(subject) ? 'report.column.measure' : 'report.column.answer';
  const heads: Content[] = [
    writer.content('report.column.allN', { n: figureInline(subject.figures.base()) }),
    ...levels.map((column) =>
      writer.content('report.column.levelN', {
        level: writer.label(column.level?.label, String(column.level?.value ?? '')),
        n: figureInline(columnFigures(writer, subject.table, column).base()),
      }),
    ),
  ];
  const width = 62 / heads.length;
  return [
    { head: writer.content(answer), align: 'start', width: 38 },
    ...heads.map((head): TableColumn => ({ head, align: 'end', width })),
  ];
}

function categoryRows(
  context: ReportContext,
  subject: Subject,
  levels: readonly ResultColumn[],
  breakdown: boolean,
): readonly TableRow[] {
  const { writer } = context;
  return subject.all.categories.map((category, index) => {
    const label = writer.label(category.label, String(category.value));
    const answer = category.listed ? [label] : writer.content('report.unlisted', { label });
    const cells = breakdown
      ? [subject.all, ...levels].map((column) => levelCell(context, subject, column, index))
      : plainCells(subject, category);
    return { cells: [{ content: answer }, ...cells] };
  });
}

function plainCells(subject: Subject, category: CategoryFigure): readonly Cell[] {
  const hidden = isHidden(category, subject.all);
  const interval = subject.figures.interval(category);
  return [
    { content: [figureInline(subject.figures.count(category))], hidden },
    { content: [figureInline(subject.figures.share(category, 'table'))], hidden },
    {
      content: interval
        ? [figureInline(interval.low), { kind: 'text', text: '–' }, figureInline(interval.high)]
        : [],
    },
  ];
}

/** Share and people of one answer at one level; the same index means the same answer in each column. */
function levelCell(
  { writer }: ReportContext,
  subject: Subject,
  column: ResultColumn,
  index: number,
): Cell {
  const category = column.categories[index];
  if (column.tooFew && (category === undefined || category.count === null)) {
    return { content: writer.content('report.tooFew.cell'), hidden: true };
  }
  if (!category) return { content: [] };
  const figures = columnFigures(writer, subject.table, column);
  if (isHidden(category, column)) {
    return { content: [figureInline(figures.share(category, 'table'))], hidden: true };
  }
  return {
    content: writer.content('report.shareCount', {
      share: figureInline(figures.share(category, 'table')),
      count: figureInline(figures.count(category)),
    }),
  };
}

const measures = ['mean', 'sd', 'min', 'quartile1', 'median', 'quartile3', 'max'] as const;
const dateMeasures = ['min', 'median', 'max'] as const;

function numericRows(
  { writer }: ReportContext,
  subject: Subject,
  levels: readonly ResultColumn[],
): readonly TableRow[] {
  const kinds = subject.variable.type === 'date' ? dateMeasures : measures;
  return kinds.map((kind) => ({
    cells: [
      { content: writer.content(`report.column.${kind}`) },
      ...[subject.all, ...levels].map((column): Cell => {
        const figure = columnFigures(writer, subject.table, column).numeric(kind);
        return { content: [figureInline(figure)], hidden: figure.suppressed };
      }),
    ],
  }));
}
