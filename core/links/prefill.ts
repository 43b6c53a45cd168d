/**
 * Answers that a link brings along, such as the district where it is handed out. An address travels further than it is
 * meant to, so it fills in only what says nothing about a person: everything else is refused by name.
 */
import { placedItems } from '#core/definitions/codebook.ts';
import type { Definition, Item } from '#core/definitions/definition.ts';
import { textProperty } from '#core/definitions/element-properties.ts';
import type { ProblemError } from '#core/kernel/problems.ts';

/** Item → value. */
export type Prefill = Readonly<Record<string, unknown>>;

/** Whether answers can be answers to the definition; `compileShapeCheck` of intake, which stands to the right. */
export type ShapeOf = (definition: Definition) => (answers: Prefill) => readonly ProblemError[];

export interface PrefillRules {
  readonly shapeOf: ShapeOf;
  /** Then only chosen answers may be filled in: a text of its own in each link would name whoever got it. */
  readonly anonymous: boolean;
}

const mostItems = 50;
/** Characters of its JSON: what a phone fetches with every opening. */
const mostText = 4_000;
const chosen = ['radiogroup', 'dropdown', 'buttongroup', 'checkbox', 'tagbox', 'boolean', 'rating'];
/** Inputs that are short and have one form. */
const typed = ['number', 'range', 'date', 'month', 'week', 'time', 'text'];

/** What of it cannot be filled in, by item; nothing if all can. */
export function prefillFaults(
  definition: Definition,
  prefill: Prefill,
  { shapeOf, anonymous }: PrefillRules,
): readonly ProblemError[] {
  const names = Object.keys(prefill);
  if (names.length > mostItems) return [{ pointer: '/prefill', code: 'too-many' }];
  if (JSON.stringify(prefill).length > mostText) return [{ pointer: '/prefill', code: 'too-long' }];
  const items = new Map(placedItems(definition).map(({ item }) => [item.name, item]));
  const faults = names.flatMap((name) => {
    const code = refusalOf(items.get(name), anonymous);
    return code ? [{ pointer: pointerTo(name), code, message: reasons[code] }] : [];
  });
  if (faults.length > 0 || names.length === 0) return faults;
  return shapeOf(definition)(prefill).map((error) => ({
    ...error,
    pointer: `/prefill${error.pointer ?? ''}`,
  }));
}

/** What of it a version still takes: it may have changed since the link was made. */
export function usablePrefill(
  definition: Definition,
  prefill: Prefill,
  rules: PrefillRules,
): Prefill {
  const shape = rules.shapeOf(definition);
  return Object.fromEntries(
    Object.entries(prefill).filter(([name, value]) => {
      const accepted: PrefillRules = { ...rules, shapeOf: () => shape };
      return prefillFaults(definition, { [name]: value }, accepted).length === 0;
    }),
  );
}

const reasons = {
  'item-unknown': 'the newest version has no such item',
  'item-site': 'the site belongs to the link itself',
  'item-consent': 'consent is given by the person alone',
  'item-client-code': 'a client code names a person',
  'item-free-text': 'free text is not filled in by links',
  'item-kind': 'items of this kind are not filled in by links',
  'item-class': 'only items that are classified as neutral or quasi are filled in by links',
  'item-anonymous': 'in an anonymous survey only chosen answers are filled in by links',
} as const;

function refusalOf(item: Item | undefined, anonymous: boolean): keyof typeof reasons | undefined {
  if (!item) return 'item-unknown';
  const { type, lnRole, lnClass } = item;
  if (lnRole === 'site') return 'item-site';
  if (lnRole === 'consent') return 'item-consent';
  if (lnRole === 'client-code') return 'item-client-code';
  if (type === 'comment' || lnRole === 'open' || lnClass === 'free-text') return 'item-free-text';
  const isChosen = chosen.includes(type);
  const isTyped = type === 'text' && typed.includes(textProperty(item, 'inputType') ?? 'text');
  if (!isChosen && !isTyped) return 'item-kind';
  if (lnClass !== 'neutral' && lnClass !== 'quasi') return 'item-class';
  return anonymous && !isChosen ? 'item-anonymous' : undefined;
}

const pointerTo = (name: string): string =>
  `/prefill/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
