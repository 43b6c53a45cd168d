/**
 * The functions that expressions of imported XLSForms call. They are pure, mean what XPath and ODK mean
 * (docs.getodk.org/form-operators-functions), and are the same on the phone, on the server and in tests.
 */
import { RE2JS } from 're2js';
import type {
  ExpressionFunction,
  LogicEnvironment,
} from '#core/definitions/logic/compiled-logic.ts';
import {
  dateFromDays,
  dayLength,
  equals,
  nodesOf,
  readMoment,
  toBoolean,
  tokens,
  toNumber,
  toText,
} from '#core/definitions/xlsform/xpath/values.ts';

type Values = readonly unknown[];
type FunctionTable = Readonly<Record<string, ExpressionFunction>>;

const onNumbers =
  (compute: (...numbers: readonly number[]) => unknown): ExpressionFunction =>
  (values) =>
    compute(...values.map(toNumber));
const onTexts =
  (compute: (...texts: readonly string[]) => unknown): ExpressionFunction =>
  (values) =>
    compute(...values.map(toText));

const comparing: FunctionTable = {
  x_eq: ([left, right]) => equals(left, right),
  x_ne: ([left, right]) => !equals(left, right),
  x_lt: onNumbers((left = Number.NaN, right = Number.NaN) => left < right),
  x_le: onNumbers((left = Number.NaN, right = Number.NaN) => left <= right),
  x_gt: onNumbers((left = Number.NaN, right = Number.NaN) => left > right),
  x_ge: onNumbers((left = Number.NaN, right = Number.NaN) => left >= right),
  x_bool: ([value]) => toBoolean(value),
  x_boolFromText: ([value]) => ['true', '1'].includes(toText(value)),
};

const reckoning: FunctionTable = {
  x_add: onNumbers((left = Number.NaN, right = Number.NaN) => left + right),
  x_sub: onNumbers((left = Number.NaN, right = Number.NaN) => left - right),
  x_mul: onNumbers((left = Number.NaN, right = Number.NaN) => left * right),
  x_div: onNumbers((left = Number.NaN, right = Number.NaN) => left / right),
  x_mod: onNumbers((left = Number.NaN, right = Number.NaN) => left % right),
  x_neg: onNumbers((value = Number.NaN) => -value),
  x_number: onNumbers((value) => value),
  x_int: onNumbers((value = Number.NaN) => Math.trunc(value)),
  x_floor: onNumbers((value = Number.NaN) => Math.floor(value)),
  x_ceiling: onNumbers((value = Number.NaN) => Math.ceil(value)),
  x_round: onNumbers((value = Number.NaN, places = 0) => round(value, places)),
  x_abs: onNumbers((value = Number.NaN) => Math.abs(value)),
  x_pow: onNumbers((base = Number.NaN, power = Number.NaN) => base ** power),
  x_sqrt: onNumbers((value = Number.NaN) => Math.sqrt(value)),
  x_exp: onNumbers((value = Number.NaN) => Math.exp(value)),
  x_exp10: onNumbers((value = Number.NaN) => 10 ** value),
  x_log: onNumbers((value = Number.NaN) => Math.log(value)),
  x_log10: onNumbers((value = Number.NaN) => Math.log10(value)),
  x_sin: onNumbers((value = Number.NaN) => Math.sin(value)),
  x_cos: onNumbers((value = Number.NaN) => Math.cos(value)),
  x_tan: onNumbers((value = Number.NaN) => Math.tan(value)),
  x_asin: onNumbers((value = Number.NaN) => Math.asin(value)),
  x_acos: onNumbers((value = Number.NaN) => Math.acos(value)),
  x_atan: onNumbers((value = Number.NaN) => Math.atan(value)),
  x_atan2: onNumbers((y = Number.NaN, x = Number.NaN) => Math.atan2(y, x)),
  x_pi: () => Math.PI,
};

/** Half away from zero, as ODK rounds: -2.5 becomes -3. */
function round(value: number, places: number): number {
  if (!Number.isFinite(value) || !Number.isFinite(places)) return Number.NaN;
  const [digits = '0', power = '0'] = String(Math.abs(value)).split('e');
  const shifted = Math.round(Number(`${digits}e${Number(power) + places}`));
  const [back = '0', exponent = '0'] = String(shifted).split('e');
  const result = Number(`${back}e${Number(exponent) - places}`);
  return value < 0 ? -result : result;
}

