import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Definition } from '#core/definitions/definition.ts';
import { namePattern } from '#core/definitions/names.ts';
import { checkDefinition } from '#core/definitions/publish-gate.ts';
import {
  choicesFromRows,
  itemsFromPasted,
} from '#web/workspace/editor/tools/paste/build-pasted.ts';
import {
  freeCode,
  freeItemName,
  longestCode,
  slugOf,
} from '#web/workspace/editor/tools/paste/codes-from-words.ts';
import { cellsOf } from '#web/workspace/editor/tools/paste/pasted-table.ts';
import {
  type AnswerOptions,
  answersFrom,
  readAnswerList,
} from '#web/workspace/editor/tools/paste/read-answer-list.ts';
import { readItemList } from '#web/workspace/editor/tools/paste/read-item-list.ts';

const languages = ['vi', 'en'];
const definition: Definition = { locale: 'vi', pages: [] };

const answers = (text: string, options: Partial<AnswerOptions> = {}) => {
  const pasted = readAnswerList(text, { languages });
  return answersFrom(pasted, {
    columns: pasted.columns,
    taken: [],
    known: [],
    numbersAreCodes: false,
    ...options,
  });
};
const codesOf = (text: string, options: Partial<AnswerOptions> = {}) =>
  answers(text, options)
    .filter(({ isRepeated }) => !isRepeated)
    .map(({ code }) => code);

describe('codes made from words', () => {
  it('are plain letters without diacritics', () => {
    expect(slugOf('Quản lý tiền của mình')).toBe('quan_ly_tien_cua_minh');
    expect(slugOf('ĐỒNG Ý')).toBe('dong_y');
    expect(slugOf('Деньги и здоровье')).toBe('dengi_i_zdorove');
    expect(slugOf('18–24 tuổi')).toBe('18_24_tuoi');
    expect(slugOf('យល់ព្រម')).toBe('');
  });

  it('are free, short and fit to stand in an expression, whatever the words', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 60 })), (labels) => {
        const taken = new Set(['a1', 'khac']);
        const codes = labels.map((label, index) => freeCode(label, taken, `a${index + 1}`));

        expect(new Set(codes).size).toBe(codes.length);
        for (const code of codes) {
          expect(code).toMatch(/^[a-z0-9_]+$/);
          expect(code.length).toBeLessThanOrEqual(longestCode);
        }
      }),
    );
  });

  it('begin with a letter where they name items', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 60 })), (titles) => {
        const taken = new Set<string>();
        const names = titles.map((title) => freeItemName(title, taken));

        expect(new Set(names).size).toBe(names.length);
        for (const name of names) expect(name).toMatch(namePattern);
      }),
    );
    expect(freeItemName('Panel', new Set())).toBe('q_panel');
    expect(freeItemName('3 điều', new Set())).toBe('q_3_dieu');
  });
});

describe('a pasted list of answers', () => {
  it('is one answer a line, without its dots and numbers', () => {
    expect(answers('• Nam\n• Nữ\n')).toEqual([
      { code: 'nam', texts: { vi: 'Nam' }, isRepeated: false },
      { code: 'nu', texts: { vi: 'Nữ' }, isRepeated: false },
    ]);
    expect(codesOf('1. Nam\n2. Nữ\n3) Khác')).toEqual(['nam', 'nu', 'khac']);
    expect(codesOf('1.\tNam\n2.\tNữ')).toEqual(['nam', 'nu']);
    expect(codesOf('□ Nam\r\n☐ Nữ')).toEqual(['nam', 'nu']);
  });

  it('takes the numbers as codes where people say so', () => {
    expect(codesOf('1. Nam\n2. Nữ\n9. Không trả lời', { numbersAreCodes: true })).toEqual([
      '1',
      '2',
      '9',
    ]);
  });

  it('reads code=label', () => {
    expect(answers('money = Quản lý tiền\nrights=Quyền lợi')).toEqual([
      { code: 'money', texts: { vi: 'Quản lý tiền' }, isRepeated: false },
      { code: 'rights', texts: { vi: 'Quyền lợi' }, isRepeated: false },
    ]);
    expect(codesOf('x = y\nmột dòng thường')).toEqual(['x_y', 'mot_dong_thuong']);
  });

  it('reads two columns as two languages, three as codes before them', () => {
    expect(answers('Có\tYes\nKhông\tNo')).toEqual([
      { code: 'co', texts: { vi: 'Có', en: 'Yes' }, isRepeated: false },
      { code: 'khong', texts: { vi: 'Không', en: 'No' }, isRepeated: false },
    ]);
    expect(answers('y\tCó\tYes\nn\tKhông\tNo')[0]).toEqual({
      code: 'y',
      texts: { vi: 'Có', en: 'Yes' },
      isRepeated: false,
    });
    expect(readAnswerList('1\tCó\n2\tKhông', { languages }).columns).toEqual(['code', 'text:vi']);
    expect(readAnswerList('Nam\tMale\nAn\tPeace', { languages }).columns).toEqual([
      'text:vi',
      'text:en',
    ]);
  });

  it('goes by the head of the columns where there is one', () => {
    const pasted = readAnswerList(
      'list_name\tname\tlabel::English (en)\tlabel::Tiếng Việt (vi)\nsex\tf\tFemale\tNữ',
      { languages },
    );

    expect(pasted.columns).toEqual(['skip', 'code', 'text:en', 'text:vi']);
    expect(pasted.rows).toEqual([['sex', 'f', 'Female', 'Nữ']]);
    expect(readAnswerList('Mã\tTiếng Nga\n1\tДа', { languages }).columns).toEqual([
      'code',
      'text:ru',
    ]);
  });

  it('leaves out what is there already, in the item or further up', () => {
    const rows = answers('Nam\nNữ\nnam', { taken: ['nu'], known: ['NỮ'] });

    expect(rows.map(({ isRepeated }) => isRepeated)).toEqual([false, true, true]);
  });

  it('never gives a new answer a code that had answers before', () => {
    expect(codesOf('Khác\nKhác nữa', { taken: ['khac', 'KHAC_NUA'] })).toEqual([
      'khac_2',
      'khac_nua_2',
    ]);
  });

  it('reads cells as spreadsheets put them on the clipboard', () => {
    expect(cellsOf('a\t"x ""y""\nz"\n\n"open\tb')).toEqual([
      ['a', 'x "y"\nz'],
      ['"open', 'b'],
    ]);
    expect(cellsOf('say "no"\nand "yes"')).toEqual([['say "no"'], ['and "yes"']]);
  });

  it('loses no line that has words', () => {
    const line = fc.constantFrom('Nam', 'Nữ', '1. Một', '- Hai', 'x = y', 'a\tb', '"q"', '=', '1');
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), (lines) => {
        const all = answers(lines.join('\n'));
        // A first line of nothing but names of columns is a head.
        expect(all.length).toBeGreaterThanOrEqual(lines.length - 1);
        for (const { code } of all.filter(({ isRepeated }) => !isRepeated))
          expect(code).not.toBe('');
      }),
    );
  });

  it('keeps numbers as numbers only where the codes of the item are', () => {
    const rows = answers('1\tMột\n2\tHai');

    expect(choicesFromRows(rows, definition, true)).toEqual([
      { value: 1, text: { vi: 'Một' } },
      { value: 2, text: { vi: 'Hai' } },
    ]);
    expect(choicesFromRows(rows, definition, false)[0]).toEqual({
      value: '1',
      text: { vi: 'Một' },
    });
  });
});

