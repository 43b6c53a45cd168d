/**
 * Answers as they are kept: texts in Unicode NFC without white space around them, and no key for what was left empty.
 * The server does the same, so that a response sent twice has one fingerprint.
 */
export function tidyAnswers(
  answers: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(answers)
      .map(([name, answer]) => [name, tidy(answer)] as const)
      .filter(([, answer]) => !isEmpty(answer)),
  );
}

function tidy(answer: unknown): unknown {
  if (typeof answer === 'string') return answer.normalize('NFC').trim();
  if (Array.isArray(answer)) return answer.map(tidy);
  if (typeof answer === 'object' && answer !== null && !(answer instanceof Date))
    return tidyAnswers(Object.fromEntries(Object.entries(answer)));
  return answer;
}

const isEmpty = (answer: unknown): boolean =>
  answer === undefined ||
  answer === null ||
  answer === '' ||
  (Array.isArray(answer) && answer.length === 0) ||
  (typeof answer === 'object' && !Array.isArray(answer) && Object.keys(answer).length === 0);
