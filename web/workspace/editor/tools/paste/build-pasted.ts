/** Makes answers and items of a definition out of what was read from a pasted list. */
import type { Choice, ChoiceValue, Definition, Item } from '#core/definitions/definition.ts';
import { newItem } from '#web/workspace/editor/model/kinds.ts';
import { writeText } from '#web/workspace/editor/model/texts.ts';
import {
  folded,
  freeCode,
  freeItemName,
} from '#web/workspace/editor/tools/paste/codes-from-words.ts';
import type { AnswerRow } from '#web/workspace/editor/tools/paste/read-answer-list.ts';
import type { PastedItem, PastedKind } from '#web/workspace/editor/tools/paste/read-item-list.ts';

type Texts = Readonly<Record<string, string>>;

/** The rows that repeat nothing. `areNumbers`: the item's codes are numbers, or it has none yet. */
export function choicesFromRows(
  rows: readonly AnswerRow[],
  definition: Definition,
  areNumbers: boolean,
): readonly Choice[] {
  const fresh = rows.filter(({ isRepeated }) => !isRepeated);
  const asNumbers = areNumbers && fresh.every(({ code }) => /^(0|[1-9]\d{0,8})$/.test(code));
  return fresh.map(({ code, texts }) =>
    choiceOf(asNumbers ? Number(code) : code, texts, definition),
  );
}

function choiceOf(value: ChoiceValue, texts: Texts, definition: Definition): Choice {
  const text = textFrom(texts, definition);
  return text === undefined ? { value } : { value, text };
}

function textFrom(texts: Texts, definition: Definition) {
  let text: ReturnType<typeof writeText>;
  for (const [language, words] of Object.entries(texts)) {
    text = writeText(text, language, words, definition);
  }
  return text;
}

export interface ItemOptions {
  readonly definition: Definition;
  /** Of the columns, in their order. */
  readonly languages: readonly string[];
  /** Names that nothing new may have. */
  readonly taken: readonly string[];
  /** What people have chosen instead of the guess, by place in the list. */
  readonly kinds: ReadonlyMap<number, PastedKind>;
}

/** Items with free names, in the order of the list. */
export function itemsFromPasted(
  pasted: readonly PastedItem[],
  { definition, languages, taken, kinds }: ItemOptions,
): readonly Item[] {
  const names = new Set(taken.map((name) => name.toLowerCase()));
  const textsOf = (cells: readonly string[]): Texts =>
    Object.fromEntries(
      languages.flatMap((language, index) => {
        const words = cells[index];
        return words ? [[language, words]] : [];
      }),
    );
  return pasted.map((one, index) => {
    const kind = kinds.get(index) ?? one.kind;
    const title = textFrom(textsOf(one.titles), definition);
    return {
      ...newItem(kind, freeItemName(one.titles[0] ?? '', names)),
      ...(title === undefined ? {} : { title }),
      ...(one.isRequired ? { isRequired: true } : {}),
      ...answersOf(one.answers.map(textsOf), kind, definition),
    };
  });
}

/** An item of a kind without answers of its own lets go of those that were pasted. */
function answersOf(
  answers: readonly Texts[],
  kind: PastedKind,
  definition: Definition,
): Partial<Item> {
  if (answers.length === 0) return {};
  if (kind === 'yes-no') {
    const no = answers.findIndex((texts) => Object.values(texts).some(saysNo));
    const [one, other] = no === 0 ? [answers[1], answers[0]] : [answers[0], answers[1]];
    const labelTrue = textFrom(one ?? {}, definition);
    const labelFalse = textFrom(other ?? {}, definition);
    return { ...(labelTrue ? { labelTrue } : {}), ...(labelFalse ? { labelFalse } : {}) };
  }
  if (!['one', 'many', 'list'].includes(kind)) return {};
  const codes = new Set<string>();
  return {
    choices: answers.map((texts, index) => {
      const words = Object.values(texts)[0] ?? '';
      return choiceOf(freeCode(words, codes, `a${index + 1}`), texts, definition);
    }),
  };
}

const saysNo = (words: string): boolean => ['khong', 'no', 'net', 'tidak'].includes(folded(words));
