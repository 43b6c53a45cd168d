/**
 * Answers as they leave the phone: texts as the server keeps them, and no key for what was left empty, so that a
 * response sent twice has one fingerprint.
 */
import type { Answers } from '#core/definitions/logic/compiled-logic.ts';
import { normalizeAnswers } from '#core/intake/answer-values.ts';

export const tidyAnswers = (answers: Answers): Answers =>
  Object.fromEntries(
    Object.entries(normalizeAnswers(answers)).filter(([, answer]) => !isEmpty(answer)),
  );

const isEmpty = (answer: unknown): boolean =>
  answer === undefined ||
  answer === null ||
  answer === '' ||
  (Array.isArray(answer) && answer.length === 0) ||
  (typeof answer === 'object' && !Array.isArray(answer) && Object.keys(answer).length === 0);
