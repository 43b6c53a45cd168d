/** Definition → what stands on the sheet: numbers, boxes, arrows and conditions in words. */

import type { Definition, Item, Page } from '#core/definitions/definition.ts';
import {
  elementsOf,
  itemsOf,
  numberProperty,
  textProperty,
  toItem,
} from '#core/definitions/element-properties.ts';
import type { Expression } from '#core/definitions/expressions/expression.ts';
import { parseExpression } from '#core/definitions/expressions/parse.ts';
import {
  defaultLanguageOf,
  isDefinitionText,
  languagesOf,
  textOf,
} from '#core/definitions/languages.ts';
import { paperBody } from '#core/definitions/paper/paper-body.ts';
import { conditionWords } from '#core/definitions/paper/paper-conditions.ts';
import type { PaperBlock, PaperForm, PaperText } from '#core/definitions/paper/paper-form.ts';
import { howToAnswer } from '#core/definitions/paper/paper-how.ts';
import {
  isNumbered,
  letterOf,
  type Numbering,
  numberQuestions,
} from '#core/definitions/paper/paper-questions.ts';
import { findSkips, type Skips } from '#core/definitions/paper/paper-skips.ts';
import { type PaperWords, paperWords } from '#core/definitions/paper/paper-words.ts';
import { sayConditions } from '#core/definitions/paper/say-conditions.ts';
import { versionHash } from '#core/definitions/version.ts';
import { noteHtml } from '#core/definitions/xlsform/write-languages.ts';
import { chooseText } from '#core/kernel/localized-text.ts';

export interface Composing {
  readonly definition: Definition;
  readonly words: PaperWords;
  readonly numbering: Numbering;
  readonly skips: Skips;
  /** A text of the survey in the asked language, else in its own; answers it would quote are named by number. */
  text(text: unknown, fallback: string): PaperText;
}

/** @param version the number of a published version; absent for a draft */
export function composePaper(definition: Definition, asked: string, version?: number): PaperForm {
  const language = asked || defaultLanguageOf(definition);
  const words = paperWords(language);
  const numbering = numberQuestions(definition);
  const preferred = [language, defaultLanguageOf(definition), ...languagesOf(definition)];
  const text = (value: unknown, fallback: string): PaperText => {
    const texts = isDefinitionText(value) ? textOf(value, definition) : undefined;
    const found = chooseText(texts, preferred) ?? { text: fallback, language };
    return { ...found, text: withoutPipes(found.text, numbering, words) };
  };
  const composing = { definition, words, numbering, skips: findSkips(numbering), text };
  const hash = versionHash(definition).slice(0, 8);
  const { description } = definition;
  return {
    language,
    title: text(definition.title, '–'),
    ...(description === undefined ? {} : { description: text(description, '') }),
    version: version === undefined ? hash : `${version} · ${hash}`,
    blocks: sayConditions(
      definition.pages.map((page) => pageBlocks(page, composing)),
      words,
    ),
  };
}

/** A text that would show an earlier answer names its question instead. */
const withoutPipes = (text: string, numbering: Numbering, words: PaperWords): string =>
  text.replace(/\{#?([\w.[\]-]+)\}/g, (whole, name: string) => {
    const number = numbering.numberOf(name);
    return number === undefined ? whole : words.text('paper.piped', { number });
  });

function pageBlocks(page: Page, composing: Composing): readonly PaperBlock[] {
  return [...sectionBlocks(page, 1, composing), ...elementBlocks(page, composing)];
}

function sectionBlocks(
  element: Readonly<Record<string, unknown>>,
  level: 1 | 2,
  composing: Composing,
): readonly PaperBlock[] {
  const { title, description } = element;
  const condition = conditionOf(element, composing);
  if (!title && !description && condition === undefined) return [];
  return [
    {
      kind: 'section',
      level,
      ...(title ? { title: composing.text(title, '') } : {}),
      ...(description ? { description: composing.text(description, '') } : {}),
      ...(condition === undefined ? {} : { condition }),
    },
  ];
}

function elementBlocks(
  element: Readonly<Record<string, unknown>>,
  composing: Composing,
): readonly PaperBlock[] {
  // what holds for the whole group has been said over it
  const around = textProperty(element, 'visibleIf');
  let before: string | undefined;
  return elementsOf(element, 'elements').flatMap((one) => {
    const { visibleIf, ...rest } = toItem(one);
    const item: Item =
      visibleIf === undefined || visibleIf === around ? rest : { ...rest, visibleIf };
    const blocks = itemBlocks(item, composing);
    // the same condition again is said once, with the questions that it is for
    const condition = textProperty(item, 'visibleIf');
    const isSame = condition !== undefined && condition === before;
    before = condition;
    return isSame ? blocks.map(withoutCondition) : blocks;
  });
}

