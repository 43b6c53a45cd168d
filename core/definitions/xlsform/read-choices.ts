/** The choices sheet as lists by name, and what is wrong with them. */
import type { Table } from '#core/definitions/xlsform/columns.ts';
import type { ListChoice } from '#core/definitions/xlsform/outline.ts';
import type { Problems } from '#core/definitions/xlsform/problems.ts';

export type ChoiceLists = ReadonlyMap<string, readonly ListChoice[]>;

/** Codes stay texts (`01` is not `1`). Of two rows with one code the first counts, unless the settings allow both. */
export function readChoices(
  table: Table,
  allowDuplicates: boolean,
  problems: Problems,
): ChoiceLists {
  const lists = new Map<string, ListChoice[]>();
  for (const row of table.rows) {
    const list = row.text('list_name');
    const code = row.text('name');
    if (list === '' && code === '') continue;
    if (list === '' || code === '') {
      const missing = list === '' ? 'list_name' : 'name';
      problems.warn('choice-incomplete', `has no ${missing}, so the choice is left out`, {
        sheet: table.sheet,
        row: row.row,
        column: missing,
      });
      continue;
    }
    const held = lists.get(list) ?? [];
    lists.set(list, held);
    const isRepeated = held.some((choice) => choice.code === code);
    if (isRepeated && !allowDuplicates) {
      problems.warn(
        'choice-repeated',
        `repeats the choice ${code} of the list ${list}; the first row counts`,
        {
          sheet: table.sheet,
          row: row.row,
          column: row.cell('name')?.column ?? 'name',
        },
      );
      continue;
    }
    held.push({ code, row });
  }
  return lists;
}
