/** Gives SurveyJS the functions that expressions of imported XLSForms call, with the phone's own clock. */
import { FunctionFactory } from 'survey-core';
import { xlsformFunctions } from '#core/definitions/xlsform/functions.ts';

for (const [name, compute] of Object.entries(xlsformFunctions)) {
  FunctionFactory.Instance.register(name, (parameters) => {
    const now = new Date();
    return compute(parameters, { now, offsetMinutes: -now.getTimezoneOffset() });
  });
}
