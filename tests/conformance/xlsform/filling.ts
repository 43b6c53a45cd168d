/**
 * One filling of an imported form, answer by answer, over the compiled logic alone. It does what the form on a phone does
 * around that logic: defaults, copies of groups, answers that the form fills in itself.
 */
import type { Definition, Item } from '#core/definitions/definition.ts';
import { itemsOf, numberProperty } from '#core/definitions/element-properties.ts';
import type {
  CompiledLogic,
  LogicEnvironment,
  Observation,
} from '#core/definitions/logic/compiled-logic.ts';
import { storedAnswer } from '#core/definitions/xlsform/stored-answer.ts';
import { toText } from '#core/definitions/xlsform/xpath/values.ts';
import { type FormElement, type FormIndex, indexForm } from './form-index.ts';
import { type Place, placeOfRef, type Step } from './trace.ts';

type Answers = Record<string, unknown>;
const mostRounds = 20;

export class Filling {
  readonly index: FormIndex;
  readonly #logic: CompiledLogic;
  readonly #environment: LogicEnvironment;
  readonly #answers: Answers;
  readonly #byPointer: ReadonlyMap<string, FormElement>;
  readonly #filledIn = new Map<string, string>();
  readonly #begun = new Set<string>();

  constructor(definition: Definition, logic: CompiledLogic, environment: LogicEnvironment) {
    this.index = indexForm(definition);
    this.#logic = logic;
    this.#environment = environment;
    this.#byPointer = new Map(this.index.elements.map((each) => [each.pointer, each]));
    const items = definition.pages.flatMap((page) => itemsOf(page, 'elements'));
    this.#answers = untouched(items);
    this.#settle();
  }

  observe(): readonly Observation[] {
    return this.#logic.observe(this.#answers, this.#environment);
  }

  /** @returns false if the form has no such row. */
  take(step: Step): boolean {
    if (step.op === 'rejected') return true;
    const place = placeOfRef(step.ref);
    const found = this.index.byPath.get(place.path);
    const holder = found && this.#holderOf(found, place.copies);
    if (!found || !holder) return false;
    if (step.op === 'repeat') setCount(holder, found.element, step.count ?? 0);
    else holder[found.element.name] = this.#answerOf(found, place, step);
    this.#settle();
    return true;
  }

  /** Choices are taken in the order of the list, and only those that are offered. */
  #answerOf(found: FormElement, place: Place, { op, value }: Step): unknown {
    const answer = storedAnswer(found.element, value);
    if (op !== 'select' || !Array.isArray(answer)) return answer;
    const state = this.observe().find((each) => isAt(each, found.pointer, place.copies));
    const chosen = state?.offered?.filter((code) => answer.includes(code)) ?? [];
    return chosen.length > 0 ? chosen : undefined;
  }

  #holderOf({ groups }: FormElement, copies: readonly number[]): Answers | undefined {
    let holder: Answers | undefined = this.#answers;
    groups.forEach((group, level) => {
      const turns: unknown = holder?.[group];
      const turn: unknown = Array.isArray(turns) ? turns[copies[level] ?? 0] : undefined;
      holder = isAnswers(turn) ? turn : undefined;
    });
    return holder;
  }

  /** Lets the form fill in what it fills in itself, until nothing changes; answers that chase each other are left. */
  #settle(): void {
    for (let round = 0; round < mostRounds; round++) {
      const changes = this.observe().map((each) => this.#fillIn(each));
      if (!changes.includes(true)) return;
    }
  }

  #fillIn(state: Observation): boolean {
    const found = this.#byPointer.get(state.pointer);
    const holder = found && this.#holderOf(found, state.copies);
    if (!found || !holder) return false;
    const key = `${state.pointer} ${state.copies.join()}`;
    if (!state.isShown) {
      this.#filledIn.delete(key);
      return false;
    }
    const { element } = found;
    if (state.countAsked !== undefined) return setCount(holder, element, state.countAsked);
    if ('start' in state && !this.#begun.has(key)) {
      this.#begun.add(key);
      if (holder[element.name] === undefined) return put(holder, element, state.start);
    }
    if (!('refill' in state)) return false;
    const waits = 'refillWhen' in state;
    const sign = toText(waits ? state.refillWhen : state.refill);
    const before = this.#filledIn.get(key);
    this.#filledIn.set(key, sign);
    if (before === sign || (waits && before === undefined)) return false;
    return put(holder, element, state.refill);
  }
}

const isAt = (state: Observation, pointer: string, copies: readonly number[]): boolean =>
  state.pointer === pointer && state.copies.join() === copies.join();

const isAnswers = (value: unknown): value is Answers =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function put(holder: Answers, element: Item, value: unknown): boolean {
  const text = toText(value);
  if (text === toText(holder[element.name])) return false;
  holder[element.name] = text === '' ? undefined : storedAnswer(element, text);
  return true;
}

/** What a form holds before anybody has answered: plain defaults, and the copies that groups begin with. */
function untouched(items: readonly Item[]): Answers {
  const answers: Answers = {};
  for (const item of items) {
    Object.assign(answers, untouched(itemsOf(item, 'elements')));
    if (item.defaultValue !== undefined) answers[item.name] = item.defaultValue;
    if (item.type === 'paneldynamic') {
      answers[item.name] = [];
      setCount(answers, item, numberProperty(item, 'panelCount') ?? 0);
    }
  }
  return answers;
}

function setCount(holder: Answers, group: Item, count: number): boolean {
  const held: unknown = holder[group.name];
  const turns: unknown[] = Array.isArray(held) ? held : [];
  holder[group.name] = turns;
  const before = turns.length;
  while (turns.length < count) turns.push(untouched(itemsOf(group, 'templateElements')));
  turns.length = count;
  return before !== count;
}
