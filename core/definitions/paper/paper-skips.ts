/** Arrows: after which answer which question is next, where that answer alone decides it. */
import { booleanOffers, offersOf } from '#core/definitions/categories.ts';
import type { ChoiceValue, Item } from '#core/definitions/definition.ts';
import { type Expression, variablesIn } from '#core/definitions/expressions/expression.ts';
import { decide } from '#core/definitions/paper/decide.ts';
import type { Numbering, Question } from '#core/definitions/paper/paper-questions.ts';

/** The number of the question to go to, `end` where none is left, or undefined where it is simply the next. */
export type Skip = string | 'end' | undefined;

export interface Skips {
  after(item: Item, answer: ChoiceValue): Skip;
  /** Whether arrows to the end already keep everybody away whom this condition keeps away. */
  isSaid(condition: Expression): boolean;
}

/** Items whose answer is one of a list. */
const single = new Set(['radiogroup', 'buttongroup', 'dropdown', 'boolean']);

export const singleAnswers = (item: Item): readonly ChoiceValue[] =>
  (item.type === 'boolean' ? booleanOffers(item) : offersOf(item, () => undefined)).map(
    ({ value }) => value,
  );

export function findSkips({ questions, itemOf }: Numbering): Skips {
  const places = new Map(questions.map(({ item }, index) => [item.name, index]));
  const after = (item: Item, answer: ChoiceValue): Skip => {
    const index = places.get(item.name);
    if (index === undefined || !single.has(item.type)) return undefined;
    const next = questions.findIndex(
      (question, at) => at > index && !isClosed(question, item.name, answer),
    );
    if (next === index + 1 || index === questions.length - 1) return undefined;
    return next < 0 ? 'end' : questions[next]?.number;
  };
  const isSaid = (condition: Expression): boolean => {
    const [name, ...others] = new Set(variablesIn(condition).map((one) => one.toLowerCase()));
    const item = name === undefined || others.length > 0 ? undefined : itemOf(name);
    if (!item || !places.has(item.name) || !single.has(item.type)) return false;
    return singleAnswers(item).every(
      (answer) => decide(condition, item.name, answer) === true || after(item, answer) === 'end',
    );
  };
  return { after, isSaid };
}

/** Whether the answer alone keeps the question from being asked. */
const isClosed = ({ conditions }: Question, name: string, answer: ChoiceValue): boolean =>
  conditions.some((condition) => decide(condition, name, answer) === false);
