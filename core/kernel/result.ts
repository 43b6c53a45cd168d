import type { Problem, ProblemCode, ProblemError } from '#core/kernel/problems.ts';

/** A value, or the problem that says why there is none. */
export type Result<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: Problem };

export const ok = <Value>(value: Value): Result<Value> => ({ ok: true, value });

export const refuse = (code: ProblemCode, errors?: readonly ProblemError[]): Result<never> => ({
  ok: false,
  problem: errors ? { code, errors } : { code },
});
