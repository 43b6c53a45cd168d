/**
 * A text in several languages, keyed by BCP 47 tag (`vi`, `en`, `ar`). Definitions may hold a plain string instead,
 * which then is in the definition's own first language.
 */
export type LocalizedText = Readonly<Record<string, string>>;

/** The languages in which our own words exist (screens, reports, problems). Surveys may have any others. */
export const productLanguages = ['vi', 'en', 'ru', 'id'] as const;
export type ProductLanguage = (typeof productLanguages)[number];

export interface ChosenText {
  readonly text: string;
  /** The language the text really is in, which may be a fallback: set `lang` and `dir` from it. */
  readonly language: string;
}

/** The text in the first of `languages` that has one; else in any language; else `undefined`. Never blank. */
export function chooseText(
  text: LocalizedText | undefined,
  languages: readonly string[],
): ChosenText | undefined {
  if (!text) return undefined;
  for (const language of [...languages, ...Object.keys(text)]) {
    const found = text[language];
    if (found?.trim()) return { text: found, language };
  }
  return undefined;
}

const rightToLeft = new Set([
  'ar',
  'fa',
  'he',
  'ur',
  'ps',
  'ckb',
  'dv',
  'yi',
  'ug',
  'sd',
  'ku-arab',
]);

/** Writing direction of a language tag. */
export const directionOf = (language: string): 'ltr' | 'rtl' =>
  rightToLeft.has(language.toLowerCase()) ||
  rightToLeft.has(language.toLowerCase().split('-')[0] ?? '')
    ? 'rtl'
    : 'ltr';
