/**
 * The growing columns behind a frame: one writer a variable, by its type. Writers mutate arrays that they alone own;
 * a column handed out is never changed in the rows it has.
 */
import {
  type Column,
  cellState,
  type FrameCategory,
  type SetAsideCode,
} from '#core/analysis/frame.ts';
import {
  codeKey,
  isBlank,
  isCode,
  readCodes,
  readDay,
  readNumber,
  valueAt,
} from '#core/analysis/read-value.ts';
import type { ChoiceValue } from '#core/definitions/definition.ts';
import type { Answers } from '#core/definitions/logic/compiled-logic.ts';
import type { Category, Variable } from '#core/definitions/variable.ts';

export interface CellWriter {
  readonly variable: Variable;
  write(row: number, answers: Answers, asked: boolean): void;
  column(rows: number): Column;
}

export interface ColumnPlan {
  readonly variable: Variable;
  readonly inData: boolean;
  readonly missingCodes: readonly ChoiceValue[];
  readonly capacity: number;
}

/** Stores a value that is not blank; answers with the state of the cell. */
type Store = (row: number, value: unknown) => number;

export function cellWriter(plan: ColumnPlan): CellWriter {
  switch (plan.variable.type) {
    case 'choice':
    case 'boolean':
      return categoricalWriter(plan);
    case 'multi':
      return multiWriter(plan);
    case 'rank':
      return rankWriter(plan);
    case 'number':
    case 'date':
      return numericWriter(plan, plan.variable.type);
    case 'text':
      throw new RangeError('free text has no column in a frame');
  }
}

/** The part that all columns share: where the value lies, and what an empty cell means. */
function stateWriter(plan: ColumnPlan, store: Store) {
  const { path } = plan.variable;
  let state = new Uint8Array(plan.capacity);
  return {
    write(row: number, answers: Answers, asked: boolean): void {
      if (row >= state.length) state = grown(state, row, 1);
      const value = valueAt(answers, path);
      const empty = asked ? cellState.missing : cellState.notAsked;
      state[row] = isBlank(value) ? empty : store(row, value);
    },
    base: (rows: number) => ({
      variable: plan.variable,
      inData: plan.inData,
      state: state.subarray(0, rows),
    }),
  };
}

function categoricalWriter(plan: ColumnPlan): CellWriter {
  const dictionary = createDictionary(plan, 65_535);
  let codes = new Uint16Array(plan.capacity);
  const state = stateWriter(plan, (row, value) => {
    if (!isCode(value)) return cellState.missing;
    if (dictionary.setsAside(value, row)) return cellState.setAside;
    const code = dictionary.codeOf(value);
    if (code < 0) return cellState.missing;
    if (row >= codes.length) codes = grown(codes, row, 1);
    codes[row] = code;
    return cellState.answered;
  });
  return {
    variable: plan.variable,
    write: state.write,
    column(rows) {
      const { categories, place } = dictionary.inOrder();
      const held = codes.subarray(0, rows);
      const ordered = place ? held.map((code) => place[code] ?? code) : padded(held, rows);
      return {
        kind: 'categorical',
        ...state.base(rows),
        ...dictionary.setAside(),
        categories,
        codes: ordered,
      };
    },
  };
}

function multiWriter(plan: ColumnPlan): CellWriter {
  const dictionary = createDictionary(plan, 65_535);
  let words = Math.max(1, Math.ceil(dictionary.size() / 32));
  let ticks = new Uint32Array(plan.capacity * words);
  const state = stateWriter(plan, (row, value) => {
    const given = readCodes(value);
    if (!given) return cellState.missing;
    const codes = given
      .filter((code) => !dictionary.setsAside(code, row))
      .map(dictionary.codeOf)
      .filter((code) => code >= 0);
    if (codes.length === 0) return cellState.setAside;
    const wanted = Math.ceil(dictionary.size() / 32);
    if (wanted > words) {
      ticks = restrided(ticks, words, wanted);
      words = wanted;
    }
    if ((row + 1) * words > ticks.length) ticks = grown(ticks, row, words);
    for (const code of codes) {
      const word = row * words + (code >> 5);
      ticks[word] = (ticks[word] ?? 0) | (1 << (code & 31));
    }
    return cellState.answered;
  });
  return {
    variable: plan.variable,
    write: state.write,
    column(rows) {
      const { categories, place } = dictionary.inOrder();
      const held = padded(ticks.subarray(0, rows * words), rows * words);
      const ordered = place ? withBitsMoved(held, words, place) : held;
      return {
        kind: 'multi',
        ...state.base(rows),
        ...dictionary.setAside(),
        categories,
        words,
        ticks: ordered,
      };
    },
  };
}

