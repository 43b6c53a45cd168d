/**
 * The built-in functions of survey-core 3.0.0 that are pure and give the same on every machine. Those that ask the form
 * on the screen, the clock by the second or another server are refused (`refusedFunctions`).
 */
import { toDate, wallClock } from '#core/definitions/expressions/dates.ts';
import { addLoosely, isLess, isMore } from '#core/definitions/expressions/javascript-coercion.ts';
import { roundSum } from '#core/definitions/expressions/operators.ts';
import { isNumber, toNumber } from '#core/definitions/expressions/values.ts';
import type {
  ExpressionFunction,
  LogicEnvironment,
} from '#core/definitions/logic/compiled-logic.ts';

/** Not pure, or not answered at once: an expression that calls one is refused. */
export const refusedFunctions: ReadonlySet<string> = new Set([
  'displayValue',
  'propertyValue',
  'isContainerReady',
  'isDisplayMode',
  'getComment',
]);

const dayMs = 86_400_000;

/** All values of all lists, numbers read, nothings dropped. */
function flatten(values: readonly unknown[], into: unknown[] = []): unknown[] {
  for (const value of values) {
    if (Array.isArray(value)) flatten(value, into);
    else if (value !== undefined && value !== null) {
      into.push(isNumber(value) ? toNumber(value) : value);
    }
  }
  return into;
}

export function addRounded(total: unknown, value: unknown): unknown {
  const sum = addLoosely(total, value);
  return typeof sum === 'number' ? roundSum(total, value, sum) : sum;
}

const sum: ExpressionFunction = (parameters) => flatten(parameters).reduce(addRounded, 0);

const average: ExpressionFunction = (parameters, environment) => {
  const count = flatten(parameters).length;
  return count > 0 ? Number(sum(parameters, environment)) / count : 0;
};

const extreme =
  (isBetter: (value: unknown, best: unknown) => boolean): ExpressionFunction =>
  (parameters) =>
    flatten(parameters).reduce(
      (best, value) => (best === undefined || isBetter(value, best) ? value : best),
      undefined,
    );

const round: ExpressionFunction = (parameters) => {
  const [value, decimals] = flatten(parameters);
  const places = decimals || 0;
  if (!isNumber(value) || !isNumber(places)) return Number.NaN;
  const factor = 10 ** Number(places);
  return Math.round(Number(value) * factor * (1 + Number.EPSILON)) / factor;
};

/** survey-core cuts the text of the number: `trunc(1.29, 1)` is 1.2; without places all decimals stay. */
const truncate: ExpressionFunction = (parameters) => {
  const [value, decimals] = flatten(parameters);
  const places = decimals || -1;
  if (!isNumber(value) || !isNumber(places)) return Number.NaN;
  const found = new RegExp(`^-?\\d+(?:.\\d{0,${places}})?`).exec(String(value));
  return Number(found?.[0]);
};

const daysBetween: ExpressionFunction = (parameters, environment) => {
  const [from, until] = parameters;
  if (parameters.length !== 2 || !from || !until) return 0;
  const midnight = (value: unknown): number => {
    const date = toDate(environment, value);
    return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate());
  };
  return Math.ceil(Math.abs(midnight(until) - midnight(from)) / dayMs);
};

function spanBetween(
  [from, until]: readonly [unknown, unknown],
  unit: unknown,
  environment: LogicEnvironment,
): unknown {
  if (unit === 'days') return daysBetween([from, until], environment);
  const start = toDate(environment, from);
  const end = toDate(environment, until);
  const years = end.getUTCFullYear() - start.getUTCFullYear();
  const wholeMonths = years * 12 + end.getUTCMonth() - start.getUTCMonth();
  const months = end.getUTCDate() < start.getUTCDate() ? wholeMonths - 1 : wholeMonths;
  return unit === 'months' ? months : ~~(months / 12);
}

