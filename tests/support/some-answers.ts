/** Answers as people might give them, settled by the survey's own logic. */
import type { ChoiceValue, Definition, Item } from '#core/definitions/definition.ts';
import type { Answers, CompiledLogic } from '#core/definitions/logic/compiled-logic.ts';

/**
 * Answers to every choice item that the respondent would have seen: consent is given, else people with an even number
 * take the first answer, the others the second, so that twelve people make groups of six, which may be shown.
 */
export function someAnswers(definition: Definition, logic: CompiledLogic, person: number): Answers {
  const answers: Record<string, unknown> = {};
  for (const item of definition.pages.flatMap((page) => page.elements ?? [])) {
    const values = valuesOf(item);
    const value = (item.lnRole === 'consent' ? undefined : values[person % 2]) ?? values[0];
    if (value !== undefined) answers[item.name] = item.type === 'checkbox' ? [value] : value;
  }
  return logic.check(answers, { now: new Date(), offsetMinutes: 420 }).data;
}

const valuesOf = ({ choices = [] }: Item): readonly ChoiceValue[] =>
  choices.map((choice) => (typeof choice === 'object' ? choice.value : choice));
