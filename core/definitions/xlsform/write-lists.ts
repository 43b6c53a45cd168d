/** The choices sheet: one list for all items that offer the same answers in the same words under the same conditions. */
import type { Choice, DefinitionText, Item } from '#core/definitions/definition.ts';
import {
  isElement,
  isOn,
  rangeOfChoices,
  type SpecialChoice,
  textProperty,
  valuesOf,
} from '#core/definitions/element-properties.ts';
import { specialText } from '#core/definitions/special-choices.ts';
import { type RowPlan, sheetCodes } from '#core/definitions/xlsform/row-plan.ts';
import {
  isBlank,
  pipedCells,
  type WriteLanguages,
} from '#core/definitions/xlsform/write-languages.ts';
import { xmlName } from '#core/definitions/xlsform/write-names.ts';

/** Cells of a choices row by header. */
export type ListRow = Readonly<Record<string, string>>;

export interface WrittenList {
  readonly name: string;
  readonly filter: string | undefined;
}

/** Says a condition as XPath, or notes that it cannot be said. */
export type SayCondition = (expression: string, plan: RowPlan) => string | undefined;

interface AskedList {
  readonly plan: RowPlan;
  readonly choices: readonly Choice[];
  readonly condition: SayCondition;
  /** The row has still the filter that it had in the file. */
  readonly keepsFilter: boolean;
}

/** The column that says under which condition a choice is offered; '0' is always. */
export const shownColumn = 'ln_shown';

export interface Lists {
  /** The list of an item, made or found. */
  of(plan: RowPlan, condition: SayCondition, keepsFilter: boolean): WrittenList;
  rows(): readonly ListRow[];
}

export const specialSwitches: Readonly<Record<SpecialChoice, readonly string[]>> = {
  other: ['showOtherItem', 'hasOther'],
  none: ['showNoneItem', 'hasNone'],
  dontknow: ['showDontKnowItem'],
  refused: ['showRefuseItem'],
};

export const offeredSpecials = (item: Item): readonly SpecialChoice[] =>
  (['other', 'none', 'dontknow', 'refused'] as const).filter((special) =>
    isOn(item, ...specialSwitches[special]),
  );

/**
 * @param kept lists of the imported file by name; cells by header.
 * @param withOther lists of it that some row asks with `or_other`.
 */
export function newLists(
  kept: ReadonlyMap<string, readonly ListRow[]>,
  languages: WriteLanguages,
  withOther: ReadonlySet<string>,
): Lists {
  const written = new Map<
    string,
    { readonly key: string; readonly rows: readonly ListRow[]; readonly filter: string | undefined }
  >();
  const used = new Set<string>();
  const nameFor = (wanted: string, key: string): string => {
    const base = kept.has(wanted) ? wanted : xmlName(wanted);
    for (let number = 1; ; number++) {
      const name = number === 1 ? base : `${base}_${number}`;
      const held = written.get(name);
      if (held?.key === key) return name;
      if (!held && (name === wanted || !kept.has(name))) return name;
    }
  };
  const sameElsewhere = (key: string): string | undefined =>
    [...written].find(([, held]) => held.key === key)?.[0];
  return {
    of: (plan, condition, keepsFilter) => {
      const original = plan.original?.list;
      const ours = original === undefined ? undefined : kept.get(original);
      const choices = choicesOf(plan.element).filter(
        (choice) => !isAddedOther(choice, plan, ours, withOther),
      );
      const asked = { plan, choices, condition, keepsFilter };
      const { cells, filter } = listCells(asked, ours, languages);
      const key = JSON.stringify([cells, filter]);
      const wanted = original ?? plan.leaf;
      const name =
        original === undefined
          ? (sameElsewhere(key) ?? nameFor(wanted, key))
          : nameFor(wanted, key);
      written.set(name, { key, filter, rows: cells });
      used.add(name);
      return { name, filter };
    },
    rows: () => {
      const all: ListRow[] = [];
      for (const [name, rows] of kept) {
        const ours = written.get(name);
        all.push(...(ours ? named(name, ours.rows) : rows));
      }
      for (const [name, { rows }] of written) if (!kept.has(name)) all.push(...named(name, rows));
      return all;
    },
  };
}

/** `or_other` adds the answer without a row. */
function isAddedOther(
  { value }: Choice,
  { original }: RowPlan,
  kept: readonly ListRow[] | undefined,
  withOther: ReadonlySet<string>,
): boolean {
  if (value !== 'other' || !kept || !withOther.has(original?.list ?? '')) return false;
  return !kept.some((row) => row[headerOf(row, codeHeader, 'name')] === 'other');
}

