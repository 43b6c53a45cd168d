/** The sheet as one HTML file that needs nothing else: no script, no request. Prints on A4 with page numbers. */
import type {
  PaperAnswer,
  PaperBlock,
  PaperBody,
  PaperForm,
  PaperText,
} from '#core/definitions/paper/paper-form.ts';
import { paperStyle } from '#core/definitions/paper/paper-style.ts';
import { type PaperWords, paperWords } from '#core/definitions/paper/paper-words.ts';
import { directionOf } from '#core/kernel/localized-text.ts';

interface Printing {
  readonly language: string;
  readonly words: PaperWords;
  /** Which our own words are in. */
  readonly wordsLanguage: string;
}

export function paperHtml(form: PaperForm): string {
  const words = paperWords(form.language);
  const { language: wordsLanguage } = words;
  const printing: Printing = { language: form.language, words, wordsLanguage };
  const version = printing.words.text('paper.version', { version: form.version });
  const foot = `${form.title.text.replace(/\s+/g, ' ').slice(0, 90)} · ${form.language} · ${version}`;
  return [
    '<!doctype html>',
    `<html lang="${escaped(form.language)}" dir="${directionOf(form.language)}">`,
    '<head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="robots" content="noindex">',
    `<title>${escaped(form.title.text)}</title>`,
    `<style>:root { --foot: ${cssText(foot)}; --page: ${cssText(printing.words.text('paper.page'))}; }${paperStyle}</style></head>`,
    '<body>',
    head(form, version, printing),
    `<main>${form.blocks.map((block) => blockHtml(block, printing)).join('\n')}</main>`,
    `<p class="finish">${own(printing.words.text('paper.end'), printing)}</p>`,
    '</body></html>\n',
  ].join('\n');
}

const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

/** A text inside a style sheet: nothing in it may end the string or the sheet. */
const cssText = (text: string): string =>
  `"${text.replace(/[^\p{L}\p{N} .,·–-]/gu, (sign) => `\\${(sign.codePointAt(0) ?? 0).toString(16)} `)}"`;

/** A text in another language than the sheet says so, for those who have it read out. */
function say({ text, language }: PaperText, printing: Printing): string {
  const isOther = language !== '' && language !== printing.language;
  const inner = escaped(text);
  return isOther
    ? `<span lang="${escaped(language)}" dir="${directionOf(language)}">${inner}</span>`
    : inner;
}

/** A sentence of ours, which on a sheet in Arabic still runs from left to right. */
const own = (text: string, printing: Printing): string =>
  say({ text, language: printing.wordsLanguage }, printing);

/** Codes run from left to right in every script. */
const codeHtml = (code: string): string => `<span class="code" dir="ltr">${escaped(code)}</span>`;

function head(form: PaperForm, version: string, printing: Printing): string {
  const { words } = printing;
  const field = (key: Parameters<PaperWords['text']>[0], isWide = false): string =>
    `<div class="field${isWide ? ' wide' : ''}"><bdi>${own(words.text(key), printing)}</bdi><span></span></div>`;
  const about = form.description ? `<p class="about">${say(form.description, printing)}</p>` : '';
  const legend = (['one', 'many', 'skip', 'required', 'wrong'] as const)
    .map((name) => words.text(`paper.legend-${name}`))
    .join(' ');
  return [
    `<header class="head"><h1>${say(form.title, printing)}</h1>${about}`,
    `<div class="fields">${field('paper.number')}${field('paper.date')}${field('paper.started')}`,
    `${field('paper.site', true)}${field('paper.collector', true)}</div></header>`,
    `<p class="legend" lang="${printing.wordsLanguage}" dir="${directionOf(printing.wordsLanguage)}"><b>${escaped(words.text('paper.legend'))}</b>${escaped(legend)} ${codeHtml(version)}</p>`,
  ].join('');
}

function blockHtml(block: PaperBlock, printing: Printing): string {
  const only = block.condition ? `<p class="only">${own(block.condition, printing)}</p>` : '';
  switch (block.kind) {
    case 'section': {
      const level = block.level === 1 ? 'h2' : 'h3';
      const title = block.title ? `<${level}>${say(block.title, printing)}</${level}>` : '';
      const text = block.description ? `<p>${say(block.description, printing)}</p>` : '';
      return `<section class="section level-${block.level}">${title}${text}${only}</section>`;
    }
    case 'note':
      return `${only}<p class="note">${say(block.text, printing)}</p>`;
    case 'repeat':
      return [
        only,
        `<div class="repeat">${asks(block.number, say(block.title, printing), '', howHtml(block.how, printing))}`,
        ...block.copies.map(
          ({ heading, blocks }) =>
            `<div class="copy"><h3>${own(heading, printing)}</h3>${blocks.map((inner) => blockHtml(inner, printing)).join('')}</div>`,
        ),
        '</div>',
      ].join('');
    case 'question':
      return questionHtml(block, only, printing);
  }
}

const asks = (number: string, title: string, hint: string, how: string): string =>
  `<div class="asks"><span class="no">${escaped(number)}.</span><div><p class="title">${title}</p>${hint}${how}</div></div>`;

const howHtml = (how: string | undefined, printing: Printing): string =>
  how ? `<p class="how">${own(how, printing)}</p>` : '';

