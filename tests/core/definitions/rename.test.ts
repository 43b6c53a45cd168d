import { describe, expect, it } from 'vitest';
import type { Definition } from '#core/definitions/definition.ts';
import { diffVersions } from '#core/definitions/diff-versions.ts';
import { parseExpression } from '#core/definitions/expressions/parse.ts';
import { compileLogic } from '#core/definitions/logic/compile.ts';
import { withNames } from '#core/definitions/references-in.ts';
import { renameCode, renameFaultOf, renameItem } from '#core/definitions/rename.ts';
import { renameFaults } from '#core/definitions/rename-parts.ts';
import { writeExpression } from '#core/definitions/write-expression.ts';
import type { Result } from '#core/kernel/result.ts';
import words from '#core/language/en/changes.json' with { type: 'json' };
import { definitionOf, mayMorning } from '../../support/definition-of.ts';
import { randomAnswers } from '../../support/differential/random-answers.ts';
import { randomDefinition } from '../../support/differential/random-definition.ts';
import { randomExpression } from '../../support/differential/random-expression.ts';
import { seededRandom } from '../../support/differential/seeded-random.ts';

const renamedBy = (result: Result<Definition>): Definition => {
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
};
const errorOf = (result: Result<Definition>) =>
  result.ok ? 'renamed' : result.problem.errors?.map(({ pointer, code }) => `${pointer} ${code}`);

const everywhere = definitionOf(
  [
    {
      type: 'checkbox',
      name: 'topics',
      choices: ['law', { value: 'it', text: 'IT' }],
      lnMissing: ['it'],
      lnChoiceLabels: { law: { en: 'law' } },
      lnOutcome: { law: 'refused' },
    },
    { type: 'radiogroup', name: 'first', choicesFromQuestion: 'topics', lnProblem: ['law'] },
    {
      type: 'text',
      name: 'why',
      title: { en: 'Why {topics}?', vi: 'Sao lại {topics}?' },
      visibleIf: "{topics} contains 'law' and {Topics.length} > 1 and {topics-Comment} empty",
      requiredIf: "{first} = 'law' or {first} = 'Law'",
      validators: [{ type: 'expression', expression: "{topics} anyof ['law', 'it']" }],
    },
    {
      type: 'paneldynamic',
      name: 'children',
      templateElements: [
        { type: 'text', name: 'age', inputType: 'number' },
        { type: 'text', name: 'topics', visibleIf: '{panel.age} > 3 and {topics} notempty' },
      ],
    },
    { type: 'text', name: 'youngest', visibleIf: '{children[0].age} > 1' },
  ],
  {
    lnBreakdowns: ['topics', 'first'],
    calculatedValues: [{ name: 'n', expression: "iif({topics} contains 'law', 'law', 'no')" }],
  },
);

describe('renaming an item', () => {
  it('rewrites every reference, and leaves alone what only looks like one', () => {
    const text = JSON.stringify(renamedBy(renameItem(everywhere, 'topics', 'wishes')));

    expect(text).toContain("{wishes} contains 'law' and {wishes.length} > 1 and {wishes-Comment}");
    expect(text).toContain('"choicesFromQuestion":"wishes"');
    expect(text).toContain('"lnBreakdowns":["wishes","first"]');
    expect(text).toContain('Sao lại {wishes}?');
    expect(text).toContain("iif({wishes} contains 'law'");
    expect(text).toContain("{wishes} anyof ['law', 'it']");
    expect(text).toContain('{panel.age} > 3 and {wishes} notempty');
    // The part of a group that has the same name is another one.
    expect(text).toContain('"name":"topics","visibleIf"');
    expect(text).toContain('"lnFormerNames":["topics"]');
  });

  it('rewrites how parts of a group call each other, and how others call them', () => {
    const text = JSON.stringify(renamedBy(renameItem(everywhere, 'age', 'years')));

    expect(text).toContain('{panel.years} > 3');
    expect(text).toContain('{children[0].years} > 1');
  });

  it('does not touch words in quotation marks', () => {
    const definition = definitionOf([
      { type: 'text', name: 'a' },
      { type: 'text', name: 'b', visibleIf: "{a} = '{a}'" },
    ]);

    const renamed = renamedBy(renameItem(definition, 'a', 'c'));

    expect(renamed.pages[0]?.elements?.[1]?.visibleIf).toBe("{c} = '{a}'");
  });

  it('remembers all former names, and comes back to one without keeping it', () => {
    const there = renamedBy(renameItem(everywhere, 'first', 'second'));
    const on = renamedBy(renameItem(there, 'second', 'third'));
    const back = renamedBy(renameItem(on, 'third', 'first'));

    expect(on.pages[0]?.elements?.[1]?.lnFormerNames).toEqual(['first', 'second']);
    expect(back.pages[0]?.elements?.[1]?.lnFormerNames).toEqual(['second', 'third']);
  });

  it.each([
    ['nobody', 'x', '/item item-unknown'],
    ['children', 'page1', '/to name-duplicate'],
    ['topics', 'FIRST', '/to name-duplicate'],
    ['topics', 'n', '/to name-duplicate'],
    ['topics', '1st', '/to name-invalid'],
    ['topics', 'Survey', '/to name-invalid'],
    ['topics', '', '/to name-invalid'],
  ])('from %s to %s is refused: %s', (from, to, error) => {
    expect(errorOf(renameItem(everywhere, from, to))).toEqual([error]);
  });

  it('refuses the former name of another item', () => {
    const renamed = renamedBy(renameItem(everywhere, 'first', 'second'));

    expect(errorOf(renameItem(renamed, 'why', 'first'))).toEqual(['/to former-name-taken']);
  });
});

