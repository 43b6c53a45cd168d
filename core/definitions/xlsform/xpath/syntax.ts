/** The syntax tree of the XPath that XLSForm cells hold: a small part of XPath 1.0, plus `${name}`. */
export type XPathOperator =
  | 'or'
  | 'and'
  | '='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | '+'
  | '-'
  | '*'
  | 'div'
  | 'mod'
  | '|';

export interface Step {
  /** An element name, `.`, `..` or `*`. */
  readonly name: string;
  readonly predicates: readonly XPath[];
}

export type XPath =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  /** `${name}`; `lastSaved` for `${last-saved#name}`. Steps may follow: `${repeat}[1]/name`. */
  | {
      readonly kind: 'reference';
      readonly name: string;
      readonly lastSaved: boolean;
      readonly predicates: readonly XPath[];
      readonly steps: readonly Step[];
    }
  | { readonly kind: 'path'; readonly absolute: boolean; readonly steps: readonly Step[] }
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly parameters: readonly XPath[];
      /** Of a call that gives nodes: `instance('x')/root/item[…]/label`. */
      readonly steps: readonly Step[];
    }
  | {
      readonly kind: 'binary';
      readonly operator: XPathOperator;
      readonly left: XPath;
      readonly right: XPath;
    }
  | { readonly kind: 'negative'; readonly operand: XPath };

/** What cannot be read, and where in the cell. */
export interface XPathFailure {
  readonly message: string;
  readonly position: number;
}
