/** Which properties of an element the cards of the editor show; whatever is not among them is kept, and shown as JSON. */
const ofPlaces = ['type', 'name', 'title', 'description', 'visibleIf'];
const ofItems = [
  ...ofPlaces,
  'isRequired',
  'requiredIf',
  'validators',
  'lnClass',
  'lnRole',
  'lnMeasure',
  'lnLabel',
  'lnMissing',
  'lnProblem',
];
const ofKinds = [
  'choices',
  'choicesOrder',
  'minSelectedChoices',
  'maxSelectedChoices',
  'showNoneItem',
  'noneText',
  'showOtherItem',
  'otherText',
  'showRefuseItem',
  'refuseText',
  'showDontKnowItem',
  'dontKnowText',
  'min',
  'max',
  'step',
  'placeholder',
  'maxLength',
  'inputType',
  'rateMin',
  'rateMax',
  'rateValues',
  'minRateDescription',
  'maxRateDescription',
  'labelTrue',
  'labelFalse',
  'columns',
  'eachRowRequired',
  'rows',
  'minPanelCount',
  'maxPanelCount',
  'templateTitle',
  'panelAddText',
  'elements',
  'templateElements',
];
const ofAdvanced = new Set([...ofItems, 'elements', 'templateElements']);
const ofCards = new Set([...ofItems, ...ofKinds]);
const ofPages = new Set([...ofPlaces, 'elements', 'lnTheme', 'lnInclude', 'lnItems']);
const ofSurveys = new Set([
  'title',
  'description',
  'locale',
  'pages',
  'lnLanguages',
  'lnMinutes',
  'lnEnd',
  'clearInvisibleValues',
]);

export type CardOf = 'item' | 'advanced' | 'page' | 'survey';

const known: Readonly<Record<CardOf, ReadonlySet<string>>> = {
  item: ofCards,
  advanced: ofAdvanced,
  page: ofPages,
  survey: ofSurveys,
};

type Json = Readonly<Record<string, unknown>>;

/** What the card does not show. */
export const unshown = (element: Json, card: CardOf): Json =>
  Object.fromEntries(Object.entries(element).filter(([property]) => !known[card].has(property)));

/** The element with these instead of what the card does not show; a property of the card's own stays as it is. */
export function withUnshown<Element extends Json>(
  element: Element,
  card: CardOf,
  properties: Json,
): Element {
  const shown = Object.entries(element).filter(([property]) => known[card].has(property));
  const others = Object.entries(properties).filter(([property]) => !known[card].has(property));
  // as: what makes it an element is among what the card shows and stays.
  return Object.fromEntries([...shown, ...others]) as Element;
}
