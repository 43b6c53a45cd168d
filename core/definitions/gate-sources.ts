/** What a name in an expression can hold, as far as the definition says: the codes of a choice, a number, a date, … */
import { booleanOffers, columnOffers, ratingOffers } from '#core/definitions/categories.ts';
import type { ChoiceValue, Item } from '#core/definitions/definition.ts';
import {
  numberProperty,
  rangeOfChoices,
  specialsOf,
  textProperty,
  toItem,
  valuesOf,
} from '#core/definitions/element-properties.ts';
import type { GateElement } from '#core/definitions/gate-walk.ts';
import { columnItems } from '#core/definitions/logic/declare.ts';
import { isMultipleChoice, isSingleChoice } from '#core/definitions/logic/unit.ts';

export interface Source {
  readonly name: string;
  /** RFC 6901, of the item. */
  readonly pointer: string;
  readonly kind: 'one' | 'many' | 'boolean' | 'number' | 'date' | 'text' | 'unknown';
  /** Everything that can be chosen; absent where that is open. */
  readonly values?: readonly ChoiceValue[];
  readonly low?: number;
  readonly high?: number;
  readonly mostChosen?: number;
}

export interface Sources {
  /** @param at pointer of the element that the expression stands on. `undefined`: nothing is known of the name. */
  find(name: string, at: string): Source | undefined;
}

type Scope = Map<string, Source>;

export function sourcesOf(elements: readonly GateElement[]): Sources {
  const scopes = new Map<string, Scope>();
  const matrices = new Map<string, readonly Item[]>();
  for (const entry of elements) {
    if (entry.kind !== 'item' || entry.type === 'panel') continue;
    const scope = scopeOf(entry.pointer);
    const named = scopes.get(scope) ?? new Map<string, Source>();
    scopes.set(scope, named);
    const item = itemOf(entry, matrices);
    for (const source of sourcesOfItem(item, entry.pointer, named)) {
      named.set(source.name.toLowerCase(), source);
    }
  }
  return {
    find: (name, at) => {
      const [first = '', ...rest] = name.toLowerCase().split('.');
      if (first === 'panel')
        return scopes.get(nearest(at, 'templateElements'))?.get(rest.join('.'));
      if (first === 'row') return scopes.get(nearest(at, 'columns'))?.get(rest.join('.'));
      return scopes.get('')?.get(name.toLowerCase());
    },
  };
}

/** A column counts as an item of the type that it or its matrix says. */
function itemOf(
  entry: GateElement & { kind: 'item' },
  matrices: Map<string, readonly Item[]>,
): Item {
  const item = { ...toItem(entry.element), type: entry.type };
  if (!entry.isColumn && /^matrixd/.test(entry.type))
    matrices.set(entry.pointer, columnItems(item));
  if (!entry.isColumn) return item;
  const cut = entry.pointer.lastIndexOf('/columns/');
  const index = Number(entry.pointer.slice(cut + '/columns/'.length));
  return matrices.get(entry.pointer.slice(0, cut))?.[index] ?? item;
}

/** The pointer of the list of the innermost repeated group around it; empty at the root. */
function scopeOf(pointer: string): string {
  const cut = Math.max(pointer.lastIndexOf('/templateElements/'), pointer.lastIndexOf('/columns/'));
  return cut === -1 ? '' : pointer.slice(0, pointer.indexOf('/', cut + 1));
}

function nearest(pointer: string, list: 'templateElements' | 'columns'): string {
  const cut = pointer.lastIndexOf(`/${list}/`);
  return cut === -1 ? '-' : pointer.slice(0, cut + list.length + 1);
}

function sourcesOfItem(item: Item, pointer: string, scope: Scope): readonly Source[] {
  const { name } = item;
  if (item.type === 'matrix') {
    const values = columnOffers(item).map(({ value }) => value);
    const kind = item.cellType === 'checkbox' || values.length === 0 ? 'unknown' : 'one';
    return [
      { name, pointer, kind: 'unknown' },
      ...valuesOf(item, 'rows').map((row) => ({
        name: `${name}.${row.value}`,
        pointer,
        kind: kind as 'one' | 'unknown',
        values,
      })),
    ];
  }
  return [{ name, pointer, ...contentOf(item, scope) }];
}

type Content = Omit<Source, 'name' | 'pointer'>;

function contentOf(item: Item, scope: Scope): Content {
  // The register fills sites in, and a link may fix one; what is off is set by others.
  if (item.lnRole === 'site' || item.visible === false) return { kind: 'unknown' };
  if (isSingleChoice(item.type) || isMultipleChoice(item.type)) return chosen(item, scope);
  switch (item.type) {
    case 'rating':
      return { kind: 'one', values: ratingOffers(item).map(({ value }) => value) };
    case 'boolean':
      return { kind: 'boolean', values: booleanOffers(item).map(({ value }) => value) };
    case 'comment':
      return { kind: 'text' };
    case 'text':
      return written(item);
    default:
      return { kind: 'unknown' };
  }
}

function chosen(item: Item, scope: Scope): Content {
  const kind = isMultipleChoice(item.type) ? 'many' : 'one';
  const own = [...valuesOf(item, 'choices').map(({ value }) => value), ...rangeOfChoices(item)];
  const from = textProperty(item, 'choicesFromQuestion');
  const carried = from ? scope.get(from.toLowerCase())?.values : [];
  const values = [...(from ? (carried ?? []) : own), ...specialsOf(item)];
  if (values.length === 0 || carried === undefined) return { kind: 'unknown' };
  const most = numberProperty(item, 'maxSelectedChoices') ?? 0;
  return { kind, values, ...(most > 0 ? { mostChosen: most } : {}) };
}

function written(item: Item): Content {
  const input = textProperty(item, 'inputType') ?? 'text';
  if (input === 'date' || input === 'datetime-local') return { kind: 'date' };
  if (input !== 'number' && input !== 'range') {
    return { kind: input === 'text' || input === 'email' || input === 'tel' ? 'text' : 'unknown' };
  }
  const [low, high] = [numberProperty(item, 'min'), numberProperty(item, 'max')];
  return {
    kind: 'number',
    ...(low === undefined ? {} : { low }),
    ...(high === undefined ? {} : { high }),
  };
}