const headerOf = (row: ListRow, pattern: RegExp, usual: string): string =>
  Object.keys(row).find((header) => pattern.test(header.trim())) ?? usual;
const listHeader = /^(list[ _]name|lists)$/i;
const codeHeader = /^(name|value)$/i;

const named = (name: string, rows: readonly ListRow[]): readonly ListRow[] =>
  rows.map((row) => ({ ...row, [headerOf(row, listHeader, 'list_name')]: name }));

function listCells(
  asked: AskedList,
  kept: readonly ListRow[] | undefined,
  languages: WriteLanguages,
): { cells: readonly ListRow[]; filter: string | undefined } {
  const { choices } = asked;
  const codes = sheetCodes(choices.map(({ value }) => value));
  const shown = new Map<string, string>();
  let at = 0;
  const cells = choices.map((choice): ListRow => {
    const code = (kept ? undefined : codes.get(choice.value)) ?? String(choice.value);
    const isIt = (row: ListRow, index: number): boolean =>
      index >= at && row[headerOf(row, codeHeader, 'name')] === code;
    const from = kept?.findIndex(isIt) ?? -1;
    if (from >= 0) at = from + 1;
    const row: Record<string, string> =
      from >= 0 ? { ...kept?.[from] } : { list_name: '', name: code };
    const text = from >= 0 ? choice.text : textOrCode(choice);
    const words = languages.cells(text);
    const piped = from >= 0 ? words : pipedCells(words, asked.plan.scope);
    for (const [suffix, said] of piped) row[`label${suffix}`] = said;
    if (choice.visibleIf !== undefined && !asked.keepsFilter) {
      const number = shown.get(choice.visibleIf) ?? String(shown.size + 1);
      shown.set(choice.visibleIf, number);
      row[shownColumn] = number;
    }
    return row;
  });
  return withFilter(asked, cells, shown);
}

function withFilter(
  { plan, condition, keepsFilter }: AskedList,
  cells: readonly ListRow[],
  shown: ReadonlyMap<string, string>,
): { cells: readonly ListRow[]; filter: string | undefined } {
  const tests: string[] = [];
  const dead = new Set<string>();
  for (const [expression, number] of shown) {
    const said = condition(expression, plan);
    if (said === undefined) dead.add(number);
    else tests.push(`(${shownColumn} = '${number}' and (${said}))`);
  }
  const all = keepsFilter ? undefined : textProperty(plan.element, 'choicesVisibleIf');
  const every =
    all === undefined
      ? undefined
      : condition(all, { ...plan, scope: { ...plan.scope, item: 'name' } });
  if (shown.size === 0) return { cells, filter: every };
  const marked = cells.map((row) => {
    const number = row[shownColumn];
    return { ...row, [shownColumn]: number === undefined || dead.has(number) ? '0' : number };
  });
  const some = [`${shownColumn} = '0'`, ...tests].join(' or ');
  return { cells: marked, filter: every === undefined ? some : `(${some}) and (${every})` };
}

/** A form shows what is written on a choice; a bare value is its own text. */
const textOrCode = (choice: Choice): DefinitionText =>
  choice.text === undefined || isBlank(choice.text)
    ? String(choice.value).trim() || '–'
    : choice.text;

/** Own choices, ranges of numbers, then the built-in answers. A list without any would be no list. */
function choicesOf(item: Item): readonly Choice[] {
  const own = valuesOf(item, 'choices').map((choice): Choice => {
    const { visibleIf, ...rest } = choice;
    return typeof visibleIf === 'string' && visibleIf !== '' ? { ...rest, visibleIf } : rest;
  });
  const all = [
    ...own,
    ...rangeOfChoices(item).map((value) => ({ value, text: String(value) })),
    ...offeredSpecials(item).map((value) => ({ value, text: specialText(item, value) })),
  ];
  return all.length > 0 ? all : [{ value: '_', text: '–' }];
}

/** Lists of the imported file, as it had them. */
export function keptLists(
  lnXls: unknown,
  member: 'lists' | 'externalLists' = 'lists',
): ReadonlyMap<string, readonly ListRow[]> {
  const lists = new Map<string, readonly ListRow[]>();
  if (!isElement(lnXls) || !isElement(lnXls[member])) return lists;
  for (const [name, rows] of Object.entries(lnXls[member])) {
    if (!Array.isArray(rows)) continue;
    lists.set(name, rows.filter(isElement).map(textCells));
  }
  return lists;
}

const textCells = (row: Readonly<Record<string, unknown>>): ListRow =>
  Object.fromEntries(
    Object.entries(row).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
