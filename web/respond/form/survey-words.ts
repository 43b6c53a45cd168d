/**
 * SurveyJS's own words, in ours: it shows them around items, in errors and to screen readers. Its own translations are
 * made by machines in part and contradict themselves ("at least" for "more than", a variable's name translated), so none
 * of them is loaded; these are all that a definition of our closed subset can bring onto the screen.
 */
import { surveyLocalization } from 'survey-core';
import type { MessageKey, Words } from '../language/words.ts';

/** Where our own catalogue had a word for it already. */
const shared: Readonly<Record<string, MessageKey>> = {
  requiredError: 'respond.survey.required',
  otherRequiredError: 'respond.survey.other',
  otherItemText: 'respond.survey.otherText',
  noneItemText: 'respond.survey.none',
  dontKnowItemText: 'respond.survey.dontknow',
  refuseItemText: 'respond.survey.refused',
  placeholder: 'respond.survey.choose',
  numericError: 'respond.survey.number',
  pagePrevText: 'respond.back',
  pageNextText: 'respond.next',
  completeText: 'respond.finish',
  startSurveyText: 'respond.start',
  loadingSurvey: 'respond.form.loading',
};

const own = [
  'commentText',
  'indexText',
  'matrix_row',
  'matrix_column',
  'panelDynamicProgressText',
  'panelDynamicTabTextFormat',
  'tabTitlePlaceholder',
  'emptySurvey',
  'requiredErrorInPanel',
  'requiredInAllRowsError',
  'eachRowUniqueError',
  'minError',
  'maxError',
  'stepError',
  'invalidInputError',
  'invalidExpression',
  'textNoDigitsAllow',
  'textMinLength',
  'textMaxLength',
  'textMinMaxLength',
  'minRowCountError',
  'minSelectError',
  'maxSelectError',
  'numericMinMax',
  'numericMin',
  'numericMax',
  'invalidEmail',
  'confirmDelete',
  'keyDuplicationError',
  'addRow',
  'removeRow',
  'noRowsText',
  'rowIndexTemplateTitle',
  'rowNameTemplateTitle',
  'addPanel',
  'removePanel',
  'noEntriesText',
  'noEntriesReadonlyText',
  'showDetails',
  'hideDetails',
  'clearCaption',
  'selectCaption',
  'ratingOptionsCaption',
  'buttongroupOptionsCaption',
  'booleanCheckedLabel',
  'booleanUncheckedLabel',
  'modalCancelButtonText',
  'modalApplyButtonText',
  'ok',
  'cancel',
  'tagboxDoneButtonCaption',
  'filterStringPlaceholder',
  'emptyMessage',
  'loadingPage',
  'loadingData',
  'more',
  'progressbar',
  'selectToRankEmptyRankedAreaText',
  'selectToRankEmptyUnrankedAreaText',
] as const;

/** What SurveyJS fills in by itself stays as it is. */
const slots = Object.fromEntries(
  ['0', '1', '2', 'rowIndex', 'rowTitle', 'panelIndex'].map((name) => [name, `{${name}}`]),
);

/** Makes them SurveyJS's words for this language. */
export function giveSurveyWords(words: Words): void {
  const strings = surveyLocalization.locales[words.language] ?? {};
  for (const [name, key] of Object.entries(shared)) strings[name] = words.t(key);
  for (const name of own) strings[name] = words.t(`respond.survey.words.${name}`, slots);
  surveyLocalization.locales[words.language] = strings;
  // Some are asked for before a model knows its language.
  surveyLocalization.currentLocale = words.language;
}
