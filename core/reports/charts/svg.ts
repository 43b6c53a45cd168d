/** The few SVG words that the charts are drawn with. Every text from outside is escaped here and nowhere else. */
import type { Label } from '#core/reports/block.ts';
import { widthOf, wrapText } from '#core/reports/charts/text-measure.ts';
import type { Figure } from '#core/reports/figure.ts';

/** Light values of the design tokens of the same names; drawings are for paper as well as for screens. */
export const paint = {
  ink: '#1D2B30',
  soft: '#626C70',
  grid: '#E3E0D8',
  band: '#AACED5',
  mark: '#257280',
  surface: '#FFFFFF',
  hatch: '#CFCBC1',
  sequence: ['#DCEAEC', '#B4D3D9', '#7FB3BD', '#2F7684', '#104A56'],
  kinds: ['#155B69', '#B4D3D9', '#CFCBC1', '#E2AC78', '#7B4B93', '#6A6F78'],
} as const;

/** Light text on these fills, dark on the others. */
const dark = new Set<string>(['#2F7684', '#104A56', '#155B69', '#7B4B93', '#6A6F78']);
export const inkOn = (fill: string): string => (dark.has(fill) ? paint.surface : paint.ink);

export const labelSize = 13;
export const lineHeight = 17;

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
export const escapeMarkup = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);

type Attributes = Readonly<Record<string, string | number>>;

export function element(name: string, attributes: Attributes, inner = ''): string {
  const written = Object.entries(attributes)
    .map(
      ([key, value]) =>
        ` ${key}="${typeof value === 'number' ? round(value) : escapeMarkup(value)}"`,
    )
    .join('');
  return inner === '' ? `<${name}${written}/>` : `<${name}${written}>${inner}</${name}>`;
}

const round = (value: number): string => String(Math.round(value * 10) / 10);

export const text = (x: number, y: number, words: string, attributes: Attributes = {}): string =>
  element('text', { x, y, ...attributes }, escapeMarkup(words));

/** A number of the data: it carries its figure, as numbers in the running text do. */
export const figureText = (
  x: number,
  y: number,
  figure: Figure,
  attributes: Attributes = {},
): string =>
  text(x, y, figure.text, {
    ...attributes,
    'data-figure': figure.id,
    ...(figure.value === null ? {} : { 'data-value': String(figure.value) }),
  });

/** Where Inter is not installed, the system's face may be a little wider. */
export const slack = 0.93;

/** Keeps brackets and full stops at the ends of a line in the line's own direction. */
const rightToLeftMark = '\u200f';

/**
 * A label in lines, the first baseline at `y`. Right-to-left lines are placed by their middle, which means the same
 * in every engine, and end where the label's room ends.
 */
export function labelLines(
  label: Label,
  box: { readonly x: number; readonly y: number; readonly width: number; readonly most?: number },
  align: 'start' | 'middle' = 'start',
): { readonly svg: string; readonly lines: number } {
  const lines = wrapText(label.text, box.width * slack, labelSize, box.most ?? 3);
  const svg = lines.map((line, index) => {
    const y = box.y + index * lineHeight;
    const language = { lang: label.language };
    if (align === 'middle') {
      return text(box.x + box.width / 2, y, line, { 'text-anchor': 'middle', ...language });
    }
    if (label.direction === 'ltr') return text(box.x, y, line, language);
    const half = widthOf(line, labelSize) / 2;
    return text(box.x + box.width - half, y, `${rightToLeftMark}${line}${rightToLeftMark}`, {
      'text-anchor': 'middle',
      direction: 'rtl',
      ...language,
    });
  });
  return { svg: svg.join(''), lines: lines.length };
}

export const linesOf = (label: Label, width: number, most = 3): number =>
  wrapText(label.text, width * slack, labelSize, most).length;

/** The same box for whatever is hidden. */
export const hatchedBox = (x: number, y: number, width: number, height: number): string =>
  element('rect', { x, y, width, height, fill: `url(#${hatchId})`, stroke: paint.hatch });

/** Stands for the pattern until the drawing knows its width. */
const hatchId = 'hidden';
const hatch = (id: string): string =>
  `<defs><pattern id="${id}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="${paint.surface}"/><line x1="0" y1="0" x2="0" y2="6" stroke="${paint.hatch}" stroke-width="3"/></pattern></defs>`;

/**
 * Drawings of one width share their pattern's name: in a page, the first of that width defines it for all, and those
 * of the other width, which are not displayed, do not.
 */
export function drawing(width: number, height: number, parts: readonly string[]): string {
  const id = `${hatchId}-${Math.ceil(width)}`;
  const drawn = parts.join('');
  const body = drawn.replaceAll(`fill="url(#${hatchId})"`, `fill="url(#${id})"`);
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${Math.ceil(width)} ${Math.ceil(height)}`,
      width: Math.ceil(width),
      height: Math.ceil(height),
      'font-family': "Inter, 'Noto Sans Arabic', system-ui, sans-serif",
      'font-size': labelSize,
      fill: paint.ink,
    },
    body === drawn ? body : hatch(id) + body,
  );
}

/** The axis ends at the next quarter above the largest value that is shown; hidden values have no say. */
export function axisEnd(shares: readonly number[]): number {
  const most = Math.max(0.1, ...shares);
  return [0.25, 0.5, 0.75].find((end) => most <= end) ?? 1;
}