describe('renaming a code', () => {
  it('rewrites every comparison, and what the item and its followers say of it', () => {
    const renamed = renamedBy(renameCode(everywhere, 'topics', 'law', 'rights'));
    const text = JSON.stringify(renamed);

    expect(renamed.pages[0]?.elements?.[0]).toMatchObject({
      choices: [
        { value: 'rights', text: 'law', lnFormerValues: ['law'] },
        { value: 'it', text: 'IT' },
      ],
      lnChoiceLabels: { rights: { en: 'law' } },
      lnOutcome: { rights: 'refused' },
    });
    expect(renamed.pages[0]?.elements?.[1]?.lnProblem).toEqual(['rights']);
    expect(text).toContain("{topics} contains 'rights'");
    expect(text).toContain("{first} = 'rights'");
    expect(text).toContain("['rights', 'it']");
    // What a calculation gives is no code of the item.
    expect(text).toContain("iif({topics} contains 'rights', 'law', 'no')");
    expect(JSON.stringify(renamed)).not.toContain("'Law'");
  });

  it('moves rows of a table with all that reads them', () => {
    const table = definitionOf(
      [
        { type: 'matrix', name: 'm', rows: ['pay', 'food'], columns: ['bad', 'good'] } as never,
        { type: 'text', name: 'why', visibleIf: "{m.pay} = 'bad'" },
      ],
      { lnBreakdowns: ['m.pay'] },
    );

    const row = JSON.stringify(renamedBy(renameCode(table, 'm', 'pay', 'wage')));
    const column = JSON.stringify(renamedBy(renameCode(table, 'm', 'bad', 'poor')));

    expect(row).toContain("{m.wage} = 'bad'");
    expect(row).toContain('["m.wage"]');
    expect(column).toContain("{m.pay} = 'poor'");
  });

  it.each([
    ['topics', 'none', 'x', '/code code-unknown'],
    ['topics', 'law', 'IT', '/to choice-duplicate'],
    ['topics', 'law', ' x', '/to code-invalid'],
    ['nobody', 'law', 'x', '/item item-unknown'],
  ])('of %s from %s to %s is refused: %s', (item, from, to, error) => {
    expect(errorOf(renameCode(everywhere, item, from, to))).toEqual([error]);
  });

  it('is refused where codes are compared by size', () => {
    const sized = definitionOf([
      { type: 'radiogroup', name: 'school', choices: [1, 2, 3] },
      { type: 'text', name: 'x', visibleIf: '{school} >= 2' },
    ]);

    expect(errorOf(renameCode(sized, 'school', 2, 5))).toEqual(['/code code-in-use']);
    expect(renameCode(sized, 'school', 3, 5).ok).toBe(true);
  });
});

describe('a refusal', () => {
  it('has words, whatever it is', () => {
    for (const fault of renameFaults)
      expect(Object.keys(words)).toContain(`changes.rename.${fault}`);
    expect(renameFaultOf(renameItem(everywhere, 'topics', 'n'))).toBe('name-duplicate');
    expect(renameFaultOf(renameItem(everywhere, 'topics', 'wishes'))).toBeUndefined();
  });
});

describe('what is renamed', () => {
  it('means the same: the logic settles answers as before, under the new name', () => {
    let tried = 0;
    for (let seed = 1; seed <= 150; seed++) {
      const chance = seededRandom(seed);
      const definition = randomDefinition(chance);
      const items = definition.pages.flatMap((page) => page.elements ?? []);
      const target = chance.pick(items);
      const before = compileLogic(definition);
      if (!before.ok || target.type === 'panel') continue;
      const renamed = renameItem(definition, target.name, 'quite_new');
      const after = compileLogic(renamedBy(renamed));
      if (!after.ok) throw new Error(`seed ${seed}: ${JSON.stringify(after.problem)}`);
      tried++;
      for (let turn = 0; turn < 4; turn++) {
        const answers = randomAnswers(definition, chance);
        const moved = Object.fromEntries(
          Object.entries(answers).map(([key, value]) => [
            key === target.name || key === `${target.name}-Comment`
              ? `quite_new${key.slice(target.name.length)}`
              : key,
            value,
          ]),
        );
        const then = before.value.relevance(answers, mayMorning);
        const now = after.value.relevance(moved, mayMorning);
        expect(
          [...now].map(([name, is]) => [name === 'quite_new' ? target.name : name, is]),
          `seed ${seed}`,
        ).toEqual([...then]);
      }
      const breaking = diffVersions(definition, renamedBy(renamed)).filter(
        ({ effect }) => effect === 'breaking',
      );
      expect(breaking).toEqual([]);
    }
    expect(tried).toBeGreaterThan(80);
  });
});

describe('expressions', () => {
  it('are written so that they read as the same tree', () => {
    let read = 0;
    for (let seed = 1; seed <= 3000; seed++) {
      const parsed = parseExpression(randomExpression(seededRandom(seed)));
      if (!parsed || parsed.forgiven.length > 0) continue;
      read++;
      const again = parseExpression(writeExpression(parsed.expression));
      expect(again?.expression, `seed ${seed}: ${writeExpression(parsed.expression)}`).toEqual(
        parsed.expression,
      );
    }
    expect(read).toBeGreaterThan(1000);
  });

  it('stay to the letter where no name in them changes', () => {
    for (let seed = 1; seed <= 500; seed++) {
      const text = randomExpression(seededRandom(seed));

      expect(withNames(text, 'expression', () => undefined)).toBe(text);
    }
  });
});
