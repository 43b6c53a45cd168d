/**
 * A paper form as lines to be typed: one answer a line, in the order of the form, with the keys that choose. Which lines
 * apply is asked of the compiled logic after every answer.
 */
import { placedItems } from '#core/definitions/codebook.ts';
import type { ChoiceValue, Definition, Item } from '#core/definitions/definition.ts';
import { commentKeyOf, isElement } from '#core/definitions/element-properties.ts';
import { defaultLanguageOf, isDefinitionText, textOf } from '#core/definitions/languages.ts';
import type { Answers, LogicOutcome } from '#core/definitions/logic/compiled-logic.ts';
import { bareVariable, type Category, type Variable } from '#core/definitions/variable.ts';
import { valueAt } from '#core/intake/data-file/export-table.ts';
import {
  type CellKind,
  type Field,
  type FieldTable,
  fieldTable,
  repeatedElements,
} from '#core/intake/data-file/fields.ts';

export type LineKind = 'one' | 'many' | 'rank' | 'copies' | CellKind;

export interface TypingLine {
  /** Where the answer lies: item names and places in lists. */
  readonly at: readonly (string | number)[];
  /** The same, as the logic writes paths: `children[0].age`. */
  readonly path: string;
  readonly kind: LineKind;
  readonly variable: Variable;
  readonly keys: readonly string[];
  /** Copies around it, counted from 1: the second child's third visit is [2, 3]. */
  readonly copies: readonly number[];
  /** Of a list of copies: how many there may be. */
  readonly most?: number;
}

const digits = '123456789';
const letters = 'abcdefghijklmnopqrstuvwxyz';

/** The key of each answer: its own code where all codes are single signs, else 1–9 and then letters. */
export function keysOf(categories: readonly Category[]): readonly string[] {
  const codes = categories.map(({ value }) => String(value).toLowerCase());
  const isOwn =
    codes.every((code) => /^[0-9a-z]$/.test(code)) && new Set(codes).size === codes.length;
  return isOwn ? codes : categories.map((_, index) => `${digits}${letters}`[index] ?? '');
}

/** All lines that the answers so far call for, whether they apply or not. */
export function typingLines(definition: Definition, answers: Answers): readonly TypingLine[] {
  return linesOf(definition, fieldTable(definition), answers, { at: [], path: '', copies: [] });
}

interface Around {
  readonly at: readonly (string | number)[];
  readonly path: string;
  readonly copies: readonly number[];
}

const mostCopies = 50;

function linesOf(
  definition: Definition,
  table: FieldTable,
  record: unknown,
  around: Around,
): readonly TypingLine[] {
  const inner = (name: string): string => (around.path ? `${around.path}.${name}` : name);
  return placedItems(definition).flatMap(({ item }): readonly TypingLine[] => {
    const fields = table.fields.filter(
      ({ variable, isCalculated }) => variable.item === item.name && !isCalculated,
    );
    const repeat = table.tables.find(({ name }) => name === item.name);
    if (!repeat) {
      return fields.map((field) => lineOf(field, around, inner(item.name), commentKeyOf(item)));
    }
    const list = valueAt(record, [item.name]);
    const copies: readonly unknown[] = Array.isArray(list) ? list : [];
    const most = typeof item.maxPanelCount === 'number' ? item.maxPanelCount : mostCopies;
    const within: Definition = {
      ...definition,
      pages: [{ name: item.name, elements: repeatedElements(item) ?? [] }],
      calculatedValues: [],
    };
    const counter: TypingLine = {
      at: [...around.at, item.name],
      path: inner(item.name),
      kind: 'copies',
      variable: counterVariable(item, definition),
      keys: [],
      copies: around.copies,
      most,
    };
    return [
      counter,
      ...copies.flatMap((copy, index) =>
        linesOf(within, repeat, copy, {
          at: [...around.at, item.name, index],
          path: `${inner(item.name)}[${index}]`,
          copies: [...around.copies, index + 1],
        }),
      ),
    ];
  });
}

function lineOf(
  { variable, kind, at }: Field,
  around: Around,
  path: string,
  commentKey: string | undefined,
): TypingLine {
  const isComment = commentKey !== undefined && at.at(-1) === commentKey;
  return {
    at: [...around.at, ...at],
    path,
    kind: isComment ? 'line' : lineKind(variable, kind),
    variable,
    keys: keysOf(variable.categories ?? []),
    copies: around.copies,
  };
}

