/** Files as people have them, good and bad, into a survey. */
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { lossLines, startImporting } from '../../support/importing.ts';
import { withParts, workbookBytes } from '../../support/spreadsheets.ts';
import { wideDefinition } from '../../support/wide-survey.ts';

const uuid = (at: number): string => `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`;

async function imported(files: Readonly<Record<string, string | Uint8Array>>, encoding?: string) {
  const importing = await startImporting(wideDefinition);
  const report = await importing.importFiles(files, encoding === undefined ? {} : { encoding });
  const answers = (await importing.stored()).map((row) => row.answers);
  return { importing, report, answers, lost: lossLines(report) };
}

const utf16 = (text: string): Uint8Array => Buffer.from(`\uFEFF${text}`, 'utf16le');

describe('columns', () => {
  it('are found by name, path, label in any language, and with any separator of groups', async () => {
    for (const header of [
      'sex,needs,age',
      'first/sex,first/needs,x/age',
      'Giới tính,Cần gì?,AGE',
    ]) {
      const { answers, lost } = await imported({
        'a.csv': `_uuid,${header}\n${uuid(1)},f,water 3,7\n`,
      });

      expect(answers, header).toEqual([{ sex: 'f', needs: ['water', 3], age: 7 }]);
      expect(lost).toEqual([]);
    }
  });

  it('of single choices stand in where the list is not there, and are told where they differ', async () => {
    const { answers, lost } = await imported({
      'a.csv':
        `_uuid,needs,needs/water,What do you need?/A new roof,needs/nope\n` +
        `${uuid(1)},,1,TRUE,\n${uuid(2)},water,0,1,\n${uuid(3)},,x,,1\n${uuid(4)},,7,0,\n`,
    });

    expect(answers).toEqual([
      { needs: ['water', 'roof'] },
      { needs: ['water'] },
      { needs: ['water'] },
      {},
    ]);
    expect(lost).toEqual([
      '3 needs choice-columns-differ',
      '4 needs/nope code-unlisted',
      '5 needs/water mark-unreadable',
    ]);
  });

  it('that belong to nothing, or come twice, are told once', async () => {
    const { lost } = await imported({ 'a.csv': `_uuid,sex,sex,house,_id\n${uuid(1)},f,m,1,2\n` });

    expect(lost).toEqual(['sex column-repeated', 'house column-unknown']);
  });
});

describe('cells', () => {
  it('that cannot be read are left out and told, the rest of the row is stored', async () => {
    const { report, answers, lost } = await imported({
      'a.csv':
        `_uuid,sex,needs,age,born,clock,line,stars\n` +
        `${uuid(1)},zz,water nope 3,many,31/31/2020,25:00,"two\nlines",4\n`,
    });

    expect(answers).toEqual([{ needs: ['water', 3], line: 'two lines', stars: 4 }]);
    expect(lost).toEqual([
      '2 sex code-unlisted',
      '2 needs code-unlisted',
      '2 age number-unreadable',
      '2 born date-unreadable',
      '2 clock time-unreadable',
      '2 line line-break-joined',
    ]);
    expect(report).toMatchObject({ stored: 1, quarantined: 0 });
  });

  it('may hold decimal commas, days before months, serials of spreadsheets and guards', async () => {
    const { answers, lost } = await imported({
      'a.csv':
        `_uuid;age;born;at;clock;line;agrees\n` +
        `${uuid(1)};1,5;25/2/2020;2026-03-01T08:30:00.000+07:00;0.5;'=1+1;TRUE\n` +
        `${uuid(2)};2,25;3/4/2020;46082.354166666664;7:05 pm;'x;0\n` +
        `${uuid(3)};;46082;;;''=2;\n`,
    });

    expect(lost).toEqual([]);
    expect(answers).toEqual([
      {
        age: 1.5,
        born: '2020-02-25',
        at: '2026-03-01T08:30:00',
        clock: '12:00:00',
        line: '=1+1',
        agrees: true,
      },
      {
        age: 2.25,
        born: '2020-04-03',
        at: '2026-03-01T08:30:00',
        clock: '19:05:00',
        line: "'x",
        agrees: false,
      },
      { born: '2026-03-01', line: "'=2" },
    ]);
  });

  it('are kept in NFC', async () => {
    const { answers } = await imported({
      'a.csv': `_uuid,line\n${uuid(1)},${'Nguyễn'.normalize('NFD')}\n`,
    });

    expect(answers).toEqual([{ line: 'Nguyễn' }]);
  });
});

