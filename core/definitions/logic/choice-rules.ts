/** Which choices an item offers right now, and what is left of an answer when some are not. */
import {
  isElement,
  rangeOfChoices,
  specialsOf,
  textProperty,
  valuesOf,
} from '#core/definitions/element-properties.ts';
import { Refusal } from '#core/definitions/expressions/compile-expression.ts';
import {
  type CompileSession,
  compileProperty,
  compileText,
  loosely,
} from '#core/definitions/logic/conditions.ts';
import { dependOn } from '#core/definitions/logic/references.ts';
import {
  isMultipleChoice,
  isSingleChoice,
  type RunContext,
  type Test,
  type Unit,
  underChoice,
} from '#core/definitions/logic/unit.ts';

export const choiceWords = ['item', 'choice', 'self'];
const aboutChoices = { when: 'earlier', result: 'condition', choiceWords } as const;

type Offers = (value: unknown, context: RunContext) => boolean;

export function addChoiceRules(unit: Unit, session: CompileSession): void {
  const common = loosely(compileProperty(unit, 'choicesVisibleIf', session, aboutChoices));
  const conditions = choiceConditions(unit, common, session);
  const specials = new Set<unknown>(specialsOf(unit.element));
  const isFixed = [...conditions.values()].every((condition) => condition === undefined);
  unit.offers = (value, context) => {
    if (!conditions.has(value)) return false;
    return underChoice(conditions.get(value), value, context);
  };
  const ownOffer: Offers = isFixed ? (value) => conditions.has(value) : unit.offers;
  const carried = carriedOffer(unit, common, session);
  const offer: Offers = (value, context) =>
    specials.has(value) || (carried ?? ownOffer)(value, context);
  unit.clean = isSingleChoice(unit.type) ? keepOne(offer) : keepMany(offer);
}

function choiceConditions(
  unit: Unit,
  common: Test | undefined,
  session: CompileSession,
): ReadonlyMap<unknown, Test | undefined> {
  const conditions = new Map<unknown, Test | undefined>();
  const test = onceEach((text) => loosely(compileText(text, unit, session, aboutChoices)));
  valuesOf(unit.element, 'choices').forEach((choice, index) => {
    session.attempt(`${unit.pointer}/choices/${index}/visibleIf`, () => {
      const text = isElement(choice) ? textProperty(choice, 'visibleIf') : undefined;
      const own = text === undefined ? undefined : test(text);
      unit.choices.push({ value: choice.value, isShown: own ?? common });
      const before = conditions.get(choice.value);
      // Imported lists may hold a code once for each answer to another item: any of them offers it.
      const isRepeated = conditions.has(choice.value);
      conditions.set(choice.value, isRepeated ? either(before, own ?? common) : (own ?? common));
    });
  });
  for (const value of rangeOfChoices(unit.element)) conditions.set(value, common);
  return conditions;
}

/** Imported lists have thousands of choices under a few hundred conditions. What is refused is refused each time. */
function onceEach<Said>(say: (text: string) => Said): (text: string) => Said {
  const known = new Map<string, Said>();
  return (text) => {
    const held = known.get(text);
    if (held !== undefined) return held;
    const said = say(text);
    known.set(text, said);
    return said;
  };
}

const either = (one: Test | undefined, other: Test | undefined): Test | undefined =>
  one && other && ((context) => one(context) || other(context));

/** Choices taken from another item: all of them, the chosen or the unchosen ones. */
function carriedOffer(
  unit: Unit,
  common: Test | undefined,
  session: CompileSession,
): Offers | undefined {
  const name = textProperty(unit.element, 'choicesFromQuestion');
  if (!name) return undefined;
  let offer: Offers | undefined;
  session.attempt(`${unit.pointer}/choicesFromQuestion`, () => {
    const source = sourceOf(unit, name, session);
    const reading = { unit, root: session.root, lenient: session.lenient, when: 'before' } as const;
    dependOn(source, { ...reading, choiceWords: [] });
    offer = offerOf(source, common, textProperty(unit.element, 'choicesFromQuestionMode') ?? 'all');
  });
  return offer;
}

function sourceOf(unit: Unit, name: string, session: CompileSession): Unit {
  const { root } = session;
  const source = unit.scope.names.get(name.toLowerCase()) ?? root.names.get(name.toLowerCase());
  if (!source) throw new Refusal('reference-unknown', { name });
  const isChoice = isSingleChoice(source.type) || isMultipleChoice(source.type);
  // In copies of a group survey-core does not keep such choices up to date.
  const isLevel = source.scope === unit.scope && (unit.scope.kind === 'root' || session.lenient);
  if (!isChoice || source.element.choicesFromQuestion || !isLevel) {
    throw new Refusal('choices-source', { name });
  }
  return source;
}

function offerOf(source: Unit, common: Test | undefined, mode: string): Offers {
  const isPicked: Offers = (value, context) => {
    const frame = source.scope.kind === 'root' ? context.root : context.current;
    const picked = frame.values[source.index];
    return Array.isArray(picked) ? picked.includes(value) : picked === value;
  };
  return (value, context) => {
    if (!source.offers?.(value, context)) {
      return mode === 'selected' && value === 'other' && isPicked('other', context);
    }
    if (!underChoice(common, value, context)) return false;
    return mode === 'all' || isPicked(value, context) === (mode === 'selected');
  };
}

function keepOne(offer: Offers): Unit['clean'] {
  return (value, context) => {
    if (value === undefined || value === null || value === '') return undefined;
    return offer(value, context) ? value : undefined;
  };
}

/** The list itself if all of it is offered: most answers are, and copies cost. */
function keepMany(offer: Offers): Unit['clean'] {
  return (value, context) => {
    if (!Array.isArray(value) || value.length === 0) return undefined;
    if (value.every((each) => offer(each, context))) return value;
    const kept = value.filter((each) => offer(each, context));
    return kept.length > 0 ? kept : undefined;
  };
}
