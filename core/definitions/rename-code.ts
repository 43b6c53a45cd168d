/**
 * Renaming a code: the answer keeps its words, its place and its meaning, and gets another value. Conditions that ask for
 * it are rewritten; one that compares codes by size, or puts them together, cannot be, and stands in the way.
 */
import type { Choice, ChoiceValue, Definition } from '#core/definitions/definition.ts';
import type { Element } from '#core/definitions/diff-change.ts';
import { formerValuesOf } from '#core/definitions/diff-choices.ts';
import { isElement, toChoice } from '#core/definitions/element-properties.ts';
import {
  type Expression,
  type Operand,
  walkExpression,
} from '#core/definitions/expressions/expression.ts';
import { parseExpression } from '#core/definitions/expressions/parse.ts';
import { withNames } from '#core/definitions/references-in.ts';
import {
  type Found,
  findItem,
  namedIn,
  refused,
  renamer,
  withNamesInLists,
} from '#core/definitions/rename-parts.ts';
import { mapTexts, withElement } from '#core/definitions/rewrite.ts';
import { writeExpression } from '#core/definitions/write-expression.ts';
import { canonicalJson } from '#core/kernel/canonical-json.ts';
import { ok, type Result } from '#core/kernel/result.ts';

/** Where a code may stand; rows name variables, the others are answers. */
const codeLists = ['choices', 'rateValues', 'columns', 'rows'] as const;
type CodeList = (typeof codeLists)[number];

/**
 * @returns `request-unfit` for `/item` (`item-unknown`, `item-unclear`), `/code` (`code-unknown`; `code-in-use` where an
 *   expression reads it in a way that cannot be rewritten) or `/to` (`code-invalid`, `choice-duplicate`, `former-code-taken`)
 */
export function renameCode(
  definition: Definition,
  item: string,
  from: ChoiceValue,
  to: ChoiceValue,
): Result<Definition> {
  const found = findItem(namedIn(definition), item);
  if (!found.ok) return found;
  const { element, pointer } = found.value;
  const list = codeLists.find((each) =>
    choicesIn(element, each).some(({ value }) => value === from),
  );
  if (!list) return refused('/code', 'code-unknown', `${item} has no answer with this code`);
  const fit = isFree(element, from, to);
  if (!fit.ok) return fit;
  const renamed = withElement(definition, pointer, (own) => withCode(own, list, from, to));
  if (list === 'rows') return ok(withRow(renamed, item, String(from), String(to)));
  return withComparisons(renamed, readersOf(renamed, found.value), from, to);
}

const choicesIn = (element: Element, list: CodeList): readonly Choice[] => {
  const entries = element[list];
  return Array.isArray(entries) ? entries.map(toChoice) : [];
};

function isFree(element: Element, from: ChoiceValue, to: ChoiceValue): Result<undefined> {
  const text = String(to);
  if (text.trim() === '' || text.trim() !== text || text.length > 100) {
    return refused('/to', 'code-invalid', 'a code is a short text without space around it');
  }
  const others = codeLists
    .flatMap((list) => choicesIn(element, list))
    .filter(({ value }) => value !== from);
  if (others.some(({ value }) => sameCode(value, to))) {
    return refused('/to', 'choice-duplicate', 'another answer has this code');
  }
  if (others.some((choice) => formerValuesOf(choice).includes(text))) {
    return refused('/to', 'former-code-taken', 'another answer had this code before');
  }
  return ok(undefined);
}

/** As expressions compare them. */
const sameCode = (one: unknown, other: unknown): boolean =>
  String(one).toLowerCase() === String(other).toLowerCase();

/** The item with the code in its list, and wherever else it speaks of its own codes. */
function withCode(element: Element, list: CodeList, from: ChoiceValue, to: ChoiceValue): Element {
  const entries = Array.isArray(element[list]) ? element[list] : [];
  const changed = entries.map((entry: unknown) => {
    const choice = toChoice(entry);
    if (choice.value !== from) return entry;
    const former = [...new Set([...formerValuesOf(choice), String(from)])];
    return {
      ...choice,
      value: to,
      // A code that stood for itself was its own text.
      text: choice.text ?? String(from),
      lnFormerValues: former.filter((code) => code !== String(to)),
    };
  });
  return { ...withOwnCodes(element, from, to), [list]: changed };
}

/** Don't-know codes, problem codes, labels, endings and defaults, of the item and of those that take over its choices. */
function withOwnCodes(element: Element, from: ChoiceValue, to: ChoiceValue): Element {
  const swap = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(swap);
    return value === from ? to : value;
  };
  const swapKeys = (record: unknown): unknown =>
    isElement(record)
      ? Object.fromEntries(
          Object.entries(record).map(([key, own]) => [
            key === String(from) ? String(to) : key,
            own,
          ]),
        )
      : record;
  const changes = [
    ...['lnMissing', 'lnProblem', 'defaultValue'].map((name) => [name, swap] as const),
    ...['lnChoiceLabels', 'lnOutcome'].map((name) => [name, swapKeys] as const),
  ].filter(([name]) => element[name] !== undefined);
  const changed = changes.map(([name, change]) => [name, change(element[name])]);
  return { ...element, ...Object.fromEntries(changed) };
}

/** A row of a table is a step of names: `{table.row}`. */
function withRow(definition: Definition, item: string, from: string, to: string): Definition {
  const rename = renamer(`${item}.${from}`, `${item}.${to}`);
  return mapTexts(withNamesInLists(definition, `${item}.${from}`, `${item}.${to}`), (text, kind) =>
    withNames(text, kind, rename),
  );
}

/** The item itself, and those whose choices are taken from it. */
interface Readers {
  /** Whether a name in an expression, in lower case, reads one of them. */
  readonly isRead: (name: string) => boolean;
  readonly pointers: readonly string[];
}

