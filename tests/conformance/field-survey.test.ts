/**
 * `analyse --all` on a real field survey against an independent reading of the same files. Runs where CONFORMANCE_DIR
 * has them; the files are not ours to keep.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AnalyseAllDocument, AnalysedVariable } from '#core/analysis/analyse-all.ts';
import { analyseCommands } from '#server/analysis/analyse-command.ts';
import { evaluate, type Form, readCsv, readForm } from './support/independent-reading.ts';

const folder = join(process.env.CONFORMANCE_DIR ?? '', 'real/talafar');
const isThere = process.env.CONFORMANCE_DIR !== undefined && existsSync(join(folder, 'form.xlsx'));

const analysed: Readonly<Record<string, string>> = {
  select_one: 'choice',
  select_multiple: 'multi',
  rank: 'rank',
  integer: 'number',
  decimal: 'number',
  range: 'number',
  date: 'date',
  acknowledge: 'boolean',
};

interface Expected {
  readonly name: string;
  readonly type: string;
  readonly inData: boolean;
  readonly asked: number | null;
  readonly answered: number;
  readonly missing: number | null;
  readonly counts?: readonly (readonly [string, boolean, number])[];
  readonly numbers?: readonly number[];
}

type Row = Readonly<Record<string, string>>;

function expectedOf(form: Form, rows: readonly Row[]): readonly Expected[] {
  return form.rows
    .filter(({ type }) => type in analysed)
    .map(({ type, list, name, conditions }) => {
      const codes = form.lists.get(list) ?? [];
      const values = rows.map((row) => readCell(type, name, row, codes));
      const asked = rows.filter(
        (row, index) =>
          (values[index]?.length ?? 0) > 0 ||
          conditions.every((condition) => evaluate(condition, (other) => row[other] ?? '')),
      ).length;
      const answered = values.filter((value) => value.length > 0).length;
      const inData = name in (rows[0] ?? {});
      const base = {
        name,
        type: analysed[type] ?? '',
        inData,
        asked: inData ? asked : null,
        answered,
        missing: inData ? asked - answered : null,
      };
      if (!/^select|^rank/.test(type)) return { ...base, numbers: values.flat().map(toNumber) };
      const unlisted = [...new Set(values.flat())].filter((code) => !codes.includes(code)).sort();
      const counts = [...codes, ...unlisted].map(
        (code) =>
          [
            code,
            codes.includes(code),
            values.filter((value) => value.includes(code)).length,
          ] as const,
      );
      return { ...base, counts };
    });
}

/** The codes or the readable value of a cell; none if it is empty or unreadable. */
function readCell(
  type: string,
  name: string,
  row: Row,
  codes: readonly string[],
): readonly string[] {
  const cell = row[name] ?? '';
  if (type === 'select_multiple') {
    if (cell !== '') return [...new Set(cell.split(/\s+/))];
    return codes.filter((code) => /^(1|true)$/i.test(row[`${name}/${code}`] ?? ''));
  }
  if (cell === '') return [];
  if (type === 'date') return /^\d{4}-\d\d-\d\d$/.test(cell) ? [cell] : [];
  if (['integer', 'decimal', 'range'].includes(type))
    return Number.isNaN(Number(cell)) ? [] : [cell];
  return [cell];
}

const toNumber = (text: string): number =>
  text.includes('-') ? Date.parse(text) / 86_400_000 : Number(text);

async function analyse(data: string): Promise<{ document: AnalyseAllDocument; messages: string }> {
  let out = '';
  let messages = '';
  const argv = [
    '--form',
    join(folder, 'form.xlsx'),
    '--data',
    join(folder, data),
    '--all',
    '--json',
  ];
  const code = await analyseCommands.analyse?.(argv, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      messages += text;
    },
  });
  expect(code).toBe(0);
  return { document: JSON.parse(out), messages };
}

const middleOf = (sorted: readonly number[]): number => {
  const last = sorted.length - 1;
  return ((sorted[Math.floor(last / 2)] ?? 0) + (sorted[Math.ceil(last / 2)] ?? 0)) / 2;
};

function expectNumbers(found: AnalysedVariable | undefined, numbers: readonly number[]): void {
  const sorted = [...numbers].sort((a, b) => a - b);
  const n = sorted.length;
  if (n === 0) {
    expect(found).toMatchObject({ mean: null, median: null, sd: null, min: null, max: null });
    return;
  }
  const mean = sorted.reduce((sum, value) => sum + value, 0) / n;
  const squares = sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const sd = n < 2 ? null : Math.sqrt(squares / (n - 1));
  expect(found).toMatchObject({ median: middleOf(sorted), min: sorted[0], max: sorted[n - 1] });
  expect(relativeDistance(found?.mean, mean)).toBeLessThan(1e-12);
  expect(relativeDistance(found?.sd, sd)).toBeLessThan(1e-9);
}

function expectDates(found: AnalysedVariable | undefined, days: readonly number[]): void {
  const sorted = [...days].sort((a, b) => a - b);
  const iso = (day = 0): string =>
    new Date(Math.floor(day) * 86_400_000).toISOString().slice(0, 10);
  const [min, median, max] = [iso(sorted[0]), iso(middleOf(sorted)), iso(sorted.at(-1))];
  expect(found).toMatchObject({ min, median, max });
}

const relativeDistance = (one: number | null | undefined, other: number | null): number =>
  one === other ? 0 : Math.abs((one ?? Number.NaN) - (other ?? Number.NaN)) / Math.abs(other ?? 1);

describe.skipIf(!isThere)('a real field survey', () => {
  for (const data of ['responses-clean.csv', 'responses-raw.csv']) {
    it(`gives asked, answered and counts as an independent reading of ${data}`, async () => {
      const rows = readCsv(join(folder, data));
      const expected = expectedOf(readForm(join(folder, 'form.xlsx')), rows);

      const { document } = await analyse(data);

      expect(document.n).toBe(rows.length);
      const plain = document.variables.map(
        ({ name, type, inData, asked, answered, missing, ...rest }) => ({
          name,
          type,
          inData,
          asked,
          answered,
          missing,
          ...(rest.categories
            ? { counts: rest.categories.map(({ value, listed, count }) => [value, listed, count]) }
            : {}),
        }),
      );
      expect(plain).toEqual(expected.map(({ numbers: _, ...rest }) => rest));
    });

    it(`gives mean, sd, median and range of ${data} as textbook formulas do`, async () => {
      const rows = readCsv(join(folder, data));
      const expected = expectedOf(readForm(join(folder, 'form.xlsx')), rows);

      const { document } = await analyse(data);

      for (const { name, numbers, type } of expected) {
        if (!numbers) continue;
        const found = document.variables.find((variable) => variable.name === name);
        if (type === 'number') expectNumbers(found, numbers);
        if (type === 'date') expectDates(found, numbers);
      }
    });
  }

  it('says every cell that it could not take with row and column', async () => {
    const { messages } = await analyse('responses-clean.csv');

    const cells = messages.split('\n').filter((line) => line.startsWith('warning: row '));
    expect(cells.length).toBeGreaterThan(0);
    for (const line of cells) expect(line).toMatch(/^warning: row \d+, column [^:]+: .+/);
  });
});
