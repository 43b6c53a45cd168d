/**
 * How a response was given, where that makes it worth a look: the same step of a scale all the way down, or an interview
 * without consent. Compiled once a version; the same answers always give the same flags.
 */
import { columnOffers, type Offer, ratingOffers } from '#core/definitions/categories.ts';
import type { Definition, Item } from '#core/definitions/definition.ts';
import { itemsOf, valuesOf } from '#core/definitions/element-properties.ts';
import type { Answers, LogicOutcome } from '#core/definitions/logic/compiled-logic.ts';
import { outcomeOfAnswer } from '#core/definitions/outcome.ts';
import type { Flag } from '#core/intake/quality-flags.ts';
import { pointerTo } from '#core/kernel/plain-data.ts';

/** Flags of a completed response. */
export type BehaviourCheck = (
  answers: Answers,
  checked: Pick<LogicOutcome, 'relevant'>,
) => readonly Flag[];

export function compileBehaviour(definition: Definition): BehaviourCheck {
  const items = flatten(definition.pages.flatMap((page) => itemsOf(page, 'elements')));
  const scales = items.flatMap(scaleOf);
  const consents = items.filter(({ lnRole }) => lnRole === 'consent').filter(decides);
  return (answers, { relevant }) => [
    ...straightLines(scales, answers),
    ...consents.flatMap((item) => consentFlag(item, answers, relevant)),
  ];
}

/** Panels only arrange. */
const flatten = (items: readonly Item[]): readonly Item[] =>
  items.flatMap((item) => (item.type === 'panel' ? flatten(itemsOf(item, 'elements')) : [item]));

/** Fewer rows that are alike are no pattern. */
const rowsAtLeast = 5;
/** Of all that is answered on scales: somebody who thought about a part of them is no straight-liner. */
const shareAtLeast = 0.8;

interface Scale {
  readonly name: string;
  /** Its steps: items of the same steps are of one scale. */
  readonly steps: string;
  readonly isMatrix: boolean;
}

function scaleOf(item: Item): readonly Scale[] {
  const scale = (offers: readonly Offer[], isMatrix: boolean): readonly Scale[] => [
    { name: item.name, steps: JSON.stringify(offers.map(({ value }) => value)), isMatrix },
  ];
  if (item.type === 'rating') return scale(ratingOffers(item), false);
  const isSingle = item.type === 'matrix' && item.cellType !== 'checkbox';
  return isSingle && valuesOf(item, 'rows').length > 0 ? scale(columnOffers(item), true) : [];
}

function straightLines(scales: readonly Scale[], answers: Answers): readonly Flag[] {
  let answered = 0;
  const chosen = new Map<string, { readonly names: string[]; readonly values: unknown[] }>();
  for (const { name, steps, isMatrix } of scales) {
    const values = valuesIn(answers[name], isMatrix);
    if (values.length === 0) continue;
    answered += values.length;
    const group = chosen.get(steps) ?? { names: [], values: [] };
    chosen.set(steps, group);
    group.names.push(name);
    group.values.push(...values);
  }
  return [...chosen.values()]
    .filter(({ values }) => values.length >= Math.max(rowsAtLeast, shareAtLeast * answered))
    .filter(({ values }) => values.every((value) => value === values[0]))
    .map(({ names }) => ({ code: 'straight-lining', pointer: pointerTo(names.slice(0, 1)) }));
}

function valuesIn(answer: unknown, isMatrix: boolean): readonly unknown[] {
  if (answer === undefined || answer === null) return [];
  return isMatrix && typeof answer === 'object' ? Object.values(answer) : [answer];
}

/** Asking whether one may quote is no condition of the interview; what ends it, or has to be answered, is. */
const decides = (item: Item): boolean => item.lnOutcome !== undefined || item.isRequired === true;

const isEmpty = (answer: unknown): boolean =>
  answer === undefined || answer === null || answer === '';

/** Completed, although somebody said no, or was asked and said nothing. */
function consentFlag(item: Item, answers: Answers, relevant: readonly string[]): readonly Flag[] {
  const answer = answers[item.name];
  const saysNo = item.lnOutcome
    ? outcomeOfAnswer(item, answer) !== undefined
    : answer === (item.valueFalse ?? false) || answer === 'no';
  const isMissing = isEmpty(answer) && relevant.includes(item.name);
  if (!saysNo && !isMissing) return [];
  const kind = saysNo ? 'refused' : 'missing';
  return [{ code: 'consent', pointer: pointerTo([item.name]), kind }];
}
