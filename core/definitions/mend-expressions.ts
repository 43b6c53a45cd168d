/** Mends of conditions and calculations. Each new text is read again before it is offered. */

import { variablesIn } from '#core/definitions/expressions/expression.ts';
import { kindOf, surpriseIn } from '#core/definitions/expressions/kinds.ts';
import { type ParsedExpression, parseExpression } from '#core/definitions/expressions/parse.ts';
import type { GateParams, MendCode } from '#core/definitions/gate-codes.ts';
import type { Mend } from '#core/definitions/gate-problem.ts';
import {
  add,
  cutPointer,
  type Mender,
  type MendGround,
  nearestOf,
  remove,
  replace,
  textAt,
} from '#core/definitions/mend-ground.ts';

const isCalculation = (path: string): boolean =>
  path.endsWith('/expression') && !path.includes('/validators/');

/** What the text reads as, if nothing is wrong with how it is written. */
function cleanly(text: string, path: string): ParsedExpression | undefined {
  const parsed = parseExpression(text);
  if (!parsed || parsed.forgiven.length > 0) return undefined;
  const place = isCalculation(path) ? 'calculation' : 'condition';
  return surpriseIn(parsed.expression, place) ? undefined : parsed;
}

function rewritten(
  path: string,
  text: string | undefined,
  code: MendCode,
  params: GateParams = {},
): Mend | undefined {
  return text !== undefined && cleanly(text, path)
    ? { code, params, patch: [replace(path, text)] }
    : undefined;
}

const mostBrackets = 5;

/** Closing what stands open does not change how it is read. */
export const mendBracket: Mender = ({ path }, ground) => {
  const text = textAt(path, ground);
  const before = text && JSON.stringify(parseExpression(text)?.expression);
  for (let closed = text ?? '', count = 0; before && count < mostBrackets; count++) {
    closed += ')';
    const after = cleanly(closed, path);
    if (after) {
      const isSame = JSON.stringify(after.expression) === before;
      return isSame ? rewritten(path, closed, 'add-bracket') : undefined;
    }
  }
  return undefined;
};

const nothing = String.raw`\s*(?:null|undefined)\b`;
const isNull = new RegExp(String.raw`(\{[^{}]+\})\s*(?:==?|equal)${nothing}`, 'gi');
const isNotNull = new RegExp(String.raw`(\{[^{}]+\})\s*(?:<>|!=|notequal)${nothing}`, 'gi');
const givesNull = new RegExp(String.raw`,${nothing}\s*(?=[,)])`, 'gi');

export const mendNull: Mender = ({ path }, ground) => {
  const text = textAt(path, ground)
    ?.replace(isNotNull, '$1 notempty')
    .replace(isNull, '$1 empty')
    .replace(givesNull, ", ''");
  return rewritten(path, text, 'use-empty');
};

