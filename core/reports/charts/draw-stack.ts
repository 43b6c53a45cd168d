/** Several questions with the same answers: one stacked row a question, the legend above. */
import type { Label } from '#core/reports/block.ts';
import type { ChartSpec, StackRow } from '#core/reports/charts/chart-spec.ts';
import {
  drawing,
  element,
  figureText,
  hatchedBox,
  inkOn,
  labelLines,
  lineHeight,
  linesOf,
  paint,
  text,
} from '#core/reports/charts/svg.ts';
import { widthOf } from '#core/reports/charts/text-measure.ts';

type Stack = Extract<ChartSpec, { kind: 'stack' }>;

interface Frame {
  readonly width: number;
  readonly beside: boolean;
  readonly labelWidth: number;
  readonly left: number;
  readonly right: number;
}

const narrowUnder = 500;
const barHeight = 22;

export function drawStack(spec: Stack, width: number): string {
  const beside = width >= narrowUnder;
  const labelWidth = beside ? width * 0.4 : width;
  const bases = Math.max(...spec.rows.map((row) => widthOf(row.base.text, 11))) + 26;
  const frame = {
    width,
    beside,
    labelWidth,
    left: beside ? labelWidth + 14 : 0,
    right: width - bases,
  };
  const fills = fillsOf(spec);
  const legend = drawLegend(spec.levels, fills, width);
  const parts = [legend.svg];
  let y = legend.height + 6;
  for (const row of spec.rows) {
    const drawn = drawRow(row, spec, fills, y, frame);
    parts.push(drawn.svg);
    y += drawn.height;
  }
  return drawing(width, y + 4, parts);
}

/** A scale runs from pale to dark; answers without an order take separate colours. */
function fillsOf(spec: Stack): readonly string[] {
  const { sequence, kinds } = paint;
  const count = spec.levels.length;
  return spec.levels.map((_, index) => {
    if (!spec.ordered || count > sequence.length) return kinds[index % kinds.length] ?? paint.band;
    const step = count === 1 ? 0 : (index * (sequence.length - 1)) / (count - 1);
    return sequence[Math.round(step)] ?? paint.band;
  });
}

function drawLegend(
  levels: readonly Label[],
  fills: readonly string[],
  width: number,
): { readonly svg: string; readonly height: number } {
  let x = 0;
  let y = 4;
  const parts = levels.map((level, index) => {
    const room = Math.min(widthOf(level.text, 13) + 6, width - 20);
    if (x > 0 && x + room + 20 > width) {
      x = 0;
      y += 20;
    }
    const box = element('rect', { x, y, width: 12, height: 12, fill: fills[index] ?? paint.band });
    const words = labelLines(level, { x: x + 18, y: y + 10.5, width: room, most: 1 });
    x += room + 34;
    return box + words.svg;
  });
  return { svg: parts.join(''), height: y + 20 };
}

function drawRow(
  row: StackRow,
  spec: Stack,
  fills: readonly string[],
  top: number,
  frame: Frame,
): { readonly svg: string; readonly height: number } {
  const lines = linesOf(row.label, frame.labelWidth);
  const labelHeight = lines * lineHeight;
  const height = frame.beside ? Math.max(34, labelHeight + 10) : labelHeight + barHeight + 14;
  const barTop = frame.beside ? top + (height - barHeight) / 2 : top + labelHeight + 4;
  const label = labelLines(row.label, {
    x: 0,
    y: frame.beside ? top + (height - labelHeight) / 2 + 12.5 : top + 13,
    width: frame.labelWidth,
  });
  const base =
    text(frame.right + 8, barTop + 15, 'n =', { fill: paint.soft, 'font-size': 11 }) +
    figureText(frame.width, barTop + 15, row.base, {
      'text-anchor': 'end',
      fill: paint.soft,
      'font-size': 11,
    });
  return { svg: label.svg + drawParts(row, spec, fills, barTop, frame) + base, height };
}

/** A row with a hidden part is hatched as a whole: the parts that are left would show the size of what is hidden. */
function drawParts(
  row: StackRow,
  spec: Stack,
  fills: readonly string[],
  top: number,
  frame: Frame,
): string {
  const room = frame.right - frame.left;
  if (row.parts.some((part) => part.suppressed)) {
    return (
      hatchedBox(frame.left, top, room, barHeight) +
      text(frame.left + room / 2, top + 15.5, spec.hiddenWord, { 'text-anchor': 'middle' })
    );
  }
  let x = frame.left;
  return row.parts
    .map((part, index) => {
      const share = typeof part.value === 'number' ? part.value : 0;
      const width = share * room;
      const fill = fills[index] ?? paint.band;
      const box = element('rect', {
        x,
        y: top,
        width,
        height: barHeight,
        fill,
        stroke: paint.surface,
      });
      const words =
        width > widthOf(part.text, 12) + 6
          ? figureText(x + width / 2, top + 15.5, part, {
              'text-anchor': 'middle',
              'font-size': 12,
              fill: inkOn(fill),
            })
          : '';
      x += width;
      return box + words;
    })
    .join('');
}
