/** In which languages a definition speaks, and its texts keyed by language. */
import type { Definition, DefinitionText } from '#core/definitions/definition.ts';
import { isElement } from '#core/definitions/element-properties.ts';
import { type LocalizedText, productLanguages } from '#core/kernel/localized-text.ts';

/** What people who answer read. Our own `ln` labels are for reports and do not make a language; `lnEnd` is read. */
export const readableProperties: readonly string[] = [
  'title',
  'description',
  'text',
  'label',
  'labelTrue',
  'labelFalse',
  'placeholder',
  'minRateDescription',
  'maxRateDescription',
  'otherText',
  'otherPlaceholder',
  'noneText',
  'dontKnowText',
  'refuseText',
  'commentText',
  'requiredErrorText',
  'otherErrorText',
  'minErrorText',
  'maxErrorText',
  'keyDuplicationError',
  'panelAddText',
  'panelRemoveText',
  'addRowText',
  'removeRowText',
  'templateTitle',
  'completeText',
  'startSurveyText',
  'navigationTitle',
  'navigationDescription',
  'templateDescription',
  'addPanelText',
  'removePanelText',
  'prevPanelText',
  'nextPanelText',
  'noEntriesText',
  'noRowsText',
  'confirmDeleteText',
  'commentPlaceholder',
  'stepErrorText',
  'cellHint',
  'pagePrevText',
  'pageNextText',
  'previewText',
  'editText',
];

const readable: ReadonlySet<string> = new Set(readableProperties);
export const isReadable = (property: string): boolean => readable.has(property);

/** The language of plain strings, and of texts under `default`. */
export const defaultLanguageOf = (definition: Definition): string => definition.locale || 'en';

/**
 * The default language first, then those that we have words of our own in, then others by name: the order of members
 * in a document means nothing. A language counts if the title or at least half of
 * the texts have it: a list taken from elsewhere with more languages does not make the survey speak them.
 */
export function languagesOf(definition: Definition): readonly string[] {
  const uses = new Map<string, number>();
  let texts = 0;
  forEachText(definition, (text) => {
    if (typeof text === 'string') return;
    texts++;
    for (const [language, words] of Object.entries(text)) {
      if (isLanguage(language) && words.trim()) uses.set(language, (uses.get(language) ?? 0) + 1);
    }
  });
  const titles = textOf(definition.title, definition) ?? {};
  const spoken = [...uses].filter(
    ([language, count]) => count * 2 >= texts || titles[language]?.trim(),
  );
  const others = spoken.map(([language]) => language).sort(byFamiliarity);
  return [...new Set([defaultLanguageOf(definition), ...others])];
}

/** Names that every object answers to are no languages: asking a text for them would not give words. */
const isLanguage = (key: string): boolean => key !== 'default' && !(key in Object.prototype);

const byFamiliarity = (one: string, other: string): number =>
  familiarity(one) - familiarity(other) || (one < other ? -1 : 1);

function familiarity(language: string): number {
  const ours: readonly string[] = productLanguages;
  const place = ours.indexOf(language);
  return place === -1 ? ours.length : place;
}

/** The text keyed by language; a plain string and the key `default` are in the default language. */
export function textOf(
  text: DefinitionText | undefined,
  definition: Definition,
): LocalizedText | undefined {
  if (text === undefined || text === '') return undefined;
  const language = defaultLanguageOf(definition);
  if (typeof text === 'string') return { [language]: text };
  const { default: unnamed, ...named } = text;
  return unnamed === undefined ? named : { [language]: unnamed, ...named };
}

export const isDefinitionText = (value: unknown): value is DefinitionText =>
  typeof value === 'string' ||
  (isElement(value) && Object.values(value).every((words) => typeof words === 'string'));

type Element = Readonly<Record<string, unknown>>;
/** `owner` is the element whose text it is; what is said at the end belongs to the survey. */
type Visit = (text: DefinitionText, pointer: string, owner: Element) => void;

/** Visits every text that people read, with its pointer. Texts of the wrong shape are passed over. */
export function forEachText(element: Element, visit: Visit, pointer = ''): void {
  for (const [name, value] of Object.entries(element)) {
    const here = `${pointer}/${name}`;
    if (readable.has(name)) {
      if (isDefinitionText(value)) visit(value, here, element);
    } else if (name === 'lnEnd') visitEnds(value, visit, here, element);
    else if (name.startsWith('ln')) {
      // Reports' words, not the respondents'.
    } else if (Array.isArray(value)) {
      value.forEach((entry, index) => {
        if (isElement(entry)) forEachText(entry, visit, `${here}/${index}`);
      });
    } else if (isElement(value)) forEachText(value, visit, here);
  }
}

/** What the survey says at its end, one text an outcome. */
function visitEnds(ends: unknown, visit: Visit, pointer: string, owner: Element): void {
  if (!isElement(ends)) return;
  for (const [outcome, text] of Object.entries(ends)) {
    if (isDefinitionText(text)) visit(text, `${pointer}/${outcome}`, owner);
  }
}