export const mendClock: Mender = ({ path }, ground) =>
  rewritten(path, textAt(path, ground)?.replace(/\bcurrentDate\(/g, 'today('), 'use-today');

/** `{joins}` alone was meant as "yes" where it is yes or no, else as "answered". */
export const mendBare: Mender = ({ path }, ground) => {
  const text = textAt(path, ground);
  const parsed = text && parseExpression(text);
  if (!parsed) return undefined;
  if (parsed.expression.kind !== 'variable') return undefined;
  const source = ground.sources.find(parsed.expression.name, cutPointer(path).parent);
  if (source?.kind !== 'boolean')
    return rewritten(path, `${text} notempty`, 'ask-whether-answered');
  const yes = source.values?.[0] ?? true;
  const value = typeof yes === 'string' ? `'${yes}'` : String(yes);
  return rewritten(path, `${text} = ${value}`, 'compare-true');
};

/** Day first, and a day that can be no month: the one way to read it. */
export const mendDate: Mender = ({ path, params }, ground) => {
  const written = String(params.text ?? '');
  const [, day = '', month = '', year = ''] =
    /^(\d\d?)[/.-](\d\d?)[/.-](\d{4})$/.exec(written) ?? [];
  if (Number(day) <= 12 || Number(month) < 1 || Number(month) > 12) return undefined;
  const to = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const text = textAt(path, ground)?.replaceAll(`'${written}'`, `'${to}'`);
  return rewritten(path, text, 'correct-name', { to });
};

/** A name that is a slip away from one that is asked before. */
export const mendReference: Mender = ({ path, params }, ground) => {
  const name = String(params.name ?? '');
  const text = textAt(path, ground);
  const to = nearestOf(name, namesBefore(path, ground));
  if (!to || text === undefined) return undefined;
  if (path.endsWith('/choicesFromQuestion')) return undefined;
  const next = text.replaceAll(`{${name}}`, `{${to}}`);
  return next === text ? undefined : rewritten(path, next, 'correct-name', { to });
};

/** Names of plain items at the root that stand before the element, and of no calculation that could be hidden. */
function namesBefore(path: string, { elements, order }: MendGround): readonly string[] {
  const here = [...order.keys()].findLast((pointer) => path.startsWith(`${pointer}/`)) ?? '';
  const place = order.get(here) ?? 0;
  return elements
    .slice(0, place)
    .filter((entry) => entry.kind === 'item' && isAnswered(entry.type))
    .filter(({ pointer }) => !/\/(?:templateElements|columns)\//.test(pointer))
    .map(({ element }) => String(element.name));
}

const isAnswered = (type: string): boolean =>
  !['panel', 'expression', 'html', 'matrix', 'matrixdropdown', 'multipletext'].includes(type);

export const mendTextReference: Mender = ({ path, params }, ground) => {
  const name = String(params.name ?? '');
  const near = nearestOf(name, namesBefore(path, ground));
  const [code, by]: readonly [MendCode, string] = near
    ? ['correct-name', `{${near}}`]
    : ['show-name-plainly', name];
  const patch = textSteps(path, ground, (text) => text.replaceAll(`{${name}}`, by));
  return patch.length > 0 ? { code, params: near ? { to: near } : { name }, patch } : undefined;
};

const tags = /<\/?[a-z!][^>]*>/gi;

export const mendMarkup: Mender = ({ path }, ground) => {
  const patch = textSteps(path, ground, (text) => text.replace(tags, '').trim());
  const isEmptied = patch.some((step) => step.op !== 'remove' && step.value === '');
  return patch.length > 0 && !isEmptied ? { code: 'strip-markup', params: {}, patch } : undefined;
};

/** Rewrites a text in each of its languages. */
function textSteps(path: string, ground: MendGround, rewrite: (text: string) => string) {
  const whole = textAt(path, ground);
  const places = whole === undefined ? languagesAt(path, ground) : [path];
  return places.flatMap((place) => {
    const text = textAt(place, ground) ?? '';
    return rewrite(text) === text ? [] : [replace(place, rewrite(text))];
  });
}

function languagesAt(path: string, { definition }: MendGround): readonly string[] {
  let value: unknown = definition;
  for (const step of path.split('/').slice(1)) value = Reflect.get(Object(value), step);
  return Object.keys(Object(value)).map((language) => `${path}/${language}`);
}

/** A code that is a slip away from one that is offered. */
export const mendCode: Mender = ({ path, params }, ground) => {
  const text = textAt(path, ground);
  const code = String(params.code ?? '');
  const parsed = text && parseExpression(text);
  if (!parsed) return undefined;
  const { parent } = cutPointer(path);
  const offered = variablesIn(parsed.expression)
    .map((name) => ground.sources.find(name, parent))
    .filter((source) => source?.name === params.other)
    .flatMap((source) => source?.values ?? [])
    .map(String);
  const to = nearestOf(code, offered);
  const next = to && text?.replaceAll(`'${code}'`, `'${to}'`).replaceAll(`"${code}"`, `'${to}'`);
  return next && next !== text ? rewritten(path, next, 'correct-code', { to }) : undefined;
};

/** A condition that reads nothing is no condition. */
export const mendConstant: Mender = ({ path }, ground) => {
  const parsed = parseExpression(textAt(path, ground) ?? '');
  if (!parsed || variablesIn(parsed.expression).length > 0) return undefined;
  return { code: 'remove-condition', params: {}, patch: [remove(path)] };
};

export const mendCarried: Mender = ({ path, params }, ground) => {
  const other = String(params.other ?? '');
  if (!namesBefore(`${path}/visibleIf`, ground).includes(other)) return undefined;
  const own = textAt(`${path}/visibleIf`, ground);
  if (own && !cleanly(own, '/visibleIf')) return undefined;
  const text = own ? `(${own}) and {${other}} notempty` : `{${other}} notempty`;
  const isVerdict = kindOf(parseExpression(text)?.expression) === 'boolean';
  if (!isVerdict || text.length > 2000) return undefined;
  return { code: 'ask-whether-answered', params: {}, patch: [add(`${path}/visibleIf`, text)] };
};
