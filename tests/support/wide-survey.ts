/** A survey with every kind of item that answers may have, repeats within repeats included, and answers to it. */
import type { Definition } from '#core/definitions/definition.ts';

export const wideDefinition: Definition = {
  title: { vi: 'Khảo sát', en: 'Wide survey' },
  locale: 'en',
  clearInvisibleValues: 'onHiddenContainer',
  pages: [
    {
      name: 'first',
      elements: [
        {
          type: 'radiogroup',
          name: 'sex',
          title: { en: 'Sex', vi: 'Giới tính' },
          choices: [
            { value: 'f', text: { en: 'Woman', vi: 'Nữ' } },
            { value: 'm', text: { en: 'Man', vi: 'Nam' } },
          ],
          showOtherItem: true,
        },
        {
          type: 'radiogroup',
          name: 'site',
          title: { en: 'Where?' },
          choices: ['hoa-binh', 'tan-thuan'],
          lnRole: 'site',
        },
        {
          type: 'checkbox',
          name: 'needs',
          title: { en: 'What do you need?', vi: 'Cần gì?' },
          choices: [
            { value: 'water', text: { en: 'Water, clean', vi: 'Nước' } },
            { value: 'roof', text: { en: 'A new roof', vi: 'Mái nhà' } },
            { value: 3, text: { en: 'Work', vi: 'Việc làm' } },
          ],
        },
        { type: 'ranking', name: 'order', title: { en: 'Order' }, choices: ['a', 'b', 'c'] },
        { type: 'text', name: 'age', title: { en: 'Age' }, inputType: 'number' },
        { type: 'text', name: 'born', title: { en: 'Born' }, inputType: 'date' },
        { type: 'text', name: 'at', title: { en: 'At' }, inputType: 'datetime-local' },
        { type: 'text', name: 'clock', title: { en: 'Clock' }, inputType: 'time' },
        { type: 'text', name: 'line', title: { en: 'Line' }, lnClass: 'free-text' },
        { type: 'comment', name: 'why', title: { en: 'Why?' }, lnClass: 'free-text' },
        { type: 'text', name: 'phone', title: { en: 'Phone' }, lnClass: 'identifier' },
        { type: 'boolean', name: 'agrees', title: { en: 'Agrees' } },
        { type: 'rating', name: 'stars', title: { en: 'Stars' }, rateMin: 1, rateMax: 5 },
        {
          type: 'matrix',
          name: 'views',
          title: { en: 'Views' },
          columns: ['good', 'bad'],
          rows: ['school', 'clinic'],
        },
        {
          type: 'multipletext',
          name: 'costs',
          lnClass: 'free-text',
          title: { en: 'Costs' },
          items: [
            { name: 'food', inputType: 'number' },
            { name: 'note', lnClass: 'free-text' },
          ],
        },
        {
          type: 'paneldynamic',
          name: 'children',
          title: { en: 'Children' },
          templateElements: [
            { type: 'text', name: 'child_age', title: { en: 'Age of child' }, inputType: 'number' },
            {
              type: 'checkbox',
              name: 'goes_to',
              title: { en: 'Goes to' },
              choices: ['school', 'work'],
            },
            {
              type: 'paneldynamic',
              name: 'visits',
              title: { en: 'Visits' },
              templateElements: [
                { type: 'text', name: 'visit_day', title: { en: 'Day' }, inputType: 'date' },
              ],
            },
          ],
        },
      ],
    },
  ],
};

/** Answers as a phone would send them; the texts are what spreadsheets trip over. */
export const wideAnswers: readonly Readonly<Record<string, unknown>>[] = [
  {
    sex: 'f',
    site: 'hoa-binh',
    needs: ['water', 3],
    order: ['b', 'a', 'c'],
    age: 31.5,
    born: '1994-02-28',
    at: '2026-03-01T08:30:00',
    clock: '07:05:00',
    line: '=HYPERLINK("x",\'y\')',
    why: 'Dòng một,\n"dòng hai"; hết',
    phone: '0901234567',
    agrees: true,
    stars: 4,
    views: { school: 'good', clinic: 'bad' },
    costs: { food: 1200000, note: '-5' },
    children: [
      { child_age: 3, visits: [{ visit_day: '2026-01-02' }, { visit_day: '2026-02-03' }] },
      {},
      { child_age: 7, goes_to: ['school'] },
    ],
  },
  { sex: 'other', 'sex-Comment': '+84', line: "'=1+1", why: '@cmd', agrees: false },
  {
    site: 'tan-thuan',
    needs: ['roof'],
    line: "''=2",
    age: -0.25,
    children: [{ goes_to: ['work', 'school'] }],
  },
  { line: '007', why: '_x0041_ <b>&amp; ＝1', order: ['c', 'a', 'b'] },
];
