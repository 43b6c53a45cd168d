import type { ProblemParams } from '#core/definitions/xlsform/problems.ts';

/** Thrown inside the translation of one cell, where SurveyJS with our functions has no equal; always caught there. */
export class CannotSay extends Error {
  readonly code: string;
  readonly params: ProblemParams;
  constructor(code: string, params: ProblemParams = {}) {
    super(code);
    this.code = code;
    this.params = params;
  }
}
