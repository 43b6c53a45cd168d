/** The survey sheet → outline: which row is inside which group, and what each row is. */
import type { Table, TableRow } from '#core/definitions/xlsform/columns.ts';
import { expandRows } from '#core/definitions/xlsform/expand-rows.ts';
import {
  addNode,
  type ListChoice,
  type OutlineNode,
  rootNode,
} from '#core/definitions/xlsform/outline.ts';
import type { Place, ProblemParams, Problems } from '#core/definitions/xlsform/problems.ts';
import type { ChoiceLists } from '#core/definitions/xlsform/read-choices.ts';
import {
  isStrictlySpelled,
  metadataKind,
  type RowType,
  readRowType,
} from '#core/definitions/xlsform/row-type.ts';

interface Reading {
  readonly table: Table;
  readonly lists: Lists;
  readonly problems: Problems;
  /** Open groups, the innermost last. */
  readonly open: OutlineNode[];
  readonly leftOut: TableRow[];
  /** Spellings that were complained about. */
  readonly spellings: Set<string>;
}

/** The lists of the sheets `choices` and `external_choices`. */
export interface Lists {
  readonly choices: ChoiceLists;
  readonly external: ChoiceLists;
}

const xmlName = /^[\p{L}_][\p{L}\p{N}_.-]*(?::[\p{L}_][\p{L}\p{N}_.-]*)?$/u;

export interface ReadOutline {
  readonly root: OutlineNode;
  /** Rows that leave nothing behind in the definition: comments, disabled and unknown ones. */
  readonly leftOut: readonly TableRow[];
}

export function readOutline(table: Table, lists: Lists, problems: Problems): ReadOutline {
  const root = rootNode();
  const reading: Reading = {
    table,
    lists,
    problems,
    open: [root],
    leftOut: [],
    spellings: new Set(),
  };
  for (const row of expandRows(table.rows, lists.choices)) readRow(row, reading);
  for (const group of reading.open.slice(1)) {
    problems.refuse('group-open', { name: group.leaf }, placeOfRow(reading, group.row));
  }
  return { root, leftOut: reading.leftOut };
}

const placeOfRow = (
  { table }: Reading,
  row: TableRow | undefined,
  column = 'type',
  path?: readonly string[],
): Place => ({
  sheet: table.sheet,
  row: row?.row,
  column: row?.cell(column)?.column ?? column,
  path: path?.join('/'),
});

function readRow(row: TableRow, reading: Reading): void {
  const { problems } = reading;
  const text = row.text('type');
  if (/^yes$|^true$/i.test(row.text('disabled'))) {
    problems.warn('row-disabled', {}, placeOfRow(reading, row, 'disabled'));
    reading.leftOut.push(row);
    return;
  }
  if (text === '') {
    const isComment = row.text('name') === '' && row.translations('label').length === 0;
    if (isComment) {
      reading.leftOut.push(row);
      return;
    }
    problems.refuse('type-missing', {}, placeOfRow(reading, row));
    return;
  }
  if (text.startsWith('#')) {
    reading.leftOut.push(row);
    return;
  }
  const type = readRowType(text);
  if (type.kind !== 'unknown' && !row.isMade && !isStrictlySpelled(text))
    warnOfSpelling(row, reading);
  if (type.kind === 'end') closeGroup(type, row, reading);
  else if (type.kind === 'begin') openGroup(type, row, reading);
  else addRow(type, row, reading);
}

/** Once a spelling: it is understood, so that no row loses anything. */
function warnOfSpelling(row: TableRow, reading: Reading): void {
  const spelling = row.text('type').replace(/\S+$/, '') || row.text('type');
  if (reading.spellings.has(spelling)) return;
  reading.spellings.add(spelling);
  const path = [...current(reading).path, row.text('name')];
  reading.problems.warn(
    'type-spelling',
    { type: row.text('type') },
    placeOfRow(reading, row, 'type', path),
  );
}

function closeGroup(
  type: Extract<RowType, { kind: 'end' }>,
  row: TableRow,
  reading: Reading,
): void {
  const current = reading.open.at(-1);
  const isMatch = current?.type.kind === 'begin' && current.type.block === type.block;
  if (!isMatch || reading.open.length === 1) {
    reading.problems.refuse('group-unmatched', { block: type.block }, placeOfRow(reading, row));
    return;
  }
  reading.open.pop();
}

/** Groups within groups; a definition may be nested no deeper than this allows. */
const deepest = 6;

function openGroup(
  type: Extract<RowType, { kind: 'begin' }>,
  row: TableRow,
  reading: Reading,
): void {
  const { open, problems } = reading;
  const leaf = row.text('name') || `group_${row.row}`;
  if (row.text('name') === '') {
    problems.warn('group-unnamed', { name: leaf }, placeOfRow(reading, row, 'name'));
  }
  if (open.length > deepest) {
    if (open.length === deepest + 1) {
      problems.refuse('group-too-deep', { deepest }, placeOfRow(reading, row));
    }
    // Hung up at the top: what nobody can open must not be followed all the way down either.
    return void open.push(addNode(open[0] ?? rootNode(), { kind: 'group', type, row, leaf }));
  }
  const parent = current(reading);
  if (!checkName(leaf, row, parent, reading))
    return void open.push(addNode(parent, { kind: 'group', type, row, leaf }));
  if (type.block === 'loop') {
    problems.warn('loop', {}, placeOfRow(reading, row, 'type', [...parent.path, leaf]));
  }
  open.push(
    addNode(parent, { kind: type.block === 'repeat' ? 'repeat' : 'group', type, row, leaf }),
  );
}

