/** Gives SurveyJS the engine that the server has: no pattern of an author can make the phone stand still. */
import type { Model } from 'survey-core';
import { linearPattern } from '#core/definitions/expressions/linear-pattern.ts';

/** SurveyJS asks it with `test` alone. */
class LinearRegExp extends RegExp {
  readonly #matches: ((text: string) => boolean) | undefined;
  constructor(pattern: string, flags: string) {
    super('');
    this.#matches = linearPattern(pattern, flags.includes('i'));
  }

  /** What cannot be run is left to people who read the answers: it never keeps anybody from going on. */
  override test(text: string): boolean {
    return this.#matches?.(String(text)) ?? true;
  }
}

export function runPatternsInLinearTime(model: Model): void {
  const made = new Map<string, LinearRegExp>();
  model.createRegexValidator = (_question, _validator, pattern, flags) => {
    const key = `${flags}/${pattern}`;
    const known = made.get(key) ?? new LinearRegExp(pattern, flags);
    made.set(key, known);
    return known;
  };
}
