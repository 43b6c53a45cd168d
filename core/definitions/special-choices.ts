/**
 * The built-in answers of SurveyJS as respondents read them where a definition does not say otherwise. They are part of
 * the questionnaire's content: codebooks and reports need them without the form on a screen.
 */
import type { DefinitionText, Item } from '#core/definitions/definition.ts';
import type { SpecialChoice } from '#core/definitions/element-properties.ts';
import { isDefinitionText } from '#core/definitions/languages.ts';
import type { LocalizedText } from '#core/kernel/localized-text.ts';

const usualTexts: Readonly<Record<SpecialChoice, LocalizedText>> = {
  other: {
    vi: 'Khác (ghi rõ)',
    en: 'Other (please write)',
    ru: 'Другое (напишите)',
    id: 'Lainnya (tuliskan)',
  },
  none: { vi: 'Không có', en: 'None', ru: 'Ничего', id: 'Tidak ada' },
  dontknow: { vi: 'Không biết', en: "Don't know", ru: 'Не знаю', id: 'Tidak tahu' },
  refused: {
    vi: 'Không muốn trả lời',
    en: 'Prefer not to answer',
    ru: 'Не хочу отвечать',
    id: 'Tidak ingin menjawab',
  },
};

export const specialTextProperty = (special: SpecialChoice): string => textProperties[special];

const textProperties: Readonly<Record<SpecialChoice, string>> = {
  other: 'otherText',
  none: 'noneText',
  dontknow: 'dontKnowText',
  refused: 'refuseText',
};

/** What the item calls this answer, or what it is usually called in our languages. */
export function specialText(item: Item, special: SpecialChoice): DefinitionText {
  const own = item[textProperties[special]];
  return isDefinitionText(own) && own !== '' ? own : usualTexts[special];
}
