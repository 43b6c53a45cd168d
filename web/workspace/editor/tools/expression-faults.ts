/** What is wrong with the text of an expression, while it is typed: what, and where it begins. */
import { type Expression, variablesIn } from '#core/definitions/expressions/expression.ts';
import { parseExpression } from '#core/definitions/expressions/parse.ts';
import { reservedNames } from '#core/definitions/names.ts';
import type { Subject } from '#web/workspace/editor/tools/subjects-of-item.ts';

export type ExpressionFault =
  | { readonly kind: 'unreadable'; readonly from: string }
  | { readonly kind: 'unfinished' }
  | { readonly kind: 'unknown-name'; readonly name: string };

export function expressionFault(
  text: string,
  subjects: readonly Subject[],
): ExpressionFault | undefined {
  if (text.trim() === '') return undefined;
  const parsed = parseExpression(text);
  if (!parsed) return { kind: 'unreadable', from: unreadPart(text) };
  if (parsed.forgiven.length > 0) return { kind: 'unfinished' };
  const name = unknownName(parsed.expression, subjects);
  return name === undefined ? undefined : { kind: 'unknown-name', name };
}

/** What is left after the longest beginning that can be read: there the fault is, or just before. */
function unreadPart(text: string): string {
  for (let end = text.length - 1; end > 0; end--) {
    // Long texts: only where a word, a name or a bracket ends.
    if (!/[\s)\]}'"]/.test(`${text[end - 1]}${text[end]}`)) continue;
    const found = parseExpression(text.slice(0, end));
    if (found && found.forgiven.length === 0) return text.slice(end).trim().slice(0, 40);
  }
  return text.trim().slice(0, 40);
}

function unknownName(expression: Expression, subjects: readonly Subject[]): string | undefined {
  const known = new Set(subjects.map(({ reference }) => reference.toLowerCase()));
  // Parts of an answer by place, `{list[0].x}`, and words like `{item}` are for the publish gate to judge.
  const isKnown = (name: string): boolean =>
    /[[\]]/.test(name) ||
    known.has(name.toLowerCase()) ||
    [...known].some((one) => one.startsWith(`${name.toLowerCase()}.`)) ||
    reservedNames.has(name.toLowerCase());
  return variablesIn(expression).find((name) => !isKnown(name));
}