function rankWriter(plan: ColumnPlan): CellWriter {
  const dictionary = createDictionary(plan, 255);
  let width = Math.max(1, dictionary.size());
  let ranks = new Uint8Array(plan.capacity * width);
  const state = stateWriter(plan, (row, value) => {
    const codes = (readCodes(value) ?? [])
      .filter((code) => !dictionary.setsAside(code, row))
      .map(dictionary.codeOf)
      .filter((code) => code >= 0);
    if (codes.length === 0) return cellState.missing;
    if (dictionary.size() > width) {
      ranks = restrided(ranks, width, dictionary.size());
      width = dictionary.size();
    }
    if ((row + 1) * width > ranks.length) ranks = grown(ranks, row, width);
    new Set(codes).forEach((code) => {
      ranks[row * width + code] = [...new Set(codes)].indexOf(code) + 1;
    });
    return cellState.answered;
  });
  return {
    variable: plan.variable,
    write: state.write,
    column(rows) {
      const { categories, place } = dictionary.inOrder();
      const size = categories.length;
      const held = padded(ranks.subarray(0, rows * width), rows * width);
      const ordered = new Uint8Array(rows * size);
      for (let row = 0; row < rows; row++) {
        for (let code = 0; code < size; code++) {
          ordered[row * size + (place?.[code] ?? code)] = held[row * width + code] ?? 0;
        }
      }
      return {
        kind: 'rank',
        ...state.base(rows),
        ...dictionary.setAside(),
        categories,
        ranks: ordered,
      };
    },
  };
}

function numericWriter(plan: ColumnPlan, kind: 'number' | 'date'): CellWriter {
  const setAside = new Set(plan.missingCodes.map(codeKey));
  const read = kind === 'date' ? readDay : readNumber;
  let values = new Float64Array(plan.capacity);
  const span = { low: Number.POSITIVE_INFINITY, high: Number.NEGATIVE_INFINITY, whole: true };
  const state = stateWriter(plan, (row, value) => {
    const number = read(value);
    const isSetAside =
      (isCode(value) && setAside.has(codeKey(value))) ||
      (kind === 'number' && number !== null && setAside.has(codeKey(number)));
    if (isSetAside) return cellState.setAside;
    if (number === null) return cellState.missing;
    if (row >= values.length) values = grown(values, row, 1);
    values[row] = number;
    span.low = Math.min(span.low, number);
    span.high = Math.max(span.high, number);
    span.whole &&= Number.isInteger(number);
    return cellState.answered;
  });
  return {
    variable: plan.variable,
    write: state.write,
    column: (rows) => ({
      kind,
      ...state.base(rows),
      values: padded(values.subarray(0, rows), rows),
      span: { ...span },
    }),
  };
}

interface Dictionary {
  /** Whether the code is set aside; if the definition lists it, the row is noted. */
  setsAside(value: ChoiceValue, row: number): boolean;
  /** To be spread into a column. */
  setAside(): { readonly setAside?: readonly SetAsideCode[] };
  /** Stable as long as the dictionary lives; −1 when it is full. */
  codeOf(value: ChoiceValue): number;
  size(): number;
  /** Categories as frames list them; `place[code]` is where a code went, `null` if all stayed. */
  inOrder(): { categories: readonly FrameCategory[]; place: readonly number[] | null };
}

const yesAndNo: readonly Category[] = [
  { value: true, label: {} },
  { value: false, label: {} },
];

