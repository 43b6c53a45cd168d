/** A sheet that is written row by row: its columns stand in the order in which they were first filled. */
import { columnOf } from '#core/definitions/xlsform/columns.ts';
import type { Sheet, SheetRow } from '#core/definitions/xlsform/sheet.ts';

type RowCells = ReadonlyMap<string, string>;

interface WrittenRow {
  readonly row: number;
  readonly cells: RowCells;
}

export interface SheetDraft {
  /** Number of the last row. */
  last(): number;
  /** A row that stood here in the imported file, if the number is still free. */
  addAt(cells: RowCells, row: number): void;
  /** @returns the number of the row: the wanted one where it is still free. */
  add(cells: RowCells, wanted: number | undefined): number;
  sheet(): Sheet;
}

/** @param first columns that it has even where nothing is in them. */
export function newSheet(name: string, first: readonly string[]): SheetDraft {
  const headers = new Set(first);
  const rows: WrittenRow[] = [];
  const note = (cells: RowCells): void => {
    for (const header of cells.keys()) headers.add(header);
  };
  return {
    last: () => rows.at(-1)?.row ?? 1,
    addAt: (cells, row) => {
      if (rows.some((held) => held.row === row)) return;
      rows.push({ row, cells });
      rows.sort((one, other) => one.row - other.row);
      note(cells);
    },
    add: (cells, wanted) => {
      const last = rows.at(-1)?.row ?? 1;
      const row = wanted !== undefined && wanted > last ? wanted : last + 1;
      rows.push({ row, cells });
      note(cells);
      return row;
    },
    sheet: () => {
      const columns = joinSpellings([...headers], rows);
      const head: SheetRow = { row: 1, cells: columns.map(([header = '']) => header) };
      const body = rows.map(({ row, cells }) => ({
        row,
        cells: columns.map((spellings) => textUnder(spellings, cells)),
      }));
      return { name, rows: [head, ...body] };
    },
  };
}

const textUnder = (spellings: readonly string[], cells: RowCells): string =>
  spellings.map((header) => cells.get(header)).find((text) => text !== undefined) ?? '';

/** One column for all spellings of it, under the imported file's: readers of forms refuse two. */
function joinSpellings(
  headers: readonly string[],
  rows: readonly WrittenRow[],
): readonly (readonly string[])[] {
  const groups = new Map<string, string[]>();
  const usual = new Set<string>();
  for (const header of headers) {
    const { key, language } = columnOf(header);
    if (header === (language === '' ? key : `${key}::${language}`)) usual.add(header);
    const sign = JSON.stringify([key, language]);
    groups.set(sign, [...(groups.get(sign) ?? []), header]);
  }
  return [...groups.values()].flatMap((spellings) => {
    const isOnce = rows.every(
      ({ cells }) => spellings.filter((header) => cells.has(header)).length < 2,
    );
    if (!isOnce) return spellings.map((header) => [header]);
    const [theirs, ours] = [
      spellings.filter((header) => !usual.has(header)),
      spellings.filter((header) => usual.has(header)),
    ];
    return [[...theirs, ...ours]];
  });
}
