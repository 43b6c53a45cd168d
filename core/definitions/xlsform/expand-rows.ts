/**
 * Rows that stand for several: loops over the choices of a list, counts of repeats that are reckoned, "or other", and the
 * blocks of KoboToolbox. Each becomes the plain rows that ODK's and Kobo's own programs make of it, under the same names.
 */
import {
  madeRow,
  rewrittenRow,
  type TableRow,
  withTexts,
} from '#core/definitions/xlsform/columns.ts';
import { expandKoboBlock } from '#core/definitions/xlsform/expand-kobo.ts';
import type { ListChoice } from '#core/definitions/xlsform/outline.ts';
import type { ChoiceLists } from '#core/definitions/xlsform/read-choices.ts';
import { type RowType, readRowType } from '#core/definitions/xlsform/row-type.ts';

const mostRows = 20_000;

export function expandRows(rows: readonly TableRow[], lists: ChoiceLists): readonly TableRow[] {
  const expanded: TableRow[] = [];
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at];
    if (!row || expanded.length > mostRows) break;
    const type = readRowType(row.text('type'));
    const end = endOf(rows, at, type);
    if (end === undefined) {
      expanded.push(...expandRow(row, type));
      continue;
    }
    const body = rows.slice(at + 1, end);
    const last = rows[end] ?? row;
    const block =
      type.kind === 'kobo-begin'
        ? expandKoboBlock(type.block, row, body, lists)
        : expandLoop(row, expandRows(body, lists), last, type, lists);
    expanded.push(...block);
    at = end;
  }
  return expanded;
}

/** Where a block that has to be taken apart ends; undefined for every other row. */
function endOf(rows: readonly TableRow[], at: number, type: RowType): number | undefined {
  const isLoop = type.kind === 'begin' && type.block === 'loop' && type.list !== undefined;
  if (!isLoop && type.kind !== 'kobo-begin') return undefined;
  const block = type.kind === 'kobo-begin' ? type.block : 'loop';
  let depth = 0;
  for (let index = at; index < rows.length; index++) {
    const found = readRowType(rows[index]?.text('type') ?? '');
    if (!('block' in found) || found.block !== block) continue;
    if (found.kind === 'begin' || found.kind === 'kobo-begin') depth++;
    else if (found.kind === 'end' || found.kind === 'kobo-end') depth--;
    if (depth === 0) return index;
  }
  return undefined;
}

function expandRow(row: TableRow, type: RowType): readonly TableRow[] {
  const name = row.text('name');
  if (type.kind === 'begin' && type.block === 'repeat') return [...countRow(row, name), row];
  if (type.kind !== 'item' || !type.orOther || name === '') return [row];
  const relevant = `selected(../${name}, 'other')`;
  const other = madeRow(row, { type: 'text', name: `${name}_other`, relevant });
  const words = rewrittenRow(row, { every: () => 'Specify other.', isMade: true });
  return [row, withTexts(other, 'label', words, 'label')];
}

/** A count that is more than a reference is reckoned in a row of its own, `<repeat>_count`. */
function countRow(row: TableRow, name: string): readonly TableRow[] {
  const count = row.text('repeat_count');
  if (count === '' || name === '' || /^\$\{[^}]*\}$/.test(count)) return [];
  return [madeRow(row, { type: 'calculate', name: `${name}_count`, calculation: count })];
}

/** `begin_loop over list`: a group for each choice, in which `%(name)s` and `%(label)s` are the choice's own. */
function expandLoop(
  row: TableRow,
  body: readonly TableRow[],
  last: TableRow,
  type: RowType,
  lists: ChoiceLists,
): readonly TableRow[] {
  const list = type.kind === 'begin' ? (type.list ?? '') : '';
  const choices = (lists.get(list) ?? []).filter(({ code }) => code !== 'none');
  const turns = choices.flatMap((choice, index) => [
    withTexts(
      madeRow(row, { type: 'begin group', name: choice.code }),
      'label',
      choice.row,
      'label',
    ),
    ...body.map((each) => turnOf(each, choice, index > 0)),
    madeRow(last, { type: 'end group' }),
  ]);
  return [
    rewrittenRow(row, { texts: { type: 'begin group' }, isMade: false }),
    ...turns,
    rewrittenRow(last, { texts: { type: 'end group' }, isMade: false }),
  ];
}

function turnOf(row: TableRow, { code, row: choice }: ListChoice, isMade: boolean): TableRow {
  const every = (text: string, language: string): string => {
    const labels = choice.translations('label');
    const label = labels.find((each) => each.language === language) ?? labels[0];
    return text.replaceAll('%(name)s', code).replaceAll('%(label)s', label?.cell.text ?? code);
  };
  return rewrittenRow(row, { every, isMade: isMade || row.isMade });
}
