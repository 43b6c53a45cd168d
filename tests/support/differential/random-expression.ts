/** Random SurveyJS expressions, damaged ones among them, and random values for their names. */
import type { Chance } from './seeded-random.ts';

const names = [
  'a',
  'b',
  'c',
  'A',
  'd',
  'list',
  'obj',
  'rows',
  'dt',
  'dt2',
  's',
  'zz',
  'obj.x',
  'obj.y.z',
  'list[0]',
  'list[-1]',
  'rows[0].k',
  'list.length',
  'rows.length',
  'zz.length',
  '#a',
  '#d',
  'a.b',
  't',
];
const texts = [
  'abc',
  'ABC',
  '5',
  '05',
  '1.5',
  '1,5',
  'true',
  'x y',
  '',
  '2024-02-29',
  '2026-01-31T10:20:00',
  'none',
  '0x1F',
  'undefined',
  'it',
  '1e3',
  '-3',
  ' 7 ',
  '10',
  '9',
  'é',
  'É',
  '0.1',
  '12345678901234567890',
];
const numbers = [0, 1, -1, 2, 5, 10, 0.1, 0.2, 1.005, 100, 1e3, 2.71, 2024, -0.5, 7, 1e21, 1e-7];
const functions = [
  'iif',
  'iif',
  'sum',
  'avg',
  'min',
  'max',
  'count',
  'round',
  'trunc',
  'age',
  'dateDiff',
  'dateAdd',
  'diffDays',
  'today',
  'getDate',
  'getYear',
  'currentYear',
  'year',
  'month',
  'day',
  'weekday',
  'substring',
  'sumInArray',
  'countInArray',
  'avgInArray',
  'minInArray',
  'maxInArray',
  'currentDate',
];
const units = ['days', 'months', 'years', 'hours', 'minutes', 'seconds', 'weeks'];
const comparisons = [
  '=',
  '==',
  '<>',
  '!=',
  '>',
  '>=',
  '<',
  '<=',
  '=>',
  '=<',
  'equals',
  'notequal',
  'less',
  'EQUAL',
];
const containments = ['contains', 'notcontains', 'anyof', 'allof', 'noneof', '*=', 'contain'];
const scraps = ['(', ')', "'", '{', '}', ' ', ',', '!', 'and', 'é', '[', ']', '.', '\t'];

export function randomExpression(random: Chance): string {
  const { int, pick, chance } = random;

  function literal(): string {
    if (chance(0.35)) return String(pick([0, 1, 5, 10, 3, 2.5, 0.1, 0.2, 100, 2024, 7]));
    if (chance(0.7)) return chance(0.5) ? `'${pick(texts)}'` : `"${pick(texts)}"`;
    return pick([
      'true',
      'false',
      'abc',
      'TRUE',
      'null',
      'undefined',
      'x1',
      '-5',
      '-0',
      '0x10',
      '12',
    ]);
  }

  function date(): string {
    if (chance(0.6)) return `{${pick(['dt', 'dt2'])}}`;
    return chance(0.5)
      ? `'${pick(['2024-02-29', '2026-01-31', '2025-12-31T23:59:59', '2026-02-31'])}'`
      : pick(['today()', 'getDate({dt})']);
  }

  function call(depth: number): string {
    const name = pick(functions);
    const inner = (): string => expression(depth - 1);
    if (name === 'iif') return `iif(${inner()}, ${inner()}${chance(0.9) ? `, ${inner()}` : ''})`;
    if (name.endsWith('InArray')) return overList(name);
    return dateCall(name) ?? textCall(name) ?? `${name}(${parameters(depth)})`;
  }

  const textCall = (name: string): string | undefined =>
    name === 'substring'
      ? `substring(${expression(0)}, ${pick([0, 1, 2, '{a}'])}${chance(0.5) ? `, ${pick([1, 3, 5])}` : ''})`
      : undefined;

  function dateCall(name: string): string | undefined {
    switch (name) {
      case 'today':
        return chance(0.5) ? 'today()' : `today(${pick([1, -3, 30])})`;
      case 'currentYear':
      case 'currentDate':
        return `${name}()`;
      case 'age':
      case 'getDate':
        return `${name}(${date()})`;
      case 'year':
      case 'month':
      case 'day':
      case 'weekday':
      case 'getYear':
        return `${name}(${chance(0.9) ? date() : ''})`;
      case 'dateDiff':
        return `dateDiff(${date()}, ${date()}${chance(0.7) ? `, '${pick(units)}'` : ''})`;
      case 'diffDays':
        return `diffDays(${date()}, ${date()})`;
      case 'dateAdd':
        return `dateAdd(${date()}, ${pick([1, -1, 40, '{a}'])}${chance(0.8) ? `, '${pick(units)}'` : ''})`;
      default:
        return undefined;
    }
  }

  const parameters = (depth: number): string =>
    Array.from({ length: int(0, 3) }, () => expression(depth - 1)).join(', ');

  function overList(name: string): string {
    const back = chance(0.2) ? ", 't'" : '';
    const condition = chance(0.4)
      ? `, {${pick(['k', 'v', 'a'])}} ${pick(['>', '=', '<>'])} ${pick([1, 2, "'x'"])}`
      : '';
    return `${name}({${pick(['rows', 'list', 'obj'])}}, '${pick(['k', 'v', 't'])}'${back}${condition})`;
  }

  function expression(depth: number): string {
    if (depth <= 0 || chance(0.12)) return chance(0.65) ? `{${pick(names)}}` : literal();
    const inner = (): string => expression(depth - 1);
    switch (int(0, 9)) {
      case 0:
      case 1:
      case 2:
      case 3:
        return `${inner()} ${pick(comparisons)} ${inner()}`;
      case 4:
        return `${inner()} ${pick(['and', 'or', '&&', '||', 'AND', 'Or'])} ${inner()}`;
      case 5:
        return `${inner()} ${pick(['+', '-', '*', '/', '%', '^', 'power'])} ${inner()}`;
      case 6: {
        const right = chance(0.5)
          ? `[${Array.from({ length: int(0, 3) }, literal).join(', ')}]`
          : inner();
        return `${inner()} ${pick(containments)} ${right}`;
      }
      case 7:
        return `${chance(0.5) ? '!' : 'negate '}${chance(0.5) ? `(${inner()})` : `{${pick(names)}}`}`;
      case 8:
        return `{${pick(names)}} ${pick(['empty', 'notempty'])}`;
      default:
        return chance(0.5) ? call(depth) : `(${inner()})`;
    }
  }

  return damaged(expression(int(1, 4)), random);
}

