/** Answers of a scale side by side, in the order of the scale. */
import type { ChartMark, ChartSpec } from '#core/reports/charts/chart-spec.ts';
import {
  axisEnd,
  drawing,
  element,
  figureText,
  hatchedBox,
  labelLines,
  lineHeight,
  linesOf,
  paint,
  text,
} from '#core/reports/charts/svg.ts';

type Columns = Extract<ChartSpec, { kind: 'columns' }>;

const plotHeight = 112;
const top = 22;
const mostLines = 4;

export function drawColumns(spec: Columns, width: number): string {
  const slot = Math.min(width / spec.marks.length, 150);
  const lines = Math.max(...spec.marks.map((mark) => linesOf(mark.label, slot - 10, mostLines)));
  const shares = spec.marks.flatMap(({ share, interval }) =>
    typeof share.value === 'number' ? [share.value, interval?.high ?? 0] : [],
  );
  const end = axisEnd(shares);
  const base = top + plotHeight;
  const parts = spec.marks.map((mark, index) => {
    const x = index * slot;
    const label = labelLines(
      mark.label,
      { x: x + 5, y: base + 18, width: slot - 10, most: mostLines },
      'middle',
    );
    return label.svg + drawColumn(mark, spec.hiddenWord, { x, slot, base, end });
  });
  const axis = element('line', {
    x1: 0,
    x2: slot * spec.marks.length,
    y1: base,
    y2: base,
    stroke: paint.hatch,
  });
  return drawing(width, base + 12 + lines * lineHeight, [axis, ...parts]);
}

function drawColumn(
  mark: ChartMark,
  hiddenWord: string,
  place: { readonly x: number; readonly slot: number; readonly base: number; readonly end: number },
): string {
  const wide = Math.min(place.slot * 0.56, 64);
  const middle = place.x + place.slot / 2;
  const { share, interval } = mark;
  if (share.suppressed) {
    return (
      hatchedBox(middle - wide / 2, place.base - 28, wide, 28) +
      text(middle, place.base - 36, hiddenWord, { 'text-anchor': 'middle', fill: paint.soft })
    );
  }
  const y = (value: number) => place.base - (Math.min(value, place.end) / place.end) * plotHeight;
  const value = typeof share.value === 'number' ? share.value : 0;
  const bar = element('rect', {
    x: middle - wide / 2,
    y: y(value),
    width: wide,
    height: Math.max(place.base - y(value), 0.5),
    fill: paint.band,
    'fill-opacity': 0.6,
  });
  const line = interval
    ? element('line', {
        x1: middle,
        x2: middle,
        y1: y(interval.low),
        y2: y(interval.high),
        stroke: paint.mark,
        'stroke-width': 2,
      })
    : '';
  const dot = element('circle', {
    cx: middle,
    cy: y(value),
    r: 4.5,
    fill: paint.mark,
    stroke: paint.surface,
  });
  const words = figureText(middle, Math.min(y(interval?.high ?? value), y(value)) - 9, share, {
    'text-anchor': 'middle',
    'font-weight': 500,
  });
  return bar + line + dot + words;
}
