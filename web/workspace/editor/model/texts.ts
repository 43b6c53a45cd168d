/** Texts of a definition, read and written one language at a time; other languages stay as they are. */
import type { Definition, DefinitionText } from '#core/definitions/definition.ts';
import { defaultLanguageOf, isDefinitionText, languagesOf } from '#core/definitions/languages.ts';

type Spoken = Pick<Definition, 'locale'>;

/** The text in exactly this language; empty where there is none. */
export function readText(text: unknown, language: string, definition: Spoken): string {
  if (!isDefinitionText(text)) return '';
  const isDefault = language === localeOf(definition);
  if (typeof text === 'string') return isDefault ? text : '';
  return text[language] ?? (isDefault ? text.default : undefined) ?? '';
}

/** The text with these words in this language; `undefined` where no words are left in any. */
export function writeText(
  text: unknown,
  language: string,
  words: string,
  definition: Spoken,
): DefinitionText | undefined {
  const locale = localeOf(definition);
  if (!isDefinitionText(text)) return words === '' ? undefined : { [language]: words };
  if (typeof text === 'string') {
    if (language === locale) return words === '' ? undefined : words;
    return words === '' ? text : { [locale]: text, [language]: words };
  }
  // Where both stand, the named one counts, as everywhere else.
  const isUnnamed = language === locale && text[language] === undefined;
  const key = isUnnamed && text.default !== undefined ? 'default' : language;
  if (words !== '') return { ...text, [key]: words };
  const gone = language === locale ? [language, 'default'] : [language];
  const left = Object.entries(text).filter(([tag]) => !gone.includes(tag));
  return left.length > 0 ? Object.fromEntries(left) : undefined;
}

/** The text in the first of `languages` that has words, else in any; else empty. */
export function anyText(text: unknown, languages: readonly string[], definition: Spoken): string {
  if (!isDefinitionText(text)) return '';
  if (typeof text === 'string') return text;
  for (const language of languages) {
    const words = readText(text, language, definition);
    if (words.trim()) return words;
  }
  return Object.values(text).find((words) => words.trim()) ?? '';
}

const localeOf = ({ locale }: Spoken): string =>
  defaultLanguageOf({ locale: locale ?? '', pages: [] });

/** Those that the editor offers: what is spoken, and what was chosen before a word was written (`lnLanguages`). */
export function editorLanguagesOf(definition: Definition): readonly string[] {
  const wanted = definition.lnLanguages;
  const named = Array.isArray(wanted) ? wanted.filter((tag) => typeof tag === 'string') : [];
  return [...new Set([...languagesOf(definition), ...named])];
}