/** A call of one of the functions given, with as many values of any kind as chance has it. */
export function randomCall(names: readonly string[], random: Chance): string {
  const { int, pick, chance } = random;
  const values = [...texts.map((text) => `'${text}'`), ...numbers.map(String), 'true', 'false'];
  const parameter = (): string =>
    chance(0.5) ? `{${pick(['a', 'b', 'c', 'd', 's', 't', 'list', 'dt', 'zz'])}}` : pick(values);
  const inner = (): string =>
    chance(0.2) ? `${pick(names)}(${parameter()}, ${parameter()})` : parameter();
  return `${pick(names)}(${Array.from({ length: int(0, 4) }, inner).join(', ')})`;
}

/** Now and then a character is lost or gained, as in what people type. */
function damaged(text: string, { int, pick, chance }: Chance): string {
  if (!chance(0.06)) return text;
  const at = int(0, text.length);
  return chance(0.5)
    ? text.slice(0, at) + text.slice(at + 1)
    : text.slice(0, at) + pick(scraps) + text.slice(at);
}

export function randomValues({ int, pick, chance }: Chance): Record<string, unknown> {
  const scalar = (): unknown =>
    pick<() => unknown>([
      () => pick(numbers),
      () => pick(texts),
      () => pick([true, false]),
      () => undefined,
      () => null,
    ])();
  const any = (): unknown => {
    if (chance(0.75)) return scalar();
    return chance(0.6)
      ? Array.from({ length: int(0, 3) }, () => scalar() ?? null)
      : { x: scalar(), y: { z: scalar() } };
  };
  const values: Record<string, unknown> = {};
  for (const name of ['a', 'b', 'c', 'd', 's', 't', 'a.b']) {
    if (chance(name === 'a.b' ? 0.2 : 0.75)) values[name] = any();
  }
  if (chance(0.8)) values.list = Array.from({ length: int(0, 4) }, () => scalar() ?? null);
  if (chance(0.7)) values.obj = { x: scalar(), y: { z: scalar() } };
  if (chance(0.8)) {
    values.rows = Array.from({ length: int(0, 4) }, () => ({
      k: scalar(),
      v: pick(numbers),
      t: pick(['x', 'y', undefined]),
    }));
  }
  if (chance(0.85)) {
    values.dt = pick([
      '2024-02-29',
      '1990-07-15',
      '2026-05-17',
      '2026-05-18',
      '2025-11-30T08:15',
      '2026-02-31',
      '2000-01-01T00:00:00Z',
      '2024-03-01T12:00:00+07:00',
    ]);
  }
  if (chance(0.85)) {
    values.dt2 = pick(['2026-05-17', '2023-12-31', '2024-02-28T23:59:59', '2026-05-17T09:30']);
  }
  return values;
}
