/**
 * A second reading of an XLSForm and its data that shares no line with the product: its own unzipping, its own XML, CSV
 * and XPath. It knows only what the field form at hand needs, and throws on anything else.
 */
import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';

export interface FormRow {
  readonly type: string;
  readonly list: string;
  readonly name: string;
  /** Conditions of the row and of the groups around it. */
  readonly conditions: readonly string[];
}

export interface Form {
  readonly rows: readonly FormRow[];
  readonly lists: ReadonlyMap<string, readonly string[]>;
}

export function readForm(path: string): Form {
  const sheets = readSheets(path);
  const survey = toRecords(sheets.get('survey') ?? []);
  const choices = toRecords(sheets.get('choices') ?? []);
  const lists = new Map<string, string[]>();
  for (const choice of choices) {
    const list = lists.get(choice.list_name ?? '') ?? [];
    list.push(choice.name ?? '');
    lists.set(choice.list_name ?? '', list);
  }
  const rows: FormRow[] = [];
  const groups: string[] = [];
  for (const record of survey) {
    const [type = '', list = ''] = (record.type ?? '').split(' ');
    if (type === 'begin_group') groups.push(record.relevant ?? '');
    else if (type === 'end_group') groups.pop();
    else {
      const conditions = [...groups, record.relevant ?? ''].filter((text) => text !== '');
      rows.push({ type, list, name: record.name ?? '', conditions });
    }
  }
  return { rows, lists };
}

function toRecords(rows: readonly (readonly string[])[]): readonly Record<string, string>[] {
  const [header = [], ...body] = rows;
  return body
    .filter((cells) => cells.some((cell) => cell))
    .map((cells) => Object.fromEntries(header.map((name, index) => [name, cells[index] ?? ''])));
}

function readSheets(path: string): Map<string, string[][]> {
  const files = unzipSync(new Uint8Array(readFileSync(path)));
  const text = (name: string): string => strFromU8(files[name] ?? new Uint8Array());
  const shared = [...text('xl/sharedStrings.xml').matchAll(/<si>(.*?)<\/si>/gs)].map((match) =>
    [...(match[1] ?? '').matchAll(/<t[^>]*>(.*?)<\/t>/gs)]
      .map((one) => unescapeXml(one[1] ?? ''))
      .join(''),
  );
  const targets = new Map(
    [...text('xl/_rels/workbook.xml.rels').matchAll(/<Relationship\b[^>]*>/g)].map(([tag]) => [
      /Id="([^"]*)"/.exec(tag)?.[1] ?? '',
      (/Target="([^"]*)"/.exec(tag)?.[1] ?? '').replace(/^\/?(xl\/)?/, 'xl/'),
    ]),
  );
  const sheets = new Map<string, string[][]>();
  for (const [tag] of text('xl/workbook.xml').matchAll(/<sheet\b[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(tag)?.[1] ?? '';
    const target = targets.get(/r:id="([^"]*)"/.exec(tag)?.[1] ?? '') ?? '';
    sheets.set(name, readCells(text(target), shared));
  }
  return sheets;
}

