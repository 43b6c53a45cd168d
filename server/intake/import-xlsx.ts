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
    elements(links, 'Relationship').map(({ attributes }) => [
      attributeOf(attributes, 'Id'),
      attributeOf(attributes, 'Target'),
    ]),
  );
  let shared: Promise<readonly string[]> | undefined;
  return elements(workbook, 'sheet').flatMap(({ attributes }, index): readonly SourceSheet[] => {
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
  });
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

/** The texts between `<name …>` and `</name>` as they arrive, one by one. */
async function* streamed(
  archive: Archive,
  part: string,
  name: string,
): AsyncGenerator<{ readonly attributes: string; readonly inner: string }> {
  let buffer = '';
  for await (const piece of textOf(archive, part)) {
    buffer += piece;
    const pattern = elementPattern(name);
    let end = 0;
    for (let match = pattern.exec(buffer); match; match = pattern.exec(buffer)) {
      end = pattern.lastIndex;
      yield { attributes: match[1] ?? '', inner: match[2] ?? '' };
    }
    // What has no tag of this kind begun may go; a tag may be cut in the middle.
    const begun = buffer.slice(end).search(new RegExp(`<(?:\\w+:)?${name}[\\s>/]`));
    buffer =
      begun >= 0 ? buffer.slice(end + begun) : buffer.slice(Math.max(end, buffer.length - 40));
    if (buffer.length > longestRow)
      throw new FileRefusal('too-large', 'The workbook has a row that is too long.');
  }
}

const elementPattern = (name: string): RegExp =>
  new RegExp(`<(?:\\w+:)?${name}((?:\\s[^<>]*?)?)(?:/>|>([\\s\\S]*?)</(?:\\w+:)?${name}>)`, 'g');

const elements = (text: string, name: string) =>
  [...text.matchAll(elementPattern(name))].map((match) => ({
    attributes: match[1] ?? '',
    inner: match[2] ?? '',
  }));

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
const writtenText = (inner: string): string =>
  elements(inner.replace(elementPattern('rPh'), ''), 't')
    .map((run) => unescaped(run.inner))
    .join('');

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
  const pattern = elementPattern('c');
  for (let match = pattern.exec(inner); match; match = pattern.exec(inner)) {
    const [, attributes = '', content = ''] = match;
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
  const value = /<(?:\w+:)?v(?:\s[^>]*)?>([^<]*)</.exec(content)?.[1] ?? '';
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
