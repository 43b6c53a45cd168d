/** What compiling a definition's logic gives (`compile.ts`), and what other rooms may rely on. */
import type { ChoiceValue } from '#core/definitions/definition.ts';

/** An answers object as SurveyJS stores it: item name → value; `name-Comment` for the text of "other". */
export type Answers = Readonly<Record<string, unknown>>;

/** The respondent's own clock: dates in logic are wall-clock dates, never the server's. */
export interface LogicEnvironment {
  readonly now: Date;
  /** Minutes east of UTC where the interview took place (420 in Viet Nam). */
  readonly offsetMinutes: number;
}

export interface LogicError {
  /** Path of the item: `age`, `children[0].age`. */
  readonly path: string;
  /** `required`, `min`, `max`, `step`, `minSelected`, `validator`, `email`, `rows`, `other`, `keyDuplicate`, … */
  readonly kind: string;
  /** Which of the item's validators said so. */
  readonly validator?: number;
}

export interface LogicOutcome {
  /** Paths of the items that the respondent saw: `sex`, `children[0].age`. */
  readonly relevant: readonly string[];
  readonly errors: readonly LogicError[];
  /** The answers as the form would have stored them: hidden ones dropped, calculated ones filled in. */
  readonly data: Answers;
}

/** One page, panel, item or calculated value while answers are held against the form; copies of groups one by one. */
export interface Observation {
  /** RFC 6901 pointer to its element in the definition. */
  readonly pointer: string;
  /** Which copy of each repeated group around it, outermost first, from 0. */
  readonly copies: readonly number[];
  readonly isShown: boolean;
  readonly isRequired: boolean;
  /** Settled: as the form would keep it. */
  readonly value: unknown;
  /** Kinds of errors, as in `LogicError`. */
  readonly errors: readonly string[];
  /** Values of the choices shown now, in their order; absent for items without choices. */
  readonly offered?: readonly ChoiceValue[] | undefined;
  /** How many copies a repeated group has; absent for anything else. */
  readonly count?: number;
  /** How many copies the form itself asks for, where it does. */
  readonly countAsked?: number;
  /** What an untouched answer begins with (`defaultValueExpression`). */
  readonly start?: unknown;
  /** What fills the answer in (`lnFillExpression`), and the value whose change is waited for (`lnFillWhenExpression`). */
  readonly refill?: unknown;
  readonly refillWhen?: unknown;
}

export interface CompiledLogic {
  check(answers: Answers, environment: LogicEnvironment): LogicOutcome;
  /**
   * Relevance by the raw values of a row, as analysis asks it: nothing is blanked first, so that a value which
   * contradicts the form still speaks. One entry an item of the root level, in document order.
   */
  relevance(answers: Answers, environment: LogicEnvironment): ReadonlyMap<string, boolean>;
  /** Everything that the form would show or ask at these answers, in document order; for trials and comparisons. */
  observe(answers: Answers, environment: LogicEnvironment): readonly Observation[];
  readonly itemNames: readonly string[];
}

/** A pure function that expressions may call; the same one runs on the phone, the server and in tests. */
export type ExpressionFunction = (
  parameters: readonly unknown[],
  environment: LogicEnvironment,
) => unknown;

export type { ChoiceValue };
