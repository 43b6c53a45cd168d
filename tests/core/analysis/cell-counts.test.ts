import { expect, it } from 'vitest';
import { cellCounts } from '#core/analysis/cell-counts.ts';
import { createFrameBuilder } from '#core/analysis/frame-builder.ts';
import { cellKey } from '#core/register/target.ts';
import { aVariable, codes } from '../../support/a-variable.ts';

const variables = [
  aVariable('sex', 'choice', codes('fm')),
  aVariable('band', 'choice', codes('abc')),
  aVariable('topics', 'multi', codes('xy')),
];

function frameOf(rows: readonly object[]) {
  const builder = createFrameBuilder(variables);
  for (const row of rows) builder.append({ ...row }, null);
  return builder.frame();
}

const counted = (rows: readonly object[], ...cells: readonly Record<string, string>[]) => {
  const counts = cellCounts(frameOf(rows), cells);
  return cells.map((cell) => counts.get(cellKey(cell)));
};

it('counts rows that have every code of a cell, and none without an answer', () => {
  const rows = [
    { sex: 'f', band: 'a' },
    { sex: 'f', band: 'c' },
    { sex: 'f', band: 'c' },
    { sex: 'm', band: 'c' },
    { sex: 'f' },
    { band: 'c' },
    {},
  ];
  expect(
    counted(
      rows,
      { sex: 'f' },
      { sex: 'f', band: 'c' },
      { band: 'c', sex: 'm' },
      { sex: 'm', band: 'a' },
      { band: 'c' },
    ),
  ).toEqual([4, 2, 1, 0, 4]);
});

it('counts a code that the definition does not list only for itself', () => {
  expect(counted([{ sex: 'q' }, { sex: 'f' }], { sex: 'q' }, { sex: 'f' })).toEqual([1, 1]);
});

it('finds nothing in cells of unknown variables or codes, or of several answers', () => {
  const rows = [{ sex: 'f', topics: ['x'] }];
  expect(counted(rows, { nothing: 'f' }, { sex: 'z' }, { topics: 'x' })).toEqual([0, 0, 0]);
});
