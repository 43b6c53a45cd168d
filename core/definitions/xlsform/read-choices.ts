/** The choices sheet as lists by name, and what is wrong with them. */
import { madeRow, rewrittenRow, type Table, withTexts } from '#core/definitions/xlsform/columns.ts';
import type { ListChoice } from '#core/definitions/xlsform/outline.ts';
import type { Problems } from '#core/definitions/xlsform/problems.ts';
import { readRowType } from '#core/definitions/xlsform/row-type.ts';

export type ChoiceLists = ReadonlyMap<string, readonly ListChoice[]>;

/** Codes stay texts (`01` is not `1`). Of two rows with one code the first counts, unless the settings allow both. */
export function readChoices(
  table: Table,
  allowDuplicates: boolean,
  problems: Problems,
): ChoiceLists {
  const lists = new Map<string, ListChoice[]>();
  const codes = new Map<string, Set<string>>();
  for (const row of table.rows) {
    const list = row.text('list_name');
    const code = row.text('name');
    if (list === '' && code === '') continue;
    if (list === '' || code === '') {
      const missing = list === '' ? 'list_name' : 'name';
      problems.warn(
        'choice-incomplete',
        { column: missing },
        {
          sheet: table.sheet,
          row: row.row,
          column: missing,
        },
      );
      continue;
    }
    const held = lists.get(list) ?? [];
    lists.set(list, held);
    const taken = codes.get(list) ?? new Set();
    codes.set(list, taken);
    if (taken.has(code) && !allowDuplicates) {
      problems.warn(
        'choice-repeated',
        { code, list },
        {
          sheet: table.sheet,
          row: row.row,
          column: row.cell('name')?.column ?? 'name',
        },
      );
      continue;
    }
    taken.add(code);
    held.push({ code, row });
  }
  return lists;
}

/** A list that some row takes with "or other" gets that choice, for every row that takes it: as pyxform does. */
export function withOthers(lists: ChoiceLists, types: readonly string[]): ChoiceLists {
  const asked = new Set(
    types.flatMap((text) => {
      const type = readRowType(text);
      return type.kind === 'item' && type.orOther && type.list ? [type.list] : [];
    }),
  );
  return new Map(
    [...lists].map(([name, choices]) => {
      const [first] = choices;
      const isThere = choices.some(({ code }) => code === 'other');
      if (!first || isThere || !asked.has(name)) return [name, choices];
      return [name, [...choices, otherChoice(first)]];
    }),
  );
}

function otherChoice({ row }: ListChoice): ListChoice {
  const words = rewrittenRow(row, { every: () => 'Other', isMade: true });
  const made = madeRow(row, { name: 'other' });
  return { code: 'other', row: withTexts(made, 'label', words, 'label') };
}
