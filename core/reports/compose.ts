/** A report out of tables and facts: which sections there are, in which order, and the numbers of their parts. */
import type { Block, Content, HeadingBlock, Report, Sentence } from '#core/reports/block.ts';
import type { Figure } from '#core/reports/figure.ts';
import {
  type ReportContext,
  type ReportInput,
  reportContext,
} from '#core/reports/report-context.ts';
import { annexSection } from '#core/reports/sections/annex-section.ts';
import { comparisonSection } from '#core/reports/sections/comparison-section.ts';
import { fieldworkSection } from '#core/reports/sections/fieldwork-section.ts';
import { limitsSection, methodSection } from '#core/reports/sections/limits-section.ts';
import { respondentsSection } from '#core/reports/sections/respondents-section.ts';
import {
  dayFigure,
  responsesFigure,
  summarySection,
} from '#core/reports/sections/summary-section.ts';
import { themeSection } from '#core/reports/sections/theme-section.ts';
import {
  isAboutTraining,
  recommendations,
  topicsSection,
} from '#core/reports/sections/topics-section.ts';
import { figureInline, type MessageKey, textOf, type Writer } from '#core/reports/writer.ts';

/** The summary report of a survey. The same input gives the same report, to the letter. */
export function composeReport(input: ReportInput): Report {
  const context = reportContext(input);
  const { writer, mode, rows } = context;
  return {
    language: input.language,
    title: [context.title],
    cover: coverLines(context),
    standing: { mode, sentence: writer.sentence('report.standing', { mode }) },
    rows,
    blocks: numbered(
      saidOnce(writer, rows === 0 ? nothingYet(context) : sections(context)).filter(isNotEcho),
    ),
  };
}

/** Where there is not one figure to show, for want of responses or of questions, a report has one sentence. */
function nothingYet({ writer, mode, subjects }: ReportContext): readonly Block[] {
  const why = subjects.length === 0 ? 'nothingAsked' : mode;
  const sentences = [writer.sentence('report.nothingYet', { why })];
  return [{ kind: 'paragraph', id: 'nothing-yet', style: 'text', sentences }];
}

function sections(context: ReportContext): readonly Block[] {
  const { writer } = context;
  const respondents = respondentsSection(context);
  const themes = respondents.themes.map((theme) => ({
    ...theme,
    subjects: theme.subjects.filter((subject) => !isAboutTraining(subject)),
  }));
  const section = (id: string, key: MessageKey, blocks: readonly Block[]): readonly Block[] =>
    blocks.length === 0
      ? []
      : [{ kind: 'heading', id, level: 1, number: '', content: writer.content(key) }, ...blocks];
  return [
    ...section('summary', 'report.heading.summary', summarySection(context, respondents.themes)),
    ...section('fieldwork', 'report.heading.fieldwork', fieldworkSection(context)),
    ...section('respondents', 'report.heading.respondents', respondents.blocks),
    ...section(
      'findings',
      'report.heading.findings',
      themes.flatMap((theme) => themeSection(context, theme)),
    ),
    ...section('topics', 'report.heading.topics', topicsSection(context)),
    ...section('comparison', 'report.heading.comparison', comparisonSection(context)),
    ...section('recommendations', 'report.heading.recommendations', suggestions(context)),
    ...section('limits', 'report.heading.limits', limitsSection(context)),
    ...section('method', 'report.heading.method', methodSection(context)),
    ...section('annex', 'report.heading.annex', annexSection(context)),
  ];
}

/** What suggestions are is said once, before the first. */
function suggestions(context: ReportContext): readonly Block[] {
  const blocks = recommendations(context);
  if (blocks.length === 0) return [];
  const sentences = [context.writer.sentence('report.rec.status')];
  return [{ kind: 'paragraph', id: 'recommendations.status', style: 'note', sentences }, ...blocks];
}

function coverLines(context: ReportContext): readonly Sentence[] {
  const { writer, facts, by, rows, subjects } = context;
  const lines: Sentence[] = [];
  if (subjects.length > 0) {
    lines.push(
      writer.sentence('report.cover.responses', {
        count: rows,
        n: figureInline(responsesFigure(context)),
      }),
    );
  }
  if (facts.fieldwork) {
    lines.push(
      writer.sentence('report.cover.fieldwork', {
        from: figureInline(dayFigure(context, 'first')),
        to: figureInline(dayFigure(context, 'last')),
      }),
    );
  }
  if (by) {
    lines.push(
      writer.sentence('report.cover.by', {
        by: by.shortLabel
          ? writer.label(by.shortLabel, by.name)
          : writer.quoted(writer.label(by.label, by.name)),
      }),
    );
  }
  lines.push(writer.sentence('report.cover.draft'));
  if (facts.fingerprint) {
    const code = {
      kind: 'label',
      text: facts.fingerprint,
      language: 'en',
      direction: 'ltr',
    } as const;
    lines.push(writer.sentence('report.cover.fingerprint', { code }));
  }
  return lines;
}

