/**
 * Hints about plain language, for whoever writes a survey. They are advice, no problems of the publish gate: a rule of
 * thumb can be wrong, and the writer knows better. Only languages that have rules of their own are looked at.
 */
import type { Definition, DefinitionText } from '#core/definitions/definition.ts';
import { isOn, specialsOf, toItem, valuesOf } from '#core/definitions/element-properties.ts';
import type { GateParams, HintCode } from '#core/definitions/gate-codes.ts';
import { elementsIn, type GateElement } from '#core/definitions/gate-walk.ts';
import { type HintWords, hintWords, knownAbbreviations } from '#core/definitions/hint-words.ts';
import { defaultLanguageOf, isDefinitionText, textOf } from '#core/definitions/languages.ts';
import { type ProductLanguage, productLanguages } from '#core/kernel/localized-text.ts';

export interface LanguageHint {
  /** The words are `gate.hint.<code>`. */
  readonly code: HintCode;
  /** RFC 6901, of the text or the item. */
  readonly path: string;
  /** The name of the item. */
  readonly item: string;
  /** Of the text; absent where it is about the item as a whole. */
  readonly language?: string;
  readonly params: GateParams;
}

type Hint = Pick<LanguageHint, 'code' | 'params'>;

/** In document order. */
export function languageHints(definition: Definition): readonly LanguageHint[] {
  return elementsIn(definition).flatMap((entry) => {
    if (entry.kind !== 'item') return [];
    const item = String(entry.element.name ?? '');
    const ofItem = itemHints(entry, definition).map((hint) => ({
      ...hint,
      item,
      path: entry.pointer,
    }));
    return [...textHints(entry, definition, item), ...ofItem];
  });
}

function textHints(
  { element, pointer, type }: GateElement & { kind: 'item' },
  definition: Definition,
  item: string,
): readonly LanguageHint[] {
  return (['title', 'description'] as const).flatMap((property) => {
    const text = element[property];
    return spokenTexts(isDefinitionText(text) ? text : undefined, definition).flatMap(
      ([language, words]) =>
        hintsOf(words, hintWords[language], property === 'title' ? type : '')
          // Consent is asked for: agreeing is what it is about.
          .filter(({ code }) => code !== 'leading' || element.lnRole !== 'consent')
          .map((hint) => ({ ...hint, item, language, path: `${pointer}/${property}` })),
    );
  });
}

function spokenTexts(
  text: DefinitionText | undefined,
  definition: Definition,
): readonly (readonly [ProductLanguage, string])[] {
  const texts = textOf(text, definition) ?? {};
  return productLanguages.flatMap((language) => {
    const words = texts[language];
    return words ? [[language, words] as const] : [];
  });
}

const sentencesIn = (text: string): readonly string[] => text.split(/(?<=[.?!…])\s+|\n+/u);
const wordsIn = (text: string): number =>
  text.split(/\s+/u).filter((word) => /\p{L}/u.test(word)).length;

function hintsOf(text: string, words: HintWords, type: string): readonly Hint[] {
  const hints: Hint[] = [];
  const found = (code: HintCode, match: string | undefined): void => {
    if (match !== undefined) hints.push({ code, params: { words: match.trim() } });
  };
  const longest = Math.max(...sentencesIn(text).map(wordsIn));
  if (longest > words.longestSentence)
    hints.push({ code: 'long-sentence', params: { count: longest } });
  found('two-questions', twoQuestions(text, words, type));
  found(
    'double-negation',
    sentencesIn(text)
      .map((one) => denialsIn(one, words))
      .find(Boolean),
  );
  found('leading', words.leading.exec(text)?.[0]);
  found('jargon', wordingIn(text, words.jargon) ?? abbreviationIn(text));
  found('stigma', wordingIn(text, words.stigma));
  return hints;
}

/** Items that take one answer: two questions in one cannot be answered where they differ. */
const oneAnswer = new Set(['boolean', 'rating']);

function twoQuestions(text: string, { joins }: HintWords, type: string): string | undefined {
  const asked = text.match(/[^?]*\?/gu) ?? [];
  if (asked.length > 1) return `${asked[0] ?? ''} … ?`.slice(-40);
  return oneAnswer.has(type) ? joins.exec(text)?.[0] : undefined;
}

function denialsIn(sentence: string, { denial, noDenial }: HintWords): string | undefined {
  const found = sentence.replace(noDenial, ' ').match(denial) ?? [];
  return found.length > 1 ? found.slice(0, 2).join(' … ') : undefined;
}

function wordingIn(text: string, wordings: readonly string[]): string | undefined {
  const lower = text.normalize('NFC').toLowerCase();
  return wordings.find((wording) => {
    const at = lower.indexOf(wording);
    return at !== -1 && !/\p{L}/u.test(lower[at - 1] ?? ' ');
  });
}

const abbreviationIn = (text: string): string | undefined =>
  (text.match(/(?<![\p{L}\p{N}])\p{Lu}{2,6}(?![\p{L}\p{N}])/gu) ?? []).find(
    (word) => !knownAbbreviations.has(word),
  );

/** More than a thumb scrolls through; a list that is searched may be long. */
const mostChoices = 12;
const listTypes = new Set(['radiogroup', 'checkbox', 'buttongroup']);

function itemHints(
  { element, type }: GateElement & { kind: 'item' },
  definition: Definition,
): readonly Hint[] {
  const hints: Hint[] = [];
  const item = toItem(element);
  const choices = valuesOf(item, 'choices');
  const count = choices.length + specialsOf(item).length;
  if (listTypes.has(type) && count > mostChoices && item.lnRole !== 'site') {
    hints.push({ code: 'many-choices', params: { count } });
  }
  const scale = unbalanced(item.lnMeasure, choices, definition);
  if (scale) hints.push({ code: 'unbalanced-scale', params: scale });
  const isForced =
    item.isRequired === true && item.lnClass === 'sensitive' && item.lnRole !== 'consent';
  if (isForced && choices.length > 0 && !offersSilence(item, choices)) {
    hints.push({ code: 'no-way-out', params: {} });
  }
  return hints;
}

/** By a code that says so, as the built-in answers and our own surveys do. */
const silence = /refus|prefer|decline|no_?answer|skip|noanswer/i;

const offersSilence = (
  item: Readonly<Record<string, unknown>>,
  choices: readonly { readonly value: unknown }[],
): boolean =>
  isOn(item, 'showRefuseItem') || choices.some(({ value }) => silence.test(String(value)));

/** Good and bad steps of an ordered scale, told by their words in the default language, if it has rules. */
function unbalanced(
  measure: unknown,
  choices: ReturnType<typeof valuesOf>,
  definition: Definition,
): GateParams | undefined {
  const language = productLanguages.find((each) => each === defaultLanguageOf(definition));
  if (!language || !String(measure).startsWith('ordinal') || choices.length < 3) return undefined;
  const words = hintWords[language];
  const labels = choices
    .filter(({ value }) => !silence.test(String(value)) && !/know|unsure/i.test(String(value)))
    .map(({ text }) => textOf(text, definition)?.[language] ?? '')
    .filter((label) => label !== '' && !words.neutral.test(label));
  const negative = labels.filter((label) => words.bad.test(label)).length;
  const positive = labels.filter(
    (label) => !words.bad.test(label) && words.good.test(label),
  ).length;
  // Scales of how often or how much have no good side.
  const isOfOpinion = negative > 0 && positive > 0 && positive + negative === labels.length;
  return isOfOpinion && positive !== negative ? { positive, negative } : undefined;
}
