/** What an import lost, in words: one plain sentence a loss, in each of our languages. */
import type { Loss } from '#core/intake/data-file/loss.ts';
import type { ProductLanguage } from '#core/kernel/localized-text.ts';
import en from '#core/language/en/losses.json' with { type: 'json' };
import id from '#core/language/id/losses.json' with { type: 'json' };
import { createMessages } from '#core/language/messages.ts';
import ru from '#core/language/ru/losses.json' with { type: 'json' };
import vi from '#core/language/vi/losses.json' with { type: 'json' };

const catalogues = { vi, en, ru, id };

export function lossSentences(language: ProductLanguage): (loss: Loss) => string {
  const messages = createMessages(language, catalogues[language]);
  return ({ code, params }) => messages.text(`loss.${code}`, { ...params });
}

/** `Sheet 1, row 12, column age`; empty where the file as a whole is meant. */
export const lossPlace = ({ sheet, row, column }: Loss): string =>
  [
    sheet === undefined ? undefined : `sheet ${sheet}`,
    row === undefined ? undefined : `row ${row}`,
    column === undefined ? undefined : `column ${column}`,
  ]
    .filter((part) => part !== undefined)
    .join(', ');
