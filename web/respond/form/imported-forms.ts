/**
 * What forms from elsewhere ask of the phone beyond what SurveyJS does by itself: answers that the form fills in, and
 * groups whose number of copies follows other answers. The same is done with the same expressions wherever answers are
 * judged (`core/definitions/logic`).
 */
import { ExpressionRunner, type Question, type SurveyModel } from 'survey-core';
import type { Definition, Item } from '#core/definitions/definition.ts';
import { itemsOf, textProperty } from '#core/definitions/element-properties.ts';
import { askedCopies } from '#core/definitions/logic/asked-copies.ts';
import { storedAnswer } from '#core/definitions/xlsform/stored-answer.ts';
import { toText } from '#core/definitions/xlsform/xpath/values.ts';

interface Duty {
  readonly item: Item;
  /** Names of the repeated groups around the item, outermost first. */
  readonly groups: readonly string[];
}

const mostRounds = 20;

/** Keeps the form's own answers and counts up to date for as long as the model lives. */
export function keepFilledIn(survey: SurveyModel, definition: Definition): void {
  const duties = definition.pages.flatMap((page) => dutiesIn(itemsOf(page, 'elements'), []));
  if (duties.length === 0) return;
  const signs = new Map<Question, string>();
  let isBusy = false;
  const settle = (): void => {
    if (isBusy) return;
    isBusy = true;
    for (let round = 0; round < mostRounds; round++) {
      const isQuiet = duties.every((duty) =>
        instancesOf(duty, survey)
          .map((question) => doDuty(duty.item, question, signs))
          .every((changed) => !changed),
      );
      if (isQuiet) break;
    }
    isBusy = false;
  };
  survey.onValueChanged.add(settle);
  survey.onVariableChanged.add(settle);
  survey.onQuestionVisibleChanged.add(settle);
  survey.onDynamicPanelAdded.add(settle);
  settle();
}

function dutiesIn(items: readonly Item[], groups: readonly string[]): readonly Duty[] {
  return items.flatMap((item) => [
    ...(isDuty(item) ? [{ item, groups }] : []),
    ...dutiesIn(itemsOf(item, 'elements'), groups),
    ...dutiesIn(itemsOf(item, 'templateElements'), [...groups, item.name]),
  ]);
}

const isDuty = ({ lnFillExpression, lnCount, lnLocked }: Item): boolean =>
  lnFillExpression !== undefined || lnCount !== undefined || lnLocked === true;

/** The item in every copy of the groups around it. */
function instancesOf({ item, groups }: Duty, survey: SurveyModel): readonly Question[] {
  const [first = item.name, ...inner] = [...groups, item.name];
  const root = survey.getQuestionByName(first);
  return inner.reduce<readonly Question[]>(
    (questions, name) =>
      questions.flatMap((question) => copiesOf(question).flatMap((copy) => named(copy, name))),
    root ? [root] : [],
  );
}

const listOf = (holder: unknown, name: string): readonly unknown[] => {
  const list: unknown = Reflect.get(Object(holder), name);
  return Array.isArray(list) ? list : [];
};
const copiesOf = (question: Question): readonly unknown[] => listOf(question, 'panels');
const named = (copy: unknown, name: string): readonly Question[] =>
  // as: a panel's questions are questions
  (listOf(copy, 'questions') as readonly Question[]).filter((question) => question.name === name);

/** @returns whether anything changed. */
function doDuty(item: Item, question: Question, signs: Map<Question, string>): boolean {
  const count = textProperty(item, 'lnCount');
  if (count !== undefined) {
    const asked = askedCopies(resultOf(count, question));
    if (Reflect.get(question, 'panelCount') === asked) return false;
    return Reflect.set(question, 'panelCount', asked);
  }
  // SurveyJS never validates what is read-only; what is only drawn as such it does
  if (item.lnLocked === true) question.forceIsInputReadOnly = true;
  if (item.lnFillExpression === undefined) return false;
  if (!question.isVisibleInSurvey && item.lnCalculation !== true) {
    signs.delete(question);
    return false;
  }
  return fillIn(item, question, signs);
}

function fillIn(item: Item, question: Question, signs: Map<Question, string>): boolean {
  const value = resultOf(textProperty(item, 'lnFillExpression') ?? '', question);
  const waited = textProperty(item, 'lnFillWhenExpression');
  const sign = toText(waited === undefined ? value : resultOf(waited, question));
  const before = signs.get(question);
  signs.set(question, sign);
  if (before === sign || (waited !== undefined && before === undefined)) return false;
  if (toText(question.value) === toText(value)) return false;
  question.value = storedAnswer(item, value);
  return true;
}

function resultOf(expression: string, question: Question): unknown {
  const runner = new ExpressionRunner(expression);
  return runner.runContext(question.getValueGetterContext(), question.getDataFilteredProperties());
}
