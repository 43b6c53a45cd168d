/** Faults that people make, each planted into a definition that was sound, at a place that chance picks. */
import type { Definition, Item } from '#core/definitions/definition.ts';
import { choice, text } from './gate-items.ts';

type Plant = (at: number) => readonly Item[];

/** A handful of sound items; names carry the number, so that several handfuls can stand in one survey. */
export const soundItems = (at: number): readonly Item[] => [
  choice(`sex${at}`, { choices: ['woman', 'man', 'other_sex'] }),
  text(`age${at}`, { inputType: 'number', min: 0, max: 120, lnMeasure: 'interval' }),
  { ...choice(`joins${at}`), type: 'boolean', choices: undefined } as unknown as Item,
  choice(`topics${at}`, { type: 'checkbox', choices: ['health', 'law', 'work'] }),
  text(`why${at}`, { visibleIf: `{sex${at}} = 'man' and {age${at}} > 17` }),
];

const expression =
  (visibleIf: (at: number) => string): Plant =>
  (at) => [text(`x${at}`, { visibleIf: visibleIf(at) })];

/** By the code of the problem that each must lead to. Items come after `soundItems(at)`. */
export const mendableFaults: readonly (readonly [string, Plant])[] = [
  ['name-invalid', (at) => [choice(`họ và tên ${at}`)]],
  [
    'name-invalid',
    (at) => [choice(`9 lives ${at}`), text(`z${at}`, { visibleIf: `{9 lives ${at}} = 'a'` })],
  ],
  ['name-duplicate', (at) => [choice(`sex${at}`)]],
  ['name-duplicate', (at) => [choice(`SEX${at}`)]],
  ['choice-duplicate', (at) => [choice(`x${at}`, { choices: ['a', 'b', 'a'] })]],
  [
    'choice-duplicate',
    (at) => [choice(`x${at}`, { choices: [1, { value: '1', text: 'One more' }] })],
  ],
  [
    'choice-duplicate',
    (at) => [choice(`x${at}`, { choices: ['a', 'other'], showOtherItem: true })],
  ],
  ['choice-invalid', (at) => [choice(`x${at}`, { choices: ['a', ''] })]],
  [
    'choice-invalid',
    (at) => [choice(`x${at}`, { choices: ['a', { value: '', text: 'Không rõ' }] })],
  ],
  ['choice-invalid', (at) => [choice(`x${at}`, { choices: ['a', 'two words'] })]],
  ['property-unknown', (at) => [text(`x${at}`, { sparkle: true })]],
  ['property-refused', (at) => [text(`x${at}`, { valueName: 'shared' })]],
  ['property-refused', (at) => [text(`x${at}`, { setValueExpression: '1 + 1' })]],
  ['address-refused', (at) => [text(`x${at}`, { width: 'https://evil.example' })]],
  ['rows-begin', (at) => [group(`x${at}`, { panelCount: 2 })]],
  ['rows-begin', (at) => [group(`x${at}`, { panelCount: 2, minPanelCount: 1 })]],
  ['rows-begin', (at) => [table(`x${at}`, {})]],
  ['copies-too-many', (at) => [group(`x${at}`, { maxPanelCount: 900 })]],
  ['bounds-crossed', (at) => [text(`x${at}`, { inputType: 'number', min: 9, max: 3 })]],
  [
    'bounds-crossed',
    (at) => [choice(`x${at}`, { type: 'checkbox', minSelectedChoices: 2, maxSelectedChoices: 1 })],
  ],
  ['cannot-go-on', (at) => [choice(`x${at}`, { type: 'checkbox', minSelectedChoices: 5 })]],
  ['markup-in-text', (at) => [choice(`x${at}`, { title: 'Are you <b>well</b>?' })]],
  ['text-reference-unknown', (at) => [choice(`x${at}`, { title: `You said {topic${at}}` })]],
  ['text-reference-unknown', (at) => [choice(`x${at}`, { title: 'In {brackets of somebody}' })]],
  ['class-missing', (at) => [unclassified(`x${at}`)]],
  [
    'measure-missing',
    (at) => [
      { ...choice(`x${at}`, { type: 'checkbox' }), lnMeasure: undefined } as unknown as Item,
    ],
  ],
  ['expression-bracket', expression((at) => `({sex${at}} = 'man'`)],
  ['expression-null', expression((at) => `{age${at}} = null`)],
  ['expression-null', expression((at) => `{age${at}} <> null or {sex${at}} = 'man'`)],
  ['expression-bare', expression((at) => `{joins${at}}`)],
  ['expression-bare', expression((at) => `{topics${at}}`)],
  [
    'function-clock',
    expression((at) => `age{age${at}} > 1`.replace(/^.*$/, `currentDate() > '2026-01-31'`)),
  ],
  ['date-unreadable', expression(() => `today() > '31/01/2026'`)],
  ['reference-unknown', expression((at) => `{agee${at}} > 18`)],
  ['code-unknown', expression((at) => `{sex${at}} = 'womn'`)],
  ['code-unknown', expression((at) => `{topics${at}} contains 'laww'`)],
  ['never-shown', expression(() => '1 = 2')],
  [
    'reference-forward',
    (at) => [
      text(`x${at}`, { visibleIf: `{later${at}} = 'a'` }),
      choice(`y${at}`),
      choice(`later${at}`),
    ],
  ],
  ['carried-empty', (at) => [carried(at, {})]],
  ['carried-empty', (at) => [carried(at, { visibleIf: `{sex${at}} = 'man'` })]],
  ['translation-missing', (at) => [choice(`x${at}`, { title: { vi: 'Chỉ tiếng Việt' } })]],
  ['default-text-missing', (at) => [choice(`x${at}`, { description: { vi: ' ' } })]],
];

const unclassified = (name: string): Item => {
  const { lnClass: _, ...rest } = text(name);
  return rest;
};

const group = (name: string, more: Partial<Item>): Item => {
  const { choices: _, ...rest } = choice(name, more);
  return { ...rest, type: 'paneldynamic', templateElements: [choice(`${name}in`)] };
};

const table = (name: string, more: Partial<Item>): Item => {
  const { choices: _, ...rest } = choice(name, more);
  return {
    ...rest,
    type: 'matrixdynamic',
    minRowCount: 1,
    columns: [{ name: `${name}col`, cellType: 'dropdown', choices: ['a', 'b'] }],
  };
};

const carried = (at: number, more: Partial<Item>): Item => {
  const { choices: _, ...rest } = choice(`x${at}`, {
    isRequired: true,
    choicesFromQuestion: `topics${at}`,
    choicesFromQuestionMode: 'selected',
    ...more,
  });
  return rest;
};

/** A survey of handfuls with the chosen faults planted behind them, one handful a page. */
export function faultySurvey(chosen: readonly number[]): Definition {
  const title = { vi: 'Khảo sát', en: 'Survey' };
  return {
    title,
    locale: 'vi',
    pages: chosen.map((fault, at) => ({
      name: `page${at}`,
      elements: [...soundItems(at), ...(mendableFaults[fault]?.[1](at) ?? [])],
    })),
  };
}
