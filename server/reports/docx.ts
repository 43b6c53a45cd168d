/**
 * A report as a Word document that a consultant goes on writing in: real styles, captions that count, a table of
 * contents, repeated header rows. The copy is for editing; the figures live in the product.
 */
import {
  AlignmentType,
  Document,
  Footer,
  Header,
  type IStylesOptions,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  ShadingType,
  TableOfContents,
  TextRun,
} from 'docx';
import type { Report } from '#core/reports/block.ts';
import { createWriter, type MessageKey, textOf } from '#core/reports/writer.ts';
import { type DocxWords, docxBlock } from '#server/reports/docx-blocks.ts';
import { bookmark, languageTag, runs, sentenceRuns, xmlText } from '#server/reports/docx-text.ts';

/** Times New Roman 13 is the custom of Vietnamese offices, and every computer has it. */
const bodyFont = 'Times New Roman';
const half = (points: number): number => points * 2;
const twenty = (points: number): number => points * 20;
const centimetres = (length: number): number => Math.round(length * 567);

export async function renderDocx(report: Report): Promise<Uint8Array> {
  const writer = createWriter(report.language, report.language);
  const word = (key: MessageKey): string => textOf(writer.content(key));
  const words: DocxWords = {
    figure: word('report.figure'),
    table: word('report.table'),
  };
  const title = xmlText(textOf(report.title));
  const document = new Document({
    title,
    description: xmlText(textOf(report.standing.sentence.content)),
    creator: 'Lắng Nghe',
    features: { updateFields: true },
    styles: styles(languageTag(report.language)),
    sections: [
      {
        properties: {
          titlePage: true,
          page: {
            size: { width: centimetres(21), height: centimetres(29.7) },
            margin: {
              top: centimetres(2.2),
              bottom: centimetres(2.2),
              left: centimetres(2.5),
              right: centimetres(2),
            },
          },
        },
        headers: { default: new Header({ children: [runningHead(report)] }) },
        footers: { default: pageFooter(), first: pageFooter() },
        children: [
          ...cover(report, word('report.cover.kind')),
          ...contents(report, word('report.contents')),
          ...report.blocks.flatMap((block, index) =>
            docxBlock(block, words, report.blocks[index + 1]?.kind === 'chart'),
          ),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toArrayBuffer(document));
}

function cover(report: Report, kind: string): readonly Paragraph[] {
  const { mode, sentence } = report.standing;
  return [
    new Paragraph({ style: 'CoverLine', children: [new TextRun(kind)] }),
    new Paragraph({ style: 'Title', children: runs(report.title) }),
    ...report.cover.map(
      ({ content }) => new Paragraph({ style: 'CoverLine', children: runs(content) }),
    ),
    new Paragraph({
      style: mode === 'exact' ? 'Warning' : 'Callout',
      children: sentenceRuns([sentence]),
    }),
  ];
}

/** Entries are filled in, so that readers see them before Word has asked to update the fields. */
function contents(report: Report, title: string): readonly (Paragraph | TableOfContents)[] {
  const entries = report.blocks.flatMap((block) =>
    block.kind === 'heading' && block.level < 3
      ? [
          {
            title: xmlText(`${block.number}  ${textOf(block.content)}`),
            level: block.level,
            href: bookmark(block.id),
          },
        ]
      : [],
  );
  if (entries.length === 0) return [];
  return [
    new Paragraph({ style: 'ContentsTitle', children: [new TextRun(title)] }),
    new TableOfContents(title, {
      hyperlink: true,
      headingStyleRange: '1-2',
      cachedEntries: entries,
    }),
    new Paragraph({ pageBreakBefore: true, style: 'Note', children: [] }),
  ];
}

const runningHead = (report: Report): Paragraph =>
  new Paragraph({ style: 'Header', children: runs(report.title) });

const pageFooter = (): Footer =>
  new Footer({
    children: [
      new Paragraph({
        style: 'Footer',
        alignment: AlignmentType.END,
        children: [new TextRun({ children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES] })],
      }),
    ],
  });

/** `lineRule: AUTO` matters: without it Word clips a picture to the height of one line. */
const spacing = (before: number, after: number, lines = 1.15) => ({
  before: twenty(before),
  after: twenty(after),
  line: Math.round(lines * 240),
  lineRule: LineRuleType.AUTO,
});

function styles(language: string): IStylesOptions {
  const font = { ascii: bodyFont, hAnsi: bodyFont, cs: bodyFont, eastAsia: bodyFont };
  const colour = '155B69';
  const quiet = '4A575C';
  const paragraphStyle = (
    id: string,
    name: string,
    run: { size: number; bold?: boolean; color?: string },
    paragraph: object,
  ) => ({
    id,
    name,
    basedOn: 'Normal',
    next: 'Normal',
    quickFormat: true,
    run: { ...run, size: half(run.size) },
    paragraph,
  });
  const bar = (line: string) => ({
    left: { style: 'single' as const, size: 18, space: 8, color: line },
  });
  return {
    default: {
      document: {
        run: { font, size: half(13), language: { value: language, bidirectional: 'ar-SA' } },
        paragraph: { spacing: spacing(0, 6) },
      },
      title: {
        run: { font, size: half(26), bold: true, color: colour },
        paragraph: { spacing: spacing(6, 14, 1.1) },
      },
      heading1: {
        run: { font, size: half(18), bold: true, color: colour },
        paragraph: {
          spacing: spacing(24, 8, 1.1),
          keepNext: true,
          keepLines: true,
          outlineLevel: 0,
        },
      },
      heading2: {
        run: { font, size: half(15), bold: true },
        paragraph: {
          spacing: spacing(18, 6, 1.1),
          keepNext: true,
          keepLines: true,
          outlineLevel: 1,
        },
      },
      heading3: {
        run: { font, size: half(13), bold: true },
        paragraph: {
          spacing: spacing(12, 4, 1.1),
          keepNext: true,
          keepLines: true,
          outlineLevel: 2,
        },
      },
      listParagraph: { run: { font }, paragraph: { spacing: spacing(0, 4) } },
    },
    paragraphStyles: [
      paragraphStyle(
        'Caption',
        'caption',
        { size: 11, bold: true, color: quiet },
        { spacing: spacing(10, 4, 1.05), keepNext: true },
      ),
      paragraphStyle('Note', 'Note', { size: 10, color: quiet }, { spacing: spacing(3, 10, 1.05) }),
      paragraphStyle('TableText', 'Table Text', { size: 11 }, { spacing: spacing(2, 2, 1) }),
      paragraphStyle('Picture', 'Picture', { size: 13 }, { spacing: spacing(2, 2, 1) }),
      paragraphStyle(
        'Callout',
        'Callout',
        { size: 13 },
        {
          spacing: spacing(2, 4),
          indent: { left: 240 },
          border: bar(colour),
          shading: { type: ShadingType.CLEAR, fill: 'E2EEF0', color: 'auto' },
        },
      ),
      paragraphStyle(
        'Warning',
        'Warning',
        { size: 13, color: '805406' },
        {
          spacing: spacing(6, 6),
          indent: { left: 240 },
          border: bar('EBBC57'),
          shading: { type: ShadingType.CLEAR, fill: 'FDF6E6', color: 'auto' },
        },
      ),
      paragraphStyle(
        'CoverLine',
        'Cover Line',
        { size: 13, color: quiet },
        { spacing: spacing(0, 3) },
      ),
      paragraphStyle(
        'ContentsTitle',
        'Contents Title',
        { size: 15, bold: true, color: colour },
        { spacing: spacing(24, 6) },
      ),
      paragraphStyle('TOC1', 'toc 1', { size: 12 }, { spacing: spacing(3, 0, 1) }),
      paragraphStyle(
        'TOC2',
        'toc 2',
        { size: 11.5 },
        { spacing: spacing(1, 0, 1), indent: { left: 280 } },
      ),
      paragraphStyle('Header', 'header', { size: 10, color: quiet }, { spacing: spacing(0, 0, 1) }),
      paragraphStyle('Footer', 'footer', { size: 10, color: quiet }, { spacing: spacing(0, 0, 1) }),
    ],
  };
}
