/** Blocks of a report as paragraphs and tables of Word. */
import {
  AlignmentType,
  Bookmark,
  BorderStyle,
  HeadingLevel,
  ImageRun,
  Paragraph,
  type ParagraphChild,
  ShadingType,
  SimpleField,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import type { Block, ChartBlock, Content, ListBlock, TableBlock } from '#core/reports/block.ts';
import { chartWidths, drawChart } from '#core/reports/charts/draw-chart.ts';
import { stopAfter, textOf } from '#core/reports/writer.ts';
import { chartPicture } from '#server/reports/chart-picture.ts';
import { bookmark, runs, sentenceRuns, xmlText } from '#server/reports/docx-text.ts';

/** Words that captions and labels begin with, in the report's language. */
export interface DocxWords {
  readonly figure: string;
  readonly table: string;
}

/** A4 less the margins of `docx.ts`, in twentieths of a point and in CSS pixels. */
export const textWidth = { dxa: 9356, pixels: 623 } as const;

const headings = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3];
const hairline = { style: BorderStyle.SINGLE, size: 4, color: 'CFCBC1' };
const noLine = { style: BorderStyle.NONE, size: 0, color: 'auto' };

/** @param leads whether a chart follows, which a paragraph must not be parted from */
export function docxBlock(
  block: Block,
  words: DocxWords,
  leads: boolean,
): readonly (Paragraph | Table)[] {
  switch (block.kind) {
    case 'heading':
      return [heading(block.level, block.id, block.number, block.content)];
    case 'paragraph':
      return [
        new Paragraph({
          style: block.style === 'note' ? 'Note' : 'Normal',
          keepNext: leads,
          children: sentenceRuns(block.sentences),
        }),
      ];
    case 'callout':
      return [new Paragraph({ style: 'Callout', children: sentenceRuns(block.sentences) })];
    case 'list':
      return list(block);
    case 'chart':
      return chart(block, words);
    case 'table':
      return table(block, words);
    case 'recommendation':
      return [
        new Paragraph({
          style: 'Callout',
          keepNext: true,
          children: [
            new TextRun({ text: `${block.rule}. `, bold: true }),
            ...sentenceRuns([block.action], { bold: true }),
          ],
        }),
        new Paragraph({ indent: { left: 240 }, children: sentenceRuns(block.evidence) }),
      ];
  }
}

function heading(level: 1 | 2 | 3, id: string, number: string, content: Content): Paragraph {
  const children = [...(number === '' ? [] : [new TextRun(`${number}  `)]), ...runs(content)];
  return new Paragraph({
    heading: headings[level - 1] ?? HeadingLevel.HEADING_3,
    children: [new Bookmark({ id: bookmark(id), children })],
  });
}

const list = (block: ListBlock): Paragraph[] =>
  block.items.map(
    ({ lead, sentences }) =>
      new Paragraph({
        style: 'ListParagraph',
        bullet: { level: 0 },
        children: [
          ...(lead
            ? [
                ...runs(lead, { bold: true }),
                new TextRun({ text: `${stopAfter(lead)} `, bold: true }),
              ]
            : []),
          ...sentenceRuns(sentences),
        ],
      }),
  );

/**
 * "Figure 3." with Word's own counter. The number is cached in the field, because Word and LibreOffice show an empty
 * one until somebody updates the fields.
 */
function caption(
  block: { readonly id: string; readonly number: string; readonly caption: Content },
  word: string,
  sequence: string,
): Paragraph {
  const letter = block.number.replace(/\d+$/, '');
  const number = block.number.slice(letter.length);
  const counter: ParagraphChild[] = [
    new TextRun(`${word} ${letter}`),
    new SimpleField(`SEQ ${sequence}${letter} \\* ARABIC`, number),
  ];
  return new Paragraph({
    style: 'Caption',
    keepNext: true,
    children: [
      new Bookmark({ id: bookmark(block.id), children: counter }),
      new TextRun('. '),
      ...runs(block.caption),
    ],
  });
}