/** Listed codes first, in the definition's order, but for those set aside; then codes as data bring them. */
function createDictionary({ variable, missingCodes }: ColumnPlan, limit: number): Dictionary {
  const setAside = new Set(missingCodes.map(codeKey));
  const whole = variable.categories ?? (variable.type === 'boolean' ? yesAndNo : []);
  const aside = whole.flatMap((category, place) =>
    setAside.has(codeKey(category.value)) ? [{ category, place, rows: rowList() }] : [],
  );
  const rowsAside = new Map(aside.map(({ category, rows }) => [codeKey(category.value), rows]));
  const listed: readonly FrameCategory[] = whole
    .filter((category) => !setAside.has(codeKey(category.value)))
    .map((category) => ({ ...category, listed: true }));
  const codes = new Map(listed.map((category, code) => [codeKey(category.value), code]));
  const found: ChoiceValue[] = [];
  return {
    setsAside(value, row) {
      const key = codeKey(value);
      if (!setAside.has(key)) return false;
      rowsAside.get(key)?.add(row);
      return true;
    },
    setAside: () =>
      aside.length === 0
        ? {}
        : { setAside: aside.map((code) => ({ ...code, rows: code.rows.held() })) },
    codeOf(value) {
      const known = codes.get(codeKey(value));
      if (known !== undefined) return known;
      const code = listed.length + found.length;
      if (code >= limit) return -1;
      codes.set(codeKey(value), code);
      found.push(value);
      return code;
    },
    size: () => listed.length + found.length,
    inOrder() {
      const order = found
        .map((value, index) => ({ value, index }))
        .sort((a, b) => byCodePoint(codeKey(a.value), codeKey(b.value)));
      const categories = [...listed, ...order.map(({ value }) => unlisted(value))];
      if (order.every(({ index }, at) => index === at)) return { categories, place: null };
      const place = categories.map((_, code) => code);
      order.forEach(({ index }, at) => {
        place[listed.length + index] = listed.length + at;
      });
      return { categories, place };
    },
  };
}

/** Row numbers in ascending order, each once; what is held is a view that never changes. */
function rowList() {
  let rows = new Uint32Array(0);
  let length = 0;
  return {
    add(row: number): void {
      if (length > 0 && rows[length - 1] === row) return;
      if (length === rows.length) rows = grown(rows, length, 1);
      rows[length] = row;
      length += 1;
    },
    held: (): Uint32Array => rows.subarray(0, length),
  };
}

const unlisted = (value: ChoiceValue): FrameCategory => ({ value, label: {}, listed: false });

/** Order of Unicode code points, which UTF-16 comparison misses beyond the basic plane. */
function byCodePoint(a: string, b: string): number {
  const left = Array.from(a, (character) => character.codePointAt(0) ?? 0);
  const right = Array.from(b, (character) => character.codePointAt(0) ?? 0);
  const at = left.findIndex((point, index) => point !== right[index]);
  return at < 0 ? left.length - right.length : (left[at] ?? 0) - (right[at] ?? -1);
}

type Cells = Uint8Array | Uint16Array | Uint32Array | Float64Array;

/** At least twice as long, and long enough for `row`. */
function grown<T extends Cells>(cells: T, row: number, width: number): T {
  const length = Math.max(cells.length * 2, (row + 1) * width);
  const more = sameKind(cells, length);
  more.set(cells);
  return more;
}

/** A column whose last rows were all empty may be shorter than the frame. */
const padded = <T extends Cells>(cells: T, length: number): T => {
  if (cells.length === length) return cells;
  const whole = sameKind(cells, length);
  whole.set(cells);
  return whole;
};

function restrided<T extends Cells>(cells: T, from: number, to: number): T {
  const rows = Math.floor(cells.length / from);
  const wider = sameKind(cells, rows * to);
  for (let row = 0; row < rows; row++) {
    wider.set(cells.subarray(row * from, (row + 1) * from), row * to);
  }
  return wider;
}

function sameKind<T extends Cells>(cells: T, length: number): T {
  // The constructor of a typed array makes the same kind; TypeScript cannot follow that through a type parameter.
  const Kind = cells.constructor as new (length: number) => T;
  return new Kind(length);
}

function withBitsMoved(
  ticks: Uint32Array<ArrayBuffer>,
  words: number,
  place: readonly number[],
): Uint32Array<ArrayBuffer> {
  const moved = new Uint32Array(ticks.length);
  for (let start = 0; start < ticks.length; start += words) {
    place.forEach((to, code) => {
      const bit = ((ticks[start + (code >> 5)] ?? 0) >>> (code & 31)) & 1;
      const word = start + (to >> 5);
      if (bit) moved[word] = (moved[word] ?? 0) | (1 << (to & 31));
    });
  }
  return moved;
}
