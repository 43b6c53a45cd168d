/**
 * Headers of the survey and choices sheets: spellings that ODK and Kobo accept for one column, and the language of a
 * translated one (`label::English (en)`). A column that we do not know is kept by its header for re-export.
 */
import type { Cell, Sheet, SheetRow } from '#core/definitions/xlsform/sheet.ts';

/** Other spellings → our column. Source: pyxform's aliases and the ODK XLSForm reference. */
const aliases: Readonly<Record<string, string>> = {
  command: 'type',
  tag: 'name',
  value: 'name',
  caption: 'label',
  relevance: 'relevant',
  skip_logic: 'relevant',
  'bind::relevant': 'relevant',
  'bind::constraint': 'constraint',
  'constraint-msg': 'constraint_message',
  constraint_msg: 'constraint_message',
  constraining_message: 'constraint_message',
  'bind::jr:constraintmsg': 'constraint_message',
  requiredmsg: 'required_message',
  'jr:count': 'repeat_count',
  'bind::jr::constraintmsg': 'constraint_message',
  'bind::jr:requiredmsg': 'required_message',
  'bind::jr::requiredmsg': 'required_message',
  'bind::required': 'required',
  read_only: 'readonly',
  calculate: 'calculation',
  'bind::calculate': 'calculation',
  count: 'repeat_count',
  'jr::count': 'repeat_count',
  'control::jr:count': 'repeat_count',
  'control::jr::count': 'repeat_count',
  'bind::readonly': 'readonly',
  'control::appearance': 'appearance',
  'body::appearance': 'appearance',
  image: 'media::image',
  audio: 'media::audio',
  video: 'media::video',
  'big-image': 'media::big-image',
  'list name': 'list_name',
  lists: 'list_name',
  title: 'form_title',
  id_string: 'form_id',
  set_form_title: 'form_title',
  set_form_id: 'form_id',
};

const translated = new Set([
  'label',
  'hint',
  'guidance_hint',
  'constraint_message',
  'required_message',
  'media::image',
  'media::audio',
  'media::video',
  'media::big-image',
]);

/** Texts that become titles, descriptions and messages of the definition. */
const held = new Set(['label', 'hint', 'constraint_message', 'required_message']);

export interface Column {
  readonly key: string;
  /** As written after `::`; '' for the column without a language. */
  readonly language: string;
  readonly header: string;
}

const plain = (text: string): string => text.trim().toLowerCase().replace(/\s+/g, '_');
const known = (text: string): string => aliases[text] ?? text;

/** `label::English (en)` → label in `English (en)`; `bind:relevant`, `Relevance` → relevant. */
export function columnOf(header: string): Column {
  const double = header.split(/\s*::\s*/).map((part) => part.trim());
  const pieces = double.length > 1 ? double : header.split(/\s*:\s*/).map((part) => part.trim());
  for (let taken = pieces.length; taken > 0; taken--) {
    const key = known(pieces.slice(0, taken).map(plain).join('::'));
    const language = pieces.slice(taken).join('::');
    if (translated.has(key) && pieces.length - taken <= 1) return { key, language, header };
  }
  return { key: known(pieces.map(plain).join('::')), language: '', header };
}

export interface TableRow {
  readonly row: number;
  /** The first filled cell of this column, in whatever language. */
  cell(key: string): Cell | undefined;
  text(key: string): string;
  /** Filled cells of a translated column. */
  translations(key: string): readonly { readonly language: string; readonly cell: Cell }[];
  /** Columns in which something is written. */
  readonly keys: readonly string[];
  /** No row of the sheet, but what one of them stands for: a turn of a loop, the text that asks for "other". */
  readonly isMade: boolean;
  /** Texts that definitions hold, as they were written, where the row holds others for them now. */
  readonly labels?: Readonly<Record<string, string>>;
  /** All filled cells by header, as written: what a re-export needs. */
  readonly original: Readonly<Record<string, string>>;
  /** The same without the texts that definitions hold themselves: labels, hints, messages. */
  readonly kept: Readonly<Record<string, string>>;
}

export interface Table {
  readonly sheet: string;
  /** The row of the headers. */
  readonly headRow: number;
  readonly columns: readonly Column[];
  readonly rows: readonly TableRow[];
}

