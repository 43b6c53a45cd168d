/** XPath text → syntax tree, by recursive descent along the grammar of XPath 1.0. */
import { type Token, tokenize, XPathSyntaxError } from '#core/definitions/xlsform/xpath/lex.ts';
import type {
  Step,
  XPath,
  XPathFailure,
  XPathOperator,
} from '#core/definitions/xlsform/xpath/syntax.ts';

export type ParsedXPath =
  | { readonly ok: true; readonly tree: XPath }
  | { readonly ok: false; readonly failure: XPathFailure };

const deepest = 64;

/** Loosest first. */
const levels: readonly (readonly XPathOperator[])[] = [
  ['or'],
  ['and'],
  ['=', '!='],
  ['<', '<=', '>', '>='],
  ['+', '-'],
  ['*', 'div', 'mod'],
];

/** Reads one expression; the whole text must be used. */
export function parseXPath(text: string): ParsedXPath {
  try {
    const reader = new XPathReader(tokenize(text));
    return { ok: true, tree: reader.whole() };
  } catch (error) {
    if (!(error instanceof XPathSyntaxError)) throw error;
    return { ok: false, failure: { message: error.message, position: error.position } };
  }
}

/** A cursor over the tokens: the one thing here with a lifetime. */
class XPathReader {
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): XPath {
    const tree = this.#level(0);
    const rest = this.#peek();
    if (rest.kind !== 'end') throw this.#unexpected(rest);
    return tree;
  }

  #peek(ahead = 0): Token {
    const last = this.#tokens.length - 1;
    const token = this.#tokens[Math.min(this.#next + ahead, last)];
    if (!token) throw new XPathSyntaxError('nothing to read', 0);
    return token;
  }

  #unexpected(token: Token): XPathSyntaxError {
    const what =
      token.kind === 'end' ? 'the expression ends too early' : `unexpected ${token.value}`;
    return new XPathSyntaxError(what, token.at);
  }

  #takeSign(...values: readonly string[]): Token | undefined {
    const token = this.#peek();
    if (token.kind !== 'sign' || !values.includes(token.value)) return undefined;
    this.#next++;
    return token;
  }

  #mustTake(sign: string): void {
    if (!this.#takeSign(sign)) throw this.#unexpected(this.#peek());
  }

  #level(index: number): XPath {
    const operators = levels[index];
    if (!operators) return this.#unary();
    if (++this.#depth > deepest * levels.length) {
      throw new XPathSyntaxError('nested too deeply', this.#peek().at);
    }
    let left = this.#level(index + 1);
    for (;;) {
      const sign = this.#takeSign(...operators);
      const operator = operators.find((candidate) => candidate === sign?.value);
      if (!operator) break;
      left = { kind: 'binary', operator, left, right: this.#level(index + 1) };
    }
    this.#depth--;
    return left;
  }

  #unary(): XPath {
    if (this.#takeSign('-')) return { kind: 'negative', operand: this.#unary() };
    let left = this.#primary();
    while (this.#takeSign('|')) {
      left = { kind: 'binary', operator: '|', left, right: this.#primary() };
    }
    return left;
  }

  #primary(): XPath {
    const token = this.#peek();
    if (token.kind === 'number') {
      this.#next++;
      return { kind: 'number', value: Number(token.value) };
    }
    if (token.kind === 'text') {
      this.#next++;
      return { kind: 'text', value: token.value };
    }
    if (token.kind === 'reference') return this.#reference(token.value);
    if (this.#takeSign('(')) {
      const inner = this.#level(0);
      this.#mustTake(')');
      return inner;
    }
    const after = this.#peek(1);
    if (token.kind === 'name' && after.kind === 'sign' && after.value === '(') return this.#call();
    return this.#path();
  }

  #reference(value: string): XPath {
    this.#next++;
    const lastSaved = value.startsWith('last-saved#');
    const name = lastSaved ? value.slice('last-saved#'.length) : value;
    return {
      kind: 'reference',
      name,
      lastSaved,
      predicates: this.#predicates(),
      steps: this.#steps(),
    };
  }

  #call(): XPath {
    const name = this.#peek().value;
    this.#next += 2;
    const parameters: XPath[] = [];
    if (!this.#takeSign(')')) {
      do parameters.push(this.#level(0));
      while (this.#takeSign(','));
      this.#mustTake(')');
    }
    return { kind: 'call', name, parameters, steps: this.#steps() };
  }

  #path(): XPath {
    const absolute = this.#takeSign('/', '//') !== undefined;
    const first = this.#step();
    return { kind: 'path', absolute, steps: [first, ...this.#steps()] };
  }

  #steps(): readonly Step[] {
    const steps: Step[] = [];
    while (this.#takeSign('/', '//')) steps.push(this.#step());
    return steps;
  }

  #step(): Step {
    const token = this.#peek();
    const named = token.kind === 'name' || token.kind === 'reference';
    const dotted = token.kind === 'sign' && ['.', '..', '*'].includes(token.value);
    if (!named && !dotted) throw this.#unexpected(token);
    this.#next++;
    return { name: token.value, predicates: this.#predicates() };
  }

  #predicates(): readonly XPath[] {
    const predicates: XPath[] = [];
    while (this.#takeSign('[')) {
      predicates.push(this.#level(0));
      this.#mustTake(']');
    }
    return predicates;
  }
}
