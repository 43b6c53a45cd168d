/** The blocks that KoboToolbox writes into XLSForms (matrix, rating, ranking), as the plain rows that it publishes. */
import {
  madeRow,
  rewrittenRow,
  type TableRow,
  withTexts,
} from '#core/definitions/xlsform/columns.ts';
import type { ChoiceLists } from '#core/definitions/xlsform/read-choices.ts';
import type { KoboBlock } from '#core/definitions/xlsform/row-type.ts';

const listColumns: Readonly<Record<KoboBlock, string>> = {
  kobomatrix: 'kobo--matrix_list',
  score: 'kobo--score-choices',
  rank: 'kobo--rank-items',
};

export function expandKoboBlock(
  block: KoboBlock,
  row: TableRow,
  body: readonly TableRow[],
  lists: ChoiceLists,
): readonly TableRow[] {
  const list = row.text(listColumns[block]);
  const begin = rewrittenRow(row, { texts: { type: 'begin_group' }, isMade: false });
  const end = madeRow(row, { type: 'end_group' });
  if (block === 'kobomatrix') return [begin, ...matrixRows(row, body, list, lists), end];
  const header = withTexts(
    madeRow(row, {
      type: 'note',
      name: `${row.text('name')}_${block === 'score' ? 'header' : 'label'}`,
    }),
    'label',
    row,
    'label',
  );
  const answers = body.map((each, index) =>
    rewrittenRow(each, {
      texts: { type: `select_one ${list}`, ...(block === 'rank' ? unlike(body, index) : {}) },
      isMade: false,
    }),
  );
  return [begin, header, ...answers, end];
}

/** No two places of a ranking may go to the same choice. */
function unlike(body: readonly TableRow[], index: number): Record<string, string> {
  const before = body.slice(0, index).map((row) => `. != \${${row.text('name')}}`);
  return before.length > 0 ? { constraint: before.join(' and ') } : {};
}

/** A group for each line of the matrix, with the columns in it: `matrix_line_column`. */
function matrixRows(
  row: TableRow,
  body: readonly TableRow[],
  list: string,
  lists: ChoiceLists,
): readonly TableRow[] {
  const matrix = row.text('name');
  return (lists.get(list) ?? []).flatMap((choice, line) => {
    const name = `${matrix}_${choice.code}`;
    return [
      withTexts(madeRow(row, { type: 'begin_group', name }), 'label', choice.row, 'label'),
      ...body.map((column) =>
        rewrittenRow(column, {
          texts: { name: `${name}_${column.text('name')}` },
          isMade: line > 0,
        }),
      ),
      madeRow(row, { type: 'end_group' }),
    ];
  });
}
