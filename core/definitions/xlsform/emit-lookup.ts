/**
 * `instance('list')/root/item[condition]/column`: the column of the first choice of a list for which the condition holds.
 * The list travels in the call, so that the function needs no knowledge of the definition.
 */
import { CannotSay } from '#core/definitions/xlsform/cannot-say.ts';
import type { EmitContext, Emitted } from '#core/definitions/xlsform/emit-expression.ts';
import { choiceCell } from '#core/definitions/xlsform/outline.ts';
import { textLiteral } from '#core/definitions/xlsform/text-literal.ts';
import { substituteColumns } from '#core/definitions/xlsform/xpath/substitute.ts';
import type { XPath } from '#core/definitions/xlsform/xpath/syntax.ts';

const longest = 40_000;
type Call = XPath & { kind: 'call' };
type SayCondition = (tree: XPath, context: EmitContext) => string;

/** @throws CannotSay where the list is no part of the form. */
export function emitLookup(
  { parameters, steps }: Call,
  context: EmitContext,
  say: SayCondition,
): Emitted {
  const [from] = parameters;
  const name = from?.kind === 'text' ? from.value : 'instance()';
  const choices = context.listOf(name);
  const [root, item, column, ...more] = steps;
  const [condition, ...others] = item?.predicates ?? [];
  const isPlain = root?.name === 'root' && item?.name === 'item' && more.length === 0;
  if (!choices || !isPlain || !column || !condition || others.length > 0) {
    throw new CannotSay('lookup', { name });
  }
  const pairs = choices.map((choice) => {
    const holds = say(
      substituteColumns(condition, (each) => choiceCell(choice, each)),
      context,
    );
    return `${holds}, ${textLiteral(choiceCell(choice, column.name))}`;
  });
  const text = `x_pick(${pairs.join(', ')})`;
  if (text.length > longest) throw new CannotSay('list-too-long', { list: name });
  return { text, type: 'text' };
}

/** `jr:itext(instance('list')/root/item[…]/itextId)`: the label, which is a text of its own where it is translated. */
export function emitItext(
  [inner]: readonly XPath[],
  context: EmitContext,
  say: SayCondition,
): Emitted {
  if (inner?.kind !== 'call' || inner.name !== 'instance') {
    throw new CannotSay('function', { name: 'jr:itext()' });
  }
  return emitLookup(inner, context, say);
}
