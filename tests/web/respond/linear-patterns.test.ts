import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Definition, Item } from '#core/definitions/definition.ts';
import { linearPattern } from '#core/definitions/expressions/linear-pattern.ts';
import { buildModel, loadFunctions } from '#web/respond/form/survey-model.ts';
import { loadWords } from '#web/respond/language/words.ts';

async function modelOf(elements: readonly Item[]) {
  const definition: Definition = { locale: 'vi', pages: [{ name: 'page', elements }] };
  await loadFunctions(definition);
  const at = '2026-07-01T08:00:00.000Z';
  const draft = {
    id: 'one',
    linkId: 'link',
    definitionHash: 'h',
    language: 'vi',
    startedAt: at,
    updatedAt: at,
    pageNumber: 1,
    answers: {},
  };
  return buildModel({ definition, draft, language: 'vi', words: await loadWords('vi') });
}

/** JavaScript's engine would take longer than the sun has left for it. */
const endless = [
  ['^(a+)+$', 'a'],
  ['^(a|a)*$', 'a'],
  ['^(a*)*b$', 'a'],
  ['^(\\w+\\s?)*$', 'word '],
  ['^(a|ab|b)*c$', 'ab'],
  ['^([a-z0-9]+[._-]?)+@x$', 'mai'],
  ['^(.*){1,40}x$', 'y'],
  ['(x+x+)+y', 'x'],
] as const;

const checked = (name: string, regex: string, more: object = {}): Item => ({
  type: 'text',
  name,
  validators: [{ type: 'regex', regex, ...more }],
});

describe('patterns of authors on the phone', () => {
  it.each(endless)('never make it stand still: %s', async (regex, part) => {
    const model = await modelOf([checked('a', regex)]);
    model.setValue('a', `${part.repeat(2_000)}!`);

    expect(model.validate()).toBe(false);
  });

  it('are run so wherever they stand', async () => {
    const regex = '^(a+)+$';
    const model = await modelOf([
      { type: 'multipletext', name: 'parts', items: [checked('one', regex)] },
      { type: 'paneldynamic', name: 'people', templateElements: [checked('one', regex)] },
      {
        type: 'matrixdynamic',
        name: 'rows',
        columns: [{ ...checked('one', regex), cellType: 'text' }],
      },
    ]);
    const good = { one: 'aaa' };
    const bad = { one: `${'a'.repeat(2_000)}!` };

    model.data = { parts: good, people: [good], rows: [good] };
    expect(model.validate()).toBe(true);
    for (const wrong of [{ parts: bad }, { people: [bad] }, { rows: [bad] }]) {
      model.data = { parts: good, people: [good], rows: [good], ...wrong };
      expect(model.validate(), Object.keys(wrong).join()).toBe(false);
    }
  });

  it('mind capital letters unless they are told not to', async () => {
    const strict = await modelOf([checked('a', '^[a-z]+$')]);
    const mild = await modelOf([checked('a', '^[a-z]+$', { caseInsensitive: true })]);
    for (const model of [strict, mild]) model.setValue('a', 'Mai');

    expect([strict.validate(), mild.validate()]).toEqual([false, true]);
  });

  it('keep nobody from going on who meets one that cannot be run', async () => {
    const model = await modelOf([checked('a', '^(?=b)(a+)+$')]);
    model.setValue('a', `${'a'.repeat(2_000)}!`);

    expect(model.validate()).toBe(true);
  });

  it('say of short answers what JavaScript says of them', () => {
    const atom = fc.constantFrom('a', 'b', '[ab]', '[^a]', '\\d', '\\w', '.', '-', '\\.', '(?:ab)');
    const count = fc.constantFrom('', '*', '+', '?', '{2}', '{1,3}', '+?');
    const { pattern } = fc.letrec<{ pattern: string; piece: string }>((tie) => ({
      piece: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.tuple(atom, count).map((pair) => pair.join('')),
        fc.tuple(tie('pattern'), count).map(([inner, times]) => `(${inner})${times}`),
      ),
      pattern: fc.oneof(
        fc.array(tie('piece'), { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join('')),
        fc.tuple(tie('piece'), tie('piece')).map((pair) => pair.join('|')),
        tie('piece').map((piece) => `^${piece}$`),
      ),
    }));
    // Short, so that JavaScript's engine comes to an end.
    const texts = fc.array(fc.string({ unit: fc.constantFrom(...'aabb1-.X'), maxLength: 7 }), {
      minLength: 8,
      maxLength: 8,
    });
    let told = 0;
    fc.assert(
      fc.property(pattern, texts, (written, answers) => {
        const matches = linearPattern(written, false);
        if (!matches) return;
        told += 1;
        for (const text of answers) expect(matches(text)).toBe(new RegExp(written).test(text));
      }),
      { numRuns: 200, seed: 3 },
    );
    expect(told).toBeGreaterThan(180);
  });
});
