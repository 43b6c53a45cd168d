/** Texts of a definition as cells: one column a language, `{name}` as `${name}`. */
import type { Definition, DefinitionText } from '#core/definitions/definition.ts';
import { isElement, textProperty } from '#core/definitions/element-properties.ts';
import { defaultLanguageOf, forEachText } from '#core/definitions/languages.ts';
import { languageTag } from '#core/definitions/xlsform/languages.ts';
import { findName, type WriteScope } from '#core/definitions/xlsform/write-scope.ts';

const displayNames: Readonly<Record<string, string>> = {
  vi: 'Tiếng Việt (vi)',
  en: 'English (en)',
  ru: 'Русский (ru)',
  id: 'Bahasa Indonesia (id)',
};

export interface WriteLanguages {
  /** As the settings name the default language; '' where the form does not name one. */
  readonly defaultName: string;
  /** `::English (en)` for each language, '' for the column without one; in the order of the columns. */
  readonly suffixes: readonly string[];
  /** Cells of a text by suffix. */
  cells(text: DefinitionText | undefined): ReadonlyMap<string, string>;
}

/** @param original `lnXls` of an imported definition: its display names are kept. */
export function writeLanguages(definition: Definition): WriteLanguages {
  const original = isElement(definition.lnXls) ? definition.lnXls : undefined;
  const kept = original && isElement(original.languages) ? original.languages : {};
  const settings = original && isElement(original.settings) ? original.settings : {};
  const keptDefault = textProperty(settings, 'default_language') ?? '';
  const usual = defaultLanguageOf(definition);
  const unnamed = original ? unnamedTag(keptDefault, Object.keys(kept)) : undefined;
  const suffixOf = (tag: string): string => {
    const name = kept[tag];
    if (typeof name === 'string') return `::${name}`;
    if (tag === unnamed) return '';
    return `::${displayNames[tag] ?? `${tag} (${tag})`}`;
  };
  const tags = new Set(Object.keys(kept));
  if (!original) tags.add(usual);
  forEachText(definition, (text) => {
    if (typeof text === 'string') tags.add(usual);
    else for (const tag of Object.keys(text)) tags.add(tag === 'default' ? usual : tag);
  });
  return {
    defaultName: original ? keptDefault : suffixOf(usual).slice(2),
    suffixes: [...new Set([...tags].map(suffixOf))],
    cells: (text) => {
      const cells = new Map<string, string>();
      if (text === undefined) return cells;
      const texts = typeof text === 'string' ? { [usual]: text } : text;
      for (const [tag, words] of Object.entries(texts)) {
        // Built-in answers have words in languages that the survey does not speak.
        if (!tags.has(tag === 'default' ? usual : tag)) continue;
        const suffix = suffixOf(tag === 'default' ? usual : tag);
        if (words.trim() !== '') cells.set(suffix, words.replace(/\r\n?/g, '\n'));
      }
      return cells;
    },
  };
}

/** Nothing is written in any language. */
export const isBlank = (text: DefinitionText): boolean =>
  (typeof text === 'string' ? [text] : Object.values(text)).every((words) => words.trim() === '');

/** What the importer calls the column that names no language. */
function unnamedTag(defaultName: string, named: readonly string[]): string {
  if (defaultName !== '' && defaultName.toLowerCase() !== 'default') {
    return languageTag(defaultName);
  }
  return named.length === 0 ? 'en' : 'und';
}

/** `{name}` of a row → `${name}`. What a form would take for a reference and is none is pulled apart. */
export function pipedCells(
  cells: ReadonlyMap<string, string>,
  scope: WriteScope,
): ReadonlyMap<string, string> {
  return new Map([...cells].map(([suffix, text]) => [suffix, pipe(text, scope)]));
}

function pipe(text: string, scope: WriteScope): string {
  const piped = text.replace(/\$?\{#?([^{}]*)\}/g, (whole, name: string) => {
    const found = whole.startsWith('$') ? undefined : findName(name.trim(), scope);
    const isRow = found?.as === 'row' && found.row.xpath.startsWith('$');
    if (isRow) return found.row.xpath;
    return whole.startsWith('$') ? unreferred(whole) : whole;
  });
  return piped.replace(/\$\{(?![^{}]*\})/g, '$ {');
}

/** What a form would take for a reference, as plain text. */
export const unreferred = (text: string): string => text.replaceAll('${', '$ {');

/** What the importer makes of a note's label. */
export const noteHtml = (html: DefinitionText): DefinitionText =>
  typeof html === 'string'
    ? unescapeHtml(html)
    : Object.fromEntries(Object.entries(html).map(([tag, text]) => [tag, unescapeHtml(text)]));

const unescapeHtml = (html: string): string =>
  html
    .replace(/<br>/g, '\n')
    .replace(/&quot;/g, '"')
    .replace(/&gt;/g, '>')
    .replace(/&lt;/g, '<')
    .replace(/&amp;/g, '&');
