/** The texts of a survey as a table for a translator (between tabs, for any spreadsheet), and back. */
import type { Definition } from '#core/definitions/definition.ts';
import { defaultLanguageOf } from '#core/definitions/languages.ts';
import { applyPatch } from '#core/definitions/mend.ts';
import { markSteps, translationsOf } from '#core/definitions/translations.ts';
import { getAt, setAt } from '#web/workspace/editor/model/pointer.ts';
import { readText, writeText } from '#web/workspace/editor/model/texts.ts';
import { cellsOf } from '#web/workspace/editor/tools/paste/pasted-table.ts';
import { pointersByKey, textKey } from '#web/workspace/editor/tools/translations/text-keys.ts';

/** Head and one line a text: where it belongs, the words in the default language, the words in `language`. */
export function translatorTable(definition: Definition, language: string): string {
  const rows = translationsOf(definition, [language]).map(({ pointer, source, text }) => [
    textKey(definition, pointer),
    source,
    text,
  ]);
  return [['key', defaultLanguageOf(definition), language], ...rows]
    .map((cells) => cells.map(cellText).join('\t'))
    .join('\n');
}

/** In quotes where it must be; spreadsheets take what begins with = + - @ for a formula unless ' stands before it. */
function cellText(text: string): string {
  const safe = /^[=+\-@'＝]/.test(text) ? `'${text}` : text;
  return /["\t\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const unguarded = (cell: string): string => (/^'[=+\-@'＝]/.test(cell) ? cell.slice(1) : cell);

export interface TakenTable {
  readonly definition: Definition;
  /** Texts that are other now. */
  readonly changed: number;
  /** Keys that the survey does not have. */
  readonly unknown: readonly string[];
  /** Texts whose words in the default language have changed since the table was made; they are taken all the same. */
  readonly outdated: number;
}

/** Puts the translator's words in. Each asks for a look of somebody who knows the survey. Empty cells change nothing. */
export function takeTable(definition: Definition, language: string, table: string): TakenTable {
  const pointers = pointersByKey(definition);
  const byDefault = defaultLanguageOf(definition);
  let next = definition;
  let [changed, outdated] = [0, 0];
  const unknown: string[] = [];
  for (const [key = '', source = '', words = ''] of cellsOf(table)) {
    const pointer = pointers.get(key);
    const text = unguarded(words);
    if (pointer === undefined) {
      if (key !== 'key' && key !== '') unknown.push(key);
      continue;
    }
    const before = getAt(next, pointer);
    if (text === '' || readText(before, language, next) === text) continue;
    if (readText(before, byDefault, next).trim() !== unguarded(source)) outdated += 1;
    next = setAt(next, pointer, writeText(before, language, text, next));
    next = applyPatch(next, markSteps(next, pointer, language, ''));
    changed += 1;
  }
  return { definition: next, changed, unknown, outdated };
}
