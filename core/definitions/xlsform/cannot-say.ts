/** Thrown inside the translation of one cell, where SurveyJS with our functions has no equal; always caught there. */
export class CannotSay extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}
