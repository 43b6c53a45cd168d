import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readWorkbook } from '#server/definitions/read-workbook.ts';
import { lockedWorkbook, smallForm, withParts, workbookBytes } from '../../support/spreadsheets.ts';

const sentenceOf = async (bytes: Uint8Array): Promise<string> => {
  const reading = await readWorkbook(bytes);
  return reading.ok ? 'read' : reading.sentence;
};

describe('a spreadsheet that is one', () => {
  it('gives its filled cells as texts with the row that people see', async () => {
    const bytes = workbookBytes({
      survey: [['type', 'name'], [], ['note', 12.5], [true, '01']],
    });

    const reading = await readWorkbook(bytes);

    expect(reading).toEqual({
      ok: true,
      sheets: [
        {
          name: 'survey',
          rows: [
            { row: 1, cells: ['type', 'name'] },
            { row: 3, cells: ['note', '12.5'] },
            { row: 4, cells: ['TRUE', '01'] },
          ],
        },
      ],
    });
  });

  it('reads the old .xls, too', async () => {
    const reading = await readWorkbook(workbookBytes(smallForm, 'biff8'));

    expect(reading.ok && reading.sheets[0]?.rows[1]?.cells).toEqual([
      'integer',
      'age',
      'How old are you?',
    ]);
  });

  it('takes the stored value of a formula and runs nothing', async () => {
    const sheet =
      '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>' +
      '<row r="1"><c r="A1"><f>6*7</f><v>41</v></c><c r="B1"><f>1+1</f></c></row></sheetData></worksheet>';

    const reading = await readWorkbook(withParts({ 'xl/worksheets/sheet1.xml': sheet }));

    expect(reading.ok && reading.sheets[0]?.rows).toEqual([{ row: 1, cells: ['41'] }]);
  });

  it('does not visit the empty rows that a file declares', async () => {
    const sheet =
      '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
      '<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>type</t></is></c></row>' +
      '</sheetData></worksheet>';
    const before = process.memoryUsage().rss;

    const reading = await readWorkbook(withParts({ 'xl/worksheets/sheet1.xml': sheet }));

    expect(reading.ok && reading.sheets[0]?.rows).toEqual([{ row: 1, cells: ['type'] }]);
    expect(process.memoryUsage().rss - before).toBeLessThan(100e6);
  });
});

describe('a file that is out to hurt', () => {
  it('refuses a bomb before the reader of spreadsheets sees it', async () => {
    const bomb = withParts({ 'xl/worksheets/sheet2.xml': new Uint8Array(60_000_000) });
    const before = process.memoryUsage().rss;

    expect(bomb.length).toBeLessThan(200_000);
    expect(await sentenceOf(bomb)).toBe('The file unpacks to far more than a form can hold.');
    expect(process.memoryUsage().rss - before).toBeLessThan(100e6);
  });

  it('counts what really comes out, not what the archive declares', async () => {
    const bomb = withDeclaredSize(
      withParts({ 'xl/big.xml': new Uint8Array(70_000_000) }),
      'xl/big.xml',
      1000,
    );

    expect(await sentenceOf(bomb)).not.toBe('read');
  });

  it('refuses more than 500 parts', async () => {
    const parts = Object.fromEntries(
      Array.from({ length: 501 }, (_, index) => [`x/${index}`, 'x']),
    );

    expect(await sentenceOf(withParts(parts))).toBe('The file has too many parts to be a form.');
  });

  for (const declaration of ['<!DOCTYPE x SYSTEM "file:///etc/passwd">', '<!ENTITY a "b">']) {
    it(`refuses ${declaration.slice(0, 9)} anywhere in a part`, async () => {
      const part = `<?xml version="1.0"?>${' '.repeat(200_000)}${declaration}<x/>`;

      expect(await sentenceOf(withParts({ 'xl/sharedStrings.xml': part }))).toMatch(
        /XML declarations/,
      );
    });

    it(`refuses ${declaration.slice(0, 9)} in UTF-16, too`, async () => {
      const part = new Uint8Array(
        Buffer.from(`\uFEFF<?xml version="1.0"?>${declaration}<x/>`, 'utf16le'),
      );

      expect(await sentenceOf(withParts({ 'xl/sharedStrings.xml': part }))).toMatch(
        /XML declarations/,
      );
    });
  }

  for (const name of ['../../x.xml', '/etc/x.xml', 'C:/x.xml', 'xl\\..\\..\\x.xml']) {
    it(`refuses a part named ${name}`, async () => {
      expect(await sentenceOf(withParts({ [name]: 'x' }))).not.toBe('read');
    });
  }

  it('refuses a symbolic link', async () => {
    const link = zipSync({ 'xl/link': [strToU8('/etc/passwd'), { os: 3, attrs: 0o120777 << 16 }] });

    expect(await sentenceOf(link)).toBe('The file contains parts that point outside of it.');
  });
});

describe('a file that is something else', () => {
  const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0]);
  const cases: readonly (readonly [string, Uint8Array])[] = [
    ['a picture that was renamed', png],
    ['nothing at all', new Uint8Array()],
    ['half a workbook', workbookBytes(smallForm).slice(0, 3000)],
    ['half an old workbook', workbookBytes(smallForm, 'biff8').slice(0, 700)],
    ['a zip without sheets', zipSync({ 'a.txt': strToU8('a') })],
    ['a workbook with a password', lockedWorkbook()],
  ];

  for (const [what, bytes] of cases) {
    it(`is refused in one plain sentence: ${what}`, async () => {
      expect(await sentenceOf(bytes)).toMatch(/^The file [^.]+(\.xlsx or \.xls\))?\.$/);
    });
  }
});

/** Rewrites the size in both headers of a part, as a liar would. */
function withDeclaredSize(archive: Uint8Array, name: string, size: number): Uint8Array {
  const bytes = Buffer.from(archive);
  const wanted = Buffer.from(name);
  for (let at = bytes.indexOf(wanted); at >= 0; at = bytes.indexOf(wanted, at + 1)) {
    if (bytes.readUInt32LE(at - 30) === 0x04034b50) bytes.writeUInt32LE(size, at - 30 + 22);
    if (at >= 46 && bytes.readUInt32LE(at - 46) === 0x02014b50)
      bytes.writeUInt32LE(size, at - 46 + 24);
  }
  return bytes;
}
