/** Compiles the expressions that elements carry, each with its place, so that a refusal points at the very property. */

import { textProperty } from '#core/definitions/element-properties.ts';
import {
  compileExpression,
  type NameReader,
  Refusal,
} from '#core/definitions/expressions/compile-expression.ts';
import { equalsLoosely } from '#core/definitions/expressions/javascript-coercion.ts';
import { surpriseIn } from '#core/definitions/expressions/kinds.ts';
import { parseExpression } from '#core/definitions/expressions/parse.ts';
import type { ExpressionFunction } from '#core/definitions/logic/compiled-logic.ts';
import { resolveName } from '#core/definitions/logic/references.ts';
import type { Read, RunContext, Scope, Test, Unit } from '#core/definitions/logic/unit.ts';

export interface CompileSession {
  readonly root: Scope;
  readonly functions: ReadonlyMap<string, ExpressionFunction>;
  readonly lenient: boolean;
  readonly attempt: (pointer: string, step: () => void) => void;
}

export interface ExpressionPlace {
  readonly when: 'before' | 'earlier' | 'after';
  readonly result: 'condition' | 'calculation';
  readonly choiceWords?: readonly string[];
}

const longestExpression = 2000;
/** Imported forms carry whole lists of choices in a call. */
const longestImported = 50_000;

/** @throws Refusal if the text cannot be used. Blank texts are no expression. */
export function compileText(
  text: string | undefined,
  unit: Unit,
  session: CompileSession,
  place: ExpressionPlace,
): Read | undefined {
  if (!text) return undefined;
  const longest = session.lenient ? longestImported : longestExpression;
  if (text.length > longest) {
    throw new Refusal('expression-too-long', { most: longest });
  }
  const parsed = parseExpression(text);
  if (!parsed) throw new Refusal('expression-invalid');
  const [fault] = parsed.forgiven;
  if (fault) throw new Refusal(fault);
  const surprise = session.lenient ? undefined : surpriseIn(parsed.expression, place.result);
  if (surprise) throw new Refusal(surprise.code, surprise.params);
  const reading = {
    unit,
    root: session.root,
    lenient: session.lenient,
    when: place.when,
    choiceWords: place.choiceWords ?? [],
  };
  const resolve = (name: string): Reader => resolveName(name, reading);
  return withAllUnknown(resolve, (collecting) =>
    compileExpression(parsed.expression, {
      resolve: collecting,
      resolveIfKnown: resolve,
      functions: session.functions,
    }),
  );
}

type Reader = NameReader<RunContext>;

/** All names that nothing has are told at once: who mistyped two should not meet the second after mending the first. */
function withAllUnknown<Compiled>(
  resolve: (name: string) => Reader,
  compile: (collecting: (name: string) => Reader) => Compiled,
): Compiled {
  const unknown = new Map<string, Refusal>();
  const collecting = (name: string): Reader => {
    try {
      return resolve(name);
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'reference-unknown') throw error;
      const key = name.toLowerCase();
      unknown.set(key, unknown.get(key) ?? error);
      return { read: () => undefined };
    }
  };
  const refuseUnknown = (): void => {
    const [first, ...others] = unknown.values();
    if (first) throw new Refusal(first.code, first.params, undefined, others);
  };
  try {
    return compile(collecting);
  } finally {
    // Whatever else stopped it: unknown names came before.
    refuseUnknown();
  }
}

/** As `compileText` for a property of the unit; a refusal is kept with the property's pointer. */
export function compileProperty(
  unit: Unit,
  property: string,
  session: CompileSession,
  place: ExpressionPlace,
): Read | undefined {
  let read: Read | undefined;
  session.attempt(`${unit.pointer}/${property}`, () => {
    read = compileText(textProperty(unit.element, property), unit, session, place);
  });
  return read;
}

/** survey-core shows and requires an item only if the result is exactly `true`. */
export function strictly(read: Read | undefined): Test | undefined {
  return read && ((context) => read(context) === true);
}

/** Choices, rows and validators ask for loose truth. */
export function loosely(read: Read | undefined): Test | undefined {
  return read && ((context) => equalsLoosely(read(context), true));
}

export const always = (): boolean => true;

export function visibleTest(
  unit: Unit,
  session: CompileSession,
  property = 'visibleIf',
): Test | undefined {
  return strictly(
    compileProperty(unit, property, session, { when: 'earlier', result: 'condition' }),
  );
}

/** `enableIf` locks only when it is exactly `false`. */
export function lockedTest(unit: Unit, session: CompileSession): Test | undefined {
  const enabled = compileProperty(unit, 'enableIf', session, {
    when: 'after',
    result: 'condition',
  });
  if (enabled) return (context) => enabled(context) === false;
  return unit.element.readOnly === true ? always : undefined;
}

/** `requiredIf` takes the place of `isRequired`. */
export function requiredTest(unit: Unit, session: CompileSession): Test | undefined {
  const required = compileProperty(unit, 'requiredIf', session, {
    when: 'after',
    result: 'condition',
  });
  return strictly(required) ?? (unit.element.isRequired === true ? always : undefined);
}
