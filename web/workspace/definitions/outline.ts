/**
 * A definition as people read it: pages, items, answers, and when an item is asked. It reads what it knows and leaves
 * out the rest; whether a definition is fit is for the publish gate to say.
 */
import { z } from 'zod';
import type { LocalizedText } from '#core/kernel/localized-text.ts';

export interface OutlineItem {
  readonly name: string;
  readonly type: string;
  readonly title: LocalizedText;
  readonly answers: readonly { readonly value: string; readonly label: LocalizedText }[];
  readonly required: boolean;
  /** The expression that says when it is asked. */
  readonly condition?: string;
  /** How many groups it stands in. */
  readonly depth: number;
}

/** The name of the innermost item or page that an RFC 6901 pointer into the definition leads through. */
export function nameAtPointer(definition: unknown, pointer: string): string | undefined {
  let place: unknown = definition;
  let name: string | undefined;
  for (const step of pointer.split('/').slice(1)) {
    if (typeof place !== 'object' || place === null) break;
    place = Reflect.get(place, step.replaceAll('~1', '/').replaceAll('~0', '~'));
    const named = z.looseObject({ type: z.string(), name: z.string() }).safeParse(place);
    if (named.success) name = named.data.name;
  }
  return name;
}

export interface OutlinePage {
  readonly name: string;
  readonly title: LocalizedText;
  readonly condition?: string;
  readonly items: readonly OutlineItem[];
}

const textSchema = z.union([z.string(), z.record(z.string(), z.string())]);
const scalarSchema = z.union([z.string(), z.number(), z.boolean()]);
const choiceSchema = z.union([
  scalarSchema,
  z.looseObject({ value: scalarSchema, text: textSchema.optional() }),
]);
const elementSchema = z.looseObject({
  type: z.string(),
  name: z.string(),
  title: textSchema.optional(),
  visibleIf: z.string().optional(),
  isRequired: z.boolean().optional(),
  choices: z.array(choiceSchema).optional(),
  rows: z.array(choiceSchema).optional(),
  elements: z.array(z.unknown()).optional(),
  templateElements: z.array(z.unknown()).optional(),
});
const definitionSchema = z.looseObject({
  locale: z.string().optional(),
  pages: z.array(
    z.looseObject({
      name: z.string(),
      title: textSchema.optional(),
      visibleIf: z.string().optional(),
      elements: z.array(z.unknown()).optional(),
    }),
  ),
});

/** The outline; `null` for what is no definition at all. */
export function outlineOf(definition: unknown): readonly OutlinePage[] | null {
  const parsed = definitionSchema.safeParse(definition);
  if (!parsed.success) return null;
  const locale = parsed.data.locale ?? 'en';
  return parsed.data.pages.map(({ name, title, visibleIf, elements = [] }) => ({
    name,
    title: localized(title, locale),
    ...(visibleIf && { condition: visibleIf }),
    items: elements.flatMap((element) => itemsOf(element, locale, 0)),
  }));
}

function itemsOf(element: unknown, locale: string, depth: number): OutlineItem[] {
  const parsed = elementSchema.safeParse(element);
  if (!parsed.success) return [];
  const { name, type, title, visibleIf, isRequired = false } = parsed.data;
  const { choices = [], rows = [], elements = [], templateElements = [] } = parsed.data;
  const item: OutlineItem = {
    name,
    type,
    title: localized(title ?? name, locale),
    answers: [...choices, ...rows].map((choice) => answerOf(choice, locale)),
    required: isRequired,
    depth,
    ...(visibleIf && { condition: visibleIf }),
  };
  const inner = [...elements, ...templateElements];
  return [item, ...inner.flatMap((child) => itemsOf(child, locale, depth + 1))];
}

function answerOf(choice: z.output<typeof choiceSchema>, locale: string) {
  if (typeof choice !== 'object') {
    return { value: String(choice), label: localized(String(choice), locale) };
  }
  const value = String(choice.value);
  return { value, label: localized(choice.text ?? value, locale) };
}

/** Definitions keep the text of their own first language under `default` where there are others. */
function localized(text: z.output<typeof textSchema> | undefined, locale: string): LocalizedText {
  if (text === undefined) return {};
  if (typeof text === 'string') return { [locale]: text };
  const { default: inLocale, ...others } = text;
  return inLocale === undefined ? others : { [locale]: inLocale, ...others };
}
