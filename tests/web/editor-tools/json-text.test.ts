import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { getAt, pointerOf } from '#web/workspace/editor/model/pointer.ts';
import { faultIn, offsetOf, placeAt } from '#web/workspace/editor/tools/json/json-text.ts';
import { readDefinitionText } from '#web/workspace/editor/tools/json/read-definition-text.ts';

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe('the place where a text stops being JSON', () => {
  it('is found in every text that is none, and in no other', () => {
    const damaged = fc
      .tuple(
        fc.json({ maxDepth: 4 }),
        fc.nat(),
        fc.constantFrom('', ',', '"', '}', ']', 'x', '\\', '\n'),
      )
      .map(([text, at, scrap]) => {
        const place = at % (text.length + 1);
        return text.slice(0, place) + scrap + text.slice(place + (at % 3));
      });
    fc.assert(
      fc.property(fc.oneof(fc.json(), damaged), (text) => {
        expect(faultIn(text) === undefined).toBe(isJson(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('is the first character that cannot stand there', () => {
    const at = (text: string) => placeAt(text, faultIn(text) ?? -1);

    expect(at('{\n  "a": 1,\n  "b" 2\n}')).toEqual({ line: 3, column: 7 });
    expect(at('{"a": [1, 2}')).toEqual({ line: 1, column: 12 });
    expect(at('{"a": 1')).toEqual({ line: 1, column: 8 });
    expect(at('[1,]')).toEqual({ line: 1, column: 4 });
  });

  it('is found without exhausting the stack', () => {
    expect(faultIn('['.repeat(100_000))).toBeGreaterThan(100);
  });
});

describe('the place of a value', () => {
  it('begins where the value that the pointer names is written', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.nat(), (value, seed) => {
        const text = JSON.stringify(value, null, 2);
        const pointers = allPointers(value);
        const pointer = pointers[seed % pointers.length] ?? '';
        const written = text.slice(offsetOf(text, pointer));
        const one = JSON.stringify(getAt(value, pointer), null, 2);

        // Deeper values are indented: compared without white space.
        expect(written.replace(/\s/g, '').startsWith(one.replace(/\s/g, ''))).toBe(true);
      }),
    );
  });

  it('of what is missing is that of what should hold it', () => {
    const text = '{\n "pages": [ {"x": 1} ]\n}';

    expect(placeAt(text, offsetOf(text, '/pages/0/name'))).toEqual({ line: 2, column: 13 });
  });
});

function allPointers(value: unknown, at = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return [at];
  const inner = Object.entries(value).flatMap(([key, one]) =>
    // JSON.stringify gives __proto__ too, and duplicates cannot be told apart.
    allPointers(one, at + pointerOf([key])),
  );
  return [at, ...inner];
}

describe('a definition written as JSON', () => {
  it('is taken with whatever else it holds', () => {
    const text = JSON.stringify({ pages: [{ name: 'p', elements: [], futureThing: 1 }], own: [2] });

    expect(readDefinitionText(text)).toMatchObject({
      ok: true,
      definition: { own: [2], pages: [{ futureThing: 1 }] },
    });
  });

  it.each([
    ['no JSON', '{"pages": [', { kind: 'syntax', place: { line: 1, column: 12 } }],
    [
      'no pages',
      '{\n"title": "x"}',
      { kind: 'shape', pointer: '/pages', place: { line: 1, column: 1 } },
    ],
    [
      'an item without a name',
      '{"pages":[{"name":"p","elements":[\n{"type":"text"}]}]}',
      { kind: 'shape', pointer: '/pages/0/elements/0/name', place: { line: 2, column: 1 } },
    ],
    [
      'a text no database keeps',
      '{"title":"\\u0000","pages":[]}',
      { kind: 'fault', pointer: '/title' },
    ],
  ])('is refused with its place if it is or has %s', (_what, text, refusal) => {
    expect(readDefinitionText(text)).toMatchObject({ ok: false, ...refusal });
  });
});