describe('rows', () => {
  it('with an id are stored once; other answers under it are a conflict', async () => {
    const importing = await startImporting(wideDefinition);
    const first = `_uuid,age\nuuid:${uuid(1)},1\n${uuid(2)},2\n${uuid(2)},2\n`;

    const once = await importing.importFiles({ 'a.csv': first });
    const again = await importing.importFiles({
      'b.csv': `age,_uuid\n1,${uuid(1)}\n3,${uuid(2)}\n`,
    });

    expect(once).toMatchObject({ rows: 3, stored: 2, alreadyStored: 1, conflict: 0 });
    expect(lossLines(once)).toEqual(['4 response-repeated']);
    expect(again).toMatchObject({ stored: 0, alreadyStored: 1, conflict: 1 });
    expect(lossLines(again)).toEqual(['3 response-conflict']);
  });

  it('without an id get one of what they say, the same again', async () => {
    const importing = await startImporting(wideDefinition);
    const once = await importing.importFiles({ 'a.csv': 'age\n1\n1\n2\n' });
    const again = await importing.importFiles({ 'a.csv': 'age\n1\n1\n2\n' });

    expect(once).toMatchObject({ rows: 3, stored: 3 });
    expect(lossLines(once)).toEqual(['id-missing']);
    expect(again).toMatchObject({ stored: 0, alreadyStored: 3 });
  });

  it('that are blank, the header again, or cut off are no responses', async () => {
    const { report, lost } = await imported({
      'a.csv': `_uuid,sex,age\n${uuid(1)},f,1\n,,\n\n_uuid,sex,age\n${uuid(2)},m,2,,9\n${uuid(3)},f`,
    });

    expect(report).toMatchObject({ rows: 2, stored: 2 });
    expect(lost).toEqual(['a 5 header-again', 'a 6 cells-uneven', 'a 7 row-cut']);
  });

  it('that do not fit are set aside, and the others are stored', async () => {
    const { report, lost } = await imported({
      'a.csv': `_uuid,line,age\n${uuid(1)},a${'\u0301'.repeat(30)},1\n${uuid(2)},b,2\n`,
    });

    expect(report).toMatchObject({ stored: 1, quarantined: 1 });
    expect(lost).toEqual(['2 line answers-unfit']);
  });

  it('of a trial run change nothing, and say what would become of them', async () => {
    const importing = await startImporting(wideDefinition);
    await importing.importFiles({ 'a.csv': `_uuid,age\n${uuid(1)},1\n` });
    const csv = `_uuid,age\n${uuid(1)},1\n${uuid(1)},2\n${uuid(2)},3\n`;

    const report = await importing.importFiles({ 'b.csv': csv }, { isDryRun: true });

    expect(report).toMatchObject({ rows: 3, stored: 1, alreadyStored: 1, conflict: 1 });
    expect(await importing.stored()).toHaveLength(1);
    expect(await importing.importFiles({ 'b.csv': csv })).toMatchObject({
      stored: 1,
      alreadyStored: 1,
      conflict: 1,
    });
  });

  it('stay in whole batches when somebody stops, and the file goes on from there', async () => {
    const importing = await startImporting(wideDefinition);
    const csv = `_uuid,age\n${Array.from({ length: 900 }, (_, at) => `${uuid(at)},${at}`).join('\n')}\n`;
    const stopping = new AbortController();

    const report = await importing.importFiles(
      { 'a.csv': csv },
      { signal: stopping.signal, onProgress: ({ done }) => done >= 500 && stopping.abort() },
    );

    expect(report).toMatchObject({ isStopped: true, stored: 500 });
    expect(await importing.stored()).toHaveLength(500);
    expect(await importing.importFiles({ 'a.csv': csv })).toMatchObject({
      stored: 400,
      alreadyStored: 500,
    });
  });

  it('leave an audit line each, one for the file, and no answer in either', async () => {
    const importing = await startImporting(wideDefinition);
    await importing.importFiles(
      { 'a.csv': `_uuid,line\n${uuid(1)},bí mật\n` },
      { personId: 'mai' },
    );

    const audit = await importing.store.db.selectFrom('audit').selectAll().orderBy('seq').execute();
    const files = await importing.store.db.selectFrom('response_import').selectAll().execute();
    expect(audit.map(({ actor, action }) => `${actor} ${action}`)).toEqual([
      'mai response.stored',
      'mai responses.imported',
    ]);
    expect(files).toMatchObject([{ rows: 1, stored: 1, person_id: 'mai' }]);
    expect(JSON.stringify([audit, files])).not.toContain('bí mật');
  });
});

