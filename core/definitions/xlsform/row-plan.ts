/** A row of the survey sheet before its cells are written: where it stands, what it is made of, what it was in a file. */
import type { ChoiceValue, Item } from '#core/definitions/definition.ts';
import { isElement, numberProperty, textProperty } from '#core/definitions/element-properties.ts';
import type { TextPairs } from '#core/definitions/xlsform/write-desugar.ts';
import type { WriteScope } from '#core/definitions/xlsform/write-scope.ts';

/** The row as the imported file had it. */
export interface OriginalRow {
  readonly row: number | undefined;
  readonly cells: Readonly<Record<string, string>>;
  readonly path: string;
  readonly list: string | undefined;
  /** Labels as they were written, where the definition has them worked out (`%(label)s` of a loop). */
  readonly labels?: Readonly<Record<string, string>>;
}

export type Origin =
  | { readonly as: 'element'; readonly element: Readonly<Record<string, unknown>> }
  /** An item written as a group or a type of another kind; its parts follow as children. */
  | { readonly as: 'whole'; readonly element: Item }
  | { readonly as: 'part' }
  /** Holds one text of the element at `of`: a description, what "other" is called. */
  | { readonly as: 'text'; readonly of: RowPlan; readonly pointer: string }
  | { readonly as: 'placeholder' }
  | { readonly as: 'kept' };

export interface RowPlan {
  readonly kind: 'group' | 'repeat' | 'row' | 'calculate';
  readonly leaf: string;
  readonly path: string;
  /** Of a type that XLSForm knows. */
  readonly element: Item;
  readonly origin: Origin;
  readonly scope: WriteScope;
  readonly children: RowPlan[];
  readonly texts: TextPairs;
  readonly original?: OriginalRow;
  readonly isPage?: boolean;
}

export function originalOf(element: Readonly<Record<string, unknown>>): OriginalRow | undefined {
  const { lnXls } = element;
  if (!isElement(lnXls) || !isElement(lnXls.cells)) return undefined;
  const path = textProperty(lnXls, 'path');
  if (path === undefined) return undefined;
  const cells = textsIn(lnXls.cells);
  const labels = isElement(lnXls.labels) ? { labels: textsIn(lnXls.labels) } : {};
  return {
    ...labels,
    row: numberProperty(lnXls, 'row'),
    cells,
    path,
    list: textProperty(lnXls, 'list'),
  };
}

const textsIn = (cells: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(cells).filter((cell): cell is [string, string] => typeof cell[1] === 'string'),
  );

export const rowParts = (
  leaf: string,
  parent: string,
  element: Item,
  scope: WriteScope,
): Omit<RowPlan, 'origin'> => ({
  kind: 'row',
  leaf,
  path: join(parent, leaf),
  element,
  scope,
  children: [],
  texts: [],
});

export const join = (parent: string, leaf: string): string =>
  parent === '' ? leaf : `${parent}/${leaf}`;

/** The importer made it of another row, which has the cells: the text of `or_other`, copies of a loop. */
export const isMade = (element: Readonly<Record<string, unknown>>): boolean =>
  isElement(element.lnXls) &&
  (element.lnXls.made === true ||
    (element.lnXls.row === undefined && element.lnXls.cells === undefined));

export const toItem = (element: Readonly<Record<string, unknown>>): Item =>
  ({ ...element, type: element.type ?? '', name: String(element.name ?? '') }) as Item; // as: the schema has checked it

/** Codes in a spreadsheet are texts without spaces. */
export function sheetCodes(values: readonly ChoiceValue[]): ReadonlyMap<ChoiceValue, string> {
  const codes = new Map<ChoiceValue, string>();
  const taken = new Set<string>();
  for (const value of values) {
    if (codes.has(value)) continue;
    let code = String(value).trim().replaceAll('${', '$ {').replace(/\s+/g, '_') || '_';
    while (taken.has(code)) code = `${code}_`;
    taken.add(code);
    codes.set(value, code);
  }
  return codes;
}

/** How many turns a repeat always has. */
export function repeatCount(element: Item): string | undefined {
  const least = numberProperty(element, 'minPanelCount');
  return least !== undefined && least > 0 && least === numberProperty(element, 'maxPanelCount')
    ? String(least)
    : undefined;
}
