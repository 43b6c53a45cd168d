/**
 * A workbook of responses: sheets Data, Codebook, About and one for each repeated group. Written row by row, because a
 * hundred thousand responses do not fit into memory as cells. Texts are texts, never formulas.
 */
import { languagesOf, textOf } from '#core/definitions/languages.ts';
import {
  allTables,
  type ExportCell,
  type ExportTable,
} from '#core/intake/data-file/export-table.ts';
import type { Export } from '#server/intake/export-service.ts';
import { type ZipPart, zipped } from '#server/intake/zip-stream.ts';

interface SheetPart {
  readonly name: string;
  readonly rows: AsyncIterable<readonly ExportCell[]> | Iterable<readonly ExportCell[]>;
}

export const xlsxPieces = (made: Export): AsyncGenerator<Uint8Array> => {
  const tables = allTables(made.table);
  const names = sheetNames(tables);
  return zipped(
    workbook([
      ...tables.map((table, index) => ({ name: names[index] ?? '', rows: made.rows(table) })),
      { name: 'Codebook', rows: codebookRows(made) },
      { name: 'About', rows: aboutRows(made) },
    ]),
  );
};

/** Office takes 31 characters, without some signs, each name once. */
function sheetNames(tables: readonly ExportTable[]): readonly string[] {
  const taken = new Set(['codebook', 'about']);
  return tables.map(({ name }, index) => {
    const plain = index === 0 ? 'Data' : name.replace(/[[\]:*?/\\']/g, '_').slice(0, 31);
    let free = plain;
    for (let count = 2; taken.has(free.toLowerCase()); count++) {
      free = `${plain.slice(0, 28)}_${count}`;
    }
    taken.add(free.toLowerCase());
    return free;
  });
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';

function workbook(sheets: readonly SheetPart[]): readonly ZipPart[] {
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const overrides = sheets.map(
    (_, index) =>
      `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="${type}.worksheet+xml"/>`,
  );
  const listed = sheets.map(
    ({ name }, index) =>
      `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  const links = sheets.map(
    (_, index) =>
      `<Relationship Id="rId${index + 1}" Type="${relations}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
  );
  const part = (name: string, xml: string): ZipPart => ({ name, pieces: [head + xml] });
  return [
    part(
      '[Content_Types].xml',
      `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/>${overrides.join('')}</Types>`,
    ),
    part(
      '_rels/.rels',
      `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
    part(
      'xl/workbook.xml',
      `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${listed.join('')}</sheets></workbook>`,
    ),
    part(
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="${packages}/relationships">${links.join('')}</Relationships>`,
    ),
    ...sheets.map(({ rows }, index) => ({
      name: `xl/worksheets/sheet${index + 1}.xml`,
      pieces: sheetPieces(rows),
    })),
  ];
}

const pieceLength = 128 * 1024;

async function* sheetPieces(rows: SheetPart['rows']): AsyncGenerator<string> {
  const frozen =
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>';
  let piece = `${head}<worksheet xmlns="${main}">${frozen}<sheetData>`;
  for await (const row of rows) {
    piece += `<row>${row.map(cellXml).join('')}</row>`;
    if (piece.length < pieceLength) continue;
    yield piece;
    piece = '';
  }
  yield `${piece}</sheetData></worksheet>`;
}

function cellXml(cell: ExportCell): string {
  if (cell === null || cell === '') return '<c/>';
  if (typeof cell === 'number') return `<c><v>${cell}</v></c>`;
  return `<c t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
}

const signs: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** What XML cannot hold goes; what office programs would read as an escape of theirs is escaped. */
const escaped = (text: string): string =>
  text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what has to go
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Cs}/gu, '')
    .replace(/[&<>"]/g, (sign) => signs[sign] ?? sign);

function codebookRows({ table, definition }: Export): readonly (readonly ExportCell[])[] {
  const languages = languagesOf(definition);
  const rows = allTables(table).flatMap(({ name, columns }) =>
    columns.map(({ heading, variable, choice }): readonly ExportCell[] => {
      const label = choice?.label ?? variable.label;
      return [
        name || 'Data',
        heading,
        variable.item,
        variable.type,
        variable.measure,
        variable.class,
        null,
        ...languages.map((language) => label[language] ?? null),
      ];
    }),
  );
  const codes = allTables(table).flatMap(({ name, columns }) =>
    columns
      .filter(({ choice }) => choice === undefined)
      .flatMap(({ heading, variable }) =>
        (variable.categories ?? []).map(({ value, label }): readonly ExportCell[] => [
          name || 'Data',
          heading,
          variable.item,
          variable.type,
          variable.measure,
          variable.class,
          typeof value === 'boolean' ? String(value) : value,
          ...languages.map((language) => label[language] ?? null),
        ]),
      ),
  );
  const labels = languages.map((language) => `label ${language}`);
  return [
    ['sheet', 'column', 'item', 'type', 'measure', 'class', 'code', ...labels],
    ...rows,
    ...codes,
  ];
}

function aboutRows(made: Export): readonly (readonly ExportCell[])[] {
  const { request, definition, versions, table } = made;
  const titles = Object.entries(textOf(definition.title, definition) ?? {});
  const withheld = allTables(table).reduce((sum, one) => sum + one.withheld.length, 0);
  return [
    ['what', 'value'],
    ['survey', request.surveyName],
    ...titles.map(([language, words]): readonly ExportCell[] => [`title_${language}`, words]),
    ['exported_at', request.exportedAt.toISOString()],
    ['anonymous', request.anonymous ? 'yes' : 'no'],
    ['cells', request.labels === undefined ? 'codes' : `labels ${request.labels}`],
    ['identifiers_left_out', withheld],
    ...versions.map(({ number, hash }): readonly ExportCell[] => [`version_${number}`, hash]),
  ];
}
