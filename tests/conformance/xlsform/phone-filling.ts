/** The same filling in survey-core, as the phone draws it: what is shown, what is kept, what is offered, what is wrong. */
import { Model, type Question, type SurveyModel } from 'survey-core';
import type { Definition } from '#core/definitions/definition.ts';
import type { Observation } from '#core/definitions/logic/compiled-logic.ts';
import { storedAnswer } from '#core/definitions/xlsform/stored-answer.ts';
import { toText } from '#core/definitions/xlsform/xpath/values.ts';
import type { FormElement, FormIndex } from './form-index.ts';
import { placeOfRef, type Step } from './trace.ts';

export interface PhoneDifference {
  readonly name: string;
  readonly what: string;
  readonly phone: string;
  readonly logic: string;
}

export class PhoneFilling {
  readonly #survey: SurveyModel;
  readonly #index: FormIndex;

  constructor(definition: Definition, index: FormIndex, prepare: (survey: SurveyModel) => void) {
    this.#survey = new Model(structuredClone(definition));
    this.#index = index;
    prepare(this.#survey);
  }

  take(step: Step): void {
    if (step.op === 'rejected') return;
    const place = placeOfRef(step.ref);
    const found = this.#index.byPath.get(place.path);
    const question = found && this.#questionOf(found, place.copies);
    if (!found || !question) return;
    if (step.op === 'repeat') {
      Reflect.set(question, 'panelCount', step.count ?? 0);
      return;
    }
    question.value = storedAnswer(found.element, step.value);
    question.clearIncorrectValues();
    this.#survey.runExpressions();
  }

  /** How the phone differs from the compiled logic; nodes that only one of them knows are left to other tests. */
  differences(states: readonly Observation[]): {
    compared: number;
    found: readonly PhoneDifference[];
  } {
    this.#survey.runExpressions();
    this.#survey.validate(true, false);
    const byPointer = new Map(this.#index.elements.map((each) => [each.pointer, each]));
    let compared = 0;
    const found: PhoneDifference[] = [];
    for (const state of states) {
      const element = byPointer.get(state.pointer);
      if (!element) continue;
      compared++;
      const [first] = this.#compare(element, state);
      if (first) found.push({ name: element.element.name, ...first });
    }
    return { compared, found };
  }

  #compare(found: FormElement, state: Observation): readonly Omit<PhoneDifference, 'name'>[] {
    const { element } = found;
    const differences: Omit<PhoneDifference, 'name'>[] = [];
    const check = (what: string, phone: unknown, logic: unknown): void => {
      if (String(phone) !== String(logic)) {
        differences.push({ what, phone: String(phone), logic: String(logic) });
      }
    };
    if (element.type === 'page' || element.type === 'panel') return [];
    if (element.type === 'calculated') {
      const value: unknown = this.#survey.getVariable(element.name);
      const held = value === undefined ? this.#survey.getValue(element.name) : value;
      check('value', toText(held), toText(state.value));
      return differences;
    }
    const question = this.#questionOf(found, state.copies);
    if (element.lnCalculation === true) {
      check('value', toText(question?.value), toText(state.value));
      return differences;
    }
    const isShown = question?.isVisibleInSurvey ?? false;
    // A group of which nothing is left to see disappears; that is how it looks, not what is asked.
    if (element.type !== 'paneldynamic') check('shown', isShown, state.isShown);
    if (!isShown || !state.isShown || !question) return differences;
    if (element.type === 'paneldynamic')
      check('count', Reflect.get(question, 'panelCount'), state.count);
    else if (element.type !== 'html')
      check('value', inAnyOrder(question.value), inAnyOrder(state.value));
    const choices: unknown = Reflect.get(question, 'visibleChoices');
    if (state.offered && Array.isArray(choices)) {
      check(
        'offered',
        choices.map((choice) => Reflect.get(Object(choice), 'value')).join(' '),
        state.offered.join(' '),
      );
    }
    if (element.type !== 'paneldynamic') {
      check('errors', question.errors.length > 0, state.errors.length > 0);
    }
    return differences;
  }

  #questionOf({ groups, element }: FormElement, copies: readonly number[]): Question | undefined {
    const names = [...groups, element.name];
    let question: Question | null | undefined;
    names.forEach((name, level) => {
      const panels: unknown = question && Reflect.get(question, 'panels');
      const panel: unknown = Array.isArray(panels) ? panels[copies[level - 1] ?? 0] : undefined;
      question = level === 0 ? this.#survey.getQuestionByName(name) : questionIn(panel, name);
    });
    return question ?? undefined;
  }
}

/** The order of ticking is nobody's business, but of a ranking. */
const inAnyOrder = (value: unknown): string =>
  Array.isArray(value) ? value.map(toText).sort().join(' ') : toText(value);

function questionIn(panel: unknown, name: string): Question | undefined {
  const questions: unknown = Reflect.get(Object(panel), 'questions');
  if (!Array.isArray(questions)) return undefined;
  return questions.find((question: Question) => question.name === name);
}
