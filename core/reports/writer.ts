/**
 * A writer turns messages, figures and labels into sentences of one language. One message is one whole sentence;
 * Figures and labels go into its slots as objects, so no text of a form is ever read as a message.
 */
import {
  chooseText,
  directionOf,
  type LocalizedText,
  type ProductLanguage,
} from '#core/kernel/localized-text.ts';
import en from '#core/language/en/report.json' with { type: 'json' };
import id from '#core/language/id/report.json' with { type: 'json' };
import { createMessages } from '#core/language/messages.ts';
import ru from '#core/language/ru/report.json' with { type: 'json' };
import vi from '#core/language/vi/report.json' with { type: 'json' };
import type { Content, Inline, Label, Sentence } from '#core/reports/block.ts';
import { cleanText } from '#core/reports/clean-text.ts';
import type { Figure } from '#core/reports/figure.ts';
import { localeOf, type NumberFormat, numberFormat } from '#core/reports/number-format.ts';

export type MessageKey = keyof typeof en;
const catalogues: Readonly<Record<ProductLanguage, Readonly<Record<MessageKey, string>>>> = {
  vi,
  en,
  ru,
  id,
};

/** Inlines fill a place; a string chooses in `select`, a number in `plural`, and neither is printed. */
export type Slots = Readonly<Record<string, Inline | Content | string | number>>;

export interface Writer {
  readonly language: ProductLanguage;
  readonly numbers: NumberFormat;
  content(key: MessageKey, slots?: Slots): Content;
  sentence(key: MessageKey, slots?: Slots): Sentence;
  /** "a, b and c" */
  list(items: readonly Content[]): Content;
  /** A text of the form in the report's language, else in the form's own first language, else in any. */
  label(text: LocalizedText | undefined, fallback: string): Label;
  /** The label in the quotation marks of the report's language, as whole answers stand in sentences. */
  quoted(label: Label): Content;
}

/** @param formLanguage the form's default language, in which labels stand that are not translated. */
export function createWriter(language: ProductLanguage, formLanguage: string): Writer {
  const messages = createMessages(language, catalogues[language]);
  const lists = new Intl.ListFormat(localeOf(language), { type: 'conjunction' });
  const content = (key: MessageKey, slots: Slots = {}): Content =>
    messages
      .parts<Inline | Content>(key, slots)
      .flatMap((part): Content => (part.kind === 'text' ? plain(part.text) : inlines(part.slot)));
  return {
    language,
    numbers: numberFormat(language),
    content,
    sentence: (key, slots) => ({ message: key, content: content(key, slots) }),
    list: (items) =>
      lists
        .formatToParts(items.map((_, index) => String(index)))
        .flatMap((part) =>
          part.type === 'element' ? (items[Number(part.value)] ?? []) : plain(part.value),
        ),
    label: (text, fallback) => labelOf(text, fallback, [language, formLanguage]),
    quoted: (label) => content('report.quoted', { label }),
  };
}

const plain = (text: string): Content => (text === '' ? [] : [{ kind: 'text', text }]);
const inlines = (slot: Inline | Content): Content => ('kind' in slot ? [slot] : slot);

function labelOf(
  text: LocalizedText | undefined,
  fallback: string,
  languages: readonly string[],
): Label {
  const chosen = chooseText(text, languages) ?? { text: fallback, language: languages[0] ?? 'en' };
  return {
    kind: 'label',
    text: cleanText(chosen.text) || cleanText(fallback),
    language: chosen.language,
    direction: directionOf(chosen.language),
  };
}

export const figureInline = (figure: Figure): Inline => ({
  kind: 'figure',
  figure,
});

/** The bare words, as alt texts, document properties and tests read them. */
export const textOf = (content: Content): string =>
  content.map((inline) => (inline.kind === 'figure' ? inline.figure.text : inline.text)).join('');

/** A full stop after a run-in head that does not end a sentence by itself. */
export const stopAfter = (content: Content): string =>
  /[.?!:…؟。]$/u.test(textOf(content)) ? '' : '.';
