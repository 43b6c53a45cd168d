/** The annex: every variable's table, by the levels of the breakdown if there is one, and what the data lacks. */
import type { CategoryFigure, ResultColumn } from '#core/analysis/result-table.ts';
import type {
  Block,
  Cell,
  Content,
  Sentence,
  TableBlock,
  TableColumn,
  TableRow,
} from '#core/reports/block.ts';
import { columnFigures, isHidden, type NumericKind } from '#core/reports/column-figures.ts';
import { baseNotes } from '#core/reports/finding.ts';
import type { ReportContext } from '#core/reports/report-context.ts';
import { hidesAnywhere, isNumeric, type Subject } from '#core/reports/subject.ts';
import { figureInline } from '#core/reports/writer.ts';

/** As many levels as fit beside the answers on a page; further ones go into a table of their own below. */
const levelsAbreast = 5;

export function annexSection(context: ReportContext): readonly Block[] {
  const { writer } = context;
  const [lacking, present] = partition(context.subjects, ({ table }) => !table.inData);
  const blocks: Block[] = [
    ...howToRead(context, present),
    ...present.flatMap((subject) => annexTables(context, subject)),
  ];
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

/** Said before the first table, since nobody reads an annex from its beginning to the table sought. */
function howToRead(context: ReportContext, subjects: readonly Subject[]): readonly Block[] {
  const { writer, setting } = context;
  const sentences: Sentence[] = [];
  if (subjects.some(({ variable }) => variable.multi)) {
    const whole = figureInline(setting('whole', 1, 'percent'));
    sentences.push(writer.sentence('report.annex.multi', { whole }));
  }
  if (subjects.some(hidesAnywhere)) sentences.push(writer.sentence('report.note.hidden'));
  return sentences.length === 0
    ? []
    : [{ kind: 'paragraph', id: 'annex.notes', style: 'note', sentences }];
}

const partition = <Item>(items: readonly Item[], test: (item: Item) => boolean) =>
  [items.filter(test), items.filter((item) => !test(item))] as const;

function annexTables(context: ReportContext, subject: Subject): readonly TableBlock[] {
  const levels = subject.table.columns.filter(({ level }) => level !== null);
  const breakdown = levels.length > 0 && subject.table.by?.name !== subject.variable.name;
  const groups = breakdown ? chunks(levels, levelsAbreast) : [[]];
  if (isNumeric(subject)) return [numericTable(context, subject, breakdown ? levels : [])];
  const shown = answersToList(subject);
  const cut = shown.length < subject.all.categories.length;
  return groups.map((group, index) => ({
    kind: 'table',
    id: `annex.${subject.variable.name}${index === 0 ? '' : `.${index + 1}`}`,
    number: context.annexNumber(subject.variable),
    caption: [subject.question],
    columns: breakdown ? levelColumns(context, subject, group) : plainColumns(context),
    rows: categoryRows(context, subject, shown, breakdown ? group : null),
    notes:
      index < groups.length - 1
        ? []
        : [
            ...baseNotes(context, subject),
            ...(cut ? [context.writer.sentence('report.note.zeros')] : []),
          ],
  }));
}

/** Long lists, such as villages, leave out what nobody answered; short ones show their zeros. */
const longList = 25;

const answersToList = ({ all }: Subject): readonly CategoryFigure[] =>
  all.categories.length <= longList
    ? all.categories
    : all.categories.filter(({ count }) => count !== 0);

function chunks<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

function plainColumns({ writer }: ReportContext): readonly TableColumn[] {
  const head = (key: 'people' | 'share' | 'interval', width: number): TableColumn => ({
    head: writer.content(`report.column.${key}`),
    align: 'end',
    width,
  });
  return [
    { head: writer.content('report.column.answer'), align: 'start', width: 52 },
    head('people', 13),
    head('share', 12),
    head('interval', 23),
  ];
}

function levelColumns(
  { writer }: ReportContext,
  subject: Subject,
  levels: readonly ResultColumn[],
): readonly TableColumn[] {
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
    { head: writer.content('report.column.answer'), align: 'start', width: 38 },
    ...heads.map((head): TableColumn => ({ head, align: 'end', width })),
  ];
}

/** @param levels the columns of the breakdown; `null` without one. */
function categoryRows(
  context: ReportContext,
  subject: Subject,
  shown: readonly CategoryFigure[],
  levels: readonly ResultColumn[] | null,
): readonly TableRow[] {
  const { writer } = context;
  return shown.map((category) => {
    const label = writer.label(category.label, String(category.value));
    const answer = category.listed ? [label] : writer.content('report.unlisted', { label });
    const index = subject.all.categories.indexOf(category);
    const cells = levels
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
  if (column.tooFew && (!category || category.count === null || category.hidden)) {
    return { content: writer.content('report.hidden'), hidden: true };
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

/** One row for all and one a level; measures that may nowhere be shown have no column. */
function numericTable(
  context: ReportContext,
  subject: Subject,
  levels: readonly ResultColumn[],
): TableBlock {
  const { writer } = context;
  const columns = [subject.all, ...levels];
  const wanted = subject.variable.type === 'date' ? dateMeasures : measures;
  const kinds = wanted.filter((kind) =>
    columns.some(({ numeric }) => (numeric?.[kind] ?? null) !== null),
  );
  const shown = kinds.length > 0 ? kinds : (['median'] as const);
  // Seven measures of money need the room more than the short names of groups do.
  const groups = shown.length > 4 ? 24 : 38;
  const width = (100 - groups) / (shown.length + 1);
  return {
    kind: 'table',
    id: `annex.${subject.variable.name}`,
    number: context.annexNumber(subject.variable),
    caption: [subject.question],
    columns: [
      { head: writer.content('report.column.group'), align: 'start', width: groups },
      { head: writer.content('report.column.n'), align: 'end', width },
      ...shown.map((kind) => ({
        head: writer.content(`report.column.${kind}`),
        align: 'end' as const,
        width,
      })),
    ],
    rows: columns.map((column) => numericRow(context, subject, column, shown)),
    notes: baseNotes(context, subject),
  };
}

function numericRow(
  { writer }: ReportContext,
  subject: Subject,
  column: ResultColumn,
  kinds: readonly NumericKind[],
): TableRow {
  const figures = columnFigures(writer, subject.table, column);
  const base = figures.base();
  const group = column.level
    ? [writer.label(column.level.label, String(column.level.value))]
    : writer.content('report.column.all');
  return {
    cells: [
      { content: group },
      { content: [figureInline(base)], hidden: base.suppressed },
      ...kinds.map((kind): Cell => {
        const figure = figures.numeric(kind);
        return { content: [figureInline(figure)], hidden: figure.suppressed };
      }),
    ],
  };
}
