import {
  compileExpression,
  type EvaluationContext,
} from '#core/definitions/expressions/compile-expression.ts';
import { lookUp, pathOf } from '#core/definitions/expressions/lookup.ts';
import { parseExpression } from '#core/definitions/expressions/parse.ts';
import type { LogicEnvironment } from '#core/definitions/logic/compiled-logic.ts';
import { xlsformFunctions } from '#core/definitions/xlsform/functions.ts';

interface PlainContext extends EvaluationContext {
  readonly values: unknown;
}

const functions = new Map(Object.entries(xlsformFunctions));

/** As survey-core reads names without a form around them. */
function readPlainName(name: string) {
  const path = pathOf(name);
  const whenAbsent = name.endsWith('.length') ? 0 : null;
  return { read: ({ values }: PlainContext) => lookUp(values, path) ?? whenAbsent };
}

/** The value of an expression over plain values, without a form around them. @throws where it cannot be read. */
export function evaluateExpression(
  text: string,
  values: unknown,
  environment: LogicEnvironment,
): unknown {
  const parsed = parseExpression(text);
  if (!parsed) throw new Error('unreadable');
  const run = compileExpression<PlainContext>(parsed.expression, {
    resolve: readPlainName,
    functions,
    rowsAreClosed: true,
  });
  return run({ environment, values });
}
