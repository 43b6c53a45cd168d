/** One difference between two definitions, and how its words find their values. */
import type { Definition, DefinitionText } from '#core/definitions/definition.ts';
import { isElement } from '#core/definitions/element-properties.ts';
import { isDefinitionText, languagesOf, textOf } from '#core/definitions/languages.ts';
import { canonicalJson } from '#core/kernel/canonical-json.ts';
import type { LocalizedText } from '#core/kernel/localized-text.ts';

/**
 * What a change does to data: nothing (`compatible`), something that readers of figures should know (`note`), or answers
 * from before and after that cannot be read as one (`breaking`).
 */
export type ChangeEffect = 'compatible' | 'note' | 'breaking';

export interface VersionChange {
  /** The sentence is `changes.<code>`. */
  readonly code: ChangeCode;
  readonly effect: ChangeEffect;
  /** RFC 6901 pointer into the later definition; of what was removed, into the earlier one. */
  readonly path: string;
  /** Name of the item that it is about. */
  readonly item?: string;
  /** A text stands under its own name in the default language, and as `name:en` in each language; see `changeParams`. */
  readonly params: Params;
}

export type Params = Readonly<Record<string, string | number>>;

export const changeCodes = [
  // the survey
  'title-changed',
  'default-language-changed',
  'language-added',
  'language-removed',
  'anonymity-changed',
  'breakdowns-changed',
  'ending-changed',
  'setting-changed',
  // pages and groups
  'page-added',
  'page-removed',
  'page-moved',
  'group-added',
  'group-removed',
  'group-moved',
  // items
  'item-added',
  'item-removed',
  'item-moved',
  'item-renamed',
  'type-changed',
  'scale-changed',
  // words
  'wording-changed',
  'help-changed',
  'translation-added',
  'translation-removed',
  // answers, and rows of tables
  'choice-added',
  'choice-removed',
  'choice-renamed',
  'choice-recoded',
  'choice-exchanged',
  'choice-reworded',
  'choice-translated',
  'choices-reordered',
  'choice-skip-changed',
  'choice-exclusive-changed',
  'choice-detail-changed',
  'choices-source-changed',
  // logic
  'skip-changed',
  'required-on',
  'required-off',
  'required-rule-changed',
  'checks-changed',
  'limits-changed',
  'default-changed',
  'calculation-added',
  'calculation-removed',
  'calculation-changed',
  'outcome-changed',
  // meaning
  'class-changed',
  'role-changed',
  'unique-changed',
  'measure-changed',
  'missing-changed',
  'problem-codes-changed',
  'report-label-changed',
  'block-changed',
  // the rest
  'detail-changed',
] as const;
export type ChangeCode = (typeof changeCodes)[number];

/** What the parts of a comparison know of the whole. */
export interface Comparison {
  readonly before: Definition;
  readonly after: Definition;
  /** Languages that only the later, or only the earlier one speaks: said once, not for every text. */
  readonly newLanguages: ReadonlySet<string>;
  readonly goneLanguages: ReadonlySet<string>;
}

export function comparisonOf(before: Definition, after: Definition): Comparison {
  const [spoken, speaks] = [languagesOf(before), languagesOf(after)];
  return {
    before,
    after,
    newLanguages: new Set(speaks.filter((language) => !spoken.includes(language))),
    goneLanguages: new Set(spoken.filter((language) => !speaks.includes(language))),
  };
}

/** Params as `changes.<code>` takes them: each text in `language` where the survey has it, else as its author wrote it. */
export function changeParams({ params }: Pick<VersionChange, 'params'>, language: string): Params {
  const plain = Object.entries(params).filter(([name]) => !name.includes(':'));
  return Object.fromEntries(
    plain.map(([name, value]) => [name, params[`${name}:${language}`] ?? value]),
  );
}

/** A text as params: in the default language under its name, in the others beside it. */
export function textParams(
  name: string,
  text: unknown,
  definition: Definition,
  otherwise: string,
): Params {
  const words = isDefinitionText(text) ? (textOf(text, definition) ?? {}) : {};
  const first = words[definition.locale || 'en'] ?? Object.values(words)[0] ?? otherwise;
  const others = Object.entries(words).map(([language, own]) => [
    `${name}:${language}`,
    short(own),
  ]);
  return { [name]: short(first) || otherwise, ...Object.fromEntries(others) };
}

const longest = 160;
export const short = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
};

/** Whether two values are the same JSON, texts in NFC. */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one === 'string' && typeof other === 'string') {
    return one.normalize('NFC') === other.normalize('NFC');
  }
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((entry, index) => isSame(entry, other[index]));
  }
  if (!isElement(one) || !isElement(other)) return false;
  const names = definedNames(one);
  return (
    names.length === definedNames(other).length &&
    names.every((name) => other[name] !== undefined && isSame(one[name], other[name]))
  );
}

const definedNames = (element: Element): readonly string[] =>
  Object.keys(element).filter((name) => element[name] !== undefined);

/** A value as words, for a change of it. */
export const asWords = (value: unknown): string =>
  value === undefined || value === ''
    ? '–'
    : short(typeof value === 'string' ? value : canonicalJson(value));

/** The text in each language; a text that is none is empty. */
export const wordsOf = (text: unknown, definition: Definition): LocalizedText =>
  (isDefinitionText(text) && textOf(text as DefinitionText, definition)) || {};

export type Element = Readonly<Record<string, unknown>>;
export const elementOf = (value: unknown): Element => (isElement(value) ? value : {});
