/** What every edit of a definition keeps, whatever the definition holds. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Definition } from '#core/definitions/definition.ts';
import { definitionSchema } from '#core/definitions/definition-schema.ts';
import { createEditorStore } from '#web/workspace/editor/model/editor-store.ts';
import { putBack, removeElement, stepItem } from '#web/workspace/editor/model/items.ts';
import { changeKind, itemKinds } from '#web/workspace/editor/model/kinds.ts';
import { unshown, withUnshown } from '#web/workspace/editor/model/known-properties.ts';
import { placedElements, takenNames } from '#web/workspace/editor/model/places.ts';
import { getAt, setAt } from '#web/workspace/editor/model/pointer.ts';
import { readText, writeText } from '#web/workspace/editor/model/texts.ts';
import { anyDefinition, anyEdit, edited } from './random-edits.ts';

const someEdits = fc.array(anyEdit, { maxLength: 12 });

/** What an editor knows nothing of, of each item by its name. */
const strangeOf = (definition: Definition): ReadonlyMap<string, string> =>
  new Map(
    placedElements(definition).map(({ item }) => [
      item.name,
      JSON.stringify([item.lnLater, item.tooltip]),
    ]),
  );

describe('any edits in a row', () => {
  it('leave a definition', () => {
    fc.assert(
      fc.property(anyDefinition, someEdits, (definition, edits) => {
        const after = edits.reduce(edited, definition);
        expect(definitionSchema.safeParse(after).error).toBeUndefined();
      }),
    );
  });

  it('keep every item, with what nobody here knows', () => {
    fc.assert(
      fc.property(anyDefinition, someEdits, (definition, edits) => {
        const before = strangeOf(definition);
        const after = strangeOf(edits.reduce(edited, definition));
        for (const [name, strange] of before) expect(after.get(name)).toBe(strange);
      }),
    );
  });

  it('give no name twice that was not there twice', () => {
    fc.assert(
      fc.property(anyDefinition, someEdits, (definition, edits) => {
        const after = edits.reduce(edited, definition);
        const names = [...after.pages, ...placedElements(after).map(({ item }) => item)];
        expect(takenNames(after).size).toBe(names.length);
      }),
    );
  });

  it('are taken back one by one, and made again', () => {
    fc.assert(
      fc.property(anyDefinition, someEdits, (definition, edits) => {
        const store = createEditorStore({ definition, source: 'vi', second: 'en' });
        const seen = [definition];
        for (const edit of edits) {
          store.change((now) => edited(now, edit));
          if (store.state().definition !== seen.at(-1)) seen.push(store.state().definition);
        }
        for (const expected of seen.toReversed().slice(1)) {
          store.undo();
          expect(store.state().definition).toBe(expected);
        }
        for (const expected of seen.slice(1)) {
          store.redo();
          expect(store.state().definition).toBe(expected);
        }
      }),
    );
  });
});

describe('an item', () => {
  it('that is taken out and put back leaves everything as it was', () => {
    fc.assert(
      fc.property(anyDefinition, fc.nat(), (definition, at) => {
        const places = placedElements(definition);
        const place = places[at % Math.max(places.length, 1)];
        fc.pre(place !== undefined);
        const { definition: without } = removeElement(definition, place.pointer);
        expect(placedElements(without).length).toBeLessThan(places.length);
        expect(putBack(without, place.pointer, place.item).definition).toEqual(definition);
      }),
    );
  });

  it('goes down step by step to the very end, and back up to the very beginning', () => {
    fc.assert(
      fc.property(anyDefinition, fc.nat(), (definition, at) => {
        const places = placedElements(definition);
        const place = places[at % Math.max(places.length, 1)];
        fc.pre(place !== undefined);
        const end = walk({ definition, select: place.pointer }, 1);
        expect(placedElements(end.definition).at(-1)?.pointer.startsWith(end.select)).toBe(true);
        const begin = walk(end, -1);
        expect(begin.select).toBe('/pages/0/elements/0');
        expect(getAt(begin.definition, begin.select)).toBe(place.item);
      }),
    );
  });

  it('of another kind and back again keeps its answers and what is unknown', () => {
    fc.assert(
      fc.property(
        anyDefinition,
        fc.constantFrom(...itemKinds.filter((kind) => kind !== 'group' && kind !== 'repeat')),
        (definition, kind) => {
          for (const { item } of placedElements(definition)) {
            if (item.type === 'panel' || item.type === 'paneldynamic') continue;
            const other = changeKind(item, kind);
            expect([other.name, other.title, other.lnLater, other.tooltip]).toEqual([
              item.name,
              item.title,
              item.lnLater,
              item.tooltip,
            ]);
          }
          const one = { type: 'radiogroup', name: 'x', choices: ['a', { value: 'b' }] };
          const there = changeKind(changeKind(one, 'many'), 'one');
          expect(there.choices).toEqual(one.choices);
        },
      ),
    );
  });

  it('changes nothing outside of what its JSON shows', () => {
    fc.assert(
      fc.property(anyDefinition, (definition) => {
        for (const { item } of placedElements(definition)) {
          expect(withUnshown(item, 'item', unshown(item, 'item'))).toEqual(item);
          expect(withUnshown(item, 'item', {}).name).toBe(item.name);
        }
      }),
    );
  });
});

/** Steps until nothing moves any more. */
function walk(from: { definition: Definition; select: string }, direction: 1 | -1) {
  let here = from;
  for (;;) {
    const next = stepItem(here.definition, here.select, direction);
    if (next.definition === here.definition) return here;
    here = next;
  }
}

describe('a text', () => {
  const languages = fc.constantFrom('vi', 'en', 'ru', 'ar');
  const anyText = fc.oneof(
    fc.constant(undefined),
    fc.string(),
    fc.dictionary(fc.constantFrom('vi', 'en', 'ru', 'default'), fc.string()),
  );

  it('reads as it was written, and other languages stay', () => {
    fc.assert(
      fc.property(
        anyText,
        languages,
        languages,
        fc.string(),
        languages,
        (text, language, other, words, locale) => {
          fc.pre(other !== language);
          const written = writeText(text, language, words, { locale });
          expect(readText(written, language, { locale })).toBe(words);
          expect(readText(written, other, { locale })).toBe(readText(text, other, { locale }));
        },
      ),
    );
  });
});

describe('a place', () => {
  it('that is set leaves everything beside the way to it the same object', () => {
    fc.assert(
      fc.property(anyDefinition, fc.nat(), (definition, at) => {
        const places = placedElements(definition);
        const place = places[at % Math.max(places.length, 1)];
        fc.pre(place !== undefined);
        const next = setAt(definition, `${place.pointer}/isRequired`, true);
        expect(getAt(next, `${place.pointer}/isRequired`)).toBe(true);
        next.pages.forEach((page, index) => {
          expect(page === definition.pages[index]).toBe(index !== place.page);
        });
      }),
    );
  });

  it('in a list that is not there changes nothing', () => {
    const definition: Definition = { pages: [{ name: 'p' }] };
    expect(setAt(definition, '/pages/4/title', 'x')).toBe(definition);
    expect(setAt(definition, '/pages/0/elements/2/title', 'x')).toBe(definition);
  });
});
