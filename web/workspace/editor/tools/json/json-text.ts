/** Places in a JSON text: where it stops being JSON, and where the value stands that a pointer names. */

export interface TextPlace {
  /** Both count from 1. */
  readonly line: number;
  readonly column: number;
}

export const placeAt = (text: string, offset: number): TextPlace => {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { line, column: offset - before.lastIndexOf('\n') };
};

/** Definitions never nest so deeply; a text that does must not exhaust the stack. */
const deepest = 200;

interface Scan {
  readonly text: string;
  at: number;
  readonly visit: (pointer: string, start: number) => void;
}

class Fault extends Error {}

/** The offset of the first character that cannot stand there; `undefined` in a text that is JSON. */
export function faultIn(text: string): number | undefined {
  const scan: Scan = { text, at: 0, visit: () => undefined };
  try {
    scanValue(scan, '', 0);
    skip(scan);
    return scan.at < text.length ? scan.at : undefined;
  } catch (error) {
    if (error instanceof Fault) return scan.at;
    throw error;
  }
}

/** Where the value at `pointer`, or the innermost one on the way to it, begins. The text is JSON. */
export function offsetOf(text: string, pointer: string): number {
  let found = { length: -1, start: 0 };
  const visit = (here: string, start: number): void => {
    const isOnTheWay = pointer === here || pointer.startsWith(`${here}/`);
    if (isOnTheWay && here.length > found.length) found = { length: here.length, start };
  };
  scanValue({ text, at: 0, visit }, '', 0);
  return found.start;
}

function skip(scan: Scan): void {
  while (/[ \t\n\r]/.test(scan.text[scan.at] ?? '')) scan.at++;
}

function take(scan: Scan, expected: string): void {
  for (const character of expected) {
    if (scan.text[scan.at] !== character) throw new Fault();
    scan.at++;
  }
}

function scanValue(scan: Scan, pointer: string, depth: number): void {
  skip(scan);
  scan.visit(pointer, scan.at);
  const first = scan.text[scan.at];
  if (depth > deepest) throw new Fault();
  if (first === '{') scanList(scan, '}', () => scanMember(scan, pointer, depth));
  else if (first === '[') {
    scanList(scan, ']', (index) => scanValue(scan, `${pointer}/${index}`, depth + 1));
  } else if (first === '"') scanText(scan);
  else scanWord(scan);
}

function scanList(scan: Scan, end: string, scanEntry: (index: number) => void): void {
  scan.at++;
  skip(scan);
  if (scan.text[scan.at] === end) {
    scan.at++;
    return;
  }
  for (let index = 0; ; index++) {
    scanEntry(index);
    skip(scan);
    if (scan.text[scan.at] === end) {
      scan.at++;
      return;
    }
    take(scan, ',');
  }
}

function scanMember(scan: Scan, pointer: string, depth: number): void {
  skip(scan);
  const start = scan.at;
  scanText(scan);
  const key: string = JSON.parse(scan.text.slice(start, scan.at));
  skip(scan);
  take(scan, ':');
  const step = key.replaceAll('~', '~0').replaceAll('/', '~1');
  scanValue(scan, `${pointer}/${step}`, depth + 1);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON texts hold none of them
const textPattern = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*/y;
const wordPattern = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

function scanText(scan: Scan): void {
  textPattern.lastIndex = scan.at;
  const found = textPattern.exec(scan.text);
  if (!found) throw new Fault();
  scan.at += found[0].length;
  take(scan, '"');
}

function scanWord(scan: Scan): void {
  wordPattern.lastIndex = scan.at;
  const found = wordPattern.exec(scan.text);
  if (!found || found[0] === '') throw new Fault();
  scan.at += found[0].length;
}
