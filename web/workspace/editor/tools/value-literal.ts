import type { ChoiceValue } from '#core/definitions/definition.ts';
import { parseExpression } from '#core/definitions/expressions/parse.ts';

/**
 * The value as an expression writes it, or `undefined` where none can: texts that the grammar would rewrite (`=>`,
 * `equals`) or that end in a backslash, numbers that it does not read, and no text at all.
 */
export function literalOf(value: ChoiceValue): string | undefined {
  const literal =
    typeof value === 'string' ? `'${value.replace(/['"]/g, (quote) => `\\${quote}`)}'` : `${value}`;
  if (value === '') return undefined;
  const read = parseExpression(literal)?.expression;
  return read?.kind === 'constant' && Object.is(read.value, value) ? literal : undefined;
}
