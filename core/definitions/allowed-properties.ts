/**
 * The closed subset of SurveyJS: which properties each kind of element may have, besides our own (`ln…`). What can call
 * another host, run mark-up, move answers by itself or make the phone and the server disagree is not among them.
 */
const words = (text: string): readonly string[] => text.trim().split(/\s+/);

const ofEvery = words(`
  type name title description visible visibleIf enableIf readOnly state startWithNewLine indent width minWidth maxWidth
`);
const ofItems = words(`
  titleLocation descriptionLocation errorLocation showNumber hideNumber isRequired requiredIf requiredErrorText
  validators defaultValue showCommentArea commentText commentPlaceholder
`);
const ofInputs = words(`
  inputType min max step minErrorText maxErrorText stepErrorText maxLength placeholder autocomplete inputSize
`);
const ofChoices = words(`
  choices choicesOrder colCount choicesVisibleIf choicesFromQuestion choicesFromQuestionMode separateSpecialChoices
  showOtherItem otherText otherPlaceholder otherErrorText showNoneItem noneText showDontKnowItem dontKnowText
  showRefuseItem refuseText allowClear hasOther hasNone
`);
const ofDropdowns = words(`
  placeholder choicesMin choicesMax choicesStep searchEnabled searchMode textWrapEnabled
`);
const ofManyChoices = words('maxSelectedChoices minSelectedChoices');
const ofGroups = words(
  'titleLocation showNumber showQuestionNumbers questionTitleLocation questionErrorLocation',
);
const ofTables = words(`
  columns rows choices cellType placeholder showHeader verticalAlign alternateRows displayMode columnMinWidth
  rowTitleWidth horizontalScroll cellErrorLocation
`);
const ofAdding = words(`
  keyName keyDuplicationError confirmDelete confirmDeleteText
`);

const byType: Readonly<Record<string, readonly string[]>> = {
  panel: [...ofGroups, 'elements', 'innerIndent'],
  text: [...ofItems, ...ofInputs],
  comment: [
    ...ofItems,
    ...words('maxLength rows cols placeholder autoGrow allowResize acceptCarriageReturn'),
  ],
  radiogroup: [...ofItems, ...ofChoices],
  // survey-core shows "other" there and takes no words for it.
  buttongroup: [...ofItems, ...ofChoices.filter((property) => !/other/i.test(property))],
  dropdown: [...ofItems, ...ofChoices, ...ofDropdowns],
  checkbox: [...ofItems, ...ofChoices, ...ofManyChoices],
  tagbox: [...ofItems, ...ofChoices, ...ofManyChoices, ...ofDropdowns],
  ranking: [...ofItems, ...ofChoices, ...ofManyChoices, ...words('longTap selectToRankEnabled')],
  boolean: [
    ...ofItems,
    ...words(
      'valueTrue valueFalse label labelTrue labelFalse renderAs displayMode swapOrder useTitleAsLabel',
    ),
  ],
  rating: [
    ...ofItems,
    ...words(`rateMin rateMax rateStep rateCount rateValues rateType scaleColorMode rateColorMode autoGenerate
      minRateDescription maxRateDescription displayRateDescriptionsAsExtremeItems rateDescriptionLocation displayMode`),
  ],
  matrix: [
    ...ofItems,
    ...words(`columns rows rowsVisibleIf eachRowRequired isAllRowRequired rowOrder rowsOrder showHeader verticalAlign
      alternateRows displayMode columnMinWidth rowTitleWidth`),
  ],
  matrixdropdown: [...ofItems, ...ofTables],
  matrixdynamic: [
    ...ofItems,
    ...ofTables,
    ...ofAdding,
    ...words(
      'rowCount minRowCount maxRowCount addRowText removeRowText addRowButtonLocation noRowsText',
    ),
    ...words('allowAddRows allowRemoveRows'),
  ],
  multipletext: [...ofItems, ...words('items inputSize colCount itemErrorLocation itemTitleWidth')],
  paneldynamic: [
    ...ofItems,
    ...ofAdding,
    ...words(`templateElements templateTitle templateDescription noEntriesText allowAddPanel allowRemovePanel panelCount
      minPanelCount maxPanelCount addPanelText removePanelText panelAddText panelRemoveText prevPanelText nextPanelText
      displayMode renderMode newPanelPosition panelsState templateQuestionTitleLocation templateErrorLocation
      removePanelButtonLocation showQuestionNumbers`),
  ],
  expression: words(`
    titleLocation descriptionLocation showNumber hideNumber expression format displayStyle currency precision
    maximumFractionDigits minimumFractionDigits useGrouping
  `),
};

