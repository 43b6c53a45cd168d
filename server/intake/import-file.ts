/** Goes through a file once before anything is stored: headers, what columns mean as a whole, copies by parent. */

import type { PublishedVersion } from '#core/definitions/survey.ts';
import {
  type CopiesByParent,
  type CopyRow,
  parentKey,
  type RowAssembler,
  rowAssembler,
} from '#core/intake/data-file/assemble-row.ts';
import type { DataRow } from '#core/intake/data-file/data-table.ts';
import type { Loss } from '#core/intake/data-file/loss.ts';
import { type ColumnPlan, cellText } from '#core/intake/data-file/plan-columns.ts';
import { type FilePlan, type FileSheet, planFile } from '#core/intake/data-file/plan-file.ts';
import { type ColumnFacts, noFacts, noteCell } from '#core/intake/data-file/read-column.ts';
import { FileRefusal } from '#server/intake/import-refusal.ts';
import type { ImportSource, SourceRow, SourceSheet } from '#server/intake/import-source.ts';
import { ownText } from '#server/intake/own-text.ts';

/** Cells of copies that are held in memory. */
const mostCopyCells = 5_000_000;

export interface ReadFile {
  readonly sheets: readonly FileSheet[];
  readonly mainSheet: number;
  /** Rows of responses. */
  readonly total: number;
  readonly planOf: (version: PublishedVersion) => FilePlan;
  readonly assemblerOf: (version: PublishedVersion) => RowAssembler;
  /** Rows of responses from the start; what is none is told. */
  rows(tell: (loss: Loss) => void): AsyncIterable<DataRow>;
  /** Copies whose parent has not come by. */
  orphans(): readonly Loss[];
}

/** @param versions newest first. @throws FileRefusal */
export async function surveyFile(
  source: ImportSource,
  versions: readonly PublishedVersion[],
  signal: AbortSignal | undefined,
): Promise<ReadFile> {
  const sheets = await headersOf(source);
  const plans = new Map<string, FilePlan>();
  const planOf = (version: PublishedVersion): FilePlan => {
    const plan = plans.get(version.hash) ?? planFile(sheets, version.definition);
    if (!plan) throw new FileRefusal('empty', 'The file has no rows.');
    plans.set(version.hash, plan);
    return plan;
  };
  const [newest] = versions;
  if (!newest) throw new FileRefusal('no-version', 'The survey has no published version.');
  const main = planOf(newest).main.sheet;
  if (planOf(newest).matched === 0) {
    throw new FileRefusal('no-columns', 'No column of the file belongs to the survey.');
  }
  const surveyed = await surveySheets(source, sheets, versions.map(planOf), signal);
  const assemblers = new Map<string, RowAssembler>();
  return {
    sheets,
    mainSheet: main,
    total: surveyed.totals[main] ?? 0,
    planOf,
    assemblerOf(version) {
      const known =
        assemblers.get(version.hash) ??
        rowAssembler({
          plan: planOf(version),
          sheets,
          facts: surveyed.facts,
          copies: surveyed.copies,
        });
      assemblers.set(version.hash, known);
      return known;
    },
    async *rows(tell) {
      const [sheet, held] = [source.sheets[main], sheets[main]];
      if (sheet && held) yield* answeredRows(sheet, held, tell);
    },
    orphans: () => orphansOf(surveyed.copies, sheets),
  };
}

async function headersOf(source: ImportSource): Promise<readonly FileSheet[]> {
  const sheets: FileSheet[] = [];
  for (const { name, isGuarded, rows } of source.sheets) {
    let header: readonly string[] = [];
    for await (const { cells } of rows()) {
      header = cells;
      break;
    }
    sheets.push({ name, header, isGuarded });
  }
  return sheets;
}

interface Surveyed {
  readonly facts: readonly ReadonlyMap<number, ColumnFacts>[];
  readonly copies: ReadonlyMap<number, CopiesByParent>;
  readonly totals: readonly number[];
}

