/**
 * Columns of the survey sheet that do nothing here. They are kept for re-export, but an author must be able to see that
 * `relevent` is not `relevant`, and that a picture will not be shown.
 */
import type { Column, Table } from '#core/definitions/xlsform/columns.ts';
import type { Problems } from '#core/definitions/xlsform/problems.ts';

const used = new Set(
  (
    'type name label hint relevant required required_message constraint constraint_message calculation default ' +
    'readonly choice_filter appearance parameters repeat_count disabled'
  ).split(' '),
);

/** Remarks for people who work with the form, not for those who answer it; no program reads them. */
const idle =
  /^(?:notes?|comments?|#.*|\$.*|hxl|kuid|\$kuid|sms_.*|media|autoplay|rows|tutorial_notes|)$/;

const lost: Readonly<Record<string, string>> = {
  guidance_hint: 'guidance is not shown',
  trigger: 'calculations do not wait for the answer that triggers them',
  'media::image': 'pictures of items are not shown',
  'media::big-image': 'pictures of items are not shown',
  'media::audio': 'sound of items is not played',
  'media::video': 'films of items are not shown',
  save_to: 'answers are not saved as entities',
};

/** One warning a column, at its first filled cell. */
export function warnOfUnusedColumns(table: Table, problems: Problems): void {
  const said = new Set<string>();
  for (const column of table.columns) {
    const { key, header } = column;
    if (used.has(key) || idle.test(key) || said.has(key)) continue;
    const row = firstRow(table, column);
    if (row === undefined) continue;
    said.add(key);
    const what = lost[key] ?? 'the column is not known; it is kept and has no effect';
    problems.warn('column-unused', what, { sheet: table.sheet, row, column: header });
  }
}

const firstRow = (table: Table, { header }: Column): number | undefined =>
  table.rows.find((row) => row.original[header] !== undefined)?.row;
