/**
 * survey-core 3.0.0 as the judge of compiled logic: answers → what is shown, what is wrong, what is kept. It is asked as
 * a form is filled in: in document order, only what is shown, only choices that are offered, settled after each answer
 * (readers of a part of a cleared matrix stay stale until the next run).
 */
import {
  FunctionFactory,
  Helpers,
  Model,
  type Question,
  type QuestionMatrixDropdownModelBase,
  type QuestionMultipleTextModel,
  type QuestionPanelDynamicModel,
  type SurveyModel,
  settings,
} from 'survey-core';
import type { Definition } from '#core/definitions/definition.ts';
import type { LogicEnvironment, LogicOutcome } from '#core/definitions/logic/compiled-logic.ts';
import { xlsformFunctions } from '#core/definitions/xlsform/functions.ts';

export interface Judgement {
  readonly relevant: readonly string[];
  readonly errors: readonly string[];
  readonly data: Readonly<Record<string, unknown>>;
  /**
   * A number out of its bounds was typed: survey-core reports it and leaves the former number in its data, so that
   * readers and data no longer follow from the answers. Such cases cannot be compared.
   */
  readonly isUnsaved: boolean;
}

type Answers = Readonly<Record<string, unknown>>;
type Filled = { isUnsaved: boolean };

/** survey-core then takes this for the present, in the zone of this machine, and knows our functions as the phone does. */
export function freezeClock(now: Date): LogicEnvironment {
  // Each call its own date: survey-core moves the one that it gets, as `today(-30)` does.
  settings.onDateCreated = (date: Date, _reason: string, value?: unknown) =>
    value ? date : new Date(now);
  const environment = { now, offsetMinutes: -now.getTimezoneOffset() };
  for (const [name, compute] of Object.entries(xlsformFunctions)) {
    FunctionFactory.Instance.register(name, (parameters) => compute(parameters, environment));
  }
  return environment;
}

export const surveyModel = (definition: Definition): SurveyModel =>
  new Model(structuredClone(definition));

/** A fresh model, filled in as a person would. */
export function judgeFilledIn(definition: Definition, answers: Answers): Judgement {
  const survey = surveyModel(definition);
  const filled: Filled = { isUnsaved: false };
  for (const question of survey.getAllQuestions()) fillIn(question, answers, filled, survey);
  const judgement = judge(survey, filled.isUnsaved);
  survey.dispose();
  return judgement;
}

function fillIn(question: Question, answers: Answers, filled: Filled, survey: SurveyModel): void {
  const type = question.getType();
  const answer = answers[question.name];
  if (type === 'expression' || type === 'html' || !question.isVisibleInSurvey) return;
  if (answer === undefined || answer === null) return;
  if (type === 'paneldynamic') {
    // getType has just told which class it is, here and below.
    fillPanels(question as QuestionPanelDynamicModel, answer, filled, survey);
  } else if (type === 'matrixdynamic' || type === 'matrixdropdown') {
    fillCells(question as QuestionMatrixDropdownModelBase, answer, filled);
  } else {
    question.value = structuredClone(answer);
    if (!canBeSaved(question)) filled.isUnsaved = true;
    question.clearIncorrectValues();
    fillComment(question, answers);
  }
  survey.runExpressions();
}

/** survey-core keeps it to itself whether a value passes into the survey's data. */
const canBeSaved = (question: Question): boolean => {
  const ask: unknown = Reflect.get(question, 'canSetValueToSurvey');
  return typeof ask !== 'function' || ask.call(question) === true;
};

function fillComment(question: Question, answers: Answers): void {
  const comment = answers[`${question.name}-Comment`];
  if (typeof comment !== 'string' || question.isEmpty()) return;
  if (question.isOtherSelected) Reflect.set(question, 'otherValue', comment);
  else question.comment = comment;
}

function fillPanels(
  question: QuestionPanelDynamicModel,
  answer: unknown,
  filled: Filled,
  survey: SurveyModel,
): void {
  if (!Array.isArray(answer)) return;
  question.panelCount = answer.length;
  answer.forEach((row: Answers, index) => {
    for (const inner of question.panels[index]?.questions ?? []) fillIn(inner, row, filled, survey);
  });
}