function lineKind({ type }: Variable, kind: CellKind): LineKind {
  if (type === 'multi') return 'many';
  if (type === 'rank') return 'rank';
  return kind === 'code' ? 'one' : kind;
}

/** The list itself: how many copies there are. */
function counterVariable(item: Item, definition: Definition): Variable {
  const title = item.title ?? item.templateTitle;
  const label = isDefinitionText(title) ? textOf(title, definition) : undefined;
  return bareVariable(
    item.name,
    'number',
    null,
    label ?? { [defaultLanguageOf(definition)]: item.name },
  );
}

/** Lines of items that the form asks, by these answers; a text beside "other" only where "other" is chosen. */
export function applicableLines(
  lines: readonly TypingLine[],
  answers: Answers,
  { relevant }: LogicOutcome,
): readonly TypingLine[] {
  const asked = new Set(relevant);
  return lines.filter(({ at, path }) => {
    if (!asked.has(path)) return false;
    const last = String(at.at(-1));
    if (!last.endsWith('-Comment')) return true;
    const answer = answerAt(answers, [...at.slice(0, -1), last.slice(0, -'-Comment'.length)]);
    return answer === 'other' || (Array.isArray(answer) && answer.includes('other'));
  });
}

export function answerAt(answers: unknown, at: readonly (string | number)[]): unknown {
  let value = answers;
  for (const step of at) {
    value =
      typeof value === 'object' && value !== null && Object.hasOwn(value, step)
        ? Reflect.get(value, step)
        : undefined;
  }
  return value;
}

/** A new answers object with this answer; `undefined` takes it away. */
export function withAnswer(
  answers: Readonly<Record<string, unknown>>,
  at: readonly (string | number)[],
  answer: unknown,
): Record<string, unknown> {
  const changed = put(answers, at, answer);
  return isElement(changed) ? { ...changed } : {};
}

function put(held: unknown, at: readonly (string | number)[], answer: unknown): unknown {
  const [first, ...rest] = at;
  if (first === undefined) return answer;
  if (typeof first === 'number') {
    const list: unknown[] = Array.isArray(held) ? [...held] : [];
    list[first] = put(list[first] ?? {}, rest, answer);
    return list;
  }
  const record: Readonly<Record<string, unknown>> = isElement(held) ? held : {};
  const { [first]: before, ...others } = record;
  const value = put(before, rest, answer);
  return value === undefined || isEmptyGroup(value) ? others : { ...others, [first]: value };
}

const isEmptyGroup = (value: unknown): boolean =>
  isElement(value) && Object.keys(value).length === 0;

/** The list with so many copies: new ones are empty, those beyond go. */
export function withCopies(list: unknown, count: number): readonly unknown[] | undefined {
  const held: readonly unknown[] = Array.isArray(list) ? list : [];
  if (count <= 0) return undefined;
  return Array.from({ length: count }, (_, index) => held[index] ?? {});
}

/** The answer after a key: chosen, ticked or taken back; undefined where the key means nothing. */
export function afterKey(
  line: TypingLine,
  answer: unknown,
  key: string,
): { readonly answer: ChoiceValue | readonly ChoiceValue[] | undefined } | undefined {
  const index = line.keys.indexOf(key.toLowerCase());
  const chosen = index >= 0 ? line.variable.categories?.[index] : undefined;
  if (!chosen) return undefined;
  if (line.kind === 'one') return { answer: chosen.value };
  const held: readonly ChoiceValue[] = Array.isArray(answer) ? answer : [];
  if (held.includes(chosen.value)) {
    const left = held.filter((value) => value !== chosen.value);
    return { answer: left.length > 0 ? left : undefined };
  }
  if (line.kind === 'rank') return { answer: [...held, chosen.value] };
  const categories = line.variable.categories ?? [];
  // What excludes the others stands alone, as on the phone.
  const alone = new Set(categories.filter((one) => one.exclusive).map(({ value }) => value));
  const kept = chosen.exclusive ? [] : held.filter((value) => !alone.has(value));
  const ticked = new Set([...kept, chosen.value]);
  return { answer: categories.map(({ value }) => value).filter((value) => ticked.has(value)) };
}
