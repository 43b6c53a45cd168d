/** The message that goes along with a link over Zalo, WhatsApp or Telegram, in each of our languages. */

import {
  chooseText,
  type LocalizedText,
  type productLanguages,
} from '#core/kernel/localized-text.ts';
import en from '#core/language/en/share.json' with { type: 'json' };
import id from '#core/language/id/share.json' with { type: 'json' };
import { createMessages } from '#core/language/messages.ts';
import ru from '#core/language/ru/share.json' with { type: 'json' };
import vi from '#core/language/vi/share.json' with { type: 'json' };
import type { Purpose } from '#core/links/link.ts';

const catalogues = { vi, en, ru, id };

/**
 * Who gets the link, and what for: collectors and partners interview and keep it to themselves, respondents answer, a
 * kiosk is set up. Nothing is said of the subject but the survey's own title.
 */
export function shareTexts(
  purpose: Purpose,
  title: LocalizedText,
  url: string,
): { vi: string; en: string; ru: string; id: string } {
  const text = (language: (typeof productLanguages)[number]): string =>
    createMessages(language, catalogues[language]).text(`share.${purpose}`, {
      title: chooseText(title, [language, 'en', 'vi'])?.text ?? '',
      url,
    });
  return { vi: text('vi'), en: text('en'), ru: text('ru'), id: text('id') };
}