const msIn: Readonly<Record<string, number>> = { hours: 3_600_000, minutes: 60_000, seconds: 1000 };

const dateDifference: ExpressionFunction = (parameters, environment) => {
  const [from, until, unit] = parameters;
  if (parameters.length < 2 || !from || !until) return null;
  const ms = typeof unit === 'string' ? msIn[unit] : undefined;
  if (ms === undefined) return spanBetween([from, until], unit || 'days', environment);
  const distance = toDate(environment, until).getTime() - toDate(environment, from).getTime();
  return Math.ceil(Math.abs(distance) / ms);
};

const dateAdd: ExpressionFunction = (parameters, environment) => {
  const [from, amount, unit] = parameters;
  if (parameters.length < 2 || !from || !amount) return null;
  const date = toDate(environment, from);
  // The sum, not the amount, is turned into a number: survey-core joins a text amount to the day.
  const moved = (part: number): number => Number(addLoosely(part, amount));
  switch (unit || 'days') {
    case 'days':
      date.setUTCDate(moved(date.getUTCDate()));
      break;
    case 'months':
      date.setUTCMonth(moved(date.getUTCMonth()));
      break;
    case 'years':
      date.setUTCFullYear(moved(date.getUTCFullYear()));
      break;
    case 'hours':
      date.setUTCHours(moved(date.getUTCHours()));
      break;
    case 'minutes':
      date.setUTCMinutes(moved(date.getUTCMinutes()));
      break;
    case 'seconds':
      date.setUTCSeconds(moved(date.getUTCSeconds()));
      break;
  }
  return date;
};

function todayOf(parameters: readonly unknown[], environment: LogicEnvironment): Date {
  const date = wallClock(environment);
  date.setUTCHours(0, 0, 0, 0);
  if (parameters.length === 1)
    date.setUTCDate(Number(addLoosely(date.getUTCDate(), parameters[0])));
  return date;
}

const partOfDate =
  (read: (date: Date) => number): ExpressionFunction =>
  (parameters, environment) =>
    read(parameters[0] ? toDate(environment, parameters[0]) : todayOf([], environment));

const substring: ExpressionFunction = (parameters) => {
  const [text, from, until] = parameters;
  if (!text || typeof text !== 'string' || !isNumber(from)) return '';
  return isNumber(until)
    ? text.substring(Number(from), Number(until))
    : text.substring(Number(from));
};

export const builtInFunctions: ReadonlyMap<string, ExpressionFunction> = new Map<
  string,
  ExpressionFunction
>([
  ['sum', sum],
  ['avg', average],
  ['min', extreme((value, best) => isMore(best, value))],
  ['max', extreme((value, best) => isLess(best, value))],
  ['count', (parameters) => flatten(parameters).length],
  ['round', round],
  ['trunc', truncate],
  [
    'iif',
    (parameters) => (parameters.length < 2 ? null : parameters[0] ? parameters[1] : parameters[2]),
  ],
  ['getDate', ([value], environment) => (value ? toDate(environment, value) : null)],
  [
    'age',
    ([born, unit], environment) =>
      born ? spanBetween([born, undefined], unit || 'years', environment) : null,
  ],
  ['dateDiff', dateDifference],
  ['dateAdd', dateAdd],
  ['diffDays', daysBetween],
  ['today', todayOf],
  ['currentDate', (_, environment) => wallClock(environment)],
  [
    'getYear',
    (parameters, environment) =>
      parameters.length === 1 && parameters[0]
        ? toDate(environment, parameters[0]).getUTCFullYear()
        : undefined,
  ],
  ['currentYear', (_, environment) => wallClock(environment).getUTCFullYear()],
  ['year', partOfDate((date) => date.getUTCFullYear())],
  ['month', partOfDate((date) => date.getUTCMonth() + 1)],
  ['day', partOfDate((date) => date.getUTCDate())],
  ['weekday', partOfDate((date) => date.getUTCDay())],
  ['substring', substring],
]);
