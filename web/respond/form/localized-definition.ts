/**
 * A definition in one language: every localized text becomes one string, in the chosen language, else in the default
 * one, else in any. SurveyJS itself would show an item's name where a translation is missing.
 */
import type { Definition } from '#core/definitions/definition.ts';
import { chooseText, type LocalizedText } from '#core/kernel/localized-text.ts';

type Json = unknown;
type Fields = Readonly<Record<string, Json>>;

const languageTag = /^(default|[a-z]{2,3}(-[A-Za-z0-9]{2,8})*)$/;

/** An object whose keys are all language tags and whose values are all texts. */
export function isLocalizedText(value: Json): value is LocalizedText {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const entries = Object.entries(value);
  return (
    entries.length > 0 &&
    entries.every(([key, text]) => languageTag.test(key) && typeof text === 'string')
  );
}

/** The chosen language, its base, the default language: in this order. */
export const preferredLanguages = (language: string, definition: Definition): readonly string[] => [
  language,
  language.split('-')[0] ?? language,
  definition.locale ?? 'en',
  'default',
];

/** The text of `value` in the chosen language or the nearest there is; empty if there is none at all. */
export function textIn(value: Json, language: string, definition: Definition): string {
  if (typeof value === 'string') return value;
  if (!isLocalizedText(value)) return '';
  return chooseText(value, preferredLanguages(language, definition))?.text ?? '';
}

/** The same definition with plain texts, without our own `ln…` properties and without its `locale`. */
export function localizedDefinition(definition: Definition, language: string): Fields {
  const preferred = preferredLanguages(language, definition);
  const localize = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(localize);
    if (isLocalizedText(value)) return chooseText(value, preferred)?.text ?? '';
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .filter(([key]) => !key.startsWith('ln'))
        .map(([key, inner]) => [key, localize(inner)]),
    );
  };
  const { locale: _locale, ...rest } = definition;
  // An object goes in, so an object comes out.
  return localize(rest) as Fields;
}
