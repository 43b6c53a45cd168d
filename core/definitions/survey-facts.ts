/** What lists and headings say of a definition: its title, its languages, how long it is. */
import type { Definition, DefinitionText, Item } from '#core/definitions/definition.ts';
import type { LocalizedText } from '#core/kernel/localized-text.ts';

/** SurveyJS takes a definition without a locale as English, and calls the default language `default` in texts. */
const firstLanguage = (definition: Definition): string => definition.locale ?? 'en';

/** A text of the definition, keyed by language; plain strings are in the default language. */
export function textOf(definition: Definition, text: DefinitionText | undefined): LocalizedText {
  if (text === undefined) return {};
  if (typeof text === 'string') return { [firstLanguage(definition)]: text };
  const { default: inDefault, ...others } = text;
  return inDefault === undefined ? others : { [firstLanguage(definition)]: inDefault, ...others };
}

/** Every language that a title speaks, of the survey or of an item; the default language first. */
export function languagesOf(definition: Definition): readonly string[] {
  const titles = [definition.title, ...itemsOf(definition).map((item) => item.title)];
  const spoken = titles.flatMap((title) => Object.keys(textOf(definition, title)));
  return [...new Set([firstLanguage(definition), ...spoken])];
}

/** Items that ask something, in form order; groups and notes are not among them. */
export const itemsOf = (definition: Definition): readonly Item[] =>
  definition.pages.flatMap((page) => flatten(page.elements ?? []));

const flatten = (items: readonly Item[]): readonly Item[] =>
  items.flatMap((item) => {
    if (item.type === 'panel') return flatten(item.elements ?? []);
    return item.type === 'html' || item.type === 'image' ? [] : [item];
  });

const secondsAnItem = 12;

/** Minutes it takes, as its author says (`lnMinutes`), else guessed from the number of items. */
export function minutesOf(definition: Definition): number {
  const said = definition.lnMinutes;
  if (typeof said === 'number' && said > 0) return Math.round(said);
  return Math.max(1, Math.round((itemsOf(definition).length * secondsAnItem) / 60));
}
