/**
 * Rules of pyxform that a form must keep to be accepted, as far as they can be known from the sheets: balanced groups,
 * known types, names, references, lists, columns, entities. Source: pyxform's documentation and messages; the real program
 * has judged the same exports.
 */
import { columnOf } from '#core/definitions/xlsform/columns.ts';
import type { Sheet } from '#core/definitions/xlsform/sheet.ts';

const types = new Set(
  (
    'text integer decimal date time dateTime note calculate acknowledge range image audio video file barcode geopoint ' +
    'geotrace geoshape hidden start end today deviceid username phonenumber email audit'
  ).split(' '),
);
/** Source: pyxform's names, which are those of XML but for the letters À to Ö. */
const tag =
  /^[A-Za-z_\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\u{10000}-\u{effff}][\w.\-\u00b7\u00d8-\u00f6\u00f8-\u037d\u037f-\u1fff\u203f\u2040\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\u{10000}-\u{effff}]*$/u;

type Row = ReadonlyMap<string, string>;

function rowsOf(sheets: readonly Sheet[], name: string): readonly Row[] {
  const found = sheets.find((sheet) => sheet.name.trim().toLowerCase() === name);
  const [head, ...rows] = found?.rows ?? [];
  return rows.map(
    ({ cells }) =>
      new Map(
        cells.flatMap((cell, index) =>
          cell.trim() === '' ? [] : [[head?.cells[index] ?? '', cell] as const],
        ),
      ),
  );
}

const cell = (row: Row, key: string): string =>
  [...row].find(([header]) => columnOf(header).key === key)?.[1] ?? '';

/** Why pyxform would refuse the form; empty where it would not. */
export function pyxformComplaints(sheets: readonly Sheet[]): readonly string[] {
  const lists = listsOf(sheets);
  const complaints: string[] = [...lists.complaints];
  const rows = rowsOf(sheets, 'survey');
  // the whole form and its number are rows of pyxform's own
  const leaves = new Map([
    ['data', 1],
    ['instanceID', 1],
  ]);
  const open: { readonly block: string; readonly name: string; readonly taken: Set<string> }[] = [
    { block: 'root', name: 'data', taken: new Set() },
  ];
  for (const row of rows) {
    const type = cell(row, 'type').trim();
    const name = cell(row, 'name');
    const here = open.at(-1);
    const block = /^(begin|end)_(group|repeat)$/.exec(type);
    if (block?.[1] === 'end') {
      if (here?.block !== block[2]) complaints.push(`unmatched ${type}`);
      open.pop();
      continue;
    }
    if (type === '') continue;
    complaints.push(...nameComplaints(type, name));
    if (type === 'begin_repeat' && cell(row, 'repeat_count') !== '') {
      here?.taken.add(`${name}_count`.toLowerCase());
    }
    if (here?.taken.has(name.toLowerCase())) complaints.push(`two elements named ${name}`);
    here?.taken.add(name.toLowerCase());
    leaves.set(name, (leaves.get(name) ?? 0) + 1);
    if (block) open.push({ block: block[2] ?? '', name, taken: new Set() });
    else complaints.push(...typeComplaints(type, name, row, lists.codes));
  }
  if (open.length !== 1) complaints.push('unmatched begin');
  return [
    ...complaints,
    ...referenceComplaints(rows, leaves),
    ...['choices', 'entities', 'settings'].flatMap((name) =>
      referenceComplaints(rowsOf(sheets, name), leaves),
    ),
    ...emptyGroups(rows),
    ...sheets.flatMap(columnComplaints),
    ...entityComplaints(sheets, rows),
  ];
}

const nameComplaints = (type: string, name: string): readonly string[] => [
  ...(tag.test(name) ? [] : [`the name ${name} is invalid`]),
  ...(name.toLowerCase() === 'meta' ? ['the name meta is reserved'] : []),
  ...(type === 'begin_repeat' && name === 'data' ? ['a repeat is named data'] : []),
];

