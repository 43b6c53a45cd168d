import { describe, expect, it } from 'vitest';
import type { Definition } from '#core/definitions/definition.ts';
import { forEachText } from '#core/definitions/languages.ts';
import { translationsOf } from '#core/definitions/translations.ts';
import { movePage } from '#web/workspace/editor/model/pages.ts';
import { cellsOf } from '#web/workspace/editor/tools/paste/pasted-table.ts';
import { pointersByKey, textKey } from '#web/workspace/editor/tools/translations/text-keys.ts';
import { orderedPointers } from '#web/workspace/editor/tools/translations/text-rows.ts';
import {
  takeTable,
  translatorTable,
} from '#web/workspace/editor/tools/translations/translator-table.ts';

const definition: Definition = {
  locale: 'vi',
  title: { vi: 'Khảo sát', en: 'Survey' },
  pages: [
    {
      name: 'about',
      title: { vi: '- Về bạn' },
      elements: [
        {
          type: 'radiogroup',
          name: 'sex',
          title: { vi: 'Giới tính\n("ghi rõ")', en: 'Sex' },
          choices: [
            { value: 'f', text: { vi: 'Nữ', en: 'Female' } },
            { value: 'm', text: { vi: 'Nam' } },
          ],
        },
        {
          type: 'matrix',
          name: 'rated',
          title: { vi: 'Đánh giá' },
          columns: [{ value: 1, text: { vi: 'Kém' } }],
          rows: [{ value: 'doctor', text: { vi: 'Bác sĩ' } }],
        },
      ],
    },
    { name: 'end', title: { vi: 'Kết thúc' }, elements: [{ type: 'text', name: 'last' }] },
  ],
};

const line = (key: string, table: string) => cellsOf(table).find(([first]) => first === key);

describe('a table for a translator', () => {
  it('names each text by where it belongs, not by its place', () => {
    const keys: string[] = [];
    forEachText(definition, (_, pointer) => keys.push(textKey(definition, pointer)));

    expect(keys).toEqual([
      'title',
      'page:about/title',
      'sex/title',
      'sex/choices/f/text',
      'sex/choices/m/text',
      'rated/title',
      'rated/columns/1/text',
      'rated/rows/doctor/text',
      'page:end/title',
    ]);
    expect(pointersByKey(definition).get('sex/choices/m/text')).toBe(
      '/pages/0/elements/0/choices/1/text',
    );
  });

  it('survives quotes, lines and what sheets take for formulas', () => {
    const table = translatorTable(definition, 'en');

    expect(line('sex/title', table)).toEqual(['sex/title', 'Giới tính\n("ghi rõ")', 'Sex']);
    expect(table).toContain("page:about/title\t'- Về bạn\t");
  });

  it('taken back as it is changes nothing', () => {
    const taken = takeTable(definition, 'en', translatorTable(definition, 'en'));

    expect(taken).toEqual({ definition, changed: 0, unknown: [], outdated: 0 });
  });

  it('taken back translated finds its texts though the survey was rearranged, and asks for a look', () => {
    const table = cellsOf(translatorTable(definition, 'en'))
      .map(([key, source, text]) =>
        [key, `"${source?.replaceAll('"', '""')}"`, text || `EN ${key}`].join('\t'),
      )
      .join('\n');
    const moved = movePage(definition, 0, 1).definition;

    const taken = takeTable(moved, 'en', table);

    expect(taken).toMatchObject({ changed: 6, unknown: [], outdated: 0 });
    const states = translationsOf(taken.definition, ['en']);
    expect(states.find(({ text }) => text === 'EN sex/choices/m/text')?.state).toBe('unsigned');
    expect(states.find(({ text }) => text === 'Female')?.state).toBe('done');
    expect(states.filter(({ state }) => state === 'missing')).toEqual([]);
  });

  it('says which lines are of no text here, and which originals have changed', () => {
    const taken = takeTable(
      definition,
      'en',
      'sex/title\tGiới\tGender\ngone/title\tX\tY\nkey\tvi\ten',
    );

    expect(taken).toMatchObject({ changed: 1, outdated: 1, unknown: ['gone/title'] });
  });
});

describe('the list of texts', () => {
  it('begins with what is missing', () => {
    const all = orderedPointers(definition, 'en', 'all');

    expect(orderedPointers(definition, 'en', 'missing')).toEqual(all.slice(0, 6));
    expect(all.slice(6)).toEqual([
      '/title',
      '/pages/0/elements/0/title',
      '/pages/0/elements/0/choices/0/text',
    ]);
  });

  it('has every text for a language that nobody has begun', () => {
    expect(orderedPointers(definition, 'ru', 'missing')).toHaveLength(9);
  });
});