function readersOf(definition: Definition, { element, pointer, owner }: Found): Readers {
  const name = String(element.name).toLowerCase();
  const carriers = namedIn(definition).filter(
    (each) => String(each.element.choicesFromQuestion ?? '').toLowerCase() === name,
  );
  const own = [name, ...carriers.map((each) => String(each.element.name).toLowerCase())];
  return {
    isRead: owner
      ? // `{group[0].age}`, `{panel.age}` and `{row.age}` all end in it.
        (text) => text.includes('.') && own.includes(text.split('.').at(-1) ?? '')
      : (text) => own.some((each) => text === each || /^[.[]/.test(afterwards(text, each))),
    pointers: [pointer, ...carriers.map((each) => each.pointer)],
  };
}

const afterwards = (text: string, beginning: string): string =>
  text.startsWith(beginning) ? text.slice(beginning.length) : '';

function withComparisons(
  definition: Definition,
  { isRead, pointers }: Readers,
  from: ChoiceValue,
  to: ChoiceValue,
): Result<Definition> {
  let unclear: string | undefined;
  const reads = (operand: Operand, words: ReadonlySet<string>): boolean =>
    operand?.kind === 'variable' &&
    (words.has(operand.name.toLowerCase()) || isRead(operand.name.toLowerCase()));
  const rewrite = (words: ReadonlySet<string>) => (text: string, kind: 'expression' | 'text') => {
    if (kind !== 'expression') return text;
    const parsed = parseExpression(text);
    if (!parsed) return text;
    const changed = recode(parsed.expression, {
      reads: (operand) => reads(operand, words),
      from,
      to,
      onUnclear: () => {
        unclear = text;
      },
    });
    if (changed === parsed.expression) return text;
    const written = writeExpression(changed);
    const again = parseExpression(written);
    if (!again || canonicalJson(again.expression) !== canonicalJson(changed)) unclear = text;
    return written;
  };
  const none: ReadonlySet<string> = new Set();
  // Under the conditions of its own choices an item is `{item}`, `{choice}` or `{self}`.
  const selves = new Set(['item', 'choice', 'self']);
  const inside = pointers.reduce(
    (whole, pointer) =>
      withElement(whole, pointer, (element) =>
        mapTexts(withOwnCodes(element, from, to), rewrite(selves)),
      ),
    definition,
  );
  const done = mapTexts(inside, rewrite(none));
  return unclear === undefined
    ? ok(done)
    : refused('/code', 'code-in-use', `cannot be rewritten: ${unclear}`);
}

interface Recoding {
  readonly reads: (operand: Operand) => boolean;
  readonly from: ChoiceValue;
  readonly to: ChoiceValue;
  readonly onUnclear: () => void;
}

const comparing: ReadonlySet<string> = new Set([
  ...['equal', 'notequal', 'contains', 'notcontains', 'anyof', 'allof', 'noneof'],
]);

/** The tree with the code where it stands beside the item: compared with it, or in one call with it. */
function recode(node: Expression, recoding: Recoding): Expression {
  const inner = (operand: Operand): Operand => (operand ? recode(operand, recoding) : operand);
  switch (node.kind) {
    case 'binary': {
      const [left, right] = beside(node.left, node.right, node.operator, recoding);
      const [nextLeft, nextRight] = [inner(left), inner(right)];
      const isSame = nextLeft === node.left && nextRight === node.right;
      return isSame ? node : { ...node, left: nextLeft, right: nextRight };
    }
    case 'unary': {
      const operand = inner(node.operand);
      return operand === node.operand ? node : { ...node, operand };
    }
    case 'call': {
      const isAbout = node.parameters.some(recoding.reads);
      const parameters = node.parameters.map((one) =>
        inner(isAbout ? swapped(one, recoding) : one),
      );
      return parameters.every((one, index) => one === node.parameters[index])
        ? node
        : { ...node, parameters };
    }
    default:
      return node;
  }
}

function beside(
  left: Operand,
  right: Operand,
  operator: string,
  recoding: Recoding,
): readonly [Operand, Operand] {
  const [readsLeft, readsRight] = [recoding.reads(left), recoding.reads(right)];
  if (!readsLeft && !readsRight) return [left, right];
  if (comparing.has(operator)) {
    return [
      readsRight ? swapped(left, recoding) : left,
      readsLeft ? swapped(right, recoding) : right,
    ];
  }
  // By size, or put together: what the new code would do there, nobody has said.
  if (mentions(readsLeft ? right : left, recoding.from)) recoding.onUnclear();
  return [left, right];
}

function swapped(operand: Operand, codes: Pick<Recoding, 'from' | 'to'>): Operand {
  if (operand?.kind === 'list') {
    const items = operand.items.map((item) => swapped(item, codes));
    return items.every((item, index) => item === operand.items[index])
      ? operand
      : { ...operand, items };
  }
  return operand?.kind === 'constant' && sameCode(operand.value, codes.from)
    ? { kind: 'constant', value: asConstant(codes.to) }
    : operand;
}

/** As a text in an expression is read: what looks like a number or a switch is one. */
const asConstant = (value: ChoiceValue): ChoiceValue => {
  const parsed = parseExpression(
    typeof value === 'string' ? `'${value.replace(/(['"])/g, '\\$1')}'` : String(value),
  );
  return parsed?.expression.kind === 'constant' ? parsed.expression.value : value;
};

function mentions(operand: Operand, code: ChoiceValue): boolean {
  let found = false;
  walkExpression(operand, (node) => {
    if (node.kind === 'constant' && sameCode(node.value, code)) found = true;
  });
  return found;
}
