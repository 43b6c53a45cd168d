/** Random conditions and calculations over the names that stand before them. */
import type { Chance } from './seeded-random.ts';

export type Kind =
  | 'one'
  | 'many'
  | 'rank'
  | 'number'
  | 'boolean'
  | 'date'
  | 'list'
  | 'text'
  | 'unread';
/** Items under construction. */
export type Draft = { type: string; name: string; [property: string]: unknown };

export interface Known {
  readonly reference: string;
  readonly kind: Kind;
  readonly codes?: readonly (string | number)[];
  /** A column or item of a list. */
  readonly field?: string;
  /** The item itself, where others may take its choices. */
  readonly source?: Draft;
}

export interface Making extends Chance {
  /** A number never used before in this definition. */
  readonly fresh: () => number;
}

/** Names that expressions may use at this place, in document order. */
export type Names = Known[];

export const codes = ['a', 'b', 'c', 'none', '5'];

export function condition(names: Names, making: Making, depth = 2): string {
  const { pick, chance } = making;
  if (depth > 0 && chance(0.35)) {
    const left = condition(names, making, depth - 1);
    const right = condition(names, making, depth - 1);
    return `${chance(0.5) ? `(${left})` : left} ${pick(['and', 'or'])} ${right}`;
  }
  if (chance(0.08)) return `!(${condition(names, making, depth - 1)})`;
  const readable = names.filter(({ kind }) => kind !== 'unread');
  if (readable.length === 0) return pick(['1 = 1', '2 > 3', "'a' = 'A'"]);
  return comparison(pick(readable), making);
}

function comparison(known: Known, making: Making): string {
  const { int, pick, chance } = making;
  const { reference } = known;
  const name = `{${chance(0.1) ? reference.toUpperCase() : reference}}`;
  const code = (): string => {
    const value = pick(known.codes ?? codes);
    return typeof value === 'number' ? String(value) : `'${value}'`;
  };
  if (chance(0.15) && known.kind !== 'list') return `${name} ${pick(['empty', 'notempty'])}`;
  switch (known.kind) {
    case 'one':
      return chance(0.6)
        ? `${name} ${pick(['=', '<>', 'equals'])} ${code()}`
        : `${name} anyof [${code()}, ${code()}]`;
    case 'many':
      return pick([
        () => `${name} contains ${code()}`,
        () => `${name} notcontains ${code()}`,
        () => `${name} allof [${code()}, ${code()}]`,
        () => `${name} noneof [${code()}]`,
        () => `${name} = [${code()}]`,
        () => `{${reference}.length} > ${int(0, 2)}`,
      ])();
    case 'number':
      return `${name} ${pick(['>', '<', '>=', '<=', '=', '<>'])} ${pick([0, 1, 5, 18, 30, 2.5])}`;
    case 'rank':
      return pick([
        () => `${name} = [${code()}, ${code()}]`,
        () => `${name} contains ${code()}`,
        () => `{${reference}[0]} = ${code()}`,
      ])();
    case 'boolean':
      return known.codes ? `${name} = ${code()}` : `${name} = ${pick(['true', 'false'])}`;
    case 'date':
      return pick([
        () => `${name} ${pick(['<', '>', '>=', '='])} '2024-02-29'`,
        () => `age(${name}) >= ${pick([18, 30])}`,
        () => `${name} < today()`,
        () => `${name} >= today(-30)`,
        () => `year(${name}) = ${pick([2024, 2026])} or month(${name}) < 6`,
        () => `day(${name}) > 16 and weekday(${name}) < 5`,
        () => `diffDays(${name}, today()) > ${pick([0, 400])}`,
        () => `dateAdd(${name}, ${int(-40, 40)}, 'days') > '2026-01-31'`,
        () => `getDate(${name}) < '2026-05-18'`,
        () => `getYear(${name}) <= currentYear()`,
        () => `x_date(${name}) = '2024-02-29'`,
        () => `dateDiff(${name}, '2025-01-31', 'months') > 5`,
      ])();
    case 'list':
      return pick([
        () => `{${reference}.length} ${pick(['>', '='])} ${int(0, 2)}`,
        () => `{${reference}[0].${known.field}} ${pick(['notempty', "= 'a'", '> 3'])}`,
        () => `countInArray({${reference}}, '${known.field}') > ${int(0, 2)}`,
        () => `sumInArray({${reference}}, '${known.field}', {${known.field}} > 1) > 5`,
        () => `avgInArray({${reference}}, '${known.field}') > 2`,
        () => `minInArray({${reference}}, '${known.field}') < 6`,
        () => `maxInArray({${reference}}, '${known.field}') >= 5`,
      ])();
    default:
      return pick([
        () => `${name} = '${pick(['abc', 'yes', '12'])}'`,
        () => `${name} contains '${pick(['a', '1'])}'`,
        () => `substring(${name}, 0, 1) = 'a'`,
        () => `x_stringLength(${name}) > ${int(0, 4)}`,
        () => `x_regex(${name}, '^[a-z]+$') = true`,
        () => `x_startsWith(${name}, 'a')`,
      ])();
  }
}

export function calculation(names: Names, making: Making): string {
  const { int, pick, chance } = making;
  const numbers = names.filter(({ kind }) => kind === 'number');
  const term = (): string =>
    numbers.length > 0 && chance(0.7) ? `{${pick(numbers).reference}}` : String(int(0, 9));
  const test = (): string => condition(names, making);
  return pick([
    () => `${term()} + ${term()}`,
    () => `sum(${term()}, ${term()}, ${term()})`,
    () => `iif(${test()}, ${term()}, ${term()})`,
    () => `round(${term()} / ${term()}, 1)`,
    () => `max(${term()}, ${term()}) - ${term()}`,
    () => `avg(${term()}, ${term()})`,
    () => `${term()} * ${term()} % 7`,
    () => `iif(${test()}, iif(${test()}, 1, 2), ${term()})`,
    () => `trunc(${term()} / 2, 1) + ${term()} ^ 2`,
    () => `min(${term()}, ${term()}) + count(${term()}, ${term()})`,
    () => `x_add(${term()}, ${term()})`,
    () => `x_round(x_div(${term()}, ${term()}), 1)`,
    () => `x_max(${term()}, ${term()}) + x_number('3')`,
  ])();
}