/** Two spellings of one column are two columns too many. */
function columnComplaints({ name, rows }: Sheet): readonly string[] {
  const seen = new Set<string>();
  return (rows[0]?.cells ?? []).flatMap((header) => {
    const { key, language } = columnOf(header);
    const sign = JSON.stringify([key, language]);
    const isTwice = seen.has(sign);
    seen.add(sign);
    return isTwice ? [`the sheet ${name} has two columns ${key}`] : [];
  });
}

function entityComplaints(sheets: readonly Sheet[], rows: readonly Row[]): readonly string[] {
  const isThere = sheets.some(({ name, rows: [, ...lines] }) => {
    return name.toLowerCase() === 'entities' && lines.length > 0;
  });
  const saves = rows.some((row) => cell(row, 'save_to') !== '');
  return saves && !isThere ? ['save_to has no entity'] : [];
}

interface ChoiceLists {
  readonly codes: ReadonlyMap<string, readonly string[]>;
  readonly complaints: readonly string[];
}

function listsOf(sheets: readonly Sheet[]): ChoiceLists {
  const codes = new Map<string, string[]>();
  const complaints: string[] = [];
  for (const header of sheets.find(({ name }) => name === 'choices')?.rows[0]?.cells ?? []) {
    const { key } = columnOf(header);
    const isKnown = key === 'list_name' || /::?/.test(header);
    if (header === '' || (/\s/.test(header) && !isKnown)) {
      complaints.push(`choices have a column headed "${header}"`);
    }
  }
  for (const row of rowsOf(sheets, 'choices')) {
    const [list, code] = [cell(row, 'list_name'), cell(row, 'name')];
    if (list === '' || code === '') complaints.push('a choice without list or name');
    if (cell(row, 'label').trim() === '') {
      complaints.push(`the choice ${list}/${code} has no label`);
    }
    const held = codes.get(list) ?? [];
    if (held.includes(code)) complaints.push(`the choice ${list}/${code} stands twice`);
    codes.set(list, [...held, code]);
  }
  return { codes, complaints };
}

function typeComplaints(
  type: string,
  name: string,
  row: Row,
  lists: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const select = /^(select_one|select_multiple|rank) (\S+)( or_other)?$/.exec(type);
  if (!select) {
    if (!types.has(type)) return [`unknown type ${type}`];
    if (type === 'calculate') return cell(row, 'calculation') ? [] : [`${name} calculates nothing`];
    const isShown = [...row.keys()].some((header) => /^(label|hint)/.test(header));
    return isShown ? [] : [`${name} has neither label nor hint`];
  }
  const codes = lists.get(select[2] ?? '');
  if (!codes) return [`there is no list ${select[2]}`];
  const isSpaced = select[1] !== 'select_one' && codes.some((code) => /\s/.test(code));
  const isFilteredOther = select[3] !== undefined && cell(row, 'choice_filter') !== '';
  return [
    ...(isSpaced ? [`a code of ${select[2]} has a space`] : []),
    ...(isFilteredOther ? [`${name} has or_other and a filter`] : []),
  ];
}

/** `${name}` must be one row and no more. */
function referenceComplaints(
  rows: readonly Row[],
  leaves: ReadonlyMap<string, number>,
): readonly string[] {
  return rows.flatMap((row) =>
    [...row.values()].flatMap((text) =>
      [...text.matchAll(/\$\{([^}]*)\}/g)].flatMap(([, name = '']) => {
        const count = leaves.get(name) ?? 0;
        return count === 1 ? [] : [`\${${name}} is ${count} rows`];
      }),
    ),
  );
}

function emptyGroups(rows: readonly Row[]): readonly string[] {
  return rows.flatMap((row, index) => {
    const next = rows[index + 1];
    const isEmpty = /^begin_/.test(cell(row, 'type')) && next && /^end_/.test(cell(next, 'type'));
    return isEmpty ? [`the group ${cell(row, 'name')} is empty`] : [];
  });
}
