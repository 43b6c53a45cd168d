import { describe, expect, it } from 'vitest';
import type { Definition } from '#core/definitions/definition.ts';
import { createMessages } from '#core/language/messages.ts';
import tools from '#core/language/vi/tools.json';
import { findSubject } from '#web/workspace/editor/tools/condition-sentence.ts';
import { subjectsFor } from '#web/workspace/editor/tools/condition-subjects.ts';
import { itemOptions } from '#web/workspace/editor/tools/item-options.ts';
import { matchesFolded } from '#web/workspace/editor/tools/option-filter.ts';
import type { WorkspaceMessages } from '#web/workspace/language/workspace-messages.ts';

const text = (name: string, title: string) => ({ type: 'text', name, title: { vi: title } });
const definition: Definition = {
  locale: 'vi',
  pages: [
    { name: 'a', title: { vi: 'Về bạn' }, elements: [text('age', 'Tuổi của bạn')] },
    { name: 'b', title: { vi: 'Về bạn' }, elements: [text('job', 'Nghề'), text('last', 'Cuối')] },
  ],
  calculatedValues: [{ name: 'total', expression: '1 + 1' }],
};
const messages = createMessages('vi', tools);
// as: the words of this room are all that options need.
const t = messages.text as unknown as WorkspaceMessages;
const subjects = subjectsFor(definition, '/pages/1/elements/1');
const speaking = { subjects, languages: ['vi'], t };

describe('what a condition offers to ask about', () => {
  it('stands under the page that asks it, pages of one title together', () => {
    expect(itemOptions('', undefined, speaking)).toEqual([
      { group: 'Giá trị tính', items: [{ value: 'total', label: 'total' }] },
      {
        group: 'Về bạn',
        items: [
          { value: 'age', label: 'Tuổi của bạn' },
          { value: 'job', label: 'Nghề' },
        ],
      },
    ]);
  });

  it('keeps what the row asks about, though it comes later or is gone', () => {
    const later = itemOptions('last', findSubject('LAST', subjects), speaking);

    expect(JSON.stringify(later)).toContain('Cuối');
    expect(itemOptions('gone', undefined, speaking)[0]).toEqual({ value: 'gone', label: 'gone' });
  });

  it('is found without diacritics, by title or name', () => {
    const options = [
      { group: 'g', items: [{ value: 'age', label: 'Tuổi của bạn' }] },
      { value: 'x', label: 'Đồng ý' },
    ];
    const found = (search: string) => matchesFolded({ options, search, limit: 10 });

    expect(found('tuoi')).toEqual([options[0]]);
    expect(found('AGE')).toEqual([options[0]]);
    expect(found('dong')).toEqual([options[1]]);
    expect(found('xyz')).toEqual([]);
  });
});