function questionHtml(
  block: Extract<PaperBlock, { kind: 'question' }>,
  only: string,
  printing: Printing,
): string {
  const title = `${say(block.title, printing)}${block.isRequired ? ' *' : ''}`;
  const hint = block.description ? `<p class="hint">${say(block.description, printing)}</p>` : '';
  const remark = block.comment
    ? `<p class="remark">${say(block.comment, printing)}<span></span></p>`
    : '';
  const classes = ['question', block.joins ? 'joins' : '', isTall(block.body) ? 'tall' : ''];
  const name = classes.filter((one) => one !== '').join(' ');
  return `${only}<section class="${name}">${asks(block.number, title, hint, howHtml(block.how, printing))}<div class="body">${bodyHtml(block.body, printing)}${remark}</div></section>`;
}

/** Longer than what is worth a new page. */
const isTall = (body: PaperBody): boolean =>
  (body.kind === 'answers' && body.answers.length > 24) ||
  ((body.kind === 'grid' || body.kind === 'table') && body.rows.length > 12);

function bodyHtml(body: PaperBody, printing: Printing): string {
  switch (body.kind) {
    case 'answers':
      return answersHtml(body.answers, body.isMany ? 'many' : 'one', printing);
    case 'ranks':
      return answersHtml(body.answers, 'rank', printing);
    case 'scale':
      return scaleHtml(body, printing);
    case 'lines':
      return '<div class="line"></div>'.repeat(body.count);
    case 'boxes':
      return boxesHtml(body.groups, body.between);
    case 'grid':
      return gridHtml(body, printing);
    case 'table':
      return tableHtml(body, printing);
    case 'texts':
      return `<ul class="rows">${body.rows
        .map(
          ({ number, text }) =>
            `<li><span>${escaped(number)}</span><span>${say(text, printing)}</span><span></span></li>`,
        )
        .join('')}</ul>`;
  }
}

function answersHtml(
  answers: readonly PaperAnswer[],
  kind: 'one' | 'many' | 'rank',
  printing: Printing,
): string {
  const longest = Math.max(
    0,
    ...answers.map(({ text, isWritten }) => (isWritten ? 40 : text.text.length)),
  );
  const hasSkips = answers.some(({ skip }) => skip !== undefined);
  const longestCode = Math.max(0, ...answers.map(({ code }) => code.length));
  const isWide = longest > 44 || longestCode > 32;
  const isHalf = longest > 22 || longestCode > 14;
  const columns = answers.length < 4 || hasSkips || isWide ? '' : isHalf ? ' two' : ' three';
  const lines = answers.map(({ mark, text, code, skip, isWritten }) => {
    const box = `<span class="box ${kind === 'rank' ? 'blank' : kind}">${escaped(mark)}</span>`;
    const write = isWritten ? '<span class="write"></span>' : '';
    const arrow = skip === undefined ? '' : `<span class="skip">${own(skip, printing)}</span>`;
    return `<li>${box}<span class="words">${say(text, printing)}</span>${write}${arrow}${codeHtml(code)}</li>`;
  });
  return `<ul class="answers${columns}">${lines.join('')}</ul>`;
}

function scaleHtml(body: Extract<PaperBody, { kind: 'scale' }>, printing: Printing): string {
  const [least, most] = body.ends.map((end) =>
    end ? `<span class="end">${say(end, printing)}</span>` : '',
  );
  const steps = body.answers.map(
    ({ mark, text }) =>
      `<span class="step"><b>${escaped(mark)}</b>${text.text ? `<small>${say(text, printing)}</small>` : ''}</span>`,
  );
  return `<div class="scale">${least ?? ''}${steps.join('')}${most ?? ''}</div>`;
}

function boxesHtml(groups: readonly number[], between: string): string {
  const parts = groups.map((count) => `<span class="group">${'<i></i>'.repeat(count)}</span>`);
  return `<div class="cells">${parts.join(between ? `<span>${escaped(between)}</span>` : '')}</div>`;
}

function gridHtml(body: Extract<PaperBody, { kind: 'grid' }>, printing: Printing): string {
  const heads = body.columns.map(
    ({ text, code }) => `<th scope="col">${say(text, printing)} ${codeHtml(code)}</th>`,
  );
  const rows = body.rows.map(({ number, text }) => {
    const marks = body.columns.map(
      ({ mark }) => `<td class="mark"><span class="box one">${escaped(mark)}</span></td>`,
    );
    return `<tr><th scope="row">${escaped(number)} ${say(text, printing)}</th>${marks.join('')}</tr>`;
  });
  return `<table class="grid"><thead><tr><th></th>${heads.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function tableHtml(body: Extract<PaperBody, { kind: 'table' }>, printing: Printing): string {
  const hasTitles = body.rows.some((row) => row !== undefined);
  const heads = body.columns.map(({ text, answers }) => {
    const list = answers.map((answer) => `${escaped(answer.mark)} ${say(answer.text, printing)}`);
    return `<th scope="col">${say(text, printing)}${list.length > 0 ? `<small>${list.join(' · ')}</small>` : ''}</th>`;
  });
  const rows = body.rows.map((row, index) => {
    const title = row ? say(row, printing) : String(index + 1);
    return `<tr><th scope="row">${title}</th>${'<td></td>'.repeat(body.columns.length)}</tr>`;
  });
  const first = hasTitles ? '<th></th>' : '<th style="width:8mm"></th>';
  return `<table class="table"><thead><tr>${first}${heads.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}
