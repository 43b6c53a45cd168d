import type { Item } from '#core/definitions/definition.ts';
import { choice, said, text } from './gate-items.ts';

export const bothLanguages = (word: string): { vi: string; en: string } => ({
  vi: `${word} (vi)`,
  en: `${word} (en)`,
});

const title = bothLanguages('Title');

/** Every place where an item of some kind speaks to people, with its text in Vietnamese only. */
export const onlyVietnamese = { vi: 'Chỉ có tiếng Việt' };
const group = { ...said, title: bothLanguages('Group') };
export const spokenPlaces: readonly (readonly [string, Item, string])[] = [
  ['a title', choice('a', { title: onlyVietnamese }), '/title'],
  ['a description', choice('a', { title, description: onlyVietnamese }), '/description'],
  [
    'an answer',
    choice('a', { title, choices: [{ value: 'x', text: onlyVietnamese }] }),
    '/choices/0/text',
  ],
  [
    'the words for another answer',
    choice('a', { title, showOtherItem: true, otherText: onlyVietnamese }),
    '/otherText',
  ],
  [
    'what is said of a missing answer',
    choice('a', { title, isRequired: true, requiredErrorText: onlyVietnamese }),
    '/requiredErrorText',
  ],
  [
    'the text of a validator',
    text('a', { title, validators: [{ type: 'text', minLength: 2, text: onlyVietnamese }] }),
    '/validators/0/text',
  ],
  [
    'what is said of a low number',
    text('a', { title, inputType: 'number', min: 1, minErrorText: onlyVietnamese }),
    '/minErrorText',
  ],
  [
    'the ends of a scale',
    { ...text('a', { title }), type: 'rating', minRateDescription: onlyVietnamese },
    '/minRateDescription',
  ],
  [
    'a step of a scale',
    { ...text('a', { title }), type: 'rating', rateValues: [{ value: 1, text: onlyVietnamese }] },
    '/rateValues/0/text',
  ],
  ['yes', { ...text('a', { title }), type: 'boolean', labelTrue: onlyVietnamese }, '/labelTrue'],
  [
    'a row',
    {
      ...group,
      type: 'matrix',
      name: 'm',
      rows: [{ value: 'r', text: onlyVietnamese }],
      columns: ['x'],
    },
    '/rows/0/text',
  ],
  [
    'a column',
    {
      ...group,
      type: 'matrix',
      name: 'm',
      rows: ['r'],
      columns: [{ value: 'x', text: onlyVietnamese }],
    },
    '/columns/0/text',
  ],
  [
    'a column of a table',
    {
      ...group,
      type: 'matrixdynamic',
      name: 'm',
      rowCount: 0,
      columns: [{ name: 'c', title: onlyVietnamese, cellType: 'text' }],
    },
    '/columns/0/title',
  ],
  [
    'the button that adds a row',
    {
      ...group,
      type: 'matrixdynamic',
      name: 'm',
      rowCount: 0,
      columns: [{ name: 'c', cellType: 'text' }],
      addRowText: onlyVietnamese,
    },
    '/addRowText',
  ],
  [
    'the button that adds a copy',
    {
      ...group,
      type: 'paneldynamic',
      name: 'g',
      templateElements: [choice('b', { title })],
      panelAddText: onlyVietnamese,
    },
    '/panelAddText',
  ],
  [
    'the button that removes a copy',
    {
      ...group,
      type: 'paneldynamic',
      name: 'g',
      templateElements: [choice('b', { title })],
      panelRemoveText: onlyVietnamese,
    },
    '/panelRemoveText',
  ],
  [
    'the title of a copy',
    {
      ...group,
      type: 'paneldynamic',
      name: 'g',
      templateElements: [choice('b', { title })],
      templateTitle: onlyVietnamese,
    },
    '/templateTitle',
  ],
  [
    'an item of a copy',
    {
      ...group,
      type: 'paneldynamic',
      name: 'g',
      templateElements: [choice('b', { title: onlyVietnamese })],
    },
    '/templateElements/0/title',
  ],
  [
    'one text of several',
    {
      ...group,
      lnClass: 'neutral',
      type: 'multipletext',
      name: 'mt',
      items: [{ name: 'one', title: onlyVietnamese }],
    },
    '/items/0/title',
  ],
  ['what an empty field shows', text('a', { title, placeholder: onlyVietnamese }), '/placeholder'],
];