async function surveySheets(
  source: ImportSource,
  sheets: readonly FileSheet[],
  plans: readonly FilePlan[],
  signal: AbortSignal | undefined,
): Promise<Surveyed> {
  const facts: ReadonlyMap<number, ColumnFacts>[] = [];
  const copies = new Map<number, CopiesByParent>();
  const totals: number[] = [];
  let copyCells = 0;
  for (const [index, sheet] of source.sheets.entries()) {
    const held = sheets[index];
    const uses = plans.flatMap((plan) =>
      [plan.main, ...plan.repeats.values()].filter((one) => one.sheet === index),
    );
    const own = gatherFacts(uses.map(({ columns }) => columns));
    facts.push(own);
    const repeat = uses.find(({ table }) => table.path.length > 0);
    const byParent = new Map<string, CopyRow[]>();
    const keep = (row: DataRow): void => {
      if (!repeat) return;
      copyCells += row.cells.length;
      if (copyCells > mostCopyCells) {
        throw new FileRefusal(
          'too-large',
          'The repeated groups are too many for one file; divide it.',
        );
      }
      const key = ownText(parentKey(repeat, row, sheets));
      const list = byParent.get(key) ?? [];
      byParent.set(key, list);
      list.push({ row: row.row, cells: row.cells.map(ownText), isUsed: false });
    };
    let total = 0;
    if (held && uses.length > 0) {
      for await (const row of answeredRows(sheet, held, () => undefined)) {
        signal?.throwIfAborted();
        total += 1;
        noteRow(own, row, held);
        keep(row);
      }
    }
    if (repeat) copies.set(index, byParent);
    totals.push(total);
  }
  return { facts, copies, totals };
}

function noteRow(
  facts: ReadonlyMap<number, ColumnFacts>,
  { cells }: DataRow,
  sheet: FileSheet,
): void {
  for (const [column, known] of facts) {
    const cell = cellText(cells[column], sheet);
    if (cell !== '') noteCell(known, cell);
  }
}

const gatherFacts = (plans: readonly ColumnPlan[]): ReadonlyMap<number, ColumnFacts> =>
  new Map(plans.flatMap(({ surveyed }) => surveyed.map((index) => [index, noFacts()])));

/** Without the header, blank rows, the header again, and a last row that the file ends within. */
async function* answeredRows(
  sheet: SourceSheet,
  { name, header }: FileSheet,
  tell: (loss: Loss) => void,
): AsyncGenerator<DataRow> {
  let isHeader = true;
  for await (const row of sheet.rows()) {
    if (isHeader) {
      isHeader = false;
      continue;
    }
    if (row.cells.every((cell) => cell.trim() === '')) continue;
    const loss = oddRow(row, header);
    if (loss) tell({ sheet: name, row: row.row, ...loss });
    if (loss?.code === 'row-cut' || loss?.code === 'header-again') continue;
    yield row;
  }
}

function oddRow(
  { cells, isCut }: SourceRow,
  header: readonly string[],
): Pick<Loss, 'code' | 'params'> | undefined {
  const filled = cells.findLastIndex((cell) => cell.trim() !== '') + 1;
  if (isCut && cells.length < header.length) return { code: 'row-cut' };
  if (filled > 1 && header.every((heading, at) => heading.trim() === (cells[at] ?? '').trim())) {
    return { code: 'header-again' };
  }
  // Trailing empty cells mean nothing.
  if (filled <= header.length) return undefined;
  return { code: 'cells-uneven', params: { cells: filled, columns: header.length } };
}

const orphansOf = (
  copies: ReadonlyMap<number, CopiesByParent>,
  sheets: readonly FileSheet[],
): readonly Loss[] =>
  [...copies].flatMap(([index, byParent]) =>
    [...byParent.values()]
      .flat()
      .filter(({ isUsed }) => !isUsed)
      .map(({ row }) => ({
        sheet: sheets[index]?.name ?? '',
        row,
        code: 'parent-unknown' as const,
      })),
  );
