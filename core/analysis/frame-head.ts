import type { Column, Frame } from '#core/analysis/frame.ts';

/** The first rows of a frame, as views: nothing is copied. */
export function frameHead(frame: Frame, rows: number): Frame {
  if (rows >= frame.rows) return frame;
  const columns = [...frame.columns].map(([name, column]): [string, Column] => [
    name,
    withoutRowsFrom(rows, columnHead(column, rows)),
  ]);
  return { rows, columns: new Map(columns) };
}

function columnHead(column: Column, rows: number): Column {
  const state = column.state.subarray(0, rows);
  switch (column.kind) {
    case 'categorical':
      return { ...column, state, codes: column.codes.subarray(0, rows) };
    case 'multi':
      return { ...column, state, ticks: column.ticks.subarray(0, rows * column.words) };
    case 'rank':
      return {
        ...column,
        state,
        ranks: column.ranks.subarray(0, rows * column.categories.length),
      };
    case 'number':
    case 'date':
      return { ...column, state, values: column.values.subarray(0, rows) };
  }
}

const withoutRowsFrom = (rows: number, column: Column): Column =>
  column.setAside
    ? {
        ...column,
        setAside: column.setAside.map((code) => ({
          ...code,
          rows: code.rows.filter((row) => row < rows),
        })),
      }
    : column;