function readCells(xml: string, shared: readonly string[]): string[][] {
  const rows: string[][] = [];
  for (const [, attributes = '', inner = ''] of xml.matchAll(/<c\b([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)) {
    const [, letters = '', digits = ''] = /r="([A-Z]+)(\d+)"/.exec(attributes) ?? [];
    const value = /<v[^>]*>(.*?)<\/v>/s.exec(inner)?.[1];
    const inline = [...inner.matchAll(/<t[^>]*>(.*?)<\/t>/gs)].map((one) => one[1]).join('');
    const isShared = /t="s"/.test(attributes);
    const text = isShared ? (shared[Number(value)] ?? '') : unescapeXml(value ?? inline);
    const column =
      [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
    const row = rows[Number(digits) - 1] ?? [];
    row[column] = text.trim();
    rows[Number(digits) - 1] = row;
  }
  return Array.from(rows, (row) => Array.from(row ?? [], (cell) => cell ?? ''));
}

const unescapeXml = (text: string): string =>
  text
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replace(/&#x([0-9a-fA-F]+);/g, (_, code) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');

/** RFC 4180, letter by letter. */
export function readCsv(path: string): readonly Readonly<Record<string, string>>[] {
  const text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  const endCell = () => {
    rows.at(-1)?.push(cell);
    cell = '';
  };
  for (let at = 0; at < text.length; at++) {
    const letter = text.charAt(at);
    if (quoted && letter === '"' && text.charAt(at + 1) === '"') {
      cell += '"';
      at++;
    } else if (letter === '"') quoted = !quoted;
    else if (quoted) cell += letter;
    else if (letter === ',') endCell();
    else if (letter === '\n') {
      endCell();
      rows.push([]);
    } else if (letter !== '\r') cell += letter;
  }
  endCell();
  const [header = [], ...body] = rows.filter((row) => row.length > 1);
  return body.map((cells) =>
    Object.fromEntries(header.map((name, index) => [name, (cells[index] ?? '').trim()])),
  );
}

/** `''` for a condition that is absent; XPath texts for everything else. */
export type Lookup = (name: string) => string;
type Value = string | number | boolean;

/** Evaluates the XPath that field forms use: selected, not, count-selected, and/or, comparisons, sums. */
export function evaluate(source: string, lookup: Lookup): boolean {
  const tokens =
    source.match(/\$\{[^}]*\}|'[^']*'|"[^"]*"|\d+(?:\.\d+)?|[a-zA-Z][\w-]*|!=|<=|>=|[=<>+(),]/g) ??
    [];
  if (tokens.join('') !== source.replace(/\s+/g, ''))
    throw new Error(`cannot tell the parts of ${source}`);
  let at = 0;
  const peek = () => tokens[at];
  const take = (token: string): boolean => peek() === token && ++at > 0;
  const must = (token: string): void => {
    if (!take(token)) throw new Error(`${token} is missing in ${source}`);
  };
  const or = (): Value => {
    let value = and();
    while (take('or')) value = [truth(and()), truth(value)].some(Boolean);
    return value;
  };
  const and = (): Value => {
    let value = comparison();
    while (take('and')) value = [truth(comparison()), truth(value)].every(Boolean);
    return value;
  };
  const comparison = (): Value => {
    const left = sum();
    const operator = peek() ?? '';
    if (!['=', '!=', '<', '<=', '>', '>='].includes(operator)) return left;
    at++;
    return compare(left, operator, sum());
  };
  const sum = (): Value => {
    let value = primary();
    while (take('+')) value = number(value) + number(primary());
    return value;
  };
  const primary = (): Value => {
    const token = tokens[at++] ?? '';
    if (token === '(') {
      const value = or();
      must(')');
      return value;
    }
    if (token.startsWith('${')) return lookup(token.slice(2, -1));
    if (/^['"]/.test(token)) return token.slice(1, -1);
    if (/^\d/.test(token)) return Number(token);
    must('(');
    const parameters = [or()];
    while (take(',')) parameters.push(or());
    must(')');
    return call(token, parameters);
  };
  const value = or();
  if (at !== tokens.length) throw new Error(`${source} goes on after its end`);
  return truth(value);
}

function call(name: string, [first = '', second = '']: readonly Value[]): Value {
  const words = String(first)
    .split(' ')
    .filter((word) => word !== '');
  if (name === 'not') return !truth(first);
  if (name === 'selected') return words.includes(String(second));
  if (name === 'count-selected') return words.length;
  throw new Error(`the function ${name} is not known`);
}

const truth = (value: Value): boolean =>
  typeof value === 'number' ? value !== 0 && !Number.isNaN(value) : Boolean(value);
const number = (value: Value): number =>
  typeof value === 'string' && value.trim() === '' ? Number.NaN : Number(value);

function compare(left: Value, operator: string, right: Value): boolean {
  const bothTexts = typeof left === 'string' && typeof right === 'string';
  if (operator === '=') return bothTexts ? left === right : number(left) === number(right);
  if (operator === '!=') return bothTexts ? left !== right : number(left) !== number(right);
  if (operator === '<') return number(left) < number(right);
  if (operator === '<=') return number(left) <= number(right);
  if (operator === '>') return number(left) > number(right);
  return number(left) >= number(right);
}
