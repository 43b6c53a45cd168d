import { describe, expect, it } from 'vitest';
import type { PublishableTable } from '#core/analysis/result-table.ts';
import { productLanguages } from '#core/kernel/localized-text.ts';
import { composeReport, contentsOf, figuresOf } from '#core/reports/compose.ts';
import type { Figure } from '#core/reports/figure.ts';
import { renderHtml } from '#core/reports/html.ts';
import { textOf } from '#core/reports/writer.ts';
import { type ReportCase, teaReport } from '../../support/report-survey.ts';
import { untracedText } from '../../support/report-text.ts';

const cases: readonly ReportCase[] = productLanguages.flatMap((language) => [
  { language },
  { language, by: 'age_band' },
  { language, by: 'sex', exact: true },
  { language, people: 25 },
]);

describe('numbers in a report', () => {
  it.each(cases)('come from figures alone: %o', (how) => {
    const report = composeReport(teaReport(how));

    const typed = contentsOf(report)
      .flat()
      .filter((inline) => inline.kind === 'text' && /\d/.test(inline.text));
    expect(typed).toEqual([]);
    expect(untracedText(renderHtml(report)).match(/.{0,30}\d.{0,30}/g) ?? []).toEqual([]);
  });

  it('would be found if somebody typed one', () => {
    const html = renderHtml(composeReport(teaReport()));

    expect(untracedText(html.replace('<main>', '<main><p>about 9 of 10</p>'))).toMatch(/9 of 10/);
  });

  it.each([{ by: 'sex' }, { by: 'age_band', exact: true }])(
    'equal the tables: %o',
    (how: ReportCase) => {
      const input = teaReport(how);

      const figures = figuresOf(composeReport(input)).filter(({ variable }) => variable);
      expect(figures.length).toBeGreaterThan(200);
      for (const figure of figures)
        expect([figure.id, figure.value]).toEqual([figure.id, inTables(input.tables, figure)]);
    },
  );

  it('stand once for each id, with the same value in HTML', () => {
    const report = composeReport(teaReport({ by: 'sex', exact: true }));
    const figures = figuresOf(report);
    const values = new Map(figures.map(({ id, value }) => [id, String(value ?? '')]));

    const written = [
      ...renderHtml(report).matchAll(/<data value="([^"]*)" data-figure="([^"]*)"/g),
    ];
    expect(new Set(written.map(([, , id]) => id)).size).toBe(figures.length);
    for (const [, value, id] of written) expect([id, value]).toEqual([id, values.get(id ?? '')]);
  });
});

/** The number that the figure's id names, looked up again in the tables. */
function inTables(tables: readonly PublishableTable[], figure: Figure): unknown {
  const table = tables.find(({ variable }) => variable.name === figure.variable);
  const column = table?.columns.find(({ level }) =>
    figure.by === undefined ? level === null : String(level?.value) === figure.level,
  );
  if (!table || !column) throw new Error(`no column for ${figure.id}`);
  const codes = figure.category?.split('+') ?? [];
  const categories = column.categories.filter(({ value }) => codes.includes(String(value)));
  const category = categories[0];
  switch (figure.kind) {
    case 'n':
      return column.answered;
    case 'asked':
      return column.asked;
    case 'missing':
      return column.missing;
    case 'missing-share':
      return column.asked === null || column.missing === null
        ? null
        : column.missing / column.asked;
    case 'share':
      return codes.length > 1
        ? categories.reduce((sum, { share }) => sum + (share ?? 0), 0)
        : category?.share;
    case 'count':
      return category?.count;
    case 'low':
    case 'high':
      return category?.interval?.[figure.kind];
    case 'total':
    case 'margin':
    case 'setting':
    case 'date':
      throw new Error(`${figure.id} belongs to no variable`);
    default: {
      const value = column.numeric?.[figure.kind] ?? null;
      if (value === null || table.variable.type !== 'date') return value;
      return new Date(Math.floor(value) * 86_400_000).toISOString().slice(0, 10);
    }
  }
}

describe('what the gate hides', () => {
  /** A table whose hidden figures were left in by mistake: nothing downstream may show or use them. */
  const careless = (tables: readonly PublishableTable[]): readonly PublishableTable[] =>
    tables.map((table) => ({
      ...table,
      columns: table.columns.map((column) => ({
        ...column,
        categories: column.categories.map((category) =>
          category.hidden
            ? {
                ...category,
                count: 77_771,
                share: 0.77771,
                interval: { low: 0.7333, high: 0.8111 },
              }
            : category,
        ),
      })),
    }));

  it.each(['vi', 'en'] as const)('shows in no text, drawing or order in %s', (language) => {
    const input = teaReport({ language, by: 'age_band' });
    const report = composeReport({ ...input, tables: careless(input.tables) });

    const hidden = figuresOf(report).filter(({ suppressed }) => suppressed);
    expect(hidden.length).toBeGreaterThan(0);
    expect(hidden.every(({ value, n }) => value === null && n === null)).toBe(true);
    expect(JSON.stringify(report)).not.toMatch(/7777|77[.,]8/);
    expect(renderHtml(report)).not.toMatch(/7777|77[.,]8/);
    expect(report).toEqual(composeReport(input));
  });

  it('is said to be hidden, in the chart and in its words', () => {
    const report = composeReport(teaReport({ language: 'en' }));
    const sex = report.blocks.find(({ id }) => id === 'annex.sex');

    expect(
      sex?.kind === 'table' && sex.rows.some(({ cells }) => cells.some(({ hidden }) => hidden)),
    ).toBe(true);
    expect(contentsOf(report).map(textOf).join(' ')).toContain('hidden');
  });
});
