/** The properties of one page, group or item, before and after. What has no name of its own here is still said. */

import { dataShape } from '#core/definitions/data-shape.ts';
import {
  asWords,
  type ChangeCode,
  type ChangeEffect,
  type Comparison,
  type Element,
  isSame,
  type Params,
  type VersionChange,
} from '#core/definitions/diff-change.ts';
import { diffChoices } from '#core/definitions/diff-choices.ts';
import type { PlacedKind } from '#core/definitions/diff-elements.ts';
import { diffText } from '#core/definitions/diff-texts.ts';
import { elementsOf, specialsOf } from '#core/definitions/element-properties.ts';
import { readableProperties } from '#core/definitions/languages.ts';

export interface ElementPlace {
  readonly kind: PlacedKind;
  /** Pointers. */
  readonly before: string;
  readonly after: string;
  readonly item?: string;
  readonly params: Params;
}

export function diffProperties(
  before: Element,
  after: Element,
  comparison: Comparison,
  place: ElementPlace,
): readonly VersionChange[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  const changes = [...names].flatMap((name): readonly VersionChange[] => {
    if (saidElsewhere.has(name) || isSame(before[name], after[name])) return [];
    // A renamed item says so itself; a former name beside the same name joins it to another variable.
    if (name === 'lnFormerNames' && before.name !== after.name) return [];
    return diffProperty(name, before, after, comparison, place);
  });
  return [...typeChange(before, after, place), ...specials(before, after, place), ...changes];
}

/** Lists that have their own comparison, and names, which pair the elements. */
const saidElsewhere: ReadonlySet<string> = new Set([
  ...['name', 'type', 'inputType', 'cellType', 'valueTrue', 'valueFalse'],
  ...['elements', 'templateElements', 'items'],
  ...['showOtherItem', 'hasOther', 'showNoneItem', 'hasNone', 'showDontKnowItem', 'showRefuseItem'],
  ...['rateMin', 'rateMax', 'rateStep', 'rateCount'],
  // Who has looked at a translation changes nothing that anybody reads.
  'lnSigned',
]);

function diffProperty(
  name: string,
  before: Element,
  after: Element,
  comparison: Comparison,
  place: ElementPlace,
): readonly VersionChange[] {
  const base = {
    path: `${place.after}/${name}`,
    ...(place.item !== undefined && { item: place.item }),
  };
  if (isList(name, before) || isList(name, after)) {
    return diffChoices(listOf(before, name), listOf(after, name), comparison, {
      before: `${place.before}/${name}`,
      after: `${place.after}/${name}`,
      item: place.item ?? '',
      params: place.params,
      isOrdered: String(after.lnMeasure ?? '').startsWith('ordinal') || name === 'rateValues',
    });
  }
  if (readableProperties.includes(name)) {
    const isTitle = name === 'title' || name === 'label';
    return diffText(before[name], after[name], comparison, {
      ...base,
      params: { ...place.params, property: name },
      changed: isTitle ? 'wording-changed' : 'help-changed',
      effect: isTitle && place.kind === 'item' ? 'note' : 'compatible',
    });
  }
  const [code, effect] = codeFor(name, before, after, place.kind);
  const params = {
    ...place.params,
    property: name,
    from: asWords(before[name]),
    to: asWords(after[name]),
  };
  return [{ code, effect, ...base, params }];
}

/** Answers: their list, the steps of a scale, rows and columns of a simple table. */
const isList = (name: string, element: Element): boolean =>
  Array.isArray(element[name]) &&
  (['choices', 'rateValues', 'rows'].includes(name) ||
    (name === 'columns' &&
      elementsOf(element, 'columns').every(({ name: own }) => own === undefined)));

const listOf = (element: Element, name: string): readonly unknown[] => {
  const list = element[name];
  return Array.isArray(list) && isList(name, element) ? list : [];
};

type Verdict = readonly [ChangeCode, ChangeEffect];

function codeFor(name: string, before: Element, after: Element, kind: PlacedKind): Verdict {
  if (name === 'isRequired') {
    return [after.isRequired === true ? 'required-on' : 'required-off', 'compatible'];
  }
  const known = codes[name];
  if (known) return known;
  if (name === 'columns' && before.type === after.type) return ['detail-changed', 'compatible'];
  return [
    'detail-changed',
    kind === 'item' && name.startsWith('ln') && name !== 'lnXls' ? 'note' : 'compatible',
  ];
}

const all = (names: string, verdict: Verdict): Readonly<Record<string, Verdict>> =>
  Object.fromEntries(
    names
      .trim()
      .split(/\s+/)
      .map((name) => [name, verdict]),
  );

