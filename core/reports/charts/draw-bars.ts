/** Ranked or listed answers: a pale bar, the interval as a thin line, the share as a dot. */
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
  slack,
  text,
} from '#core/reports/charts/svg.ts';
import { widthOf } from '#core/reports/charts/text-measure.ts';

type Bars = Extract<ChartSpec, { kind: 'bars' }>;

interface Frame {
  readonly width: number;
  /** Labels stand beside the bars, or above them where there is no room. */
  readonly beside: boolean;
  readonly labelWidth: number;
  readonly left: number;
  readonly right: number;
  readonly end: number;
}

const hiddenWidth = 72;
const narrowUnder = 500;

export function drawBars(spec: Bars, width: number): string {
  const frame = frameOf(spec, width);
  const parts: string[] = [];
  let y = 4;
  for (const mark of spec.marks) {
    const row = drawRow(mark, spec.hiddenWord, y, frame);
    parts.push(row.svg);
    y += row.height;
  }
  return drawing(width, y + 20, [gridLines(frame, y), ...parts]);
}

function frameOf(spec: Bars, width: number): Frame {
  const beside = width >= narrowUnder;
  const words = Math.max(...spec.marks.map((mark) => widthOf(mark.share.text, 14)), 40);
  const longest = Math.max(...spec.marks.map((mark) => widthOf(mark.label.text, 13)), 60);
  const labelWidth = beside ? Math.min(longest / slack + 4, width * 0.42) : width;
  const shares = spec.marks.flatMap(({ share, interval }) =>
    typeof share.value === 'number' ? [share.value, interval?.high ?? 0] : [],
  );
  return {
    width,
    beside,
    labelWidth,
    left: beside ? labelWidth + 14 : 1,
    right: width - words - 14,
    end: axisEnd(shares),
  };
}

const at = (frame: Frame, share: number): number =>
  frame.left + (Math.min(share, frame.end) / frame.end) * (frame.right - frame.left);

function gridLines(frame: Frame, bottom: number): string {
  const steps = frame.end > 0.5 ? [0, 0.25, 0.5, 0.75, 1] : [0, 0.1, 0.2, 0.3, 0.4, 0.5];
  return steps
    .filter((share) => share <= frame.end)
    .map((share) => {
      const x = at(frame, share);
      const line = element('line', {
        x1: x,
        x2: x,
        y1: 4,
        y2: bottom,
        stroke: share === 0 ? paint.hatch : paint.grid,
      });
      const anchor = share === 0 ? 'start' : 'middle';
      return (
        line +
        text(x, bottom + 15, String(Math.round(share * 100)), {
          'text-anchor': anchor,
          fill: paint.soft,
          'font-size': 11,
          class: 'tick',
        })
      );
    })
    .join('');
}

function drawRow(
  mark: ChartMark,
  hiddenWord: string,
  top: number,
  frame: Frame,
): { readonly svg: string; readonly height: number } {
  const lines = linesOf(mark.label, frame.labelWidth);
  const labelHeight = lines * lineHeight;
  const height = frame.beside ? Math.max(27, labelHeight + 9) : labelHeight + 26;
  const middle = frame.beside ? top + height / 2 : top + labelHeight + 11;
  const label = labelLines(mark.label, {
    x: 0,
    y: frame.beside ? middle - ((lines - 1) * lineHeight) / 2 + 4.5 : top + 13,
    width: frame.labelWidth,
  });
  return { svg: label.svg + drawMark(mark, hiddenWord, middle, frame), height };
}

function drawMark(mark: ChartMark, hiddenWord: string, y: number, frame: Frame): string {
  const { share, interval } = mark;
  if (share.suppressed) {
    return (
      hatchedBox(frame.left, y - 7, hiddenWidth, 14) +
      text(frame.width, y + 4.5, hiddenWord, { 'text-anchor': 'end', fill: paint.soft })
    );
  }
  const value = typeof share.value === 'number' ? share.value : 0;
  const x = at(frame, value);
  const bar = element('rect', {
    x: frame.left,
    y: y - 7,
    width: Math.max(x - frame.left, 0.5),
    height: 14,
    fill: paint.band,
    'fill-opacity': 0.6,
  });
  const line = interval
    ? element('line', {
        x1: at(frame, interval.low),
        x2: at(frame, interval.high),
        y1: y,
        y2: y,
        stroke: paint.mark,
        'stroke-width': 2,
      })
    : '';
  const dot = element('circle', {
    cx: x,
    cy: y,
    r: 4.5,
    fill: paint.mark,
    stroke: paint.surface,
  });
  return (
    bar +
    line +
    dot +
    figureText(frame.width, y + 4.5, share, { 'text-anchor': 'end', 'font-weight': 500 })
  );
}
