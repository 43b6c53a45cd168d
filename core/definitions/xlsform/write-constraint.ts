/** Validators and limits of an item → the constraint of its row, about `.`. */
import type { DefinitionText, Item, Validator } from '#core/definitions/definition.ts';
import {
  elementsOf,
  isOn,
  numberProperty,
  textProperty,
  valuesOf,
} from '#core/definitions/element-properties.ts';
import { isIsoDateText } from '#core/definitions/expressions/dates.ts';
import { isDefinitionText } from '#core/definitions/languages.ts';
import { sheetCodes } from '#core/definitions/xlsform/row-plan.ts';
import { xpathLiteral } from '#core/definitions/xlsform/write-expression.ts';
import { offeredSpecials } from '#core/definitions/xlsform/write-lists.ts';

export interface WrittenConstraint {
  readonly tests: readonly string[];
  /** What people read when it fails: the first that the definition says. */
  readonly message: DefinitionText | undefined;
}

/** @param condition says an expression about the row itself, or undefined where it cannot be said. */
export function writeConstraint(
  item: Item,
  condition: (expression: string) => string | undefined,
): WrittenConstraint {
  // what a place looks like is checked here and known by its type there
  const validators = elementsOf(item, 'validators').filter(({ lnWidget }) => lnWidget !== true);
  const tests = [
    ...limits(item),
    ...validators.flatMap((validator) => testsOf(validator as Validator, condition)), // as: the schema has checked the kind
    ...exclusives(item),
  ];
  const messages = [
    ...validators.map(({ text }) => text),
    item.minErrorText,
    item.maxErrorText,
  ].filter((text): text is DefinitionText => isDefinitionText(text) && text !== '');
  return { tests, message: messages[0] };
}

function limits(item: Item): readonly string[] {
  const isMany = ['checkbox', 'tagbox', 'ranking'].includes(item.type);
  if (isMany) {
    return [
      ...atLeast('count-selected(.)', numberProperty(item, 'minSelectedChoices')),
      ...atMost('count-selected(.)', numberProperty(item, 'maxSelectedChoices')),
    ];
  }
  if (item.type !== 'text' && item.type !== 'comment') return [];
  return [
    ...bound(item.min, '>='),
    ...bound(item.max, '<='),
    ...atMost('string-length(.)', positive(numberProperty(item, 'maxLength'))),
  ];
}

const positive = (value: number | undefined): number | undefined =>
  value !== undefined && value > 0 ? value : undefined;
const atLeast = (what: string, least: number | undefined): readonly string[] =>
  least === undefined || least <= 0 ? [] : [`${what} >= ${least}`];
const atMost = (what: string, most: number | undefined): readonly string[] =>
  most === undefined || most <= 0 ? [] : [`${what} <= ${most}`];

function bound(limit: unknown, sign: string): readonly string[] {
  if (typeof limit === 'number' && Number.isFinite(limit)) return [`. ${sign} ${limit}`];
  if (typeof limit !== 'string') return [];
  if (isIsoDateText(limit)) return [`. ${sign} date('${limit}')`];
  return /^-?\d+(\.\d+)?$/.test(limit) ? [`. ${sign} ${limit}`] : [];
}

function testsOf(
  validator: Validator,
  condition: (expression: string) => string | undefined,
): readonly string[] {
  switch (validator.type) {
    case 'numeric':
      return [...bound(validator.minValue, '>='), ...bound(validator.maxValue, '<=')];
    case 'text':
      return [
        ...atLeast('string-length(.)', numberProperty(validator, 'minLength')),
        ...atMost('string-length(.)', numberProperty(validator, 'maxLength')),
        ...(validator.allowDigits === false ? ["not(regex(., '.*[0-9].*'))"] : []),
      ];
    case 'answercount':
      return [
        ...atLeast('count-selected(.)', numberProperty(validator, 'minCount')),
        ...atMost('count-selected(.)', numberProperty(validator, 'maxCount')),
      ];
    case 'regex':
      return patternTest(validator);
    case 'email':
      return ["regex(., '[^@ ]+@[^@ ]+[.][^@ ]+')"];
    case 'expression': {
      const said = condition(textProperty(validator, 'expression') ?? '');
      return said === undefined ? [] : [said];
    }
  }
}

/** In a form a pattern must match the whole answer. */
function patternTest(validator: Validator): readonly string[] {
  const pattern = textProperty(validator, 'regex');
  if (pattern === undefined) return [];
  const start = pattern.startsWith('^') ? '' : '.*';
  const end = /(^|[^\\])\$$/.test(pattern) ? '' : '.*';
  const bare = pattern.replace(/^\^/, '').replace(end === '' ? /\$$/ : /(?!)/, '');
  const whole = `${start}(${bare})${end}`;
  const isLoose = isOn(validator, 'caseInsensitive', 'insensitive');
  return [`regex(., ${xpathLiteral(isLoose ? `(?i)${whole}` : whole)})`];
}

/** An answer that excludes all others stands alone. */
function exclusives(item: Item): readonly string[] {
  if (item.type !== 'checkbox' && item.type !== 'tagbox') return [];
  const own = valuesOf(item, 'choices');
  const special = offeredSpecials(item);
  const codes = sheetCodes([...own.map(({ value }) => value), ...special]);
  const alone = [
    ...own.filter(({ isExclusive }) => isExclusive === true).map(({ value }) => value),
    ...special.filter((value) => value !== 'other'),
  ];
  if (alone.length === 0) return [];
  const chosen = alone
    .map((value) => `selected(., ${xpathLiteral(codes.get(value) ?? String(value))})`)
    .join(' or ');
  return [`not((${chosen}) and count-selected(.) > 1)`];
}
