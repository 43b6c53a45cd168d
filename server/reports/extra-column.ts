/**
 * A column that the data has and the form has not, such as a stratum that an agency added: good for a breakdown. Its
 * values are its answers, in code-point order.
 */
import { type CategoricalColumn, cellState, type Frame } from '#core/analysis/frame.ts';
import type { Variable } from '#core/definitions/variable.ts';

export type CellsOfColumn = ReadonlyMap<string, readonly string[]>;

/** More levels than this are names or numbers of people, not groups. */
const mostLevels = 50;

export function withColumn(
  frame: Frame,
  name: string,
  columns: CellsOfColumn,
): Frame | 'unknown' | 'too-many' {
  const cells = columns.get(name);
  if (!cells) return 'unknown';
  const values = [...new Set(cells.filter((cell) => cell !== ''))].sort();
  if (values.length === 0 || values.length > mostLevels) return 'too-many';
  const position = new Map(values.map((value, index) => [value, index]));
  const codes = Uint16Array.from(cells, (cell) => position.get(cell) ?? 0);
  const state = Uint8Array.from(cells, (cell) =>
    cell === '' ? cellState.missing : cellState.answered,
  );
  const categories = values.map((value) => ({ value, label: { und: value }, listed: true }));
  const column: CategoricalColumn = {
    kind: 'categorical',
    variable: variableOf(name, categories),
    inData: true,
    state,
    categories,
    codes,
  };
  return { rows: frame.rows, columns: new Map([...frame.columns, [name, column]]) };
}

const variableOf = (name: string, categories: Variable['categories'] & object): Variable => ({
  name,
  item: name,
  path: [name],
  label: { und: name },
  type: 'choice',
  measure: 'nominal',
  multi: false,
  categories,
  missingCodes: [],
  problemCodes: [],
  class: 'quasi',
  role: null,
  page: '',
  groups: [],
});
