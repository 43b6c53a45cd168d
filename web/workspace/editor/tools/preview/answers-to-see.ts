/**
 * Answers under which a chosen item is asked, so that the preview can show it without going through the whole survey:
 * those there are, and as few more as its conditions want. Conditions that rows cannot say are left as they are.
 */
import type { Definition } from '#core/definitions/definition.ts';
import {
  compileExpression,
  type EvaluationContext,
} from '#core/definitions/expressions/compile-expression.ts';
import { lookUp, pathOf } from '#core/definitions/expressions/lookup.ts';
import { parseExpression } from '#core/definitions/expressions/parse.ts';
import { placedElements } from '#web/workspace/editor/model/places.ts';
import { getAt, isInside, isObject } from '#web/workspace/editor/model/pointer.ts';
import {
  type ConditionEntry,
  type ConditionRow,
  isGroup,
} from '#web/workspace/editor/tools/condition-row.ts';
import { readCondition, writeCondition } from '#web/workspace/editor/tools/condition-rows.ts';
import { type Subject, subjectsFor } from '#web/workspace/editor/tools/condition-subjects.ts';

type Answers = Readonly<Record<string, unknown>>;

/** Conditions on conditions end somewhere, or go round in circles. */
const deepest = 8;
/** Which of alternatives is tried; conditions further in may speak against the first. */
const alternatives = [0, 1, 2] as const;

interface Search {
  readonly definition: Definition;
  readonly alternative: number;
  readonly depth: number;
}

export function answersToSee(definition: Definition, pointer: string, answers: Answers): Answers {
  const places = placesOnTheWay(definition, pointer);
  const isSeen = (known: Answers): boolean =>
    places.every(({ condition }) => holds(condition, known));
  let found = answers;
  for (const alternative of alternatives) {
    for (const order of [places, places.toReversed()]) {
      found = answersFor(order, { definition, alternative, depth: 0 }, answers);
      if (isSeen(found)) return found;
    }
  }
  return found;
}

interface Place {
  readonly pointer: string;
  readonly condition: string;
}

/** The element and what it stands in, as far as they have conditions; the page first. */
function placesOnTheWay(definition: Definition, pointer: string): readonly Place[] {
  const page = /^\/pages\/\d+/.exec(pointer)?.[0];
  const elements = placedElements(definition)
    .map((one) => one.pointer)
    .filter((one) => one === pointer || isInside(pointer, one));
  return [...(page === undefined ? [] : [page]), ...elements].flatMap((one) => {
    const element = getAt(definition, one);
    const condition = isObject(element) ? element.visibleIf : undefined;
    return typeof condition === 'string' && condition ? [{ pointer: one, condition }] : [];
  });
}

const answersFor = (places: readonly Place[], search: Search, answers: Answers): Answers =>
  places.reduce(
    (known, place) => (holds(place.condition, known) ? known : withCondition(place, search, known)),
    answers,
  );

function withCondition(place: Place, search: Search, answers: Answers): Answers {
  const { definition } = search;
  const rows = readCondition(place.condition, definition, place.pointer);
  if (!rows) return answers;
  const entry = rows.entries[search.alternative % rows.entries.length];
  const wanted = rows.join === 'all' ? rows.entries : entry ? [entry] : [];
  const needed = wanted.flatMap((one) => rowsOf(one, rows.join));
  const subjects = new Map(
    subjectsFor(definition).map((one) => [one.reference.toLowerCase(), one]),
  );
  return [...new Set(needed.map(({ item }) => item))].reduce((known, item) => {
    const subject = subjects.get(item.toLowerCase());
    if (!subject) return known;
    const own = needed.filter((row) => row.item === item);
    return withAnswer(subject, own, withItemSeen(subject, search, known));
  }, answers);
}

/** Of alternatives the first is enough. */
function rowsOf(entry: ConditionEntry, outer: 'all' | 'any'): readonly ConditionRow[] {
  if (!isGroup(entry)) return [entry];
  return outer === 'all' ? entry.rows.slice(0, 1) : entry.rows;
}

/** What a condition asks about has to be asked itself. */
function withItemSeen({ reference }: Subject, search: Search, answers: Answers): Answers {
  const { definition, depth } = search;
  const name = rootOf(reference).toLowerCase();
  const found = placedElements(definition).find((one) => one.item.name.toLowerCase() === name);
  if (!found || depth > deepest) return answers;
  const places = placesOnTheWay(definition, found.pointer);
  return answersFor(places, { ...search, depth: depth + 1 }, answers);
}

const rootOf = (reference: string): string =>
  (reference.split('.')[0] ?? '').replace(/-Comment$/, '');

/** The first answer that makes every one of the rows true; the answers as they are where none does. */
function withAnswer(subject: Subject, rows: readonly ConditionRow[], answers: Answers): Answers {
  const text = writeCondition({ join: 'all', entries: rows });
  if (text === undefined || holds(text, answers)) return answers;
  for (const candidate of candidatesFor(subject, rows)) {
    const next = withValueAt(answers, subject, candidate);
    if (holds(text, next)) return next;
  }
  return answers;
}

function candidatesFor(
  { kind, offers, aspect }: Subject,
  rows: readonly ConditionRow[],
): readonly unknown[] {
  const values = rows.flatMap((row) => row.values);
  const codes = offers.map(({ value }) => value);
  const numbers = values.map(Number).filter((value) => Number.isFinite(value));
  switch (kind) {
    case 'choice':
    case 'boolean':
      return [...codes, undefined];
    case 'many':
      return [...codes.map((code) => [code]), values, codes, undefined];
    case 'date':
      return [...values, '2000-01-01', '2040-01-01', undefined];
    case 'text':
      return [...values, 'x', undefined];
    default: {
      const near = [...numbers, ...numbers.map((n) => n + 1), ...numbers.map((n) => n - 1), 1, 0];
      return aspect === 'count' ? near.filter((n) => n >= 0 && n < 20) : [...near, undefined];
    }
  }
}

/** `matrix.row` lies in its item's answer, `topics.length` is a number of answers. */
function withValueAt(answers: Answers, subject: Subject, value: unknown): Answers {
  const { reference, aspect } = subject;
  if (aspect === 'count') {
    const name = reference.slice(0, -'.length'.length);
    return { ...answers, [name]: Array.from({ length: Number(value) }, () => ({})) };
  }
  const [name = '', ...steps] = aspect === 'comment' ? [reference] : reference.split('.');
  return { ...answers, [name]: withMember(answers[name], steps, value) };
}

function withMember(holder: unknown, [step, ...rest]: readonly string[], value: unknown): unknown {
  if (step === undefined) return value;
  const members = isObject(holder) ? holder : {};
  return { ...members, [step]: withMember(members[step], rest, value) };
}

interface PlainContext extends EvaluationContext {
  readonly values: Answers;
}

/** By the answers as they stand; what cannot be evaluated does not hold. */
function holds(condition: string, values: Answers): boolean {
  const parsed = parseExpression(condition);
  if (!parsed) return false;
  try {
    const run = compileExpression<PlainContext>(parsed.expression, {
      resolve: (name) => {
        const path = pathOf(name);
        const whenAbsent = name.endsWith('.length') ? 0 : null;
        return { read: (context) => lookUp(context.values, path) ?? whenAbsent };
      },
      functions: new Map(),
      rowsAreClosed: true,
    });
    // Dates of today matter to no row; a fixed clock keeps the preview the same all day.
    const environment = { now: new Date(0), offsetMinutes: 0 };
    return run({ environment, values }) === true;
  } catch {
    return false;
  }
}