describe('repeated groups', () => {
  const children = [
    ['_index', '_parent_table_name', '_parent_index', 'child_age', 'children/goes_to'],
    [1, 'rong', 2, 5, 'school'],
    [2, 'rong', 1, 9, 'work'],
    [3, 'rong', 9, 1, ''],
  ];
  const visits = [
    ['_parent_table_name', '_parent_index', 'children/visits/visit_day'],
    ['children', 2, '2026-01-02'],
    ['children', 2, '2026-02-03'],
  ];

  it('come from the other sheets of a workbook', async () => {
    const { answers, lost } = await imported({
      'kobo.xlsx': workbookBytes({
        rong: [
          ['_uuid', 'age', '_index'],
          [uuid(1), 31, 1],
          [uuid(2), 32, 2],
        ],
        children,
        visits,
      }),
    });

    expect(answers).toEqual([
      {
        age: 31,
        children: [
          {
            child_age: 9,
            goes_to: ['work'],
            visits: [{ visit_day: '2026-01-02' }, { visit_day: '2026-02-03' }],
          },
        ],
      },
      { age: 32, children: [{ child_age: 5, goes_to: ['school'] }] },
    ]);
    expect(lost).toEqual(['children 4 parent-unknown']);
  });

  it('come from the files of an ODK Central zip', async () => {
    const file = (text: string): Uint8Array => new TextEncoder().encode(text);
    const { answers, lost } = await imported({
      'odk.zip': zipSync({
        'rong.csv': file(
          `SubmissionDate,meta-instanceID,age,KEY,SubmitterName,ReviewState\n2026-03-01T00:00:00Z,uuid:${uuid(1)},31,uuid:${uuid(1)},An,\n`,
        ),
        'rong-children.csv': file(
          `child_age,goes_to,PARENT_KEY,KEY,SET-OF-visits\n9,work,uuid:${uuid(1)},uuid:${uuid(1)}/children[1],x\n`,
        ),
        'rong-visits.csv': file(
          `visit_day,PARENT_KEY,KEY\n2026-01-02,uuid:${uuid(1)}/children[1],uuid:${uuid(1)}/children[1]/visits[1]\n`,
        ),
      }),
    });

    expect(answers).toEqual([
      {
        age: 31,
        children: [{ child_age: 9, goes_to: ['work'], visits: [{ visit_day: '2026-01-02' }] }],
      },
    ]);
    expect(lost).toEqual([]);
  });
});

describe('bad files', () => {
  const csv = `_uuid,age\n${uuid(1)},1\n`;

  it('in other encodings are read where they say so themselves, else refused', async () => {
    expect((await imported({ 'a.csv': utf16(csv) })).answers).toEqual([{ age: 1 }]);
    expect((await imported({ 'a.csv': `\uFEFF${csv}` })).answers).toEqual([{ age: 1 }]);
    const old = Buffer.concat([Buffer.from(`_uuid,line\n${uuid(1)},`), Buffer.from([0xd0, 0x0a])]);
    await expect(imported({ 'a.csv': old })).rejects.toMatchObject({ code: 'encoding' });
    expect((await imported({ 'a.csv': old }, 'windows-1258')).answers).toEqual([{ line: 'Đ' }]);
    await expect(imported({ 'a.csv': csv }, 'klingon')).rejects.toMatchObject({ code: 'encoding' });
  });

  it('end in one sentence and store nothing', async () => {
    const refused: readonly (readonly [string, string | Uint8Array, string])[] = [
      ['empty.csv', '', 'empty'],
      ['quotes.csv', `_uuid,age\n"${uuid(1)},1\n`, 'irregular'],
      ['nul.csv', `_uuid,age\n\0\0\0\n`, 'encoding'],
      ['other.csv', 'a,b\n1,2\n', 'no-columns'],
      ['paper.pdf', '%PDF-1.7', 'no-table'],
      ['cut.xlsx', workbookBytes({ a: [['age'], [1]] }).subarray(0, 900), 'damaged'],
      ['things.zip', zipSync({ 'a.txt': new Uint8Array([1]) }), 'no-table'],
    ];
    for (const [name, content, code] of refused) {
      const importing = await startImporting(wideDefinition);
      await expect(importing.importFiles({ [name]: content }), name).rejects.toMatchObject({
        name: 'FileRefusal',
        code,
      });
      expect(await importing.stored()).toEqual([]);
    }
  });

  it('of nothing but empty cells are stopped before they fill the memory', async () => {
    const header = `age${','.repeat(3_000_000)}\n1\n`;
    const row = `age\n1${','.repeat(3_000_000)}\n`;

    await expect(imported({ 'a.csv': header })).rejects.toMatchObject({ code: 'too-large' });
    await expect(imported({ 'a.csv': row })).rejects.toMatchObject({ code: 'too-large' });
  });

  it('whose rows and cells never end are read in time that grows with their size', async () => {
    const begun = (tag: string, most: number) =>
      withParts({ 'xl/worksheets/sheet1.xml': new TextEncoder().encode(tag.repeat(most)) });
    const closed = `<row r="1">${'<c r="A1"><v '.repeat(100_000)}</c></row>`;

    for (const file of [begun('<row r="1">', 700_000), begun('<row ', 700_000), begun(closed, 1)]) {
      await expect(imported({ 'a.xlsx': file })).rejects.toMatchObject({ name: 'FileRefusal' });
    }
  });

  it('that swell when they are opened are stopped', async () => {
    const blank = new Uint8Array(30_000_000).fill(0x20);
    const bomb = zipSync({ 'a.csv': blank }, { level: 9 });

    const sheet = withParts({ 'xl/worksheets/sheet1.xml': blank });

    await expect(imported({ 'bomb.zip': bomb })).rejects.toMatchObject({ code: 'too-large' });
    await expect(imported({ 'bomb.xlsx': sheet })).rejects.toMatchObject({ code: 'too-large' });
  });
});
