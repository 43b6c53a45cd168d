/**
 * Checking a response of worker-needs (60 items): the compiled check beside a fresh survey-core model, which is what a
 * server without it would have to make for each response. Both must give the same verdict on every response.
 */
import { readFileSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Model, settings } from 'survey-core';
import { codebook } from '#core/definitions/codebook.ts';
import type { Definition } from '#core/definitions/definition.ts';
import { compileLogic } from '#core/definitions/logic/compile.ts';
import type {
  Answers,
  CompiledLogic,
  LogicEnvironment,
} from '#core/definitions/logic/compiled-logic.ts';
import { withSites } from '#core/definitions/site-item.ts';
import type { Variable } from '#core/definitions/variable.ts';
import { compileShapeCheck } from '#core/intake/shape-check.ts';
import { alternate, type BenchResult } from './bench.ts';

const now = new Date(Date.UTC(2026, 4, 17, 9, 30));
const environment: LogicEnvironment = { now, offsetMinutes: -now.getTimezoneOffset() };
const rounds = 5;

export async function run(): Promise<BenchResult> {
  settings.onDateCreated = (date: Date, _reason: string, value?: unknown) => (value ? date : now);
  const definition = workerNeeds();
  const logic = logicOf(definition);
  const shape = compileShapeCheck(definition);
  const responses = fullResponses(definition, logic);
  const different = responses.filter(
    (answers) => !isSameVerdict(definition, logic, answers),
  ).length;
  // A check that nobody has called yet is not what a running server has.
  for (let warm = 0; warm < 20; warm++) checkAll(logic, responses, 5);

  const times = await alternate(rounds, {
    logic: () => checkAll(logic, responses, 50),
    shape: () => each(responses, 50, (answers) => shape(answers)),
    model: () => askFreshModels(definition, responses.slice(0, 8)),
  });
  const ratio = times.model / times.logic;
  const items = responses.reduce((sum, answers) => sum + Object.keys(answers).length, 0);
  return {
    note: `${responses.length} responses with ${Math.round(items / responses.length)} answers on average; processor time, median of ${rounds} alternated rounds.`,
    rows: [
      {
        what: 'survey-core ÷ compiled check',
        value: ratio,
        unit: 'times',
        aim: 1000,
        met: ratio >= 1000,
      },
      { what: 'compiled check of a response', value: times.logic, unit: 'us' },
      {
        what: 'shape check of a response',
        value: times.shape,
        unit: 'us',
        aim: 20,
        met: times.shape <= 20,
      },
      { what: 'survey-core, fresh model', value: times.model, unit: 'us' },
      {
        what: 'verdicts that differ',
        value: different,
        unit: 'cases',
        aim: 0,
        met: different === 0,
      },
    ],
  };
}

function workerNeeds(): Definition {
  const text = readFileSync('surveys/worker-needs/1/definition.json', 'utf8');
  // A definition of the library, which the publish gate has passed.
  return withSites(JSON.parse(text) as Definition, [{ code: 's1', name: 'Site 1' }]);
}

function logicOf(definition: Definition): CompiledLogic {
  const compiled = compileLogic(definition);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problem));
  return compiled.value;
}

/** @returns how often `work` was done. */
function each(
  responses: readonly Answers[],
  times: number,
  work: (answers: Answers) => unknown,
): number {
  for (let turn = 0; turn < times; turn++) for (const answers of responses) work(answers);
  return times * responses.length;
}

const checkAll = (logic: CompiledLogic, responses: readonly Answers[], times: number): number =>
  each(responses, times, (answers) => logic.check(answers, environment));

/** survey-core keeps timers that hold each model until the loop turns. */
async function askFreshModels(
  definition: Definition,
  responses: readonly Answers[],
): Promise<number> {
  for (const answers of responses) {
    askModel(definition, answers);
    await nextTurn();
  }
  return responses.length;
}

function askModel(definition: Definition, answers: Answers): { shown: string[]; wrong: string[] } {
  const survey = new Model(structuredClone(definition));
  survey.data = structuredClone(answers);
  survey.validate(true, false);
  const questions = survey.getAllQuestions().filter((question) => question.isVisibleInSurvey);
  const verdict = {
    shown: questions.map(({ name }) => name),
    wrong: questions.filter(({ errors }) => errors.length > 0).map(({ name }) => name),
  };
  survey.dispose();
  return verdict;
}

function isSameVerdict(definition: Definition, logic: CompiledLogic, answers: Answers): boolean {
  const ours = logic.check(answers, environment);
  const { shown, wrong } = askModel(definition, answers);
  const errors = new Set(ours.errors.map(({ path }) => path));
  return (
    JSON.stringify(ours.relevant) === JSON.stringify(shown) &&
    JSON.stringify([...errors].sort()) === JSON.stringify(wrong.sort())
  );
}

/** Forty made-up responses that answer as much as worker-needs lets one person answer, as the form would keep them. */
function fullResponses(definition: Definition, logic: CompiledLogic): readonly Answers[] {
  const variables = codebook(definition);
  const drafts = Array.from({ length: 1500 }, (_, seed) => {
    const answers = Object.fromEntries(
      variables.map((variable, index) => [
        variable.name,
        answerTo(variable, seed * 131 + index * 17),
      ]),
    );
    return logic.check(answers, environment).data;
  });
  const size = (answers: Answers): number => Object.keys(answers).length;
  return drafts.toSorted((one, other) => size(other) - size(one)).slice(0, 40);
}

/** Spreads the numbers 0, 1, 2, … so that neighbours have nothing in common. */
const scatter = (number: number): number => Math.imul(number ^ (number >>> 15), 0x2c1b3c6d) >>> 8;

function answerTo({ type, categories = [], role }: Variable, seed: number): unknown {
  const open = categories.filter(({ exclusive }) => !exclusive).map(({ value }) => value);
  switch (type) {
    case 'choice':
      return role === 'consent' ? open[0] : open[scatter(seed) % Math.max(open.length, 1)];
    case 'multi':
      return open.slice(0, 1 + (scatter(seed) % 2));
    case 'number':
      return scatter(seed) % 10;
    default:
      return 'một câu trả lời ngắn';
  }
}
