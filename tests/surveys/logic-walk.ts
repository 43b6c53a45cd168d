/**
 * Answers a survey page by page by our own compiled logic alone: quick enough for many people. What is shown is
 * answered at random; what contradicts a rule is answered again until nothing does.
 */
import type { Definition, Item } from '#core/definitions/definition.ts';
import {
  isElement,
  rangeOfChoices,
  specialsOf,
  toItem,
} from '#core/definitions/element-properties.ts';
import type {
  CompiledLogic,
  LogicEnvironment,
  Observation,
} from '#core/definitions/logic/compiled-logic.ts';
import { otherWords, type Random, randomAnswer, randomFrom } from './random-answer.ts';

export interface LogicWalk {
  readonly answers: Readonly<Record<string, unknown>>;
  /** Pointers of the pages and items that were shown. */
  readonly shown: ReadonlySet<string>;
}

type Answers = Record<string, unknown>;
const mostTries = 2_000;

/** @throws if a page is content with no answers. */
export function logicWalk(
  definition: Definition,
  logic: CompiledLogic,
  environment: LogicEnvironment,
  seed: number,
): LogicWalk {
  const random = randomFrom(seed);
  const shown = new Set<string>();
  let answers: Answers = {};
  for (const [index, page] of definition.pages.entries()) {
    const look = (): Look => {
      const here = shownOn(index, definition, logic.observe(answers, environment));
      const faulty = new Set(logic.check(answers, environment).errors.map(({ path }) => path));
      for (const { seen } of here) shown.add(seen.pointer);
      return { here, wrong: here.filter(({ path }) => faulty.has(path)) };
    };
    if (!answerPage(look, answers, random)) throw new Error(`${page.name} is content with nothing`);
    answers = { ...logic.check(answers, environment).data };
  }
  return { answers, shown };
}

/** What a page shows now, and what of it contradicts a rule. */
interface Look {
  readonly here: readonly Shown[];
  readonly wrong: readonly Shown[];
}

/** Whether the page is content in the end. */
function answerPage(look: () => Look, answers: Answers, random: Random): boolean {
  const met = new Set<string>();
  for (let tries = 0; tries < mostTries; tries += 1) {
    const { here, wrong } = look();
    const open = here.filter(({ path }) => !met.has(path));
    for (const { path } of open) met.add(path);
    if (open.length === 0 && wrong.length === 0) return true;
    // A person may correct what is named, or what it was compared with.
    const again = random() < 0.7 ? wrong : here;
    for (const place of open.length > 0 ? open : again) give(answers, place, random);
  }
  return false;
}

type Shown = Place & { readonly seen: Observation };

const shownOn = (
  page: number,
  definition: Definition,
  observed: readonly Observation[],
): readonly Shown[] =>
  observed
    .filter(({ pointer, isShown }) => isShown && pointer.startsWith(`/pages/${page}/elements/`))
    .map((seen) => ({ seen, ...placeOf(seen, definition) }));

interface Place {
  readonly item: Item;
  /** As errors name it: `sex`, `plan[0].goal`. */
  readonly path: string;
  readonly group?: { readonly name: string; readonly copy: number };
}

function placeOf({ pointer, copies }: Observation, definition: Definition): Place {
  const item = itemAt(definition, pointer);
  const [copy] = copies;
  const around = /^(.*)\/templateElements\//.exec(pointer)?.[1];
  if (copy === undefined || around === undefined) return { item, path: item.name };
  const { name } = itemAt(definition, around);
  return { item, path: `${name}[${copy}].${item.name}`, group: { name, copy } };
}

function itemAt(definition: Definition, pointer: string): Item {
  let here: unknown = definition;
  for (const step of pointer.split('/').slice(1))
    here = Array.isArray(here) ? here[Number(step)] : isElement(here) ? here[step] : undefined;
  if (!isElement(here)) throw new Error(`nothing at ${pointer}`);
  return toItem(here);
}

function give(answers: Answers, { seen, item, group }: Shown, random: Random): void {
  if (item.type === 'expression' || item.type === 'panel') return;
  if (item.type === 'paneldynamic') {
    const copies = item.isRequired ? 1 + Math.floor(random() * 2) : Math.floor(random() * 3);
    answers[item.name] = Array.from({ length: copies }, () => ({}));
    return;
  }
  const target = group ? copyOf(answers, group) : answers;
  if (!target) return;
  Reflect.deleteProperty(target, item.name);
  Reflect.deleteProperty(target, `${item.name}-Comment`);
  if (!item.isRequired && random() < 0.25) return;
  const chosen = randomAnswer(item, offeredBy(item, seen, answers), random);
  target[item.name] = chosen;
  const isOther = chosen === 'other' || (Array.isArray(chosen) && chosen.includes('other'));
  if (isOther) target[`${item.name}-Comment`] = otherWords;
}

function offeredBy(
  item: Item,
  { offered = [] }: Observation,
  answers: Answers,
): readonly unknown[] {
  const { choicesFromQuestion: source } = item;
  if (typeof source === 'string') {
    const carried = answers[source];
    // The words of a carried "other" stand for it; a walk passes it over.
    return Array.isArray(carried) && carried.length > 1
      ? carried.filter((code) => code !== 'other')
      : [carried].flat();
  }
  return [...offered, ...rangeOfChoices(item), ...specialsOf(item)];
}

/** Absent if the group has been answered anew since. */
function copyOf(
  answers: Answers,
  { name, copy }: { name: string; copy: number },
): Answers | undefined {
  const copies = answers[name];
  const found: unknown = Array.isArray(copies) ? copies[copy] : undefined;
  // as: made by `give`, for this walk alone.
  return isElement(found) ? (found as Answers) : undefined;
}
