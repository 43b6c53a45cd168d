import { renderToStaticMarkup } from 'react-dom/server';
import { englishStrings, Model, surveyLocalization } from 'survey-core';
import { Survey } from 'survey-react-ui';
import { describe, expect, it } from 'vitest';
import { type ProductLanguage, productLanguages } from '#core/kernel/localized-text.ts';
import { giveSurveyWords } from '#web/respond/form/survey-words.ts';
import { loadWords } from '#web/respond/language/words.ts';

/** Every kind of item of our closed subset, with what makes SurveyJS say something of its own. */
const choices = [
  { value: 'a', text: '1' },
  { value: 'b', text: '2' },
];
const special = {
  showOtherItem: true,
  showNoneItem: true,
  showDontKnowItem: true,
  showRefuseItem: true,
};
const columns = [
  { name: 'c', title: '3', cellType: 'dropdown', choices, isRequired: true, isUnique: true },
  { name: 'd', title: '4', cellType: 'text', inputType: 'number', min: 3 },
];
const kinds = [
  {
    type: 'text',
    inputType: 'number',
    min: 2,
    max: 5,
    validators: [{ type: 'numeric', minValue: 2, maxValue: 5 }],
  },
  { type: 'text', inputType: 'email', validators: [{ type: 'email' }] },
  { type: 'text', validators: [{ type: 'text', minLength: 3, maxLength: 9 }] },
  { type: 'text', validators: [{ type: 'regex', regex: '^x$' }] },
  { type: 'text', inputType: 'date', min: '2030-01-01' },
  { type: 'comment', maxLength: 20, showCommentArea: true },
  { type: 'radiogroup', choices, allowClear: true, showCommentArea: true, ...special },
  { type: 'buttongroup', choices },
  { type: 'dropdown', choices, searchEnabled: true, ...special },
  { type: 'checkbox', choices, minSelectedChoices: 2, ...special },
  { type: 'tagbox', choices, ...special },
  { type: 'ranking', choices },
  { type: 'ranking', choices, selectToRankEnabled: true },
  { type: 'boolean' },
  { type: 'boolean', renderAs: 'radio' },
  { type: 'rating' },
  { type: 'rating', displayMode: 'dropdown' },
  { type: 'matrix', columns: ['1', '2'], rows: ['3', '4'], eachRowRequired: true },
  { type: 'matrixdropdown', columns, rows: ['5', '6'] },
  { type: 'matrixdynamic', columns, rowCount: 2, minRowCount: 1 },
  { type: 'matrixdynamic', columns, rowCount: 0 },
  { type: 'multipletext', items: [{ name: '7', isRequired: true }] },
  {
    type: 'paneldynamic',
    templateElements: [{ type: 'text', name: 'x', title: '8' }],
    panelCount: 1,
  },
  { type: 'paneldynamic', templateElements: [{ type: 'text', name: 'x', title: '8' }] },
  {
    type: 'paneldynamic',
    templateElements: [{ type: 'text', name: 'x', title: '8' }],
    panelCount: 2,
    displayMode: 'tab',
  },
  {
    type: 'paneldynamic',
    templateElements: [{ type: 'text', name: 'x', title: '8' }],
    panelCount: 2,
    displayMode: 'carousel',
  },
  { type: 'expression', expression: '1 + 1' },
];
/** Answers that fail, so that errors are on the page too; by the place in the list above. */
const wrong = [9, 'x', 'x', 'y', '2020-01-01', undefined, 'other', undefined, 'other', ['other']];

const pageOf = (language: ProductLanguage): string => {
  const elements = kinds.map((kind, at) => ({
    ...kind,
    name: `${at}`,
    title: '·',
    isRequired: true,
  }));
  const model = new Model({ pages: [{ name: 'p', elements }] });
  model.locale = language;
  model.showNavigationButtons = false;
  const answers = wrong.flatMap((value, at) => (value === undefined ? [] : [[`${at}`, value]]));
  model.data = Object.fromEntries(answers);
  model.validate(true);
  return renderToStaticMarkup(<Survey model={model} />);
};

/** Texts and names that a person reads or hears. */
function spokenIn(html: string): readonly string[] {
  const texts = html.replace(/<(style|svg)[\s\S]*?<\/\1>/g, '').split(/<[^>]*>/);
  const names = [...html.matchAll(/\b(?:aria-label|placeholder|title|alt)="([^"]*)"/g)].map(
    ([, name = '']) => name,
  );
  return [...texts, ...names]
    .map((text) =>
      text.replaceAll('&#x27;', "'").replaceAll('&quot;', '"').replaceAll('&nbsp;', ' ').trim(),
    )
    .filter((text) => /\p{L}{2}/u.test(text));
}

/** Texts with holes for what SurveyJS fills in. */
const patternsOf = (texts: Readonly<Record<string, string>>): readonly RegExp[] =>
  Object.values(texts)
    .filter((text) => /\p{L}{2}/u.test(text.replace(/\{\w+\}/g, '')))
    .map((text) => text.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\w+\}/g, '.*'))
    .map((pattern) => new RegExp(`^${pattern}$`));

const isOneOf = (text: string, patterns: readonly RegExp[]): boolean =>
  patterns.some((pattern) => pattern.test(text));
/** Kept as it is before anybody changes it: English is a language of ours too. */
const theirs = { ...englishStrings };
const english = patternsOf(theirs);

describe("SurveyJS's own words", () => {
  it.each(productLanguages)('are ours on every kind of item, in %s', async (language) => {
    const words = await loadWords(language);
    giveSurveyWords(words);
    const spoken = spokenIn(pageOf(language));
    // as: a language is a list of texts
    const ours = patternsOf(
      surveyLocalization.locales[language] as Readonly<Record<string, string>>,
    );

    expect(spoken.length).toBeGreaterThan(40);
    expect(spoken).toContain(words.t('respond.survey.required'));
    expect(spoken.filter((text) => isOneOf(text, english) && !isOneOf(text, ours))).toEqual([]);
    if (language !== 'en')
      expect(spoken.filter((text) => / (the|of|to|please|your) /i.test(text))).toEqual([]);
  });

  it('finds English where it is left', () => {
    surveyLocalization.locales.vi = theirs;

    expect(spokenIn(pageOf('vi')).filter((text) => isOneOf(text, english)).length).toBeGreaterThan(
      5,
    );
  });
});
