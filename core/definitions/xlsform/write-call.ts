/** Function calls of SurveyJS expressions → XPath. */
import type { Expression, Operand } from '#core/definitions/expressions/expression.ts';
import { CannotWrite } from '#core/definitions/xlsform/cannot-write.ts';
import { knownFunctions } from '#core/definitions/xlsform/functions-table.ts';
import { findName, type WriteScope } from '#core/definitions/xlsform/write-scope.ts';

type Call = Extract<Expression, { kind: 'call' }>;
type Say = (operand: Operand | undefined) => string;
type Writer = (parameters: readonly Operand[], say: Say, scope: WriteScope) => string;

/** Our function → the XPath function that the import makes it of; of two the first in the table. */
const xpathNames = new Map<string, string>();
for (const [name, { name: own }] of Object.entries(knownFunctions)) {
  if (!xpathNames.has(own)) xpathNames.set(own, name);
}

const part = (format: string): Writer => {
  return ([date], say) => `number(format-date(${date ? say(date) : 'today()'}, '${format}'))`;
};
const between =
  (sign: string): Writer =>
  ([left, right], say) =>
    `(${say(left)} ${sign} ${say(right)})`;
const inner: Writer = ([only], say) => say(only);
/** Empty answers are no numbers; SurveyJS leaves them out. */
const orNothing = (value: string): string =>
  /^-?[\d.]+$/.test(value) ? value : `coalesce(${value}, 0)`;
const counted = (values: readonly string[]): string =>
  values.map((value) => `if(${value} = '', 0, 1)`).join(' + ');
const summed = (values: readonly string[]): string => values.map(orNothing).join(' + ');

const writers: Readonly<Record<string, Writer>> = {
  iif: ([condition, yes, no], say) => `if(${say(condition)}, ${say(yes)}, ${say(no)})`,
  today: ([days], say) => (days ? `date(decimal-date-time(today()) + ${say(days)})` : 'today()'),
  getDate: inner,
  age: ([born, unit], say) => yearsBetween(say(born), 'today()', unit),
  dateDiff: ([from, until, unit], say) => spanBetween(say(from), say(until), unit),
  diffDays: ([from, until], say) => `abs(${daysOf(say(until))} - ${daysOf(say(from))})`,
  dateAdd: ([date, amount, unit], say) => addDays(say(date), say(amount), unit),
  year: part('%Y'),
  getYear: part('%Y'),
  currentYear: () => "number(format-date(today(), '%Y'))",
  month: part('%m'),
  day: part('%d'),
  sum: (values, say) => `(${summed(plain(values).map(say))})`,
  count: (values, say) => `(${counted(plain(values).map(say))})`,
  avg: (values, say) => {
    const texts = plain(values).map(say);
    const count = counted(texts);
    return `if((${count}) = 0, 0, (${summed(texts)}) div (${count}))`;
  },
  min: (values, say) => `min(${plain(values).map(say).join(', ')})`,
  max: (values, say) => `max(${plain(values).map(say).join(', ')})`,
  round: ([value, places], say) => `round(${say(value)}, ${places ? say(places) : '0'})`,
  trunc: ([value, places], say) => {
    if (places) throw new CannotWrite('trunc has an equal for whole numbers only');
    return `int(${say(value)})`;
  },
  substring: ([text, from, until], say) =>
    `substr(${[text, from, until]
      .filter((value) => value !== undefined)
      .map(say)
      .join(', ')})`,
  sumInArray: (parameters, _, scope) => `sum(${column(parameters, scope)})`,
  countInArray: (parameters, _, scope) => `count-non-empty(${column(parameters, scope)})`,
  minInArray: (parameters, _, scope) => `min(${column(parameters, scope)})`,
  maxInArray: (parameters, _, scope) => `max(${column(parameters, scope)})`,
  avgInArray: (parameters, _, scope) => {
    const values = column(parameters, scope);
    return `if(count-non-empty(${values}) = 0, 0, sum(${values}) div count-non-empty(${values}))`;
  },
  x_add: between('+'),
  x_sub: between('-'),
  x_mul: between('*'),
  x_div: between('div'),
  x_mod: between('mod'),
  x_eq: between('='),
  x_ne: between('!='),
  x_lt: between('<'),
  x_le: between('<='),
  x_gt: between('>'),
  x_ge: between('>='),
  x_neg: ([value], say) => `(0 - ${say(value)})`,
  x_first: inner,
  x_stored: inner,
  x_value: inner,
  x_text: ([encoded]) => literal(encoded),
  x_nodes: (parameters, _, scope) => nodes(parameters, scope),
  x_at: (parameters, say, scope) => indexed(parameters, say, scope),
};

