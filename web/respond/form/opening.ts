/**
 * The opening of an interview: what a person reads before the first item. A definition whose first page holds nothing
 * but the consent item is opened by its text and its answers as buttons of the same size; any other one by its title
 * and a start button.
 */
import type { Choice, ChoiceValue, Definition, Item, Page } from '#core/definitions/definition.ts';
import { textIn } from './localized-definition.ts';

export interface OpeningAnswer {
  readonly value: ChoiceValue;
  readonly text: string;
}

export interface Opening {
  readonly title: string;
  /** The first line introduces, the others are points. */
  readonly lines: readonly string[];
  /** Names of icons for the lines after the first. */
  readonly icons: readonly string[];
  /** How long it takes, where the definition says so and its opening text does not. */
  readonly minutes?: number;
  readonly consent?: { readonly item: string; readonly answers: readonly OpeningAnswer[] };
}

export function openingOf(definition: Definition, language: string): Opening {
  const page = consentPageOf(definition);
  const item = page?.elements?.[0];
  if (!page || !item) {
    return {
      title: textIn(definition.title, language, definition),
      lines: linesOf(textIn(definition.description, language, definition)),
      icons: [],
      ...(typeof definition.lnMinutes === 'number' ? { minutes: definition.lnMinutes } : {}),
    };
  }
  return {
    title:
      textIn(page.title, language, definition) || textIn(definition.title, language, definition),
    lines: linesOf(textIn(page.description, language, definition)),
    icons: Array.isArray(page.lnIcons) ? page.lnIcons.map(String) : [],
    consent: {
      item: item.name,
      answers: (item.choices ?? []).map((choice) => answerOf(choice, language, definition)),
    },
  };
}

/** The first page, if consent is all it asks for. */
export function consentPageOf(definition: Definition): Page | undefined {
  const [page] = definition.pages;
  const [item, ...others] = page?.elements ?? [];
  if (!page || !item || others.length > 0 || page.visibleIf || item.visibleIf) return undefined;
  return isConsentItem(item) ? page : undefined;
}

const isConsentItem = (item: Item): boolean =>
  item.lnRole === 'consent' && item.type === 'radiogroup' && item.choices?.length === 2;

const answerOf = (
  choice: ChoiceValue | Choice,
  language: string,
  definition: Definition,
): OpeningAnswer => {
  if (typeof choice !== 'object') return { value: choice, text: String(choice) };
  return {
    value: choice.value,
    text: textIn(choice.text, language, definition) || String(choice.value),
  };
};

const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
