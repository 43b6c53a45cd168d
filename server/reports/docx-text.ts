/** Running text of a report as Word runs: language and direction of every piece, nothing that XML forbids. */

import { InternalHyperlink, type IRunOptions, type ParagraphChild, TextRun } from 'docx';
import { directionOf, type ProductLanguage } from '#core/kernel/localized-text.ts';
import type { Content, Inline, Label, Sentence } from '#core/reports/block.ts';

const languageTags: Readonly<Record<ProductLanguage, string>> = {
  vi: 'vi-VN',
  en: 'en-GB',
  ru: 'ru-RU',
  id: 'id-ID',
};
export const languageTag = (language: ProductLanguage): string => languageTags[language];

/** What XML 1.0 has no place for: control characters, halves of surrogate pairs, two noncharacters. */
const notXml = /[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
export const xmlText = (text: string): string => text.replace(notXml, '');

/** Word bookmarks: letters, digits and underscores, at most 40, the first one a letter. */
export function bookmark(id: string): string {
  const plain = id.replace(/[^A-Za-z0-9]/g, (letter) => `_${letter.codePointAt(0)?.toString(36)}`);
  if (plain.length <= 38) return `b_${plain}`;
  let hash = 7;
  for (const letter of id) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 2_147_483_647;
  return `b_${plain.slice(0, 26)}_${hash.toString(36)}`;
}

export const sentenceRuns = (
  sentences: readonly Sentence[],
  look: IRunOptions = {},
): ParagraphChild[] =>
  sentences.flatMap(({ content }, index) => [
    ...(index === 0 ? [] : [new TextRun({ ...look, text: ' ' })]),
    ...runs(content, look),
  ]);

export const runs = (content: Content, look: IRunOptions = {}): ParagraphChild[] =>
  content.flatMap((inline) => run(inline, look));

/** Word has no isolation of a quoted text from its surroundings; direction marks at its ends do the same. */
const leftToRightMark = '\u200e';
const rightToLeftMark = '\u200f';

function run(inline: Inline, look: IRunOptions): ParagraphChild | ParagraphChild[] {
  switch (inline.kind) {
    case 'text':
      return new TextRun({ ...look, text: xmlText(inline.text) });
    case 'figure':
      return new TextRun({ ...look, text: xmlText(inline.figure.text) });
    case 'reference':
      return new InternalHyperlink({
        anchor: bookmark(inline.to),
        children: [new TextRun({ ...look, text: xmlText(inline.text) })],
      });
    case 'label':
      return directionOf(inline.language) === 'rtl'
        ? rightToLeftRuns(inline, look)
        : new TextRun({
            ...look,
            text: xmlText(inline.text),
            language: { value: inline.language },
          });
  }
}

const rightToLeftRuns = (label: Label, look: IRunOptions): ParagraphChild[] => [
  new TextRun({ ...look, text: leftToRightMark }),
  new TextRun({
    ...look,
    text: `${rightToLeftMark}${xmlText(label.text)}${rightToLeftMark}`,
    rightToLeft: true,
    language: { bidirectional: label.language },
  }),
  new TextRun({ ...look, text: leftToRightMark }),
];
