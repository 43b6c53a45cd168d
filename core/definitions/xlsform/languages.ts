/** The languages of an XLSForm: display names as authors write them (`English (en)`, `Français`) to BCP 47 tags. */
import type { DefinitionText } from '#core/definitions/definition.ts';
import type { Table, TableRow } from '#core/definitions/xlsform/columns.ts';

const tagByName: Readonly<Record<string, string>> = {
  english: 'en',
  vietnamese: 'vi',
  'tiếng việt': 'vi',
  russian: 'ru',
  русский: 'ru',
  indonesian: 'id',
  'bahasa indonesia': 'id',
  bahasa: 'id',
  arabic: 'ar',
  العربية: 'ar',
  french: 'fr',
  francais: 'fr',
  français: 'fr',
  spanish: 'es',
  español: 'es',
  espanol: 'es',
  portuguese: 'pt',
  português: 'pt',
  portugues: 'pt',
  swahili: 'sw',
  kiswahili: 'sw',
  nepali: 'ne',
  hindi: 'hi',
  bengali: 'bn',
  bangla: 'bn',
  burmese: 'my',
  khmer: 'km',
  lao: 'lo',
  thai: 'th',
  ukrainian: 'uk',
  belarusian: 'be',
  kurdish: 'ku',
  dari: 'prs',
  pashto: 'ps',
  farsi: 'fa',
  persian: 'fa',
  turkish: 'tr',
  somali: 'so',
  amharic: 'am',
  hausa: 'ha',
};

/** The tag in brackets, else a name we know, else a private tag made from the name (`x-moore`). */
export function languageTag(name: string): string {
  const inBrackets = /\(\s*([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*)\s*\)\s*$/.exec(name)?.[1];
  if (inBrackets) return inBrackets.replaceAll('_', '-').toLowerCase();
  const lower = name.trim().toLowerCase();
  if (tagByName[lower]) return tagByName[lower];
  if (/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/.test(lower)) return lower;
  const slug = lower
    .normalize('NFD')
    .replace(/[^a-z0-9]+/g, '')
    .slice(0, 8);
  return `x-${slug || 'other'}`;
}

export interface Languages {
  readonly defaultTag: string;
  /** Display name by tag, for re-export. */
  readonly names: Readonly<Record<string, string>>;
  /** The texts of a translated column by tag, or one string where the form has a single unnamed language. */
  text(row: TableRow, key: string): DefinitionText | undefined;
}

/** Which languages a form speaks: from the headers of both sheets and `default_language`. */
export function readLanguages(tables: readonly Table[], defaultName: string): Languages {
  const named = new Set<string>();
  let unnamed = false;
  for (const { columns } of tables) {
    for (const column of columns) {
      if (column.key !== 'label' && column.key !== 'hint') continue;
      if (column.language === '') unnamed = true;
      else named.add(column.language);
    }
  }
  const names: Record<string, string> = {};
  for (const name of named) names[languageTag(name)] ??= name;
  const unnamedTag = tagOfUnnamed(defaultName, Object.keys(names));
  const defaultTag = defaultName ? languageTag(defaultName) : firstTag(names, unnamed, unnamedTag);
  const tagOf = (language: string): string =>
    language === '' || language.toLowerCase() === 'default' ? unnamedTag : languageTag(language);
  const alone = named.size === 0;
  const text = (row: TableRow, key: string): DefinitionText | undefined => {
    const texts: Record<string, string> = {};
    for (const { language, cell } of row.translations(key)) texts[tagOf(language)] ??= cell.text;
    const tags = Object.keys(texts);
    if (tags.length === 0) return undefined;
    return alone && tags.length === 1 ? texts[tags[0] ?? ''] : texts;
  };
  return { defaultTag, names, text };
}

function tagOfUnnamed(defaultName: string, namedTags: readonly string[]): string {
  if (defaultName && defaultName.toLowerCase() !== 'default') return languageTag(defaultName);
  return namedTags.length === 0 ? 'en' : 'und';
}

const firstTag = (
  names: Readonly<Record<string, string>>,
  unnamed: boolean,
  unnamedTag: string,
): string => (unnamed ? unnamedTag : (Object.keys(names)[0] ?? 'en'));
