/** The words of the form itself on paper; a survey in another language has them in English. */

import { type ProductLanguage, productLanguages } from '#core/kernel/localized-text.ts';
import en from '#core/language/en/paper.json' with { type: 'json' };
import id from '#core/language/id/paper.json' with { type: 'json' };
import { createMessages, type Messages } from '#core/language/messages.ts';
import ru from '#core/language/ru/paper.json' with { type: 'json' };
import vi from '#core/language/vi/paper.json' with { type: 'json' };

export type PaperKey = keyof typeof en;
export type PaperWords = Messages<PaperKey>;

const catalogues: Readonly<Record<ProductLanguage, Readonly<Record<PaperKey, string>>>> = {
  vi,
  en,
  ru,
  id,
};

export function paperWords(language: string): PaperWords {
  const own = productLanguages.find((one) => one === language) ?? 'en';
  return createMessages(own, catalogues[own]);
}
