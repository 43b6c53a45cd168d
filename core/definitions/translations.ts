/**
 * How far each language of a definition is: which texts are missing, and which somebody must still look at. Whoever has
 * read a translation signs it off: `lnSigned` beside the text keeps a mark made of the text and of what it translates,
 * so that a change to either asks for another look. An empty mark asks for one from the start (a text that was copied).
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Definition, DefinitionText } from '#core/definitions/definition.ts';
import { isElement } from '#core/definitions/element-properties.ts';
import { valueAt } from '#core/definitions/gate-place.ts';
import type { JsonPatch } from '#core/definitions/gate-problem.ts';
import {
  defaultLanguageOf,
  forEachText,
  languagesOf,
  textOf,
} from '#core/definitions/languages.ts';

/** One text in one language that is not the default. */
export interface Translation {
  /** RFC 6901, of the text in all its languages. */
  readonly pointer: string;
  readonly language: string;
  /** In the default language; empty where it is missing there. */
  readonly source: string;
  /** Empty where it is missing. */
  readonly text: string;
  readonly state: 'missing' | 'unsigned' | 'done';
}

export interface LanguageState {
  readonly language: string;
  readonly total: number;
  readonly done: number;
  /** Pointers, in document order. */
  readonly missing: readonly string[];
  readonly unsigned: readonly string[];
}

const hasLetters = /\p{L}{2}/u;

/**
 * Every text that people read, in every language but the default, in document order.
 * @param languages also one that the survey hardly speaks yet
 */
export function translationsOf(
  definition: Definition,
  languages: readonly string[] = languagesOf(definition),
): readonly Translation[] {
  const byDefault = defaultLanguageOf(definition);
  const others = languages.filter((language) => language !== byDefault);
  const found: Omit<Translation, 'state'>[] = [];
  const marks: (string | undefined)[] = [];
  forEachText(definition, (text, pointer, owner) => {
    const source = inDefaultLanguage(text, definition);
    // A plain string without words (18–24, 1) is the same in every language.
    if (typeof text === 'string' && !hasLetters.test(text)) return;
    for (const language of others) {
      const own = typeof text === 'string' ? '' : (text[language] ?? '');
      found.push({ pointer, language, source, text: own.trim() ? own : '' });
      marks.push(markOf(owner, pointer, language));
    }
  });
  const signing = new Set(found.filter((_, index) => marks[index]).map(({ language }) => language));
  return found.map((one, index) => ({
    ...one,
    state: stateOf(one, marks[index], signing.has(one.language)),
  }));
}

/** An open mark, or one of before a change, asks for a look; so does none, once a language is being signed off. */
function stateOf(
  one: Omit<Translation, 'state'>,
  mark: string | undefined,
  isSigning: boolean,
): Translation['state'] {
  if (!one.text) return 'missing';
  if (mark === undefined) return isSigning ? 'unsigned' : 'done';
  return mark === fingerprint(one.source, one.text) ? 'done' : 'unsigned';
}

export function translationState(definition: Definition): readonly LanguageState[] {
  const all = translationsOf(definition);
  return [...new Set(all.map(({ language }) => language))].map((language) => {
    const own = all.filter((one) => one.language === language);
    const pointers = (state: Translation['state']): readonly string[] =>
      own.filter((one) => one.state === state).map(({ pointer }) => pointer);
    const [missing, unsigned] = [pointers('missing'), pointers('unsigned')];
    const done = own.length - missing.length - unsigned.length;
    return { language, total: own.length, done, missing, unsigned };
  });
}

export const needsSignOff = (definition: Definition, pointer: string, language: string): boolean =>
  translationsOf(definition).some(
    (one) => one.pointer === pointer && one.language === language && one.state === 'unsigned',
  );

/** The steps that say: this translation has been read and is right as it is. None where there is no such text. */
export function signOff(
  definition: Definition,
  pointer: string,
  language: string,
): readonly JsonPatch[] {
  const text = valueAt(definition, pointer);
  const own = isElement(text) ? text[language] : undefined;
  if (!isElement(text) || typeof own !== 'string' || !own.trim()) return [];
  // as: an object of texts, whose members textOf reads one by one.
  const source = inDefaultLanguage(text as DefinitionText, definition);
  return markSteps(definition, pointer, language, fingerprint(source, own));
}

/** Sets the mark of a text, making what holds it where that is not there yet. An empty mark asks for a look. */
export function markSteps(
  definition: Definition,
  pointer: string,
  language: string,
  mark: string,
): readonly JsonPatch[] {
  const { owner, property } = placeOfText(pointer);
  const signed = valueAt(definition, `${owner}/lnSigned`);
  const path = `${owner}/lnSigned`;
  if (!isElement(signed)) return [{ op: 'add', path, value: { [property]: { [language]: mark } } }];
  if (!isElement(signed[property])) {
    return [{ op: 'add', path: `${path}/${property}`, value: { [language]: mark } }];
  }
  return [{ op: 'add', path: `${path}/${property}/${language}`, value: mark }];
}

function markOf(
  { lnSigned }: Readonly<Record<string, unknown>>,
  pointer: string,
  language: string,
): string | undefined {
  if (!isElement(lnSigned)) return undefined;
  const marks = lnSigned[placeOfText(pointer).property];
  const mark = isElement(marks) ? marks[language] : undefined;
  return typeof mark === 'string' ? mark : undefined;
}

/** What the survey says at its end has its marks beside the other texts of the survey. */
function placeOfText(pointer: string): { readonly owner: string; readonly property: string } {
  if (pointer.startsWith('/lnEnd/'))
    return { owner: '', property: pointer.slice(1).replace('/', '.') };
  const cut = pointer.lastIndexOf('/');
  return { owner: pointer.slice(0, cut), property: pointer.slice(cut + 1) };
}

const inDefaultLanguage = (text: DefinitionText, definition: Definition): string =>
  textOf(text, definition)?.[defaultLanguageOf(definition)] ?? '';

/** Eight hexadecimal digits: enough to notice a change, short enough to stand beside each text. */
const fingerprint = (source: string, text: string): string =>
  bytesToHex(sha256(utf8ToBytes(`${source.normalize('NFC')}\n${text.normalize('NFC')}`))).slice(
    0,
    8,
  );