/** @throws CannotWrite for functions without an equal. */
export function writeCall({ name, parameters }: Call, scope: WriteScope, say: Say): string {
  const writer = Object.hasOwn(writers, name) ? writers[name] : undefined;
  if (writer) return writer(parameters, say, scope);
  const known = xpathNames.get(name);
  if (known === undefined) throw new CannotWrite(`the function ${name} has no equal`);
  return `${known}(${parameters.map(say).join(', ')})`;
}

/** Lists inside the parameters would need as many values as answers. */
function plain(values: readonly Operand[]): readonly Operand[] {
  if (values.length === 0 || values.some((value) => value?.kind === 'list')) {
    throw new CannotWrite('a list of values has no equal');
  }
  return values;
}

const daysOf = (date: string): string => `int(decimal-date-time(${date}))`;
const unitOf = (unit: Operand | undefined): string =>
  unit?.kind === 'constant' ? String(unit.value) : '';

function spanBetween(from: string, until: string, unit: Operand | undefined): string {
  const name = unitOf(unit) || 'days';
  if (name === 'days') return `abs(${daysOf(until)} - ${daysOf(from)})`;
  if (name === 'years') return yearsBetween(from, until, undefined);
  if (name === 'months') return monthsBetween(from, until);
  throw new CannotWrite(`a span in ${name} has no equal`);
}

const numberOfDate = (date: string, format: string): string =>
  `number(format-date(${date}, '${format}'))`;

function yearsBetween(from: string, until: string, unit: Operand | undefined): string {
  if (unit !== undefined && unitOf(unit) !== 'years') return spanBetween(from, until, unit);
  const years = `${numberOfDate(until, '%Y')} - ${numberOfDate(from, '%Y')}`;
  const before = `${numberOfDate(until, '%m%d')} < ${numberOfDate(from, '%m%d')}`;
  return `(${years} - if(${before}, 1, 0))`;
}

function monthsBetween(from: string, until: string): string {
  const months = (date: string): string =>
    `${numberOfDate(date, '%Y')} * 12 + ${numberOfDate(date, '%m')}`;
  const before = `${numberOfDate(until, '%d')} < ${numberOfDate(from, '%d')}`;
  return `((${months(until)}) - (${months(from)}) - if(${before}, 1, 0))`;
}

function addDays(date: string, amount: string, unit: Operand | undefined): string {
  if (!['', 'days'].includes(unitOf(unit))) {
    throw new CannotWrite('dateAdd has an equal for days only');
  }
  return `date(${daysOf(date)} + ${amount})`;
}

/** `sumInArray({list}, 'field')`: all values of one row of a repeat. */
function column(parameters: readonly Operand[], scope: WriteScope): string {
  const [list, field, ...more] = parameters;
  if (more.length > 0) throw new CannotWrite('a condition over rows has no equal');
  return fieldOf(list, [field ?? null], scope);
}

const nodes = ([list, ...steps]: readonly Operand[], scope: WriteScope): string =>
  fieldOf(list, steps, scope);

function fieldOf(list: Operand | undefined, steps: readonly Operand[], scope: WriteScope): string {
  let found = list?.kind === 'variable' ? findName(list.name, scope) : undefined;
  for (const step of steps) {
    const name = step?.kind === 'constant' ? String(step.value).toLowerCase() : '';
    const row = found?.as === 'row' ? found.row.fields?.names.get(name) : undefined;
    found = row && { as: 'row', row };
  }
  if (found?.as !== 'row') throw new CannotWrite('a row of a repeat is unknown');
  return found.row.xpath;
}

function indexed(parameters: readonly Operand[], say: Say, scope: WriteScope): string {
  const [from, turn] = parameters;
  const list = from?.kind === 'call' ? from.parameters[0] : undefined;
  const repeat = list?.kind === 'variable' ? findName(list.name, scope) : undefined;
  if (repeat?.as !== 'row') throw new CannotWrite('a repeat is unknown');
  return `indexed-repeat(${say(from)}, ${repeat.row.xpath}, ${say(turn)})`;
}

function literal(encoded: Operand | undefined): string {
  const text = encoded?.kind === 'constant' ? String(encoded.value) : '';
  const plainText = safelyDecoded(text);
  if (!plainText.includes("'")) return `'${plainText}'`;
  return plainText.includes('"')
    ? `concat(${plainText
        .split("'")
        .map((piece) => `'${piece}'`)
        .join(`, "'", `)})`
    : `"${plainText}"`;
}

function safelyDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new CannotWrite('an encoded text is damaged');
  }
}
