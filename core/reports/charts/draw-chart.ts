/** The one door to the drawings: a spec and a width give an SVG text. */
import type { ChartSpec } from '#core/reports/charts/chart-spec.ts';
import { drawBars } from '#core/reports/charts/draw-bars.ts';
import { drawColumns } from '#core/reports/charts/draw-columns.ts';
import { drawStack } from '#core/reports/charts/draw-stack.ts';

/** Paper and wide screens, and phones: the same chart is drawn for both. */
export const chartWidths = { wide: 680, narrow: 330 } as const;

/** @param width in CSS pixels; labels stand above the marks where it is small. */
export function drawChart(spec: ChartSpec, width: number): string {
  switch (spec.kind) {
    case 'bars':
      return drawBars(spec, width);
    case 'columns':
      return width < 500 ? drawBars({ ...spec, kind: 'bars' }, width) : drawColumns(spec, width);
    case 'stack':
      return drawStack(spec, width);
  }
}