/** Kinds of elements that are no items. */
const byPart = {
  survey: words(`
    title description locale pages calculatedValues clearInvisibleValues maxTextLength maxCommentLength
    showTitle showPageTitles showPageNumbers showQuestionNumbers showProgressBar progressBarLocation progressBarType
    progressBarShowPageNumbers showPrevButton showNavigationButtons navigationButtonsLocation showCompletePage
    questionTitleLocation questionDescriptionLocation questionErrorLocation requiredMark requiredText questionStartIndex
    checkErrorsMode textUpdateMode autoFocusFirstQuestion autoFocusFirstError autoAdvanceEnabled autoGrowComment
    allowResizeComment commentAreaRows startSurveyText pagePrevText pageNextText completeText previewText editText
    firstPageIsStartPage questionsOnPageMode showPreviewBeforeComplete widthMode width fitToContainer
  `),
  page: [
    ...words('name title description visible visibleIf enableIf readOnly elements state'),
    ...ofGroups,
    ...words('navigationTitle navigationDescription'),
  ],
  calculated: words('name expression includeIntoResult'),
  choice: words('value text visibleIf isExclusive'),
  textItem: [...words('name title isRequired requiredErrorText validators'), ...ofInputs],
  validator: words(`
    type text minValue maxValue minLength maxLength allowDigits minCount maxCount regex caseInsensitive insensitive
    expression notificationType
  `),
} as const;

export type PartKind = keyof typeof byPart;

const typeSets = new Map(
  Object.entries(byType).map(([type, own]) => [type, new Set([...ofEvery, ...own])] as const),
);
const partSets = new Map<PartKind, ReadonlySet<string>>([
  ['survey', new Set(byPart.survey)],
  ['page', new Set(byPart.page)],
  ['calculated', new Set(byPart.calculated)],
  ['choice', new Set(byPart.choice)],
  ['textItem', new Set(byPart.textItem)],
  ['validator', new Set(byPart.validator)],
]);
const ofColumns = words('cellType cellHint isUnique');
/** What definitions from XLSForms need on top; the importer writes these itself, nobody else can. */
const ofImports = new Map([['html', new Set([...ofEvery, 'html'])]]);
const imported = new Set(words('defaultValueExpression setValueExpression bindings'));

export const isKnownType = (type: string, lenient: boolean): boolean =>
  typeSets.has(type) || (lenient && ofImports.has(type));

/** Whether an element of this type (an item, a panel, or a column with this cell type) may have the property. */
export function isAllowedOfType(
  type: string,
  property: string,
  place: { readonly isColumn: boolean; readonly lenient: boolean },
): boolean {
  if (property.startsWith('ln')) return true;
  if (place.isColumn && ofColumns.includes(property)) return true;
  if (place.lenient && (imported.has(property) || ofImports.get(type)?.has(property))) return true;
  return typeSets.get(type)?.has(property) ?? false;
}

export const isAllowedOfPart = (part: PartKind, property: string): boolean =>
  property.startsWith('ln') || partSets.get(part)?.has(property) === true;

export type Why =
  | 'address'
  | 'markup'
  | 'away'
  | 'behind'
  | 'shared'
  | 'mask'
  | 'inside'
  | 'ignored'
  | 'hiding'
  | 'other';

/** Why a property that authors are likely to try is refused. */
export const whyRefused: Readonly<Record<string, Why>> = {
  // They would tell another host who is answering, and what.
  choicesByUrl: 'address',
  logo: 'address',
  backgroundImage: 'address',
  imageLink: 'address',
  // It can run scripts on the phone of whoever reads it.
  html: 'markup',
  completedHtml: 'markup',
  completedHtmlOnCondition: 'markup',
  completedBeforeHtml: 'markup',
  loadingHtml: 'markup',
  navigateToUrl: 'away',
  navigateToUrlOnCondition: 'away',
  // Answers change, or the interview ends, behind the back of whoever answers.
  triggers: 'behind',
  setValueExpression: 'behind',
  setValueIf: 'behind',
  resetValueIf: 'behind',
  defaultValueExpression: 'behind',
  // Two items that share an answer cannot be told apart in the data.
  valueName: 'shared',
  // What is shown is not what is stored.
  maskType: 'mask',
  maskSettings: 'mask',
  templateVisibleIf: 'inside',
  columnsVisibleIf: 'inside',
  choicesEnableIf: 'inside',
  isRequired: 'inside',
  requiredIf: 'ignored',
  min: 'ignored',
  max: 'ignored',
  step: 'ignored',
  notificationType: 'ignored',
  hideIfChoicesEmpty: 'inside',
  hideIfRowsEmpty: 'inside',
  minValueExpression: 'other',
  maxValueExpression: 'other',
};

/** What the sentence `gate.property-refused` is filled with. */
export const refusalParams = (property: string): { property: string; why: Why } => ({
  property,
  why: (Object.hasOwn(whyRefused, property) ? whyRefused[property] : undefined) ?? 'other',
});
