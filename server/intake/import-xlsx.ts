/**
 * Sheets of an office workbook, row by row. Only what a table of answers needs is read: values, as the office program
 * stored them. Formulas are never run. Texts of the shared list stay in memory, rows do not.
 */
import { StringDecoder } from 'node:string_decoder';
import type { Archive } from '#server/intake/import-archive.ts';
import { FileRefusal } from '#server/intake/import-refusal.ts';
import type { SourceRow, SourceSheet } from '#server/intake/import-source.ts';
import { ownText } from '#server/intake/own-text.ts';

/** Characters of one row, and of all shared texts. */
const longestRow = 20_000_000;
const mostShared = 150_000_000;
const mostColumns = 16_384;

export async function workbookSheets(archive: Archive): Promise<readonly SourceSheet[]> {
  const workbook = await wholePart(archive, 'xl/workbook.xml');
  const links = archive.has('xl/_rels/workbook.xml.rels')
    ? await wholePart(archive, 'xl/_rels/workbook.xml.rels')
    : '';
  const targets = new Map(
    [...elements(links, 'Relationship')].map(({ attributes }) => [
      attributeOf(attributes, 'Id'),
      attributeOf(attributes, 'Target'),
    ]),
  );
  let shared: Promise<readonly string[]> | undefined;
  return [...elements(workbook, 'sheet')].flatMap(
    ({ attributes }, index): readonly SourceSheet[] => {
      const target = targets.get(attributeOf(attributes, 'r:id') || attributeOf(attributes, 'id'));
      const part = target
        ? target.replace(/^\/?(xl\/)?/, 'xl/')
        : `xl/worksheets/sheet${index + 1}.xml`;
      if (!archive.has(part) || attributeOf(attributes, 'state') === 'veryHidden') return [];
      return [
        {
          name: attributeOf(attributes, 'name'),
          isGuarded: false,
          async *rows() {
            shared ??= sharedTexts(archive);
            yield* rowsOf(archive, part, await shared);
          },
        },
      ];
    },
  );
}

async function wholePart(archive: Archive, part: string): Promise<string> {
  let text = '';
  for await (const piece of textOf(archive, part)) {
    text += piece;
    if (text.length > longestRow)
      throw new FileRefusal('too-large', 'The workbook is too large to be read.');
  }
  return text;
}

async function* textOf(archive: Archive, part: string): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  let tail = '';
  for await (const piece of (await archive.stream(part)) as AsyncIterable<Buffer>) {
    const text = decoder.write(piece);
    if (/<!(?:DOCTYPE|ENTITY)/i.test(tail + text)) {
      throw new FileRefusal(
        'damaged',
        'The workbook contains XML declarations that tables never have.',
      );
    }
    tail = text.slice(-10);
    yield text;
  }
}

interface XmlElement {
  readonly attributes: string;
  readonly inner: string;
}

/** A tag and its attributes have no more characters than this. */
const longestTag = 20_000;

interface Begun {
  readonly attributes: string;
  readonly pieces: string[];
  length: number;
}

/** The elements of a name as they arrive, one by one. */
async function* streamed(archive: Archive, part: string, name: string): AsyncGenerator<XmlElement> {
  const cut = cutter(name);
  for await (const piece of textOf(archive, part)) yield* cut(piece);
}

/**
 * Cuts elements out of a text that comes in pieces. What has been looked through is not looked through again: a part
 * whose elements never end takes no longer than another of its size.
 */
function cutter(name: string): (piece: string) => Generator<XmlElement> {
  let text = '';
  let begun: Begun | undefined;
  const begin = (): Begun | undefined => {
    const start = opening(name).exec(text);
    // A tag may be cut in the middle.
    text = start ? text.slice(start.index + start[0].length) : text.slice(-longestTag);
    if (!start) return undefined;
    // One without a content ends at once.
    if (start[2]) text = `</${name}>${text}`;
    return { attributes: start[1] ?? '', pieces: [], length: 0 };
  };
  const finish = ({ attributes, ...own }: Begun): XmlElement | undefined => {
    const end = closing(name).exec(text);
    own.pieces.push(text.slice(0, end ? end.index : -longestTag));
    text = end ? text.slice(end.index + end[0].length) : text.slice(-longestTag);
    return end ? { attributes, inner: own.pieces.join('') } : undefined;
  };
  return function* take(piece) {
    text += piece;
    for (;;) {
      begun ??= begin();
      if (!begun) return;
      begun.length += piece.length;
      if (begun.length > longestRow)
        throw new FileRefusal('too-large', 'The workbook has a row that is too long.');
      const element = finish(begun);
      if (!element) return;
      begun = undefined;
      yield element;
    }
  };
}

