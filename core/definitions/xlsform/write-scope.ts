/**
 * What a name in an expression means when it is written as XPath: which row of the survey sheet, and what kind of value
 * that row holds. Names are looked up as SurveyJS does, whatever their case.
 */
import type { ChoiceValue } from '#core/definitions/definition.ts';

export type WrittenKind =
  | 'text'
  | 'number'
  | 'date'
  | 'one'
  | 'many'
  | 'boolean'
  | 'repeat'
  | 'group';

export interface Written {
  /** `${age}`, or the whole path where another row has the same name. */
  readonly xpath: string;
  readonly kind: WrittenKind;
  /** Of a choice: codes as the choices sheet has them. */
  readonly codes?: ReadonlyMap<ChoiceValue, string>;
  /** Of a group that stands for one item: the rows that hold its parts. */
  readonly parts?: readonly Written[];
  /** Of a repeat: the rows in each of its turns, by lower-case name. */
  readonly fields?: WriteScope;
  /** Where people write what is not on the list, or a comment. */
  readonly comment?: Written;
}

export interface WriteScope {
  readonly names: Map<string, Written>;
  /** The repeat around this one, or the form. */
  readonly outer?: WriteScope;
  /** `{item}`: the choice or row that a condition is about, as XPath. */
  readonly item?: string;
  /** Of a row of a table: its cells, as `{row.x}` names them. */
  readonly row?: ReadonlyMap<string, Written>;
  /** The row itself in its own constraint. */
  readonly self?: Written;
}

export const newScope = (outer?: WriteScope): WriteScope => ({
  names: new Map(),
  ...(outer ? { outer } : {}),
});

export const rootScope = (scope: WriteScope): WriteScope =>
  scope.outer ? rootScope(scope.outer) : scope;

/** A name that is read in one turn of a repeat, by its number from 1. */
export interface Indexed {
  readonly field: Written;
  readonly repeat: Written;
  readonly turn: number;
}

export type Found =
  | { readonly as: 'row'; readonly row: Written }
  | { readonly as: 'length'; readonly row: Written }
  | ({ readonly as: 'turn' } & Indexed)
  | { readonly as: 'xpath'; readonly xpath: string };

/** What `{name}` means from this scope, or undefined where no row of the form is meant. */
export function findName(name: string, scope: WriteScope): Found | undefined {
  const lower = name.toLowerCase();
  if (lower === 'item' || lower === 'choice') {
    return scope.item === undefined ? undefined : { as: 'xpath', xpath: scope.item };
  }
  if (lower === 'self') return scope.self && { as: 'row', row: scope.self };
  if (lower === 'panelindex' || lower === 'rowindex') {
    const base = lower === 'panelindex' ? '(position(..) - 1)' : 'position(..)';
    return scope.outer ? { as: 'xpath', xpath: base } : undefined;
  }
  const local = /^(panel|parentpanel|row)\.(.+)$/.exec(lower);
  if (!local) return inScope(lower, rootScope(scope).names);
  const [, place, rest = ''] = local;
  if (place === 'row' && scope.row) return inScope(rest, scope.row);
  const where = place === 'parentpanel' ? scope.outer : scope;
  return where && inScope(rest, where.names);
}

function inScope(name: string, names: ReadonlyMap<string, Written>): Found | undefined {
  const whole = names.get(name);
  if (whole) return { as: 'row', row: whole };
  if (name.endsWith('.length')) {
    const row = names.get(name.slice(0, -'.length'.length));
    return row && { as: 'length', row };
  }
  const remark = /^(.+)-comment$/.exec(name)?.[1];
  const comment = remark === undefined ? undefined : names.get(remark)?.comment;
  if (comment) return { as: 'row', row: comment };
  const turn = /^(.+)\[(\d+)\]\.(.+)$/.exec(name);
  const repeat = turn ? names.get(turn[1] ?? '') : undefined;
  const field = repeat?.fields?.names.get(turn?.[3] ?? '');
  return repeat && field ? { as: 'turn', repeat, field, turn: Number(turn?.[2]) + 1 } : undefined;
}
