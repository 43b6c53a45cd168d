/** How answers were collected: how people were chosen, how many were invited, and how many of them answered. */
import { marginOfError } from '#core/analysis/response-table.ts';
import type { ResultColumn } from '#core/analysis/result-table.ts';
import type { Block, Cell, Sentence, TableBlock } from '#core/reports/block.ts';
import { columnFigures, isHidden } from '#core/reports/column-figures.ts';
import type { Figure } from '#core/reports/figure.ts';
import { precisionSteps } from '#core/reports/number-format.ts';
import type { ReportContext, ResponseFacts } from '#core/reports/report-context.ts';
import { responseRateFigure } from '#core/reports/sections/response-rate.ts';
import { responsesFigure, samplingSentence } from '#core/reports/sections/summary-section.ts';
import { figureInline, textOf } from '#core/reports/writer.ts';

/** Nothing where nobody has stated how people were chosen. */
export function fieldworkSection(context: ReportContext): readonly Block[] {
  const { response } = context.facts;
  if (!response) return [];
  const sentences = [
    samplingSentence(context),
    ...rateSentences(context, response),
    ...marginSentences(context, response),
  ];
  return [
    { kind: 'paragraph', id: 'fieldwork.how', style: 'text', sentences },
    siteTable(context, response),
  ];
}

function rateSentences(context: ReportContext, response: ResponseFacts): readonly Sentence[] {
  const { writer } = context;
  const [all] = response.table.columns;
  const rate = responseRateFigure(context);
  if (!all || !rate) {
    const why = response.repeats ? 'repeats' : all?.tooFew ? 'hidden' : 'unknown';
    return [writer.sentence('report.field.noRate', { why })];
  }
  return [
    writer.sentence('report.field.rate', {
      invited: figureInline(columnFigures(writer, response.table, all).base()),
      answered: figureInline(responsesFigure(context)),
      rate: figureInline(rate),
    }),
    writer.sentence('report.field.meaning'),
  ];
}

/** Only where people were chosen at random has chance a size that can be told. */
function marginSentences(context: ReportContext, { factor }: ResponseFacts): readonly Sentence[] {
  const { writer, facts, setting } = context;
  const way = facts.sampling ?? 'unknown';
  const margin = marginFigure(context);
  const said = margin
    ? writer.sentence('report.field.margin', {
        margin: figureInline(margin),
        confidence: figureInline(setting('confidence', 0.95, 'percent')),
      })
    : writer.sentence('report.field.noMargin', { way });
  const isSaid = margin !== undefined || way !== 'random';
  return [
    ...(isSaid ? [said] : []),
    ...(factor < 1 ? [writer.sentence('report.field.narrower')] : []),
  ];
}

/** The most by which a share of all who answered varies by chance; rounded up, so that it promises nothing. */
function marginFigure({ writer, facts, rows }: ReportContext): Figure | undefined {
  const { response, sampling } = facts;
  if (!response || response.repeats || sampling !== 'random') return undefined;
  if (rows < precisionSteps.whole) return undefined;
  const margin = marginOfError(rows, response.factor);
  return {
    id: 'fieldwork.margin',
    kind: 'margin',
    value: margin,
    n: rows,
    text: writer.numbers.points(Math.ceil(margin * 1_000) / 1_000, 1),
    suppressed: false,
  };
}

function siteTable(context: ReportContext, response: ResponseFacts): TableBlock {
  const { writer } = context;
  const heads = ['headcount', 'invited', 'answered', 'rate'] as const;
  const [all, ...sites] = response.table.columns;
  return {
    kind: 'table',
    id: 'fieldwork.sites',
    number: '',
    caption: writer.content('report.caption.sites'),
    columns: [
      { head: writer.content('report.column.site'), align: 'start', width: 30 },
      ...heads.map((head) => ({
        head: writer.content(`report.column.${head}`),
        align: 'end' as const,
        width: 13,
      })),
      { head: writer.content('report.column.way'), align: 'start', width: 18 },
    ],
    rows: [
      ...sites.map((column) => ({ cells: siteCells(context, response, column) })),
      ...(all ? [{ total: true, cells: siteCells(context, response, all) }] : []),
    ],
    notes: sites.some(({ tooFew }) => tooFew) ? [writer.sentence('report.note.hidden')] : [],
  };
}

function siteCells(
  context: ReportContext,
  { table, ways }: ResponseFacts,
  column: ResultColumn,
): readonly Cell[] {
  const { writer } = context;
  const { level, categories } = column;
  const figures = columnFigures(writer, table, column);
  const code = level === null ? null : String(level.value);
  const way = (code === null ? context.facts.sampling : ways.get(code)) ?? 'unknown';
  const [category] = categories;
  const numbers = [
    headcountFigure(context, column, code),
    known(figures.base(), column.tooFew),
    code === null ? responsesFigure(context) : answeredFigure(context, code),
    ...(category ? [figures.share(category, 'table')] : []),
  ];
  return [
    {
      content: level
        ? [writer.label(level.label, String(level.value))]
        : writer.content('report.column.all'),
    },
    ...numbers.map((figure) => ({
      content: [figureInline(figure)],
      hidden: figure.suppressed,
    })),
    { content: writer.content('report.field.way', { way }) },
  ];
}

/** A number that nobody stated is not one that the gate keeps back. */
const known = (figure: Figure, isHiddenByGate: boolean): Figure =>
  figure.value === null && !isHiddenByGate ? { ...figure, text: '–', suppressed: false } : figure;

function headcountFigure(
  { writer }: ReportContext,
  { rows = null, tooFew }: ResultColumn,
  code: string | null,
): Figure {
  return {
    id: code === null ? 'fieldwork.headcount' : `fieldwork.headcount@site=${code}`,
    kind: 'total',
    value: tooFew ? null : rows,
    n: null,
    text: tooFew
      ? textOf(writer.content('report.hidden'))
      : rows === null
        ? '–'
        : writer.numbers.whole(rows),
    suppressed: tooFew,
  };
}

/** The count of the site's own category, which is the same figure wherever it stands. */
function answeredFigure({ writer, facts }: ReportContext, code: string): Figure {
  const answered = facts.response?.answered;
  const column = answered?.columns[0];
  const category = column?.categories.find(({ value }) => String(value) === code);
  if (answered && column && category) {
    const figure = columnFigures(writer, answered, column).count(category);
    return isHidden(category, column) ? { ...figure, suppressed: true } : figure;
  }
  return {
    id: `fieldwork.answered@site=${code}`,
    kind: 'count',
    value: null,
    n: null,
    text: textOf(writer.content('report.hidden')),
    suppressed: true,
  };
}