const opening = (name: string): RegExp =>
  new RegExp(`<(?:\\w+:)?${name}((?:\\s[^<>]*?)?)(/?)>`, 'g');
const closing = (name: string): RegExp => new RegExp(`</(?:\\w+:)?${name}>`, 'g');

/** The elements of a name in a text, in one go from its start to its end. */
function* elements(
  text: string,
  name: string,
): Generator<XmlElement & { at: number; end: number }> {
  const [begin, close] = [opening(name), closing(name)];
  for (let start = begin.exec(text); start; start = begin.exec(text)) {
    const attributes = start[1] ?? '';
    if (start[2]) {
      yield { attributes, inner: '', at: start.index, end: begin.lastIndex };
      continue;
    }
    close.lastIndex = begin.lastIndex;
    const end = close.exec(text);
    if (!end) return;
    const inner = text.slice(begin.lastIndex, end.index);
    begin.lastIndex = close.lastIndex;
    yield { attributes, inner, at: start.index, end: close.lastIndex };
  }
}

function attributeOf(attributes: string, name: string): string {
  const match = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  return unescaped(match?.[1] ?? match?.[2] ?? '');
}

async function sharedTexts(archive: Archive): Promise<readonly string[]> {
  const texts: string[] = [];
  let length = 0;
  if (!archive.has('xl/sharedStrings.xml')) return texts;
  for await (const { inner } of streamed(archive, 'xl/sharedStrings.xml', 'si')) {
    const text = writtenText(inner);
    length += text.length;
    if (length > mostShared)
      throw new FileRefusal('too-large', 'The workbook is too large; save it as CSV.');
    texts.push(ownText(text));
  }
  return texts;
}

/** All runs of a text; how it is to be pronounced is left out. */
function writtenText(inner: string): string {
  let text = '';
  let from = 0;
  for (const { at, end } of elements(inner, 'rPh')) {
    text += runsOf(inner.slice(from, at));
    from = end;
  }
  return text + runsOf(inner.slice(from));
}

const runsOf = (text: string): string =>
  [...elements(text, 't')].map((run) => unescaped(run.inner)).join('');

async function* rowsOf(
  archive: Archive,
  part: string,
  shared: readonly string[],
): AsyncGenerator<SourceRow> {
  let last = 0;
  for await (const { attributes, inner } of streamed(archive, part, 'row')) {
    const said = Number(/(?:^|\s)r="(\d+)"/.exec(attributes)?.[1] ?? 0);
    last = said > 0 ? said : last + 1;
    const cells = cellsOf(inner, shared);
    if (cells.some((cell) => cell !== '')) yield { row: last, cells };
  }
}

function cellsOf(inner: string, shared: readonly string[]): string[] {
  const cells: string[] = [];
  for (const { attributes, inner: content } of elements(inner, 'c')) {
    const letters = /(?:^|\s)r="([A-Z]{1,3})/.exec(attributes)?.[1];
    const column = letters ? columnOf(letters) : cells.length;
    if (column >= mostColumns) continue;
    while (cells.length < column) cells.push('');
    cells[column] = cellValue(attributes, content, shared);
  }
  return cells;
}

const columnOf = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

function cellValue(attributes: string, content: string, shared: readonly string[]): string {
  if (content === '') return '';
  const type = /(?:^|\s)t="(\w+)"/.exec(attributes)?.[1];
  if (type === 'inlineStr') return writtenText(content);
  const value = /<(?:\w+:)?v(?:\s[^<>]*)?>([^<]*)</.exec(content)?.[1] ?? '';
  if (type === 's') return shared[Number(value)] ?? '';
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
  if (type === 'e') return '';
  return unescaped(value);
}

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

/** XML's own escapes, then those that office programs put in for characters that XML cannot hold. */
const unescaped = (text: string): string => {
  const plain = text.includes('&')
    ? text.replace(
        /&(?:#x([0-9a-f]+)|#(\d+)|(amp|lt|gt|quot|apos));/gi,
        (all, hex, decimal, name) =>
          name ? (named[String(name).toLowerCase()] ?? all) : codeText(hex, decimal),
      )
    : text;
  return plain.includes('_x')
    ? plain.replace(/_x([0-9A-F]{4})_/g, (_, hex: string) => codeText(hex, undefined))
    : plain;
};

function codeText(hex: string | undefined, decimal: string | undefined): string {
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
}
