/** Two entries of one paper form, field by field. */
import { placedItems } from '#core/definitions/codebook.ts';
import type { Definition } from '#core/definitions/definition.ts';
import { normalizeAnswers } from '#core/intake/answer-values.ts';
import { pointerTo } from '#core/kernel/plain-data.ts';

export interface EntryDifference {
  /** RFC 6901, into `{answers, paper}`. */
  readonly pointer: string;
  readonly first?: unknown;
  readonly second?: unknown;
}

export interface ComparedEntry {
  readonly answers: Readonly<Record<string, unknown>>;
  readonly paper: Readonly<Record<string, unknown>>;
}

/** In which order answers were ticked means nothing, unless the item asks for an order. */
export function compareEntries(
  first: ComparedEntry,
  second: ComparedEntry,
  definition: Definition,
): readonly EntryDifference[] {
  const ordered = new Set(
    placedItems(definition)
      .filter(({ item }) => item.type === 'ranking')
      .map(({ item }) => item.name),
  );
  const parts = (entry: ComparedEntry): Readonly<Record<string, unknown>> => ({
    answers: normalizeAnswers(entry.answers),
    paper: normalizeAnswers(entry.paper),
  });
  return differences(parts(first), parts(second), [], ordered);
}

function differences(
  first: unknown,
  second: unknown,
  path: readonly string[],
  ordered: ReadonlySet<string>,
): readonly EntryDifference[] {
  if (isGroup(first) || isGroup(second)) {
    const one = isGroup(first) ? entriesOf(first) : new Map<string, unknown>();
    const other = isGroup(second) ? entriesOf(second) : new Map<string, unknown>();
    return [...new Set([...one.keys(), ...other.keys()])].flatMap((key) =>
      differences(one.get(key), other.get(key), [...path, key], ordered),
    );
  }
  const isOrdered = ordered.has(path.at(-1) ?? '');
  if (textOf(first, isOrdered) === textOf(second, isOrdered)) return [];
  return [
    {
      pointer: pointerTo(path),
      ...(first === undefined ? {} : { first }),
      ...(second === undefined ? {} : { second }),
    },
  ];
}

/** A group of answers, or a list of groups; a list of codes is one answer. */
const isGroup = (value: unknown): value is object =>
  typeof value === 'object' &&
  value !== null &&
  (!Array.isArray(value) || value.some((one) => typeof one === 'object'));

const entriesOf = (group: object): Map<string, unknown> => new Map(Object.entries(group));

function textOf(value: unknown, isOrdered: boolean): string {
  if (!Array.isArray(value)) return JSON.stringify(value) ?? '';
  const codes = value.map((one) => JSON.stringify(one));
  return codes.length === 0 ? '' : (isOrdered ? codes : codes.sort()).join();
}