const texts: FunctionTable = {
  x_text: ([encoded]) => decodeURIComponent(toText(encoded)),
  x_string: ([value]) => toText(value),
  x_value: ([value]) => value,
  // forms store a calculation that is no number as nothing
  x_stored: ([value]) => (Number.isNaN(value) ? '' : value),
  x_stringLength: ([value]) => [...toText(value)].length,
  x_concat: (values) => values.flatMap(nodesOf).map(toText).join(''),
  x_join: ([separator, ...values]) => values.flatMap(nodesOf).map(toText).join(toText(separator)),
  x_substr: ([value, from, to]) => substr(toText(value), toNumber(from), to),
  x_substring: ([value, from, length]) => substring(toText(value), toNumber(from), length),
  x_substringBefore: onTexts((text = '', part = '') =>
    text.includes(part) ? text.slice(0, text.indexOf(part)) : '',
  ),
  x_substringAfter: onTexts((text = '', part = '') =>
    text.includes(part) ? text.slice(text.indexOf(part) + part.length) : '',
  ),
  x_contains: onTexts((text = '', part = '') => text.includes(part)),
  x_startsWith: onTexts((text = '', part = '') => text.startsWith(part)),
  x_endsWith: onTexts((text = '', part = '') => text.endsWith(part)),
  x_translate: onTexts((text = '', from = '', to = '') => translate(text, [...from], [...to])),
  x_normalizeSpace: onTexts((text = '') => text.trim().replace(/\s+/g, ' ')),
  x_regex: onTexts((text = '', pattern = '') => matchesSomewhere(pattern, text)),
  x_coalesce: ([first, second]) => (toText(first) === '' ? second : first),
};

/** From 0, `to` exclusive, negative counted from the end: as ODK's substr. */
function substr(text: string, from: number, to: unknown): string {
  const end = to === undefined ? undefined : toNumber(to);
  return text.slice(Number.isNaN(from) ? 0 : from, end);
}

/** From 1, with a length: XPath 1.0, 4.2. */
function substring(text: string, from: number, length: unknown): string {
  const start = Math.round(from) - 1;
  const end = length === undefined ? undefined : start + Math.round(toNumber(length));
  return Number.isNaN(start) ? '' : text.slice(Math.max(0, start), end);
}

function translate(text: string, from: readonly string[], to: readonly string[]): string {
  const map = new Map(
    from.map((mark, index) => [mark, to[index] ?? '']).reverse() as [string, string][],
  );
  return [...text].map((mark) => map.get(mark) ?? mark).join('');
}

const compiled = new Map<string, RE2JS | null>();

/**
 * A match anywhere, as ODK Web Forms and Enketo do; authors who want the whole text write ^ and $. Patterns come from
 * strangers: RE2 alone runs them, in linear time.
 */
function matchesSomewhere(pattern: string, text: string): boolean {
  let expression = compiled.get(pattern);
  if (expression === undefined) {
    expression = compileRegex(pattern);
    if (compiled.size > 500) compiled.clear();
    compiled.set(pattern, expression);
  }
  return expression?.matcher(text).find() ?? false;
}

/** The pattern as RE2 understands it, or null: look-around and back-references have no linear-time form. */
export function compileRegex(pattern: string): RE2JS | null {
  try {
    return RE2JS.compile(pattern);
  } catch {
    return null;
  }
}

const choosing: FunctionTable = {
  x_selected: ([value, code]) => tokens(value).includes(toText(code).trim()),
  x_countSelected: ([value]) => tokens(value).length,
  x_selectedAt: ([value, index]) => tokens(value)[toNumber(index)] ?? '',
  x_choiceLabel: ([code, ...pairs]) => {
    const wanted = toText(code);
    const at = pairs.findIndex((pair, index) => index % 2 === 0 && toText(pair) === wanted);
    return at < 0 ? '' : toText(pairs[at + 1]);
  },
  x_pick: (pairs) => {
    const at = pairs.findIndex((holds, index) => index % 2 === 0 && toBoolean(holds));
    return at < 0 ? '' : pairs[at + 1];
  },
  x_checklist: ([least, most, ...verdicts]) =>
    within(verdicts.filter(toBoolean).length, toNumber(least), toNumber(most)),
  x_weightedChecklist: ([least, most, ...pairs]) =>
    within(
      pairs.reduce<number>(
        (sum, value, index) =>
          index % 2 === 0 && toBoolean(value) ? sum + toNumber(pairs[index + 1]) : sum,
        0,
      ),
      toNumber(least),
      toNumber(most),
    ),
};

/** -1 stands for no limit. */
const within = (value: number, least: number, most: number): boolean =>
  (least === -1 || value >= least) && (most === -1 || value <= most);

