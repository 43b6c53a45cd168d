/**
 * What people paste, as rows of cells: lines of a text, a list of Word with its numbers or dots, cells of Excel, Sheets or
 * Kobo (between tabs, in quotes where a cell holds a tab, a quote or a line of its own).
 */

/** Between tabs, as spreadsheets put it on the clipboard. Lines without a word are left out. */
export function cellsOf(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^\t\n]*))(\t|\n|$)/gy;
  const whole = text.replace(/\r\n?/g, '\n').replace(/^\uFEFF/, '');
  // A cell in quotes that does not end with one is no quoted cell: the text is read as it stands.
  const pattern = whole.includes('\t') ? cell : /()([^\n]*)(\n|$)/gy;
  for (let found = pattern.exec(whole); found; found = pattern.exec(whole)) {
    const [, quoted, plain = '', end] = found;
    row.push(tidied(quoted ? quoted.replaceAll('""', '"') : plain));
    if (end === '\t') continue;
    rows.push(row);
    row = [];
    if (end === '') break;
  }
  return rows.filter((cells) => cells.some((words) => words !== ''));
}

/** One space between words, composed letters, nothing unseen at the ends. */
export const tidied = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\u200B\u00AD]/g, '')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();

const dots = /^(?:[-–—•·▪◦●■*+‣⁃]|o(?=\t)|[□☐▢❑❏☑✓○◯◻]|\(\s?\)|\[\s?\])\s*/u;
const number = /^\(?(\d{1,3}|[A-Za-z])[.)]\s+|^\(?(\d{1,3})[.)]\s*(?=\p{L})/u;

export interface ListMark {
  /** The line without its mark. */
  readonly rest: string;
  readonly kind: 'none' | 'dot' | 'box' | 'circle' | 'number' | 'letter';
  /** The number or letter that stood there. */
  readonly mark?: string;
}

/** Takes the dot, box, number or letter off the beginning of a line. */
export function markOf(line: string): ListMark {
  const dot = dots.exec(line);
  if (dot && !/^[-–+]\d/.test(line)) {
    const sign = dot[0].trim();
    const kind = /[□☐▢❑❏☑✓◻[]/u.test(sign) ? 'box' : /[○◯(]/u.test(sign) ? 'circle' : 'dot';
    return { kind, rest: line.slice(dot[0].length).trim() };
  }
  const counted = number.exec(line);
  const mark = counted?.[1] ?? counted?.[2];
  if (!counted || mark === undefined) return { kind: 'none', rest: line.trim() };
  const kind = /\d/.test(mark) ? 'number' : 'letter';
  return { kind, mark, rest: line.slice(counted[0].length).trim() };
}
