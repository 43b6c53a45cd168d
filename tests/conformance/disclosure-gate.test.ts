/**
 * Published disclosure cases (flat tables of two variables) through the gate. Each hidden number is bounded by all that
 * is published; with DISCLOSURE_OUT the publication is also written for an independent checker.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gateTables } from '#core/analysis/disclosure/gate.ts';
import { createFrameBuilder } from '#core/analysis/frame-builder.ts';
import { resultTables } from '#core/analysis/tables.ts';
import { aVariable } from '../support/a-variable.ts';
import { rangeOf, type Sum } from '../support/disclosure-attack.ts';

interface Case {
  readonly id: string;
  readonly k: number;
  readonly variables: Readonly<
    Record<
      string,
      { readonly root: string; readonly hierarchy: Readonly<Record<string, readonly string[]>> }
    >
  >;
  readonly tables: readonly {
    readonly vars: readonly string[];
    readonly cells: readonly { readonly key: readonly string[]; readonly n: number }[];
  }[];
}

const folder = process.env.CONFORMANCE_DIR;
const file = folder ? join(folder, 'golden/disclosure/cases-open.json') : '';
// as: the format of the file, described beside it.
const cases = existsSync(file)
  ? (JSON.parse(readFileSync(file, 'utf8')) as { readonly cases: readonly Case[] }).cases
  : [];

/** One table of two variables, each with a flat list of categories. */
const isFlat = ({ tables, variables }: Case): boolean =>
  tables.length === 1 &&
  tables[0]?.vars.length === 2 &&
  Object.values(variables).every(
    ({ hierarchy, root }) =>
      Object.keys(hierarchy).length === 1 && (hierarchy[root]?.length ?? 0) > 1,
  );

const levelsOf = ({ variables }: Case, name: string): readonly string[] => {
  const variable = variables[name];
  return variable?.hierarchy[variable.root] ?? [];
};

interface PublishedCell {
  readonly key: readonly string[];
  readonly n: number | null;
}

/** The case's people, one by one, counted and gated as any survey's. */
function publish(one: Case): readonly PublishedCell[] {
  const [table] = one.tables;
  const [row = '', column = ''] = table?.vars ?? [];
  const variables = [row, column].map((name) =>
    aVariable(
      name,
      'choice',
      levelsOf(one, name).map((value) => ({ value, label: {} })),
    ),
  );
  const builder = createFrameBuilder(variables);
  const roots = [row, column].map((name) => one.variables[name]?.root);
  for (const { key, n } of table?.cells ?? []) {
    if (key.some((code, index) => code === roots[index])) continue;
    for (let i = 0; i < n; i++) builder.append({ [row]: key[0], [column]: key[1] }, null);
  }
  const rule = { base: one.k, cell: one.k };
  const frame = builder.frame();
  const [crossed, own] = gateTables(resultTables(frame, { by: column }), rule);
  const [ofRow = '', ofColumn = ''] = roots.map(String);
  const rows = levelsOf(one, row);
  return [
    { key: [ofRow, ofColumn], n: crossed?.rows || null },
    ...rows.map((code, i) => ({
      key: [code, ofColumn],
      n: crossed?.columns[0]?.categories[i]?.count ?? null,
    })),
    ...levelsOf(one, column).flatMap((level, j) => [
      { key: [ofRow, level], n: own?.columns[0]?.categories[j]?.count ?? null },
      ...rows.map((code, i) => ({
        key: [code, level],
        n: crossed?.columns[j + 1]?.categories[i]?.count ?? null,
      })),
    ]),
  ];
}

const flat = cases.filter(isFlat);
const publications = new Map(flat.map((one) => [one.id, publish(one)]));
if (process.env.DISCLOSURE_OUT) {
  const out = flat.map((one) => [
    one.id,
    { tables: [{ vars: one.tables[0]?.vars, cells: publications.get(one.id) }] },
  ]);
  writeFileSync(process.env.DISCLOSURE_OUT, JSON.stringify(Object.fromEntries(out)));
}

describe.skipIf(flat.length === 0)('published disclosure cases', () => {
  it.each(flat.map((one) => [one.id, one] as const))('%s withstands', (id, one) => {
    const published = publications.get(id) ?? [];
    const truth = new Map(one.tables[0]?.cells.map(({ key, n }) => [key.join('|'), n]));
    const roots = one.tables[0]?.vars.map((name) => one.variables[name]?.root) ?? [];
    const inner = published.filter(({ key }) => key.every((code, index) => code !== roots[index]));
    const partsOf = (key: readonly string[]): readonly string[] =>
      inner
        .filter((cell) => key.every((code, i) => code === roots[i] || code === cell.key[i]))
        .map((cell) => cell.key.join('|'));
    const sums: readonly Sum[] = published.flatMap(({ key, n }) =>
      n === null ? [] : [{ parts: partsOf(key), total: n }],
    );
    const ceiling = [...truth.values()].reduce((most, n) => Math.max(most, n), 0) + 100;

    for (const { key, n } of published) {
      const count = truth.get(key.join('|')) ?? 0;
      if (n !== null) expect(n).toBe(count);
      else if (count > 0 && count < one.k) {
        expect(rangeOf(sums, ceiling, partsOf(key)).high).toBeGreaterThanOrEqual(one.k);
      }
    }
  });
});