/** Notes that explain the same thing wherever they stand. */
const explains: ReadonlyMap<string, 'several' | 'hidden'> = new Map([
  ['report.note.multi', 'several'],
  ['report.annex.multi', 'several'],
  ['report.note.hidden', 'hidden'],
]);

/** Explains a thing the first time in each section; later, only which questions it is true of. */
function saidOnce(writer: Writer, blocks: readonly Block[]): readonly Block[] {
  const said = new Set<string>();
  const remaining = (sentences: readonly Sentence[]): readonly Sentence[] =>
    sentences.flatMap((sentence) => {
      const thing = explains.get(sentence.message);
      if (thing === undefined) return [sentence];
      if (!said.has(thing)) {
        said.add(thing);
        return [sentence];
      }
      return thing === 'several' ? [writer.sentence('report.note.several')] : [];
    });
  return blocks.map((block): Block => {
    if (block.kind === 'heading' && block.level < 3) said.clear();
    if (block.kind === 'paragraph') return { ...block, sentences: remaining(block.sentences) };
    if (block.kind !== 'chart' && block.kind !== 'table') return block;
    return { ...block, notes: remaining(block.notes) };
  });
}

/** A finding that is called like the part it opens needs no second heading. */
function isNotEcho(block: Block, index: number, blocks: readonly Block[]): boolean {
  const before = blocks[index - 1];
  return (
    block.kind !== 'heading' ||
    before?.kind !== 'heading' ||
    textOf(block.content) !== textOf(before.content)
  );
}

/** Headings 1, 1.1; charts and tables in one count each; tables of the annex keep their own A12. */
function numbered(blocks: readonly Block[]): readonly Block[] {
  const count = { one: 0, two: 0, chart: 0, table: 0 };
  const headingNumber = (heading: HeadingBlock): string => {
    if (heading.level === 1) {
      count.one += 1;
      count.two = 0;
      return String(count.one);
    }
    if (heading.level === 3) return '';
    count.two += 1;
    return `${count.one}.${count.two}`;
  };
  return blocks.map((block): Block => {
    if (block.kind === 'heading') return { ...block, number: headingNumber(block) };
    if (block.kind === 'chart') {
      count.chart += 1;
      return { ...block, number: String(count.chart) };
    }
    if (block.kind === 'table' && block.number === '') {
      count.table += 1;
      return { ...block, number: String(count.table) };
    }
    return block;
  });
}

/**
 * Every figure of a report once, settings too, in reading order; where one stands twice, the words of its last place: a
 * table's.
 */
export function figuresOf(report: Report): readonly Figure[] {
  const figures = new Map<string, Figure>();
  for (const content of contentsOf(report)) {
    for (const inline of content) {
      if (inline.kind === 'figure') figures.set(inline.figure.id, inline.figure);
    }
  }
  return [...figures.values()];
}

/** All running text of a report, piece by piece. */
export function contentsOf(report: Report): readonly Content[] {
  const sentences = (list: readonly Sentence[]) => list.map(({ content }) => content);
  return [
    report.title,
    ...sentences(report.cover),
    report.standing.sentence.content,
    ...report.blocks.flatMap(contentsOfBlock),
  ];
}

function contentsOfBlock(block: Block): readonly Content[] {
  const said = (list: readonly Sentence[]) => list.map(({ content }) => content);
  switch (block.kind) {
    case 'heading':
      return [block.content];
    case 'paragraph':
    case 'callout':
      return said(block.sentences);
    case 'list':
      return block.items.flatMap((item) => [item.lead ?? [], ...said(item.sentences)]);
    case 'chart':
      return [block.caption, block.alt, ...said(block.notes)];
    case 'table':
      return [
        block.caption,
        ...block.columns.map(({ head }) => head),
        ...block.rows.flatMap(({ cells }) => cells.map(({ content }) => content)),
        ...said(block.notes),
      ];
    case 'recommendation':
      return said([block.action, ...block.evidence]);
  }
}
