/**
 * Compiles the logic of a definition once, into plain functions over answers: what is shown, what is wrong, what is kept.
 * It gives survey-core's verdicts (3.0.0, settled state) without survey-core, about 2,500 times faster; what survey-core
 * does in ways that an author cannot foresee is refused here. Differential tests hold the two together.
 */
import type { Definition } from '#core/definitions/definition.ts';
import { Refusal } from '#core/definitions/expressions/compile-expression.ts';
import type { GateCode, GateParams } from '#core/definitions/gate-codes.ts';
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
import { ok, type Result, refuse } from '#core/kernel/result.ts';

export interface CompileOptions {
  /** Functions that expressions may call besides the built-in ones, by name; those of XLSForms where nothing is said. */
  readonly functions?: Readonly<Record<string, ExpressionFunction>>;
  /**
   * For definitions made from XLSForms (and so by default for those that say they are): names as they come, references
   * in any order, conditions of any kind. Verdicts are those of this compiler then, not survey-core's.
   */
  readonly lenient?: boolean;
}

/** Whether a definition was made from an XLSForm; the importer keeps the original cells. */
export const isImported = (definition: Definition): boolean => definition.lnXls !== undefined;

/** Why a part of the logic cannot be used; the sentence is `gate.<code>`. */
export interface LogicFault {
  /** RFC 6901, into the definition. */
  readonly pointer: string;
  readonly code: GateCode;
  readonly params: GateParams;
}

/** @returns the compiled logic, or `definition-unfit` with the pointer and code of every refusal. */
export function compileLogic(
  definition: Definition,
  options: CompileOptions = {},
): Result<CompiledLogic> {
  const { root, faults } = compileUnits(definition, options);
  if (faults.length === 0) return ok(compiledLogic(root));
  return refuse(
    'definition-unfit',
    faults.map(({ pointer, code }) => ({ pointer, code })),
  );
}

/** Everything that keeps the logic from being compiled. */
export const logicFaults = (
  definition: Definition,
  options: CompileOptions = {},
): readonly LogicFault[] => compileUnits(definition, options).faults;

function compileUnits(
  definition: Definition,
  { lenient = isImported(definition), functions = xlsformFunctions }: CompileOptions,
): { readonly root: Scope; readonly faults: readonly LogicFault[] } {
  const faults: LogicFault[] = [];
  const attempt = (pointer: string, step: () => void): void => {
    try {
      step();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      for (const { property, code, params } of [error, ...error.also]) {
        faults.push({ pointer: property ? `${pointer}/${property}` : pointer, code, params });
      }
    }
  };
  const root = declareUnits(definition, { lenient, attempt });
  const named = new Map(Object.entries(functions));
  buildScope(root, { root, functions: named, lenient, attempt });
  return { root, faults };
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
