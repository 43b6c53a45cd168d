/** Changes in the language of the screen: titles, kinds of items and conditions as a person would say them. */
import { changeParams, type VersionChange } from '#core/definitions/diff-versions.ts';
import { conditionInWords } from '#web/workspace/definitions/condition-words.ts';
import { itemTypeKey } from '#web/workspace/definitions/item-words.ts';
import { type OutlinePage, outlineOf } from '#web/workspace/definitions/outline.ts';
import { languageName } from '#web/workspace/language/catalogues.ts';
import type { WorkspaceMessages } from '#web/workspace/language/workspace-messages.ts';

/** Changes whose values are conditions. */
const conditions: ReadonlySet<string> = new Set(['skip-changed', 'required-rule-changed']);

/** @param definition whose items conditions speak of; without it they stay as they are written */
export function changeWords(
  change: VersionChange,
  language: string,
  t: WorkspaceMessages,
  definition?: unknown,
): string {
  const params = { ...changeParams(change, language) };
  if (params.language !== undefined) params.language = languageName(String(params.language));
  const inWords = valueWords(change, language, t, outlineOf(definition) ?? []);
  for (const name of ['from', 'to']) {
    if (params[name] !== undefined) params[name] = inWords(String(params[name]));
  }
  return t(`changes.${change.code}`, params);
}

function valueWords(
  { code, params }: VersionChange,
  language: string,
  t: WorkspaceMessages,
  pages: readonly OutlinePage[],
): (value: string) => string {
  if (code === 'type-changed') return (value) => kindWords(value, t);
  if (code === 'default-language-changed') return languageName;
  if (conditions.has(code) && String(params.property).endsWith('If')) {
    return (value) => (value === '–' ? value : conditionInWords(value, pages, [language], t));
  }
  return (value) => value;
}

/** `text number`: the kind of item, and what is typed in. */
export function kindWords(kind: string, t: WorkspaceMessages): string {
  const [type = '', ...typed] = kind.split(' ');
  const word = t(itemTypeKey(type));
  return typed.length > 0 ? `${word} (${typed.join(' ')})` : word;
}
