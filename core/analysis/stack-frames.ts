/** Frames of several sources one below the other, under one codebook. */
import type { Column, Frame } from '#core/analysis/frame.ts';
import { cellState } from '#core/analysis/frame.ts';
import { createFrameBuilder } from '#core/analysis/frame-builder.ts';
import { withValue } from '#core/analysis/pool-answers.ts';
import { isoFromDay } from '#core/analysis/read-value.ts';
import type { ChoiceValue } from '#core/definitions/definition.ts';
import type { Answers } from '#core/definitions/logic/compiled-logic.ts';
import type { Variable } from '#core/definitions/variable.ts';

export interface FramePart {
  readonly frame: Frame;
  /** Names of the part's own columns by the names of `variables`; what has none was not asked there. */
  readonly columns: ReadonlyMap<string, string>;
}

/** @param variables of the whole; their paths say nothing about where answers lie */
export function stackFrames(variables: readonly Variable[], parts: readonly FramePart[]): Frame {
  // A column is found by its name alone, so that two sources may have put an item in different places.
  const whole = variables.map((variable) => ({ ...variable, path: [variable.name] }));
  const builder = createFrameBuilder(whole);
  for (const { frame, columns } of parts) {
    const own = whole.map(({ name }) => {
      const column = frame.columns.get(columns.get(name) ?? '');
      return { name, read: column && cellReader(column), state: column?.state };
    });
    for (let row = 0; row < frame.rows; row++) {
      let answers: Answers = {};
      const asked = new Map<string, boolean>();
      for (const { name, read, state } of own) {
        asked.set(name, state !== undefined && state[row] !== cellState.notAsked);
        const value = read?.(row);
        if (value !== undefined) answers = withValue(answers, [name], value);
      }
      builder.append(answers, asked);
    }
  }
  return builder.frame();
}

/** The value of a cell as an answers object would hold it; `undefined` where there is none. */
function cellReader(column: Column): (row: number) => unknown {
  const aside = asideReader(column);
  return (row) => {
    const state = column.state[row];
    if (state === cellState.setAside) return column.kind === 'multi' ? aside(row) : aside(row)?.[0];
    if (state !== cellState.answered) return undefined;
    switch (column.kind) {
      case 'categorical':
        return column.categories[column.codes[row] ?? 0]?.value;
      case 'multi':
        return [...ticked(column, row), ...(aside(row) ?? [])];
      case 'rank':
        return ranked(column, row);
      case 'number':
        return column.values[row];
      case 'date':
        return isoFromDay(column.values[row] ?? 0);
    }
  };
}

/** Codes of a row that are set aside. Numbers do not keep which it was: the first of the variable's stands for it. */
function asideReader(column: Column): (row: number) => readonly ChoiceValue[] | undefined {
  const codes = column.setAside?.map(({ category, rows }) => ({
    value: category.value,
    rows: new Set(rows),
  }));
  const [any] = column.variable.missingCodes;
  return (row) => {
    const held = codes?.filter(({ rows }) => rows.has(row)).map(({ value }) => value) ?? [];
    if (held.length > 0) return held;
    return column.state[row] === cellState.setAside && any !== undefined ? [any] : undefined;
  };
}

type MultiColumn = Extract<Column, { kind: 'multi' }>;
type RankColumn = Extract<Column, { kind: 'rank' }>;

const ticked = ({ categories, ticks, words }: MultiColumn, row: number): readonly ChoiceValue[] =>
  categories.flatMap(({ value }, code) =>
    ((ticks[row * words + (code >> 5)] ?? 0) >>> (code & 31)) & 1 ? [value] : [],
  );

const ranked = ({ categories, ranks }: RankColumn, row: number): readonly ChoiceValue[] =>
  categories
    .map(({ value }, code) => ({ value, rank: ranks[row * categories.length + code] ?? 0 }))
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => a.rank - b.rank)
    .map(({ value }) => value);