const questionnaire = `1. Giới tính của bạn? *
   ○ Nam
   ○ Nữ

2. Bạn bao nhiêu tuổi? ____

3. Bạn muốn học gì?
□ Quản lý tiền
□ Quyền lợi

Câu 4: Bạn có đồng ý không?
- Có
- Không

5. Vì sao?
6. Tên xưởng
7. Nơi ở
1. Phòng trọ
2. Nhà riêng`;

describe('a pasted questionnaire', () => {
  const items = readItemList(questionnaire);

  it('is cut into questions and their answers', () => {
    expect(items.map(({ titles }) => titles[0])).toEqual([
      'Giới tính của bạn?',
      'Bạn bao nhiêu tuổi?',
      'Bạn muốn học gì?',
      'Bạn có đồng ý không?',
      'Vì sao?',
      'Tên xưởng',
      'Nơi ở',
    ]);
    expect(items.map((item) => item.answers.length)).toEqual([2, 0, 2, 2, 0, 0, 2]);
    expect(items.map(({ isRequired }) => isRequired)).toEqual([
      true,
      false,
      false,
      false,
      false,
      false,
      false,
    ]);
  });

  it('has a kind guessed for each question', () => {
    expect(items.map(({ kind }) => kind)).toEqual([
      'one',
      'number',
      'many',
      'yes-no',
      'long',
      'short',
      'one',
    ]);
  });

  it('is guessed in every language of ours', () => {
    const kindOf = (text: string) => readItemList(text)[0]?.kind;

    expect(kindOf('How many children do you have?')).toBe('number');
    expect(kindOf('Сколько вам лет?')).toBe('number');
    expect(kindOf('Tanggal lahir')).toBe('date');
    expect(kindOf('Почему?')).toBe('long');
    expect(kindOf('Согласны?\n - Да\n - Нет')).toBe('yes-no');
    expect(kindOf('Pilih semua yang sesuai\n- Uang\n- Hak')).toBe('many');
  });

  it('reads two columns as two languages, Word lists too', () => {
    const [item] = readItemList('1.\tGiới tính\tSex\n•\tNam\tMale\n•\tNữ\tFemale');

    expect(item).toMatchObject({
      titles: ['Giới tính', 'Sex'],
      answers: [
        ['Nam', 'Male'],
        ['Nữ', 'Female'],
      ],
    });
  });

  it('becomes items that the publish gate can read, under free names', () => {
    const made = itemsFromPasted(items, {
      definition,
      languages,
      taken: ['Noi_o'],
      kinds: new Map([[5, 'long']]),
    });
    const names = made.map(({ name }) => name);

    expect(new Set(names).size).toBe(names.length);
    expect(names).toContain('noi_o_2');
    expect(made[3]).toMatchObject({
      type: 'boolean',
      labelTrue: { vi: 'Có' },
      labelFalse: { vi: 'Không' },
    });
    expect(made[5]?.type).toBe('comment');
    const { problems } = checkDefinition({
      ...definition,
      title: 'x',
      pages: [{ name: 'p', elements: made }],
    });
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('keeps every line with words, as a question or as an answer', () => {
    const line = fc.constantFrom(
      'Hỏi gì?',
      '- Đáp',
      '  □ Đáp',
      '1. Hỏi',
      'a) Đáp',
      '',
      '\t',
      '2) x',
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const all = readItemList(lines.join('\n'));
        const kept = all.reduce((sum, item) => sum + 1 + item.answers.length, 0);

        expect(kept).toBe(lines.filter((text) => text.trim() !== '').length);
      }),
    );
  });
});
