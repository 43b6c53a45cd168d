/** Cuts XPath text into tokens. Names and operators share letters, so what came before decides (XPath 1.0, 3.7). */
export type Token =
  | {
      readonly kind: 'number' | 'text' | 'name' | 'reference';
      readonly value: string;
      readonly at: number;
    }
  | { readonly kind: 'sign'; readonly value: string; readonly at: number }
  | { readonly kind: 'end'; readonly value: ''; readonly at: number };

export class XPathSyntaxError extends Error {
  readonly position: number;
  constructor(message: string, position: number) {
    super(message);
    this.position = position;
  }
}

const signs = [
  '!=',
  '<=',
  '>=',
  '//',
  '::',
  '..',
  '(',
  ')',
  '[',
  ']',
  ',',
  '/',
  '|',
  '+',
  '-',
  '=',
  '<',
  '>',
  '*',
  '.',
  '@',
];
const wordOperators = new Set(['and', 'or', 'div', 'mod']);
const startsName = /[\p{L}_]/u;
const inName = /[\p{L}\p{N}_.\-·]/u;

/** Office programs turn quotes into typographic ones and spaces into non-breaking ones; authors do not see it. */
const tidy = (text: string): string =>
  text
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/[\u00a0\u2007\u202f]/g, ' ');

/** @throws XPathSyntaxError */
export function tokenize(source: string): readonly Token[] {
  const text = tidy(source);
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (/\s/.test(text.charAt(at))) {
      at++;
      continue;
    }
    const token = readToken(text, at, tokens.at(-1));
    tokens.push(token.token);
    at = token.next;
  }
  tokens.push({ kind: 'end', value: '', at });
  return tokens;
}

interface Read {
  readonly token: Token;
  readonly next: number;
}

function readToken(text: string, at: number, before: Token | undefined): Read {
  const first = text.charAt(at);
  if (first === '"' || first === "'") return readQuoted(text, at, first);
  if (text.startsWith('${', at)) return readReference(text, at);
  const number = /^(?:\d+(?:\.\d*)?|\.\d+)/.exec(text.slice(at))?.[0];
  if (number) return { token: { kind: 'number', value: number, at }, next: at + number.length };
  if (startsName.test(first)) return readName(text, at, before);
  const sign = signs.find((candidate) => text.startsWith(candidate, at));
  if (!sign) throw new XPathSyntaxError(`unexpected ${JSON.stringify(first)}`, at);
  return { token: { kind: 'sign', value: sign, at }, next: at + sign.length };
}

function readQuoted(text: string, at: number, quote: string): Read {
  const end = text.indexOf(quote, at + 1);
  if (end < 0) throw new XPathSyntaxError('a quotation mark is not closed', at);
  return { token: { kind: 'text', value: text.slice(at + 1, end), at }, next: end + 1 };
}

function readReference(text: string, at: number): Read {
  const end = text.indexOf('}', at);
  if (end < 0) throw new XPathSyntaxError('a reference is not closed by }', at);
  return { token: { kind: 'reference', value: text.slice(at + 2, end).trim(), at }, next: end + 1 };
}

function readName(text: string, at: number, before: Token | undefined): Read {
  let end = at;
  while (end < text.length && inName.test(text.charAt(end))) end++;
  // one colon joins a prefix: jr:choice-name
  if (
    text.charAt(end) === ':' &&
    text.charAt(end + 1) !== ':' &&
    startsName.test(text.charAt(end + 1))
  ) {
    end++;
    while (end < text.length && inName.test(text.charAt(end))) end++;
  }
  const value = text.slice(at, end);
  const kind = wordOperators.has(value) && endsOperand(before) ? 'sign' : 'name';
  return { token: { kind, value, at }, next: end };
}

/** After an operand a word like `div` is an operator; anywhere else it is a name. */
function endsOperand(token: Token | undefined): boolean {
  if (!token) return false;
  if (token.kind !== 'sign') return true;
  return [')', ']', '.', '..', '*'].includes(token.value);
}