export const emptyTable = (sheet: string): Table => ({
  sheet,
  headRow: 1,
  columns: [],
  rows: [],
});

/** Reads a sheet under its first filled row. Rows without any text are left out. */
export function readTable(sheet: Sheet): Table {
  const [head, ...body] = sheet.rows.filter((row) => row.cells.some((cell) => cell.trim() !== ''));
  if (!head) return emptyTable(sheet.name);
  const columns = head.cells.map((cell) => columnOf(cell.trim()));
  return {
    sheet: sheet.name,
    headRow: head.row,
    columns,
    rows: body.map((row) => tableRow(sheet.name, columns, row)),
  };
}

function tableRow(sheet: string, columns: readonly Column[], source: SheetRow): TableRow {
  const cells: RowCells = new Map();
  const original: Record<string, string> = {};
  const kept: Record<string, string> = {};
  columns.forEach((column, index) => {
    const text = source.cells[index]?.trim() ?? '';
    if (text === '' || column.header === '') return;
    original[column.header] = text;
    if (!held.has(column.key)) kept[column.header] = text;
    const cell = { text: tidied(text), sheet, row: source.row, column: column.header };
    const filled = cells.get(column.key) ?? [];
    filled.push({ language: column.language, cell });
    cells.set(column.key, filled);
  });
  return rowOf(source.row, cells, { original, kept, isMade: false });
}

/** Readers of XLSForms take several spaces for one. */
const tidied = (text: string): string => text.replace(/[ \u00a0]+/g, ' ');

type RowCells = Map<string, { language: string; cell: Cell }[]>;

function rowOf(
  row: number,
  cells: RowCells,
  parts: Pick<TableRow, 'original' | 'kept' | 'isMade' | 'labels'>,
): TableRow {
  const cell = (key: string): Cell | undefined => cells.get(key)?.[0]?.cell;
  return {
    row,
    cell,
    text: (key) => cell(key)?.text ?? '',
    translations: (key) => cells.get(key) ?? [],
    keys: [...cells.keys()],
    ...parts,
  };
}

export interface RowChange {
  /** New texts by column, in the place of all translations; '' empties it. */
  readonly texts?: Readonly<Record<string, string>>;
  /** Changes what is in every cell. */
  readonly every?: (text: string, language: string) => string;
  /** A made row is none of the sheet's own: a re-export leaves it out. */
  readonly isMade: boolean;
}

/** The row as another row that stands in its place, or beside it. */
export function rewrittenRow(row: TableRow, { texts = {}, every, isMade }: RowChange): TableRow {
  const cells: RowCells = new Map();
  for (const key of row.keys) {
    const translations = row.translations(key).map(({ language, cell }) => ({
      language,
      cell: every ? { ...cell, text: every(cell.text, language) } : cell,
    }));
    cells.set(key, translations);
  }
  const sheet = row.cell('type')?.sheet ?? 'survey';
  for (const [key, text] of Object.entries(texts)) {
    const column = row.cell(key)?.column ?? key;
    if (text === '') cells.delete(key);
    else cells.set(key, [{ language: '', cell: { text, sheet, row: row.row, column } }]);
  }
  const { original, kept } = row;
  const labels = every && !isMade ? { labels: textsOf(row) } : {};
  return rowOf(
    row.row,
    cells,
    isMade ? { original: {}, kept: {}, isMade } : { original, kept, isMade, ...labels },
  );
}

const textsOf = ({ original, kept }: TableRow): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(original).filter(([header]) => kept[header] === undefined));

/** A row of which only these cells are filled. */
export function madeRow(beside: TableRow, texts: Readonly<Record<string, string>>): TableRow {
  const emptied = Object.fromEntries(beside.keys.map((key) => [key, '']));
  return rewrittenRow(beside, { texts: { ...emptied, ...texts }, isMade: true });
}

/** The row with another row's translations of one column. */
export function withTexts(row: TableRow, key: string, from: TableRow, fromKey: string): TableRow {
  const lent = from.translations(fromKey);
  return {
    ...row,
    cell: (name) => (name === key ? lent[0]?.cell : row.cell(name)),
    text: (name) => (name === key ? (lent[0]?.cell.text ?? '') : row.text(name)),
    translations: (name) => (name === key ? lent : row.translations(name)),
    keys: [...new Set([...row.keys, key])],
  };
}
