/**
 * The names that expressions and texts read: `{age}`, `{children[0].age}`, `{panel.age}`. Braces inside quotation marks
 * are words of an expression, not names.
 */

/** A piece of a text: a name with its place, or what lies between names. */
interface Piece {
  readonly text: string;
  /** What stands between the braces, with its `#`. */
  readonly name?: string;
}

export type TextKind = 'expression' | 'text';

/** Cuts a text at its names; put together again the pieces are the text. */
function piecesOf(text: string, kind: TextKind): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  let at = 0;
  while (at < text.length) {
    const character = text[at];
    if (kind === 'expression' && (character === "'" || character === '"')) {
      at = endOfQuote(text, at);
      continue;
    }
    const end = character === '{' ? text.indexOf('}', at) : -1;
    const name = end > at + 1 ? text.slice(at + 1, end) : '';
    if (name === '' || name.includes('{')) {
      at += 1;
      continue;
    }
    if (at > from) pieces.push({ text: text.slice(from, at) });
    pieces.push({ text: text.slice(at, end + 1), name });
    at = end + 1;
    from = at;
  }
  if (from < text.length) pieces.push({ text: text.slice(from) });
  return pieces;
}

/** Behind the closing mark; marks after a backslash do not close, and either kind of mark ends the words, as in the parser. */
function endOfQuote(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length) {
    if (text[at] === '\\') at += 2;
    else if (text[at] === "'" || text[at] === '"') return at + 1;
    else at += 1;
  }
  return text.length;
}

/** The first words of the names in it, in lower case as names are compared: `children`, `panel`, `age-comment`. */
export function namesReadBy(text: string, kind: TextKind = 'expression'): readonly string[] {
  return piecesOf(text, kind).flatMap(({ name }) =>
    name === undefined ? [] : [stepsOf(name).first],
  );
}

interface Steps {
  readonly hash: string;
  /** In lower case. */
  readonly first: string;
  /** `.rest` and `[0]`, as written. */
  readonly rest: string;
}

function stepsOf(name: string): Steps {
  const hash = name.startsWith('#') ? '#' : '';
  const bare = name.slice(hash.length);
  const end = bare.search(/[.[]/);
  const first = end < 0 ? bare : bare.slice(0, end);
  return { hash, first: first.toLowerCase(), rest: end < 0 ? '' : bare.slice(end) };
}

/**
 * The text with other names in it; what `rename` leaves alone (`undefined`) stays as it is written.
 * @param rename gets a name as it stands between the braces, without `#`
 */
export function withNames(
  text: string,
  kind: TextKind,
  rename: (name: string) => string | undefined,
): string {
  return piecesOf(text, kind)
    .map(({ text: piece, name }) => {
      if (name === undefined) return piece;
      const { hash } = stepsOf(name);
      const other = rename(name.slice(hash.length));
      return other === undefined ? piece : `{${hash}${other}}`;
    })
    .join('');
}
