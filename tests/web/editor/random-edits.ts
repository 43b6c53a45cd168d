/** Random definitions with properties that no editor knows, and random edits of them. */
import fc from 'fast-check';
import type { Definition, Item } from '#core/definitions/definition.ts';
import { addChoice, moveChoice, setChoiceText } from '#web/workspace/editor/model/choices.ts';
import { addItems, duplicateItem, moveItem, stepItem } from '#web/workspace/editor/model/items.ts';
import { changeKind, itemKinds, newItem } from '#web/workspace/editor/model/kinds.ts';
import { addPage, mergePage, movePage, splitPage } from '#web/workspace/editor/model/pages.ts';
import {
  childrenProperty,
  itemAt,
  pageOf,
  placedElements,
} from '#web/workspace/editor/model/places.ts';
import { getAt, setAt } from '#web/workspace/editor/model/pointer.ts';
import { writeText } from '#web/workspace/editor/model/texts.ts';

/** Things that SurveyJS or a later version of us may put there. */
const strange = fc.record({
  lnLater: fc.jsonValue({ maxDepth: 2 }),
  tooltip: fc.string({ maxLength: 8 }),
});
const text = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.record({ vi: fc.string({ maxLength: 12 }), en: fc.string({ maxLength: 12 }) }),
);
const choice = fc.oneof(
  fc.constantFrom('yes', 'no', 1, 2),
  fc.record({ value: fc.constantFrom('a', 'b', 'c', 3), text, lnLater: fc.integer() }),
);

let made = 0;
const name = fc.constant(null).map(() => `n${++made}`);

const plainItem = fc
  .record({
    type: fc.constantFrom('radiogroup', 'checkbox', 'text', 'comment', 'rating', 'signaturepad'),
    name,
    title: text,
    choices: fc.array(choice, { maxLength: 4 }),
    strange,
  })
  .map(({ strange: more, ...item }) => ({ ...item, ...more }) as Item); // as: an item by its parts

const group = fc
  .record({
    name,
    elements: fc.array(plainItem, { maxLength: 3 }),
    repeated: fc.boolean(),
    strange,
  })
  .map(
    ({ name: own, elements, repeated, strange: more }): Item =>
      repeated
        ? { type: 'paneldynamic', name: own, templateElements: elements, ...more }
        : { type: 'panel', name: own, elements, ...more },
  );

const page = fc
  .record({
    name,
    title: text,
    elements: fc.array(fc.oneof({ weight: 4, arbitrary: plainItem }, group), { maxLength: 5 }),
    strange,
  })
  .map(({ strange: more, ...own }) => ({ ...own, ...more }));

export const anyDefinition: fc.Arbitrary<Definition> = fc
  .record({
    locale: fc.constantFrom('vi', 'en'),
    title: text,
    pages: fc.array(page, { minLength: 1, maxLength: 4 }),
    strange,
  })
  .map(({ strange: more, ...own }) => ({ ...own, ...more }));

/** An edit: its name, and what picks the places it works on. */
export const anyEdit = fc.record({
  what: fc.constantFrom(
    'add',
    'duplicate',
    'move',
    'step',
    'kind',
    'title',
    'required',
    'add-choice',
    'move-choice',
    'choice-text',
    'add-page',
    'split-page',
    'merge-page',
    'move-page',
  ),
  one: fc.nat(),
  other: fc.nat(),
  words: fc.string({ maxLength: 10 }),
});
export type AnyEdit = typeof anyEdit extends fc.Arbitrary<infer Edit> ? Edit : never;

const pick = <Entry>(list: readonly Entry[], index: number): Entry | undefined =>
  list[index % Math.max(list.length, 1)];

/** The definition after the edit; edits that find no place to work on change nothing. */
export function edited(definition: Definition, { what, one, other, words }: AnyEdit): Definition {
  const items = placedElements(definition).map(({ pointer }) => pointer);
  const chosen = pick(items, one) ?? '/pages/0';
  const kind = pick(itemKinds, other) ?? 'one';
  const direction = other % 2 === 0 ? 1 : -1;
  const index = one % definition.pages.length;
  switch (what) {
    case 'add':
      return addItems(definition, chosen, [newItem(kind, 'q1')]).definition;
    case 'duplicate':
      return duplicateItem(definition, chosen).definition;
    case 'move': {
      const holder = pick(['/pages/0', ...items], other) ?? '/pages/0';
      const list = `${holder}/${childrenProperty(getAt(definition, holder)) ?? 'elements'}`;
      return Array.isArray(getAt(definition, list))
        ? moveItem(definition, chosen, list, 0).definition
        : definition;
    }
    case 'step':
      return stepItem(definition, chosen, direction).definition;
    case 'kind': {
      const item = itemAt(definition, chosen);
      const isHolder = childrenProperty(item) !== undefined;
      return item && !isHolder && kind !== 'group' && kind !== 'repeat'
        ? setAt(definition, chosen, changeKind(item, kind))
        : definition;
    }
    case 'title':
      return setAt(
        definition,
        `${chosen}/title`,
        writeText(
          getAt(definition, `${chosen}/title`),
          direction === 1 ? 'vi' : 'ru',
          words,
          definition,
        ),
      );
    case 'required':
      return setAt(definition, `${chosen}/isRequired`, direction === 1 ? true : undefined);
    case 'add-choice':
      return hasChoices(definition, chosen)
        ? addChoice(definition, `${chosen}/choices`, 0, 'a')
        : definition;
    case 'move-choice':
      return moveChoice(definition, `${chosen}/choices`, 0, other % 4);
    case 'choice-text':
      return getAt(definition, `${chosen}/choices/0`) === undefined
        ? definition
        : setChoiceText(definition, `${chosen}/choices/0`, 'ru', words);
    case 'add-page':
      return addPage(definition, index).definition;
    case 'split-page':
      return splitPage(definition, chosen).definition;
    case 'merge-page':
      return mergePage(definition, pageOf(chosen)).definition;
    case 'move-page':
      return movePage(definition, index, other % definition.pages.length).definition;
  }
}

const hasChoices = (definition: Definition, pointer: string): boolean =>
  Array.isArray(getAt(definition, `${pointer}/choices`));