function chart(block: ChartBlock, words: DocxWords): readonly Paragraph[] {
  const picture = chartPicture(drawChart(block.spec, chartWidths.wide));
  const width = Math.min(picture.width, textWidth.pixels);
  const alt = xmlText(textOf(block.alt));
  return [
    caption(block, words.figure, 'Figure'),
    new Paragraph({
      style: 'Picture',
      keepNext: block.notes.length > 0,
      children: [
        new ImageRun({
          type: 'png',
          data: picture.png,
          transformation: { width, height: Math.round((picture.height * width) / picture.width) },
          altText: {
            name: `${words.figure} ${block.number}`,
            title: `${words.figure} ${block.number}`,
            description: alt,
          },
        }),
      ],
    }),
    ...notes(block),
  ];
}

const notes = (block: ChartBlock | TableBlock): readonly Paragraph[] =>
  block.notes.length === 0
    ? []
    : [new Paragraph({ style: 'Note', children: sentenceRuns(block.notes) })];

function table(block: TableBlock, words: DocxWords): readonly (Paragraph | Table)[] {
  const total = block.columns.reduce((sum, { width }) => sum + width, 0);
  const widths = block.columns.map(({ width }) => Math.round((width / total) * textWidth.dxa));
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: block.columns.map((column, index) =>
      cell(column.head, { align: column.align, width: widths[index] ?? 0, head: true }),
    ),
  });
  const rows = block.rows.map((row, index) => {
    const next = block.rows[index + 1];
    if (row.group) {
      return new TableRow({
        cantSplit: true,
        children: [
          cell(row.cells[0]?.content ?? [], {
            align: 'start',
            width: textWidth.dxa,
            span: block.columns.length,
            head: true,
          }),
        ],
      });
    }
    // A short table stays whole; of a long one the last rows, so that no page begins with the one that is left.
    const together = block.rows.length <= wholeRows || index >= block.rows.length - 3;
    const keep = together && (next !== undefined || block.notes.length > 0);
    return new TableRow({
      cantSplit: true,
      children: row.cells.map((one, place) =>
        cell(one.content, {
          align: block.columns[place]?.align ?? 'start',
          width: widths[place] ?? 0,
          hidden: one.hidden ?? false,
          keep,
        }),
      ),
    });
  });
  const made = new Table({
    layout: TableLayoutType.FIXED,
    width: { size: textWidth.dxa, type: WidthType.DXA },
    columnWidths: widths,
    borders: {
      top: hairline,
      bottom: hairline,
      left: noLine,
      right: noLine,
      insideVertical: noLine,
      insideHorizontal: hairline,
    },
    rows: [head, ...rows],
  });
  const after = notes(block);
  return [
    caption(block, words.table, 'Table'),
    made,
    ...(after.length > 0 ? after : [new Paragraph({ style: 'Note', children: [] })]),
  ];
}

/** Tables of so many rows take less than half a page. */
const wholeRows = 14;

interface CellLook {
  readonly align: 'start' | 'end';
  readonly width: number;
  readonly span?: number;
  readonly head?: boolean;
  readonly hidden?: boolean;
  readonly keep?: boolean;
}

function cell(content: Content, look: CellLook): TableCell {
  return new TableCell({
    width: { size: look.width, type: WidthType.DXA },
    ...(look.span === undefined ? {} : { columnSpan: look.span }),
    verticalAlign: look.head ? VerticalAlignTable.BOTTOM : VerticalAlignTable.TOP,
    ...(look.hidden
      ? { shading: { type: ShadingType.THIN_DIAGONAL_STRIPE, fill: 'FFFFFF', color: 'DDDAD2' } }
      : {}),
    children: [
      new Paragraph({
        style: 'TableText',
        keepNext: (look.head ?? false) || (look.keep ?? false),
        alignment: look.align === 'end' ? AlignmentType.END : AlignmentType.START,
        children: runs(content, look.head ? { bold: true } : {}),
      }),
    ],
  });
}
