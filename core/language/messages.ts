/**
 * Words shown to people, out of the catalogues `core/language/<language>/<room>.json`: flat keys, ICU messages. A
 * catalogue is handed in, so that each part loads only its own languages and rooms.
 */
import { IntlMessageFormat } from 'intl-messageformat';
import type { ProductLanguage } from '#core/kernel/localized-text.ts';

export type Catalogue<Key extends string = string> = Readonly<Record<Key, string>>;
export type MessageValues = Readonly<Record<string, string | number | boolean | Date | null>>;

/** A stretch of a message: text, or one of the objects that were put into its slots. */
export type MessagePart<Slot> =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'slot'; readonly slot: Slot };

export interface Messages<Key extends string> {
  readonly language: ProductLanguage;
  /** The message as one string. @throws if the key is unknown or a value is missing: a fault of our own code. */
  text(key: Key, values?: MessageValues): string;
  /** The message with objects (live figures) in some of its slots, cut where they stand. */
  parts<Slot extends object>(
    key: Key,
    values: Readonly<Record<string, string | number | Slot>>,
  ): readonly MessagePart<Slot>[];
  has(key: string): key is Key;
}

/** Compiles messages when they are first asked for and keeps them. */
export function createMessages<Key extends string>(
  language: ProductLanguage,
  catalogue: Catalogue<Key>,
): Messages<Key> {
  const compiled = new Map<Key, IntlMessageFormat>();

  function compile(key: Key): IntlMessageFormat {
    const known = compiled.get(key);
    if (known) return known;
    const message = catalogue[key];
    if (message === undefined) throw new Error(`no message ${key} in ${language}`);
    const fresh = new IntlMessageFormat(message, language, undefined, { ignoreTag: true });
    compiled.set(key, fresh);
    return fresh;
  }

  return {
    language,
    text: (key, values) => String(compile(key).format(values ? { ...values } : undefined)),
    parts<Slot extends object>(
      key: Key,
      values: Readonly<Record<string, string | number | Slot>>,
    ): readonly MessagePart<Slot>[] {
      return compile(key)
        .formatToParts<Slot>({ ...values })
        .map((part) =>
          typeof part.value === 'object'
            ? { kind: 'slot', slot: part.value }
            : { kind: 'text', text: String(part.value) },
        );
    },
    has: (key): key is Key => Object.hasOwn(catalogue, key),
  };
}
