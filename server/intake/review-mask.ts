/** Answers as somebody may read them: those that name people are for whoever may have them in a file, too. */
import { clientCodesOf } from '#core/definitions/client-code.ts';
import type { Definition } from '#core/definitions/definition.ts';
import type { Answers } from '#core/definitions/logic/compiled-logic.ts';
import { codeMask } from '#core/intake/client-code.ts';
import { exportTable, withoutWithheld } from '#core/intake/data-file/export-table.ts';
import { typingLines, withAnswer } from '#core/intake/typing-lines.ts';

type Steps = readonly (string | number)[];

/** @param identifiers whether answers of the class `identifier` stay. */
export function shownAnswers(
  definition: Definition,
  answers: Answers,
  identifiers: boolean,
): Record<string, unknown> {
  if (identifiers) return { ...answers };
  const shown = withoutWithheld(answers, exportTable([definition], { identifiers: false }));
  const codes = clientCodesOf(definition).names.filter((name) => shown[name] !== undefined);
  return { ...shown, ...Object.fromEntries(codes.map((name) => [name, codeMask])) };
}

/** Whether a client code is asked there, which is kept apart from the answers. */
export const isClientCode = (definition: Definition, [name]: Steps): boolean =>
  clientCodesOf(definition).names.some((one) => one === name);

/** Whether the answer there is one that names people: it is not shown, and not changed unseen. */
export function isHiddenItem(definition: Definition, at: Steps): boolean {
  const probe = withAnswer({}, at, 'x');
  const line = typingLines(definition, probe).find((one) => one.at.join('/') === at.join('/'));
  return line === undefined || line.variable.class === 'identifier';
}