function fillCells(
  question: QuestionMatrixDropdownModelBase,
  answer: unknown,
  filled: Filled,
): void {
  if (Array.isArray(answer)) Reflect.set(question, 'rowCount', answer.length);
  // Answers were made for this very definition: a list of rows, or rows by name.
  const rowsOf = answer as Readonly<Record<string, Answers | undefined>>;
  question.visibleRows.forEach((_, index) => {
    // Rows are looked up anew: an answer can make others appear.
    const width = question.visibleRows[index]?.cells.length ?? 0;
    for (let column = 0; column < width; column++) {
      const row = question.visibleRows[index];
      const cell = row?.cells[column];
      if (!row || !cell) continue;
      const value = rowsOf[Array.isArray(answer) ? index : row.rowName]?.[cell.column.name];
      if (!cell.question.isVisible || value === undefined) continue;
      cell.question.value = structuredClone(value);
      if (!canBeSaved(cell.question)) filled.isUnsaved = true;
      cell.question.clearIncorrectValues();
    }
  });
}

function judge(survey: SurveyModel, isUnsaved: boolean): Judgement {
  survey.validate(true, false);
  const relevant: string[] = [];
  const errors: string[] = [];
  const data: Record<string, unknown> = {};
  for (const question of survey.getAllQuestions()) {
    if (!question.isVisibleInSurvey) continue;
    read(question, '', question.name, { relevant, errors });
    const { value } = question;
    if (!isNothing(value)) data[question.name] = JSON.parse(JSON.stringify(value));
    const comment: unknown = survey.data[`${question.name}-Comment`];
    if (comment !== undefined && comment !== '') data[`${question.name}-Comment`] = comment;
  }
  for (const { name, value } of survey.calculatedValues) {
    if (!isNothing(value)) data[name] = value;
  }
  return { relevant, errors, data, isUnsaved };
}

const isNothing = (value: unknown): boolean =>
  value === undefined || value === null || Number.isNaN(value) || Helpers.isValueEmpty(value);

interface Findings {
  readonly relevant: string[];
  readonly errors: string[];
}

function read(question: Question, prefix: string, name: string, findings: Findings): void {
  const path = prefix + name;
  const type = question.getType();
  findings.relevant.push(path);
  if (type === 'html') return;
  addErrors(question, path, findings);
  if (type === 'multipletext') {
    // getType has just told which class it is, here and below.
    for (const item of (question as QuestionMultipleTextModel).items) {
      addErrors(item.editor, `${path}.${item.name}`, findings);
    }
  }
  if (type === 'paneldynamic') {
    (question as QuestionPanelDynamicModel).panels.forEach((panel, index) => {
      for (const inner of panel.questions) {
        if (inner.isVisibleInSurvey) read(inner, `${path}[${index}].`, inner.name, findings);
      }
    });
  }
  if (type !== 'matrixdynamic' && type !== 'matrixdropdown') return;
  (question as QuestionMatrixDropdownModelBase).visibleRows.forEach((row, index) => {
    const key = type === 'matrixdropdown' ? row.rowName : index;
    for (const { column, question: cell } of row.cells) {
      if (cell.isVisible) read(cell, `${path}[${key}].`, column.name, findings);
    }
  });
}

const kinds: Readonly<Record<string, string>> = {
  required: 'required',
  otherempty: 'other',
  requirenumeric: 'notNumber',
  requiredinallrowserror: 'rows',
  keyduplicationerror: 'keyDuplicate',
};

function addErrors(question: Question, path: string, { errors }: Findings): void {
  for (const error of question.errors) {
    errors.push(`${path} ${kinds[error.getErrorType()] ?? 'custom'}`);
  }
}

/** survey-core calls these all the same. */
const customKinds = new Set(['min', 'max', 'step', 'email', 'minSelected', 'validator']);

/** Both verdicts in one form, for `toEqual`. */
export const comparable = (
  verdict: Judgement | LogicOutcome,
): { relevant: string[]; errors: string[]; data: unknown } => ({
  relevant: [...new Set(verdict.relevant)].sort(),
  errors: verdict.errors
    .map((error) =>
      typeof error === 'string'
        ? error
        : `${error.path} ${customKinds.has(error.kind) ? 'custom' : error.kind}`,
    )
    .sort(),
  data: JSON.parse(JSON.stringify(verdict.data)),
});