function withoutCondition(block: PaperBlock): PaperBlock {
  if (!('condition' in block)) return block;
  const { condition: _, ...rest } = block;
  return { ...rest, joins: true } as PaperBlock; // as: the block without one of its optional members, with another
}

function itemBlocks(item: Item, composing: Composing): readonly PaperBlock[] {
  if (item.visible === false) return [];
  if (item.type === 'panel') {
    return [...sectionBlocks(item, 2, composing), ...elementBlocks(item, composing)];
  }
  const condition = conditionOf(item, composing);
  const said = condition === undefined ? {} : { condition };
  if (item.type === 'html') {
    const html = isDefinitionText(item.html) ? noteHtml(item.html) : undefined;
    return html ? [{ kind: 'note', text: composing.text(html, ''), ...said }] : [];
  }
  if (!isNumbered(item)) return [];
  const number = composing.numbering.numberOf(item.name) ?? '';
  return item.type === 'paneldynamic'
    ? [repeatBlock(item, number, said, composing)]
    : [questionBlock(item, number, said, composing)];
}

function questionBlock(
  item: Item,
  number: string,
  said: { readonly condition?: string },
  composing: Composing,
): PaperBlock {
  const { text, words } = composing;
  const body = paperBody(item, number, composing);
  // what the author says of how to answer is not said again
  const how = item.description || body.kind === 'lines' ? undefined : howToAnswer(item, words);
  const hasComment = item.showCommentArea === true;
  return {
    kind: 'question',
    name: item.name,
    number,
    title: text(item.title, item.name),
    ...(item.description ? { description: text(item.description, '') } : {}),
    isRequired: item.isRequired === true || textProperty(item, 'requiredIf') !== undefined,
    ...said,
    ...(how === undefined ? {} : { how }),
    body,
    ...(hasComment ? { comment: text(item.commentText, words.text('paper.remark')) } : {}),
  };
}

/** Blanks that are printed of a group that repeats; more are written on another sheet. */
const usualCopies = 3;

function repeatBlock(
  item: Item,
  number: string,
  said: { readonly condition?: string },
  composing: Composing,
): PaperBlock {
  const { text, words } = composing;
  const most = numberProperty(item, 'maxPanelCount');
  const least = numberProperty(item, 'minPanelCount') ?? 1;
  const count = Math.min(Math.max(least, Math.min(most ?? usualCopies, usualCopies)), 6);
  const inner = itemsOf(item, 'templateElements');
  const title = text(item.title, item.name);
  const blocks = lettered(inner, number, composing);
  return {
    kind: 'repeat',
    number,
    title,
    ...said,
    how: words.text(most === count ? 'paper.how.repeat-all' : 'paper.how.repeat'),
    copies: Array.from({ length: count }, (_, index) => ({
      heading: words.text('paper.copy', { number: index + 1 }),
      blocks,
    })),
  };
}

/** Questions of a group that repeats have letters: 7a, 7b. */
function lettered(
  items: readonly Item[],
  number: string,
  composing: Composing,
): readonly PaperBlock[] {
  let at = 0;
  const blocksOf = (item: Item): readonly PaperBlock[] => {
    if (item.type === 'panel') {
      return [...sectionBlocks(item, 2, composing), ...itemsOf(item, 'elements').flatMap(blocksOf)];
    }
    if (!isNumbered(item)) return itemBlocks(item, composing);
    const condition = conditionOf(item, composing);
    const said = condition === undefined ? {} : { condition };
    const own = `${number}${letterOf(at++)}`;
    return item.type === 'paneldynamic'
      ? [repeatBlock(item, own, said, composing)]
      : [questionBlock(item, own, said, composing)];
  };
  return items.flatMap(blocksOf);
}

/** For whom it is, in words; what no sheet can show is printed as it is written. */
function conditionOf(
  element: Readonly<Record<string, unknown>>,
  { words, numbering, skips, text }: Composing,
): string | undefined {
  const written = textProperty(element, 'visibleIf');
  if (written === undefined) return undefined;
  const parsed = parseExpression(written);
  const rest = parsed && unsaid(parsed.expression, skips);
  if (parsed && rest === undefined) return undefined;
  const said = conditionWords(rest ?? null, {
    words,
    numberOf: numbering.numberOf,
    itemOf: numbering.itemOf,
    textOf: (value, fallback) => text(value, fallback).text,
  });
  return said ?? words.text('paper.condition.written', { condition: written });
}

/** What is left of a condition when arrows to the end have said the rest. */
function unsaid(condition: Expression, skips: Skips): Expression | undefined {
  if (condition.kind === 'binary' && condition.operator === 'and') {
    const left = condition.left && unsaid(condition.left, skips);
    const right = condition.right && unsaid(condition.right, skips);
    if (!left || !right) return left ?? right ?? undefined;
    return { ...condition, left, right };
  }
  return skips.isSaid(condition) ? undefined : condition;
}
