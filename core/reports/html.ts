/**
 * A report as one HTML file that needs nothing else: no script, no request, no font file. Every number of the data
 * is a `<data>` element that names its figure. Reads on a phone, prints on A4.
 */
import { directionOf } from '#core/kernel/localized-text.ts';
import type {
  Block,
  ChartBlock,
  Content,
  Inline,
  ListBlock,
  RecommendationBlock,
  Report,
  Sentence,
  TableBlock,
} from '#core/reports/block.ts';
import { chartWidths, drawChart } from '#core/reports/charts/draw-chart.ts';
import { escapeMarkup } from '#core/reports/charts/svg.ts';
import { reportStyle } from '#core/reports/html-style.ts';
import { createWriter, type MessageKey, stopAfter, textOf } from '#core/reports/writer.ts';

interface Page {
  readonly report: Report;
  word(key: MessageKey): string;
}

export function renderHtml(report: Report): string {
  const writer = createWriter(report.language, report.language);
  const page: Page = { report, word: (key) => escapeMarkup(textOf(writer.content(key))) };
  const title = escapeMarkup(textOf(report.title));
  return [
    '<!doctype html>',
    `<html lang="${report.language}" dir="${directionOf(report.language)}">`,
    '<head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="robots" content="noindex">',
    `<title>${title}</title><style>${reportStyle}</style></head>`,
    '<body>',
    cover(page),
    contents(page),
    `<main>${sections(page)}</main>`,
    '</body></html>\n',
  ].join('\n');
}

function cover({ report, word }: Page): string {
  const lines = report.cover.map((sentence) => `<p>${inlines(sentence.content)}</p>`).join('');
  const standing = `<p class="standing ${report.standing.mode}">${inlines(report.standing.sentence.content)}</p>`;
  return `<header class="cover"><p class="kind">${word('report.cover.kind')}</p><h1>${inlines(report.title)}</h1>${lines}${standing}</header>`;
}

function contents({ report, word }: Page): string {
  const entries = report.blocks
    .filter((block) => block.kind === 'heading' && block.level < 3)
    .map((block) =>
      block.kind === 'heading'
        ? `<li class="level-${block.level}"><a href="#${anchor(block.id)}"><span class="no">${block.number}</span> ${inlines(block.content)}</a></li>`
        : '',
    );
  if (entries.length === 0) return '';
  return `<nav aria-labelledby="contents"><h2 id="contents">${word('report.contents')}</h2><ol>${entries.join('')}</ol></nav>`;
}

/** One `<section>` a top heading, so that a screen reader can walk through them; a finding is kept on one page. */
function sections(page: Page): string {
  const parts: string[] = [];
  let section = '';
  let finding = '';
  for (const block of page.report.blocks) {
    if (block.kind === 'heading') {
      parts.push(finding);
      finding = '';
      if (block.level === 1) {
        parts.push(`${section}<section aria-labelledby="${anchor(block.id)}">`);
        section = '</section>';
      }
      if (block.level === 3) {
        parts.push('<div class="finding">');
        finding = '</div>';
      }
    }
    parts.push(renderBlock(page, block));
    if (block.kind === 'chart') {
      parts.push(finding);
      finding = '';
    }
  }
  return [...parts, finding, section].filter((part) => part !== '').join('\n');
}

function renderBlock(page: Page, block: Block): string {
  switch (block.kind) {
    case 'heading': {
      const level = block.level + 1;
      const number = block.number === '' ? '' : `<span class="no">${block.number}</span> `;
      return `<h${level} id="${anchor(block.id)}">${number}${inlines(block.content)}</h${level}>`;
    }
    case 'paragraph':
      return `<p class="${block.style}">${sentences(block.sentences)}</p>`;
    case 'callout':
      return `<div class="callout ${block.style}"><p>${sentences(block.sentences)}</p></div>`;
    case 'list':
      return renderList(block);
    case 'chart':
      return renderChart(page, block);
    case 'table':
      return renderTable(page, block);
    case 'recommendation':
      return renderRecommendation(block);
  }
}

