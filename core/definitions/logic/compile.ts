/**
 * Compiles the logic of a definition once, into plain functions over answers: what is shown, what is wrong, what is kept.
 * It gives survey-core's verdicts (3.0.0, settled state) without survey-core, about 2,500 times faster; what survey-core
 * does in ways that an author cannot foresee is refused here. Differential tests hold the two together.
 */
import type { Definition } from '#core/definitions/definition.ts';
import { Refusal } from '#core/definitions/expressions/compile-expression.ts';
import { buildScope } from '#core/definitions/logic/build.ts';
import type {
  Answers,
  CompiledLogic,
  ExpressionFunction,
  LogicEnvironment,
  LogicOutcome,
} from '#core/definitions/logic/compiled-logic.ts';
import { declareUnits } from '#core/definitions/logic/declare.ts';
import { judgeScope, type Verdict } from '#core/definitions/logic/judge.ts';
import { observeScope } from '#core/definitions/logic/observe.ts';
import { relevanceOf } from '#core/definitions/logic/relevance.ts';
import { gatherData, openFrame, settleScope } from '#core/definitions/logic/settle.ts';
import type { RunContext, Scope } from '#core/definitions/logic/unit.ts';
import { xlsformFunctions } from '#core/definitions/xlsform/functions.ts';
import type { ProblemError } from '#core/kernel/problems.ts';
import { ok, type Result, refuse } from '#core/kernel/result.ts';

export interface CompileOptions {
  /** Functions that expressions may call besides the built-in ones, by name; those of XLSForms where it is lenient. */
  readonly functions?: Readonly<Record<string, ExpressionFunction>>;
  /**
   * For definitions made from XLSForms (and so by default for those that say they are): names as they come, references
   * in any order, conditions of any kind. Verdicts are those of this compiler then, not survey-core's.
   */
  readonly lenient?: boolean;
}

/** Whether a definition was made from an XLSForm; the importer keeps the original cells. */
export const isImported = (definition: Definition): boolean => definition.lnXls !== undefined;

/** @returns the compiled logic, or `definition-unfit` with every refusal: pointer into the definition, code, sentence. */
export function compileLogic(
  definition: Definition,
  {
    lenient = isImported(definition),
    functions = lenient ? xlsformFunctions : {},
  }: CompileOptions = {},
): Result<CompiledLogic> {
  const errors: ProblemError[] = [];
  const attempt = (pointer: string, step: () => void): void => {
    try {
      step();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const place = error.property ? `${pointer}/${error.property}` : pointer;
      errors.push({ pointer: place, code: error.code, message: error.message });
    }
  };
  const root = declareUnits(definition, { lenient, attempt });
  const named = new Map(Object.entries(functions));
  buildScope(root, { root, functions: named, lenient, attempt });
  return errors.length > 0 ? refuse('definition-unfit', errors) : ok(compiledLogic(root));
}

function compiledLogic(root: Scope): CompiledLogic {
  return {
    check: (answers, environment) => checkAnswers(root, answers, environment),
    relevance: (answers, environment) => {
      const context = openContext(root, answers, environment);
      return relevanceOf(root, context.root, context);
    },
    observe: (answers, environment) => {
      const context = openContext(root, answers, environment);
      settleScope(root, context.root, context);
      return observeScope(root, context.root, context);
    },
    itemNames: root.units.filter(({ kind }) => kind === 'item').map(({ name }) => name),
  };
}

function openContext(root: Scope, answers: Answers, environment: LogicEnvironment): RunContext {
  const frame = openFrame(root.units.length, answers);
  return { environment, root: frame, current: frame, choice: undefined, row: undefined };
}

function checkAnswers(root: Scope, answers: Answers, environment: LogicEnvironment): LogicOutcome {
  const context = openContext(root, answers, environment);
  const frame = context.root;
  settleScope(root, frame, context);
  const verdict: Verdict = { relevant: [], errors: [] };
  judgeScope(root, { frame, context, prefix: '', isLocked: false }, verdict);
  return { ...verdict, data: gatherData(root, frame) };
}
