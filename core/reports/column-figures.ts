/** Figures out of one column of a result table: the only place where a number of the data becomes words. */
import type {
  CategoryFigure,
  NumericFigure,
  PublishableTable,
  ResultColumn,
} from '#core/analysis/result-table.ts';
import { type Figure, type FigureKind, figureId } from '#core/reports/figure.ts';
import { precisionOf } from '#core/reports/number-format.ts';
import { textOf, type Writer } from '#core/reports/writer.ts';

/** Sentences round more than tables do, and name people where a base is small. */
export type FigureStyle = 'prose' | 'table';

export interface ColumnFigures {
  share(category: CategoryFigure, style: FigureStyle): Figure;
  count(category: CategoryFigure): Figure;
  /** Ends of the 95 % interval; `null` where no interval may be shown. */
  interval(category: CategoryFigure): { readonly low: Figure; readonly high: Figure } | null;
  base(): Figure;
  asked(): Figure;
  missing(): Figure;
  missingShare(): Figure;
  numeric(kind: NumericKind): Figure;
}

export type NumericKind = Extract<FigureKind, keyof NumericFigure>;

export function columnFigures(
  writer: Writer,
  table: PublishableTable,
  column: ResultColumn,
): ColumnFigures {
  const n = column.answered;
  const make = (
    kind: FigureKind,
    value: number | string | null,
    text: string,
    more: { readonly category?: string; readonly hidden?: boolean } = {},
  ): Figure => {
    const place = {
      variable: table.variable.name,
      ...(more.category === undefined ? {} : { category: more.category }),
      ...(column.level === null || table.by === null
        ? {}
        : { by: table.by.name, level: String(column.level.value) }),
    };
    const suppressed = more.hidden ?? false;
    return {
      id: figureId({ ...place, kind }),
      ...place,
      kind,
      value: suppressed ? null : value,
      n: suppressed ? null : n,
      text: suppressed ? hiddenWord(writer) : text,
      suppressed,
    };
  };
  const people = (kind: FigureKind, value: number | null): Figure =>
    make(kind, value, value === null ? absent : writer.numbers.whole(value), {
      hidden: value === null && table.inData,
    });
  return {
    share: (category, style) =>
      make('share', category.share, shareText(writer, category, n, style), {
        category: String(category.value),
        hidden: isHidden(category, column),
      }),
    count: (category) =>
      make('count', category.count, wholeOrAbsent(writer, category.count), {
        category: String(category.value),
        hidden: isHidden(category, column),
      }),
    interval: (category) => {
      const { interval } = category;
      if (isHidden(category, column) || interval === null || n === null) return null;
      if (precisionOf(n) === 'counts' || precisionOf(n) === 'nothing') return null;
      const digits = precisionOf(n) === 'tenths' ? 1 : 0;
      const end = (kind: 'low' | 'high') =>
        make(kind, interval[kind], writer.numbers.points(interval[kind], digits), {
          category: String(category.value),
        });
      return { low: end('low'), high: end('high') };
    },
    base: () => people('n', n),
    asked: () => people('asked', column.asked),
    missing: () => people('missing', column.missing),
    missingShare: () => {
      const { asked, missing } = column;
      const share = asked && missing !== null ? missing / asked : null;
      return make(
        'missing-share',
        share,
        share === null ? absent : writer.numbers.percent(share, missingDigits(asked ?? 0)),
        { hidden: table.inData && (asked === null || missing === null) },
      );
    },
    numeric: (kind) => numericFigure(writer, table, column, kind, make),
  };
}

const absent = '–';
const hiddenWord = (writer: Writer): string => textOf(writer.content('report.hidden'));
const wholeOrAbsent = (writer: Writer, value: number | null): string =>
  value === null ? absent : writer.numbers.whole(value);

/** Hidden by the gate, as against not computable: nobody answered, or the data has no such column. */
export const isHidden = (category: CategoryFigure, column: ResultColumn): boolean =>
  category.hidden || (column.tooFew && category.count === null);

/** "More than 10%: … (10%)" would contradict itself, so a base that carries a decimal has one. */
const missingDigits = (asked: number): number => (precisionOf(asked) === 'tenths' ? 1 : 0);

function shareText(
  writer: Writer,
  category: CategoryFigure,
  n: number | null,
  style: FigureStyle,
): string {
  const { share, count } = category;
  if (share === null || n === null) return absent;
  const { numbers } = writer;
  switch (precisionOf(n)) {
    case 'tenths':
      return numbers.percent(share, style === 'table' ? 1 : 0);
    case 'whole': {
      const percent = numbers.percent(share, 0);
      return style === 'table' ? percent : textOf(writer.content('report.about', { percent }));
    }
    default: {
      if (count === null) return absent;
      const parts = { count: numbers.whole(count), n: numbers.whole(n) };
      return style === 'table'
        ? `${parts.count}/${parts.n}`
        : textOf(writer.content('report.countOf', parts));
    }
  }
}

function numericFigure(
  writer: Writer,
  table: PublishableTable,
  column: ResultColumn,
  kind: NumericKind,
  make: (
    kind: FigureKind,
    value: number | string | null,
    text: string,
    more: { readonly hidden?: boolean },
  ) => Figure,
): Figure {
  const value = column.numeric?.[kind] ?? null;
  const hidden = column.numeric?.hidden === true || (column.tooFew && value === null);
  if (value === null) return make(kind, null, absent, { hidden });
  if (table.variable.type === 'date' && kind !== 'sd') {
    const iso = isoDay(value);
    return make(kind, iso, writer.numbers.date(iso), { hidden });
  }
  const digits = Math.abs(value) >= 1000 ? 0 : 1;
  return make(kind, value, writer.numbers.decimal(value, digits), { hidden });
}

const millisecondsADay = 86_400_000;
/** Whole days since 1970-01-01 as YYYY-MM-DD; a median between two days is the earlier one. */
export const isoDay = (days: number): string =>
  new Date(Math.floor(days) * millisecondsADay).toISOString().slice(0, 10);