const current = ({ open }: Reading): OutlineNode => open.at(-1) ?? rootNode();

function addRow(type: RowType, row: TableRow, reading: Reading): void {
  const parent = current(reading);
  const leaf = row.text('name') || (type.kind === 'metadata' ? row.text('type').toLowerCase() : '');
  if (leaf === '' && !mayBeNameless(type, row, reading)) return;
  const name = leaf || `generated_note_name_${row.row}`;
  if (!checkName(name, row, parent, reading)) return;
  const lost = whyText(type, row);
  if (lost) {
    const path = [...parent.path, leaf];
    reading.problems.warn(lost.code, lost.params, placeOfRow(reading, row, 'type', path));
    addNode(parent, { kind: 'item', type: { kind: 'item', item: 'text' }, row, leaf: name });
  } else if (type.kind === 'item') addItem(type, row, name, reading);
  else addUnseen(type, row, name, reading);
}

/** Rows whose type or choices we do not have, and so take as a text. */
function whyText(
  type: RowType,
  row: TableRow,
): { readonly code: string; readonly params: ProblemParams } | undefined {
  const params = { type: row.text('type') };
  if (type.kind === 'unknown') return { code: 'type-unknown', params };
  if (type.kind === 'from-file') return { code: 'file-missing', params: { file: type.file } };
  const isFromAnswers = type.kind === 'item' && type.list?.includes('${') === true;
  return isFromAnswers ? { code: 'list-of-answers', params } : undefined;
}

/** Calculations, metadata and data files: what the person who answers does not see. */
function addUnseen(type: RowType, row: TableRow, leaf: string, reading: Reading): void {
  const parent = current(reading);
  const { kind } = type;
  const warn = (code: string, column: string, params: ProblemParams): void =>
    reading.problems.warn(code, params, placeOfRow(reading, row, column, [...parent.path, leaf]));
  if (kind === 'data-file') {
    warn('data-file', 'type', { name: leaf });
    reading.leftOut.push(row);
    return;
  }
  if (kind !== 'metadata' && kind !== 'calculate' && kind !== 'hidden') return;
  const isEmpty = row.text('calculation') === '' && row.text('default') === '';
  if (kind === 'calculate' && isEmpty) warn('calculation-missing', 'calculation', {});
  if (notKept.has(metadataKind(row.text('type')) ?? '')) {
    warn('not-kept', 'type', { type: row.text('type') });
  }
  addNode(parent, { kind, type, row, leaf });
}

/** What a phone would have to record in the background. */
const notKept = new Set(['background-audio', 'background-geopoint', 'start-geopoint']);

/** Notes need no name; a row of no known type without one says nothing. */
function mayBeNameless(type: RowType, row: TableRow, reading: Reading): boolean {
  if (type.kind === 'item' && type.item === 'note') return true;
  if (type.kind !== 'unknown') {
    reading.problems.refuse('name-missing', {}, placeOfRow(reading, row, 'name'));
    return false;
  }
  reading.problems.warn('row-unknown', {}, placeOfRow(reading, row));
  reading.leftOut.push(row);
  return false;
}

/** Names are XML names and unique in their group: data is kept under them. */
function checkName(leaf: string, row: TableRow, parent: OutlineNode, reading: Reading): boolean {
  const place = placeOfRow(reading, row, 'name', [...parent.path, leaf]);
  if (!xmlName.test(leaf)) {
    reading.problems.refuse('name-unfit', { name: leaf }, place);
    return false;
  }
  if (parent.children.some((child) => child.leaf === leaf)) {
    reading.problems.refuse('name-repeated', { name: leaf }, place);
    return false;
  }
  return true;
}

function addItem(
  type: Extract<RowType, { kind: 'item' }>,
  row: TableRow,
  leaf: string,
  reading: Reading,
): void {
  const parent = current(reading);
  const choices = choicesOf(type, row, reading, [...parent.path, leaf]);
  addNode(parent, { kind: 'item', type, row, leaf, choices });
}

function choicesOf(
  type: Extract<RowType, { kind: 'item' }>,
  row: TableRow,
  reading: Reading,
  path: readonly string[],
): readonly ListChoice[] {
  if (type.list === undefined) return [];
  const place = placeOfRow(reading, row, 'type', path);
  const sheet = type.isExternal ? 'external_choices' : 'choices';
  const choices = reading.lists[type.isExternal ? 'external' : 'choices'].get(type.list);
  if (!choices) {
    reading.problems.refuse('list-unknown', { list: type.list, sheet }, place);
    return [];
  }
  const spaced =
    type.item !== 'select_multiple' ? undefined : choices.find(({ code }) => /\s/.test(code));
  if (spaced) {
    reading.problems.refuse('choice-spaced', { code: spaced.code }, place);
  }
  return choices;
}
