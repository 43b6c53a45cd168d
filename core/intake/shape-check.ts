/**
 * The shape check: whether answers can be answers to this definition at all. Compiled once per version from the
 * definition, closed (what it does not know is refused) and quick enough to stand in front of everything else. What a
 * person may answer by mistake (required, relevance, bounds) is logic and only raises flags; what fails here could not
 * have come from the form and is quarantined.
 */
import {
  booleanOffers,
  columnOffers,
  type Offer,
  offersOf,
  ratingOffers,
} from '#core/definitions/categories.ts';
import { isClientCode } from '#core/definitions/client-code.ts';
import type { Definition, Item } from '#core/definitions/definition.ts';
import {
  commentKeyOf,
  itemsOf,
  numberProperty,
  valuesOf,
} from '#core/definitions/element-properties.ts';
import { columnItems } from '#core/definitions/logic/declare.ts';
import { codeCheck } from '#core/intake/client-code.ts';
import { manyOf, oneOf } from '#core/intake/shape-choices.ts';
import { closedObject, listOf } from '#core/intake/shape-groups.ts';
import {
  inputCheck,
  lengthOf,
  longestText,
  scalarCheck,
  textCheck,
  type ValueCheck,
} from '#core/intake/shape-values.ts';
import type { ProblemError } from '#core/kernel/problems.ts';

/** Copies of a repeated group, where the definition sets no limit. */
const mostCopies = 50;

/** Misfits of an answers object; empty if it fits. */
export type ShapeCheck = (answers: unknown) => readonly ProblemError[];

interface Settings {
  readonly longestText: number;
  readonly longestComment: number;
}

type Find = (name: string) => Item | undefined;

/** @returns the check: misfits with RFC 6901 pointers into the answers, none if they fit; at most 50 or so. */
export function compileShapeCheck(definition: Definition): ShapeCheck {
  const settings: Settings = {
    longestText: limitOf(definition.maxTextLength),
    longestComment: limitOf(definition.maxCommentLength),
  };
  const items = definition.pages.flatMap((page) => itemsOf(page, 'elements'));
  const members = new Map(membersOf(items, settings));
  for (const { name, includeIntoResult } of definition.calculatedValues ?? []) {
    if (includeIntoResult === true) members.set(name, scalarCheck);
  }
  const check = closedObject(members);
  return (answers) => {
    const errors: ProblemError[] = [];
    check(answers, '', errors);
    return errors;
  };
}

const limitOf = (value: unknown): number =>
  typeof value === 'number' && value > 0 ? Math.min(value, longestText) : longestText;

/** Panels only arrange: their items answer at the level around them. */
const flatten = (items: readonly Item[]): readonly Item[] =>
  items.flatMap((item) => (item.type === 'panel' ? flatten(itemsOf(item, 'elements')) : [item]));

function membersOf(items: readonly Item[], settings: Settings): [string, ValueCheck][] {
  const flat = flatten(items);
  const find: Find = (name) => flat.find((item) => item.name.toLowerCase() === name.toLowerCase());
  return flat.flatMap((item) => {
    const check = checkOf(item, find, settings);
    if (!check) return [];
    const commentKey = commentKeyOf(item);
    const own: [string, ValueCheck] = [item.name, check];
    return commentKey ? [own, [commentKey, textCheck(settings.longestComment, 'many')]] : [own];
  });
}

/** The check of one item's answer; `undefined` for items that take none. */
function checkOf(item: Item, find: Find, settings: Settings): ValueCheck | undefined {
  switch (item.type) {
    case 'radiogroup':
    case 'dropdown':
    case 'buttongroup':
      return oneOf(offersOf(item, find));
    case 'checkbox':
    case 'tagbox': {
      const most = numberProperty(item, 'maxSelectedChoices') ?? 0;
      return manyOf(offersOf(item, find), { most: most > 0 ? most : undefined });
    }
    case 'ranking':
      return manyOf(withoutExclusive(offersOf(item, find)), { most: undefined });
    case 'boolean':
      return oneOf(booleanOffers(item));
    case 'rating':
      return oneOf(ratingOffers(item), 'off-scale');
    case 'text':
      return isClientCode(item)
        ? codeCheck(inputCheck(item, settings.longestText))
        : inputCheck(item, settings.longestText);
    case 'comment':
      return textCheck(lengthOf(item, settings.longestText), 'many');
    case 'expression':
      return scalarCheck;
    case 'multipletext':
      return closedObject(
        new Map(
          itemsOf(item, 'items').map((part) => [part.name, inputCheck(part, settings.longestText)]),
        ),
      );
    default:
      return groupCheckOf(item, settings);
  }
}

function groupCheckOf(item: Item, settings: Settings): ValueCheck | undefined {
  switch (item.type) {
    case 'matrix': {
      const offers = columnOffers(item);
      const cell =
        item.cellType === 'checkbox' ? manyOf(offers, { most: undefined }) : oneOf(offers);
      return closedObject(new Map(rowKeys(item).map((row) => [row, cell])));
    }
    case 'matrixdropdown': {
      const cells = closedObject(new Map(membersOf(columnItems(item), settings)));
      return closedObject(new Map(rowKeys(item).map((row) => [row, cells])));
    }
    case 'matrixdynamic': {
      const cells = closedObject(new Map(membersOf(columnItems(item), settings)));
      return listOf(cells, numberProperty(item, 'maxRowCount') ?? mostCopies);
    }
    case 'paneldynamic': {
      const members = membersOf(itemsOf(item, 'templateElements'), settings);
      return listOf(
        closedObject(new Map(members)),
        numberProperty(item, 'maxPanelCount') ?? mostCopies,
      );
    }
    default:
      return undefined;
  }
}

const rowKeys = (matrix: Item): readonly string[] =>
  valuesOf(matrix, 'rows').map(({ value }) => String(value));

const withoutExclusive = (offers: readonly Offer[]): readonly Offer[] =>
  offers.map((offer) => ({ ...offer, isExclusive: false }));
