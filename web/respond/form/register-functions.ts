/**
 * Gives SurveyJS the functions that expressions of imported XLSForms call, with the phone's own clock; and the engine
 * for patterns that these have as well. One file, fetched where a definition needs either.
 */
import { FunctionFactory } from 'survey-core';
import { xlsformFunctions } from '#core/definitions/xlsform/functions.ts';

export { runPatternsInLinearTime } from './linear-patterns.ts';

for (const [name, compute] of Object.entries(xlsformFunctions)) {
  FunctionFactory.Instance.register(name, (parameters) => {
    const now = new Date();
    return compute(parameters, { now, offsetMinutes: -now.getTimezoneOffset() });
  });
}
