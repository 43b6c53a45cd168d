/**
 * Answers that still fit once the survey has changed under them: those of items that are still there and ask in the same
 * way. Codes that are gone go out of the answers too.
 */
import type { Definition, Item } from '#core/definitions/definition.ts';

type Answers = Readonly<Record<string, unknown>>;

export function keptAnswers(answers: Answers, before: Definition, after: Definition): Answers {
  const [asked, asks] = [itemsByName(before), itemsByName(after)];
  return Object.fromEntries(
    Object.entries(answers).flatMap(([name, answer]) => {
      const item = asks.get(name.replace(/-Comment$/, ''));
      const old = asked.get(name.replace(/-Comment$/, ''));
      if (!item || !old || wayOfAsking(item) !== wayOfAsking(old)) return [];
      const kept = name === item.name ? withoutGoneCodes(answer, item) : answer;
      return kept === undefined ? [] : [[name, kept]];
    }),
  );
}

/** Items of every level but those of repeated groups, which are part of their group. */
function itemsByName(definition: Definition): ReadonlyMap<string, Item> {
  const found = new Map<string, Item>();
  const collect = (items: readonly Item[]): void => {
    for (const item of items) {
      found.set(item.name, item);
      if (item.type === 'panel') collect(item.elements ?? []);
    }
  };
  for (const page of definition.pages) collect(page.elements ?? []);
  return found;
}

/** Two texts are the same where an answer to one is an answer to the other. */
const wayOfAsking = (item: Item): string =>
  JSON.stringify([
    item.type,
    item.inputType,
    item.cellType,
    item.valueTrue,
    item.valueFalse,
    item.rows,
    // Groups and tables are too rich to go through: any change begins them anew.
    item.type === 'matrix' || item.type.startsWith('matrix') ? item.columns : undefined,
    item.templateElements,
    item.items,
  ]);

const choiceTypes: readonly string[] = [
  'radiogroup',
  'dropdown',
  'buttongroup',
  'checkbox',
  'tagbox',
  'ranking',
];

function withoutGoneCodes(answer: unknown, item: Item): unknown {
  if (!choiceTypes.includes(item.type) || !item.choices || item.choicesFromQuestion) return answer;
  const codes = new Set<unknown>([
    ...item.choices.map((choice) => (typeof choice === 'object' ? choice.value : choice)),
    'other',
    'none',
    'dontknow',
    'refused',
  ]);
  if (!Array.isArray(answer)) return codes.has(answer) ? answer : undefined;
  const left = answer.filter((code) => codes.has(code));
  return left.length > 0 ? left : undefined;
}
