/** How large a definition may be: what a cheap phone can show and a server can compile while others wait. */
import type { Definition } from '#core/definitions/definition.ts';
import { numberProperty } from '#core/definitions/element-properties.ts';
import {
  type GateFinding,
  type GateOptions,
  gateError,
  gateWarning,
} from '#core/definitions/gate-problem.ts';
import type { GateElement } from '#core/definitions/gate-walk.ts';
import { estimatedMinutes } from '#core/definitions/survey-facts.ts';
import { pointerPart } from '#core/kernel/plain-data.ts';

export const definitionLimits = {
  items: 500,
  calculated: 1000,
  itemsOnPage: 10,
  minutes: 20,
  bytes: 512 * 1024,
  expression: 2000,
  copies: 50,
  ratingSteps: 21,
  choiceRange: 1000,
} as const;

export function limitProblems(
  definition: Definition,
  elements: readonly GateElement[],
  { lenient }: GateOptions,
): readonly GateFinding[] {
  const items = elements.filter((element) => element.kind === 'item' && element.type !== 'panel');
  const problems: GateFinding[] = [];
  if (items.length > definitionLimits.items) {
    const params = { count: items.length, most: definitionLimits.items };
    problems.push(gateError('items-too-many', '/pages', params));
  }
  const calculated = definition.calculatedValues?.length ?? 0;
  if (calculated > definitionLimits.calculated) {
    const params = { count: calculated, most: definitionLimits.calculated };
    problems.push(gateError('items-too-many', '/calculatedValues', params));
  }
  if (definition.pages.length === 0 || items.length === 0) {
    problems.push(gateError('items-none', '/pages'));
  }
  if (!lenient) problems.push(...longPages(definition, items), ...longSurvey(definition));
  return [...problems, ...elements.flatMap(ownLimits)];
}

/** Columns and items of repeated groups are drawn inside their owner, which counts once. */
function longPages(definition: Definition, items: readonly GateElement[]): readonly GateFinding[] {
  const counts = new Map<number, number>();
  for (const { page, pointer } of items) {
    if (!/\/(?:columns|templateElements)\//.test(pointer)) {
      counts.set(page, (counts.get(page) ?? 0) + 1);
    }
  }
  return definition.pages.flatMap((_, index) => {
    const count = counts.get(index) ?? 0;
    if (count <= definitionLimits.itemsOnPage) return [];
    const params = { count, most: definitionLimits.itemsOnPage };
    return [gateWarning('page-long', `/pages/${index}`, params)];
  });
}

/** Who says how long it takes (`lnMinutes`) has thought of it. */
function longSurvey(definition: Definition): readonly GateFinding[] {
  const minutes = estimatedMinutes(definition);
  if (typeof definition.lnMinutes === 'number' || minutes <= definitionLimits.minutes) return [];
  return [gateWarning('survey-long', '/pages', { minutes, most: definitionLimits.minutes })];
}

const copyCounts = [
  'maxPanelCount',
  'maxRowCount',
  'panelCount',
  'minPanelCount',
  'rowCount',
  'minRowCount',
];

function ownLimits({ element, pointer }: GateElement): readonly GateFinding[] {
  const problems: GateFinding[] = [];
  for (const property of copyCounts) {
    if ((numberProperty(element, property) ?? 0) > definitionLimits.copies) {
      const params = { most: definitionLimits.copies };
      problems.push(gateError('copies-too-many', `${pointer}/${property}`, params));
    }
  }
  const range =
    (numberProperty(element, 'choicesMax') ?? 0) - (numberProperty(element, 'choicesMin') ?? 0);
  if (range > definitionLimits.choiceRange) {
    problems.push(
      gateError('choices-too-many', `${pointer}/choicesMax`, {
        most: definitionLimits.choiceRange,
      }),
    );
  }
  const steps =
    ((numberProperty(element, 'rateMax') ?? 0) - (numberProperty(element, 'rateMin') ?? 0)) /
    (numberProperty(element, 'rateStep') || 1);
  if (steps >= definitionLimits.ratingSteps) {
    problems.push(
      gateError('choices-too-many', `${pointer}/rateMax`, { most: definitionLimits.ratingSteps }),
    );
  }
  if ((numberProperty(element, 'rateCount') ?? 0) > definitionLimits.ratingSteps) {
    const params = { most: definitionLimits.ratingSteps };
    problems.push(gateError('choices-too-many', `${pointer}/rateCount`, params));
  }
  return [...problems, ...wrongWay(element, pointer)];
}

/** Bounds that no answer can keep. */
function wrongWay(
  element: Readonly<Record<string, unknown>>,
  pointer: string,
): readonly GateFinding[] {
  const pairs = [
    ['min', 'max'],
    ['minValue', 'maxValue'],
    ['minLength', 'maxLength'],
    ['minCount', 'maxCount'],
    ['minSelectedChoices', 'maxSelectedChoices'],
    ['rateMin', 'rateMax'],
  ] as const;
  return pairs
    .filter(([low, high]) => {
      const highest = numberProperty(element, high) ?? 0;
      const isSet =
        low === 'min' || low === 'minValue'
          ? numberProperty(element, high) !== undefined
          : highest > 0;
      return isSet && (numberProperty(element, low) ?? Number.NEGATIVE_INFINITY) > highest;
    })
    .map(([low, high]) =>
      gateError('bounds-crossed', `${pointer}/${pointerPart(low)}`, {
        low: Number(element[low]),
        high: Number(element[high]),
      }),
    );
}