function renderList(block: ListBlock): string {
  const items = block.items.map(({ lead, sentences: said }) => {
    const bold = lead ? `<strong>${inlines(lead)}${stopAfter(lead)}</strong> ` : '';
    return `<li>${bold}${sentences(said)}</li>`;
  });
  return `<ul class="${block.style}">${items.join('')}</ul>`;
}

function renderChart({ word }: Page, block: ChartBlock): string {
  const alt = escapeMarkup(textOf(block.alt));
  const draw = (width: number, kind: string) =>
    drawChart(block.spec, width).replace(
      '<svg ',
      `<svg class="${kind}" role="img" aria-label="${alt.replaceAll('$', '$$$$')}" `,
    );
  const caption = `<figcaption><span class="no">${word('report.figure')}&nbsp;${block.number}.</span> ${inlines(block.caption)}</figcaption>`;
  return `<figure id="${anchor(block.id)}">${caption}${draw(chartWidths.wide, 'wide')}${draw(chartWidths.narrow, 'narrow')}${notes(block.notes)}</figure>`;
}

/** Tables of so many rows are not parted by a page's end. */
const wholeRows = 14;

function renderTable({ word }: Page, block: TableBlock): string {
  const total = block.columns.reduce((sum, { width }) => sum + width, 0);
  const groups = block.columns
    .map(({ width }) => `<col style="width:${Math.round((width / total) * 1000) / 10}%">`)
    .join('');
  const head = block.columns
    .map(({ head, align }) => `<th scope="col" class="${align}">${inlines(head)}</th>`)
    .join('');
  const rows = block.rows.map(({ cells, group }) => {
    if (group) {
      return `<tr class="group"><th scope="colgroup" colspan="${block.columns.length}">${inlines(cells[0]?.content ?? [])}</th></tr>`;
    }
    const written = cells.map((cell, index) => {
      if (index === 0) return `<th scope="row">${inlines(cell.content)}</th>`;
      const align = block.columns[index]?.align ?? 'end';
      return `<td class="${align}${cell.hidden ? ' hidden' : ''}">${inlines(cell.content)}</td>`;
    });
    return `<tr>${written.join('')}</tr>`;
  });
  const caption = `<caption><span class="no">${word('report.table')}&nbsp;${block.number}.</span> ${inlines(block.caption)}</caption>`;
  const size = block.rows.length <= wholeRows ? 'table whole' : 'table';
  return `<div class="${size}" id="${anchor(block.id)}" tabindex="0" role="region" aria-label="${word('report.table')} ${block.number}"><table>${caption}<colgroup>${groups}</colgroup><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table>${notes(block.notes)}</div>`;
}

function renderRecommendation(block: RecommendationBlock): string {
  return `<div class="recommendation" id="${anchor(block.id)}"><p class="action"><span class="rule">${block.rule}</span> ${sentences([block.action])}</p><p>${sentences(block.evidence)}</p></div>`;
}

const notes = (list: readonly Sentence[]): string =>
  list.length === 0 ? '' : `<p class="note">${sentences(list)}</p>`;

const sentences = (list: readonly Sentence[]): string =>
  list.map(({ content }) => inlines(content)).join(' ');

const inlines = (content: Content): string => content.map(renderInline).join('');

function renderInline(inline: Inline): string {
  switch (inline.kind) {
    case 'text':
      return escapeMarkup(inline.text);
    case 'label':
      return `<bdi lang="${escapeMarkup(inline.language)}" dir="${inline.direction}">${escapeMarkup(inline.text)}</bdi>`;
    case 'reference':
      return `<a href="#${anchor(inline.to)}">${escapeMarkup(inline.text)}</a>`;
    case 'figure': {
      const { id, value, text, suppressed } = inline.figure;
      const hidden = suppressed ? ' class="hidden"' : '';
      return `<data value="${escapeMarkup(String(value ?? ''))}" data-figure="${escapeMarkup(id)}"${hidden}>${escapeMarkup(text)}</data>`;
    }
  }
}

/** Block ids hold item names of any form; anchors keep to letters that need no escaping. */
const anchor = (id: string): string =>
  id.replace(
    /[^A-Za-z0-9._-]/g,
    (character) => `_${character.codePointAt(0)?.toString(16) ?? ''}_`,
  );
