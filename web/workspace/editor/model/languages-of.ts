/** Languages of a survey: adding, taking away, and which one is the first. */
import type { Definition } from '#core/definitions/definition.ts';
import {
  defaultLanguageOf,
  isDefinitionText,
  readableProperties,
} from '#core/definitions/languages.ts';
import { isObject } from '#web/workspace/editor/model/pointer.ts';
import { editorLanguagesOf, writeText } from '#web/workspace/editor/model/texts.ts';

/** The language is offered for writing from now on; it counts as spoken when half of the texts have it. */
export function addLanguage(definition: Definition, language: string): Definition {
  if (editorLanguagesOf(definition).includes(language)) return definition;
  const named = Array.isArray(definition.lnLanguages) ? definition.lnLanguages : [];
  return { ...definition, lnLanguages: [...named, language] };
}

/** Every text loses its words in this language; the first language stays. */
export function removeLanguage(definition: Definition, language: string): Definition {
  if (language === defaultLanguageOf(definition)) return definition;
  const named = Array.isArray(definition.lnLanguages) ? definition.lnLanguages : [];
  const left = named.filter((tag) => tag !== language);
  const { lnLanguages: _, ...rest } = definition;
  const kept: Definition = left.length > 0 ? { ...definition, lnLanguages: left } : rest;
  return mapReadable(kept, (text) => writeText(text, language, '', definition));
}

/** Plain strings and texts under `default` are in the first language: they keep their language when it changes. */
export function setFirstLanguage(definition: Definition, language: string): Definition {
  const before = defaultLanguageOf(definition);
  if (language === before) return definition;
  const named = mapReadable(definition, (text) => {
    if (typeof text === 'string') return hasLetters.test(text) ? { [before]: text } : text;
    if (!isObject(text) || text.default === undefined) return text;
    const { default: words, ...others } = text;
    return { [before]: words, ...others };
  });
  const languages = [...new Set([...editorLanguagesOf(definition), language])];
  return { ...named, locale: language, lnLanguages: languages };
}

/** A plain string without words (18–24, 1) is the same in every language. */
const hasLetters = /\p{L}{2}/u;

function mapReadable(definition: Definition, change: (text: unknown) => unknown): Definition {
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).flatMap(([property, own]) => {
        const isText = isReadable(property) && isDefinitionText(own);
        const next = isText ? change(own) : property === 'lnXls' ? own : walk(own);
        return next === undefined ? [] : [[property, next]];
      }),
    );
  };
  // as: the same document with other texts in it.
  return walk(definition) as Definition;
}

const isReadable = (property: string): boolean =>
  readableProperties.includes(property) || property === 'lnLabel' || property === 'lnTheme';
