/** Random definitions of the closed subset pass the gate; with one thing of outside in them they are refused, and where. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Definition } from '#core/definitions/definition.ts';
import { elementsIn, type GateElement } from '#core/definitions/gate-walk.ts';
import { compileLogic } from '#core/definitions/logic/compile.ts';
import { applyPatch } from '#core/definitions/mend.ts';
import { checkDefinition } from '#core/definitions/publish-gate.ts';
import { randomDefinition } from '../../support/differential/random-definition.ts';
import { seededRandom } from '../../support/differential/seeded-random.ts';

/** What the random definitions say of nothing: who reads what, how sensitive it is. Logic is what they are about. */
const ofMeaning = new Set([
  'class-missing',
  'kinds-differ',
  'code-unknown',
  'never-shown',
  'choice-never-shown',
  'carried-empty',
  'cannot-go-on',
]);

const errorsOf = (definition: Definition): readonly string[] =>
  checkDefinition(definition)
    .problems.filter(({ severity, code }) => severity === 'error' && !ofMeaning.has(code))
    .map(({ path, code }) => `${path} ${code}`);

/** A property that no item of the subset has with this value, and the code that it is refused with. */
const outside: readonly (readonly [property: string, value: unknown, code: string])[] = [
  ['type', 'file', 'type-unknown'],
  ['type', 'signaturepad', 'type-unknown'],
  ['name', 'a.b', 'name-invalid'],
  ['name', 'constructor', 'name-invalid'],
  ['valueName', 'shared', 'property-refused'],
  ['sparkle', true, 'property-unknown'],
  ['setValueExpression', '1 + 1', 'property-refused'],
  ['defaultValueExpression', '1 + 1', 'property-refused'],
  ['choicesByUrl', { url: 'https://evil.example' }, 'property-refused'],
  ['title', '[x](javascript:alert(1))', 'address-refused'],
  ['html', '<b>', 'property-refused'],
  ['visibleIf', '{nobody_at_all} = 1', 'reference-unknown'],
  ['visibleIf', "displayValue('a') = 'b'", 'function-unknown'],
  ['visibleIf', '1 = null', 'expression-null'],
  ['visibleIf', '(1 = 1', 'expression-bracket'],
  ['visibleIf', '5', 'expression-bare'],
  ['visibleIf', "today() > '31.1.2026'", 'date-unreadable'],
  ['visibleIf', '{$x.title} = 1', 'reference-unknown'],
  ['visibleIf', '{self} = 1', 'reference-cycle'],
];

const isItem = (entry: GateElement): boolean =>
  entry.kind === 'item' && !entry.isColumn && entry.type !== 'panel';

describe('random definitions', () => {
  it('pass the gate, as far as logic and the subset go, wherever they compile', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const definition = randomDefinition(seededRandom(seed));
        if (compileLogic(definition).ok) expect(errorsOf(definition)).toEqual([]);
      }),
      { seed: 17, numRuns: 60 },
    );
  });

  it('are refused with one thing of outside in them, at its place', () => {
    let planted = 0;
    fc.assert(
      fc.property(fc.integer(), fc.nat(), fc.nat(outside.length - 1), (seed, where, which) => {
        const definition = randomDefinition(seededRandom(seed));
        const items = elementsIn(definition).filter(isItem);
        const item = items[where % Math.max(items.length, 1)];
        const [property, value, code] = outside[which] ?? [];
        if (!compileLogic(definition).ok || !item || !property) return;
        planted++;
        const path = `${item.pointer}/${property}`;

        const errors = errorsOf(applyPatch(definition, [{ op: 'add', path, value }]));

        expect(errors.filter((error) => error.startsWith(`${path} `))).toEqual([`${path} ${code}`]);
      }),
      { seed: 19, numRuns: 200 },
    );
    expect(planted).toBeGreaterThan(100);
  });
});