const sets: FunctionTable = {
  x_nodes: ([turns, ...steps]) =>
    steps.reduce<Values>(
      (nodes, step) => nodes.flatMap((node) => memberOf(node, toText(step))),
      nodesOf(turns),
    ),
  x_first: ([nodes]) => nodesOf(nodes)[0],
  x_at: ([nodes, index]) => nodesOf(nodes)[toNumber(index) - 1],
  x_count: ([nodes]) => nodesOf(nodes).length,
  x_countNonEmpty: ([nodes]) => nodesOf(nodes).filter((node) => toText(node) !== '').length,
  x_sum: ([nodes]) => nodesOf(nodes).reduce<number>((sum, node) => sum + toNumber(node), 0),
  x_min: (values) => extreme(values, Math.min),
  x_max: (values) => extreme(values, Math.max),
};

/** A turn of a repeat gives its member; a nested repeat gives its turns. */
function memberOf(node: unknown, name: string): Values {
  if (typeof node !== 'object' || node === null || !Object.hasOwn(node, name)) return [undefined];
  const member: unknown = Reflect.get(node, name);
  const isTurns =
    Array.isArray(member) && member.some((turn) => typeof turn === 'object' && turn !== null);
  return isTurns ? member : [member];
}

function extreme(values: Values, pick: (...numbers: number[]) => number): number {
  const numbers = values
    .flatMap(nodesOf)
    .filter((value) => toText(value) !== '')
    .map(toNumber);
  return numbers.length === 0 ? Number.NaN : pick(...numbers);
}

const wallClock = (environment: LogicEnvironment): number =>
  environment.now.getTime() + environment.offsetMinutes * 60_000;

const dates: FunctionTable = {
  x_today: (_values, environment) => dateFromDays(Math.floor(wallClock(environment) / dayLength)),
  x_now: (_values, environment) =>
    new Date(wallClock(environment)).toISOString().slice(0, 23) +
    offsetText(environment.offsetMinutes),
  x_date: ([value]) =>
    typeof value === 'number' ? dateFromDays(value) : toText(value).slice(0, 10),
  x_dateTime: ([value]) => toText(value),
  x_decimalDateTime: ([value], environment) => decimalDays(toText(value), environment),
  x_decimalTime: ([value]) => decimalTime(toText(value)),
  x_formatDate: ([value, pattern], environment) =>
    formatDate(
      typeof value === 'number' ? dateFromDays(value) : toText(value),
      toText(pattern),
      environment,
    ),
};

function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  const two = (part: number) => String(Math.trunc(part)).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(size / 60)}:${two(size % 60)}`;
}

/** Days since the epoch by the instant; a date without a zone is local midnight. */
function decimalDays(text: string, environment: LogicEnvironment): number {
  const moment = readMoment(text);
  if (!moment) return Number.NaN;
  return (moment.wall - (moment.offset ?? environment.offsetMinutes) * 60_000) / dayLength;
}

function decimalTime(text: string): number {
  const [, hours, minutes, seconds] =
    /(?:^|T)(\d{2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?/.exec(text) ?? [];
  if (hours === undefined) return Number.NaN;
  return (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds ?? 0)) / 86_400;
}

const monthNames = [
  'Jan',
  'Feb',
  'Mar',
  'Apr',
  'May',
  'Jun',
  'Jul',
  'Aug',
  'Sep',
  'Oct',
  'Nov',
  'Dec',
];
const dayNames = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

function formatDate(text: string, pattern: string, environment: LogicEnvironment): string {
  const moment = readMoment(text);
  if (!moment) return '';
  const shift =
    moment.offset === undefined ? 0 : (environment.offsetMinutes - moment.offset) * 60_000;
  const date = new Date(moment.wall + shift);
  const two = (value: number) => String(value).padStart(2, '0');
  const parts: Readonly<Record<string, string>> = {
    Y: String(date.getUTCFullYear()),
    y: two(date.getUTCFullYear() % 100),
    m: two(date.getUTCMonth() + 1),
    n: String(date.getUTCMonth() + 1),
    b: monthNames[date.getUTCMonth()] ?? '',
    d: two(date.getUTCDate()),
    e: String(date.getUTCDate()),
    H: two(date.getUTCHours()),
    h: String(date.getUTCHours()),
    M: two(date.getUTCMinutes()),
    S: two(date.getUTCSeconds()),
    3: String(date.getUTCMilliseconds()).padStart(3, '0'),
    a: dayNames[date.getUTCDay()] ?? '',
    W: two(weekOf(date)),
  };
  return pattern.replace(/%([A-Za-z3])/g, (whole, letter: string) => parts[letter] ?? whole);
}

/** ISO week of the year. */
function weekOf(date: Date): number {
  const thursday = new Date(date.getTime() + (4 - (date.getUTCDay() || 7)) * dayLength);
  const newYear = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  return Math.ceil(((thursday.getTime() - newYear) / dayLength + 1) / 7);
}

/** Every `x_…` function by its name in expressions. */
export const xlsformFunctions: FunctionTable = {
  ...comparing,
  ...reckoning,
  ...texts,
  ...choosing,
  ...sets,
  ...dates,
};