const codes: Readonly<Record<string, Verdict>> = {
  ...all('visible visibleIf enableIf readOnly choicesVisibleIf rowsVisibleIf', [
    'skip-changed',
    'note',
  ]),
  ...all('requiredIf eachRowRequired isAllRowRequired', ['required-rule-changed', 'compatible']),
  ...all('validators', ['checks-changed', 'note']),
  ...all(
    `min max step minValueExpression maxValueExpression maxLength maxSelectedChoices minSelectedChoices choicesMin
    choicesMax choicesStep rowCount minRowCount maxRowCount panelCount minPanelCount maxPanelCount keyName`,
    ['limits-changed', 'note'],
  ),
  ...all('choicesFromQuestion choicesFromQuestionMode', ['choices-source-changed', 'note']),
  ...all('defaultValue defaultValueExpression setValueExpression', ['default-changed', 'note']),
  ...all('expression', ['calculation-changed', 'note']),
  ...all('lnOutcome', ['outcome-changed', 'note']),
  ...all('lnClass', ['class-changed', 'note']),
  ...all('lnRole', ['role-changed', 'note']),
  ...all('lnUnique', ['unique-changed', 'note']),
  ...all('lnMeasure', ['measure-changed', 'note']),
  ...all('lnMissing', ['missing-changed', 'note']),
  ...all('lnProblem', ['problem-codes-changed', 'note']),
  ...all('lnLabel lnChoiceLabels lnTheme', ['report-label-changed', 'compatible']),
  ...all('lnBlock lnInclude lnItems', ['block-changed', 'note']),
};

/** Another kind of item: the answers stay what they are, or they are of another kind from now on. */
function typeChange(
  before: Element,
  after: Element,
  place: ElementPlace,
): readonly VersionChange[] {
  const base = { path: place.after, ...(place.item !== undefined && { item: place.item }) };
  const [was, is] = [dataShape(before), dataShape(after)];
  const changes: VersionChange[] = [];
  if (was !== is || kindOf(before) !== kindOf(after)) {
    const effect = was === is ? 'compatible' : 'breaking';
    const params = { ...place.params, from: kindOf(before), to: kindOf(after) };
    changes.push({ code: 'type-changed', effect, ...base, path: `${place.after}/type`, params });
    if (was !== is) return changes;
  }
  const [from, to] = [scaleOf(before), scaleOf(after)];
  if (from !== to) {
    changes.push({
      code: 'scale-changed',
      effect: 'breaking',
      ...base,
      params: { ...place.params, from, to },
    });
  }
  return [...changes, ...recodedBoolean(before, after, place)];
}

/** The type, and for texts what is typed in. */
const kindOf = ({ type, inputType, cellType }: Element): string =>
  [
    type,
    type === 'text' ? (inputType ?? 'text') : undefined,
    type === 'matrix' && cellType === 'checkbox' ? cellType : undefined,
  ]
    .filter((part) => typeof part === 'string')
    .join(' ');

/** First and last step of a rating, as SurveyJS counts them; other items have none. */
function scaleOf(element: Element): string {
  if (element.type !== 'rating' || Array.isArray(element.rateValues)) return '';
  const number = (name: string, otherwise: number): number =>
    typeof element[name] === 'number' ? element[name] : otherwise;
  const [min, step] = [number('rateMin', 1), number('rateStep', 1)];
  const max = number('rateMax', min + (number('rateCount', 5) - 1) * step);
  return step === 1 ? `${min}–${max}` : `${min}–${max} / ${step}`;
}

function recodedBoolean(
  before: Element,
  after: Element,
  place: ElementPlace,
): readonly VersionChange[] {
  if (after.type !== 'boolean') return [];
  return [['valueTrue', true] as const, ['valueFalse', false] as const].flatMap(([name, usual]) => {
    const [from, to] = [String(before[name] ?? usual), String(after[name] ?? usual)];
    if (from === to) return [];
    const params = { ...place.params, code: to, choice: to, from, to };
    const base = { path: `${place.after}/${name}`, item: place.item ?? '' };
    return [{ code: 'choice-recoded' as const, effect: 'breaking' as const, ...base, params }];
  });
}

/** Built-in answers: other, none, don't know, prefer not to say. */
function specials(before: Element, after: Element, place: ElementPlace): readonly VersionChange[] {
  const [was, is] = [specialsOf(before), specialsOf(after)];
  const say = (code: 'choice-added' | 'choice-removed', special: string): VersionChange => ({
    code,
    effect: 'note',
    path: code === 'choice-added' ? place.after : place.before,
    item: place.item ?? '',
    params: { ...place.params, code: special, choice: special },
  });
  return [
    ...is
      .filter((special) => !was.includes(special))
      .map((special) => say('choice-added', special)),
    ...was
      .filter((special) => !is.includes(special))
      .map((special) => say('choice-removed', special)),
  ];
}
