/**
 * Columns of the survey sheet that do nothing here. They are kept for re-export, but an author must be able to see that
 * `relevent` is not `relevant`, and that a picture will not be shown.
 */
import type { Table } from '#core/definitions/xlsform/columns.ts';
import type { Problems } from '#core/definitions/xlsform/problems.ts';

const used = new Set(
  (
    'type name label hint relevant required required_message constraint constraint_message calculation default ' +
    'readonly choice_filter appearance parameters repeat_count disabled'
  ).split(' '),
);

/** Remarks for people who work with the form, not for those who answer it; and what only other programs mind. */
const idle =
  /^(?:notes?|comments?|#.*|\$.*|hxl(?:::.*)?|kuid|sms_.*|autoplay|rows|tutorial_notes|intent|compact_tag|(?:bind|body|control|instance)(?::.*)?|kobo--.*|no_?app_?error_?string|trigger|guidance_hint|)$/;

const lost: Readonly<Record<string, string>> = {
  guidance_hint: 'column-guidance',
  media: 'column-media',
  'media::image': 'column-media',
  'media::big-image': 'column-media',
  'media::audio': 'column-media',
  'media::video': 'column-media',
  save_to: 'column-save-to',
};

/** One warning a kind of column, at its header: the rows themselves are taken as they are. */
export function warnOfUnusedColumns(table: Table, problems: Problems): void {
  const said = new Set<string>();
  for (const { key, header } of table.columns) {
    const code = lost[key] ?? 'column-unused';
    const isQuiet = used.has(key) || (idle.test(key) && lost[key] === undefined);
    const sign = code === 'column-unused' ? key : code;
    if (isQuiet || said.has(sign) || !isFilled(table, header)) continue;
    said.add(sign);
    problems.warn(code, {}, { sheet: table.sheet, row: table.headRow, column: header });
  }
}

const isFilled = (table: Table, header: string): boolean =>
  table.rows.some((row) => row.original[header] !== undefined);
