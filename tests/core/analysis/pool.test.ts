import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFrameBuilder } from '#core/analysis/frame-builder.ts';
import { poolCodebooks } from '#core/analysis/pool.ts';
import { resultTables } from '#core/analysis/tables.ts';
import { codebook } from '#core/definitions/codebook.ts';
import type { Definition } from '#core/definitions/definition.ts';
import { renameCode, renameItem } from '#core/definitions/rename.ts';
import { aVariable, codes } from '../../support/a-variable.ts';
import { definitionOf } from '../../support/definition-of.ts';
import { randomDefinition } from '../../support/differential/random-definition.ts';
import { seededRandom } from '../../support/differential/seeded-random.ts';
import { mutated, mutations } from '../../support/mutations.ts';

const first = {
  number: 1,
  hash: 'one',
  variables: [
    aVariable('age', 'choice', codes('yo')),
    aVariable('needs', 'multi', codes('abc')),
    aVariable('gone', 'boolean'),
  ],
};
const second = {
  number: 2,
  hash: 'two',
  variables: [
    aVariable('age', 'number'),
    aVariable('needs', 'multi', codes('bcd')),
    aVariable('new', 'choice', codes('xy')),
  ],
};

describe('pooling the codebooks of two versions', () => {
  const pooled = poolCodebooks([first, second]);

  it('joins variables of one name and type, newest codes first', () => {
    const needs = pooled.variables.find(({ name }) => name === 'needs');

    expect(needs?.categories?.map(({ value }) => value)).toEqual(['b', 'c', 'd', 'a']);
  });

  it('keeps a variable that changed its type beside the newer one, and says so', () => {
    expect(pooled.variables.map(({ name }) => name)).toEqual([
      'age',
      'needs',
      'new',
      'age@1',
      'gone',
    ]);
    expect(pooled.conflicts).toEqual([{ name: 'age', separateName: 'age@1', version: 1 }]);
  });

  it('counts each response under its own version, and nobody as asked what their version lacks', () => {
    const builder = createFrameBuilder(pooled.variables);
    const append = (hash: string, answers: Record<string, unknown>) => {
      const view = pooled.views.get(hash);
      if (view) builder.append(view.answers(answers), view.relevance(new Map([['age', true]])));
    };
    append('one', { age: 'y', needs: ['a'], gone: true });
    append('one', { needs: ['a', 'b'] });
    append('two', { age: 31, needs: ['d'], new: 'x' });

    const of = (name: string) =>
      resultTables(builder.frame(), { variables: [name] })[0]?.columns[0];

    expect(of('age')).toMatchObject({ asked: 1, answered: 1, numeric: { mean: 31 } });
    expect(of('age@1')).toMatchObject({ asked: 2, answered: 1 });
    expect(of('needs')).toMatchObject({ asked: 3, answered: 3 });
    expect(of('new')).toMatchObject({ asked: 1, answered: 1 });
    expect(of('gone')).toMatchObject({ asked: 2, answered: 1 });
  });
});

describe('a renamed variable', () => {
  const one = definitionOf([
    { type: 'checkbox', name: 'topics', choices: ['law', 'it'], lnMissing: ['it'] },
    { type: 'matrix', name: 'm', rows: ['pay'], columns: ['bad', 'good'] } as never,
    { type: 'radiogroup', name: 'sex', choices: ['f', 'm'] },
  ]);
  const steps: readonly ((definition: Definition) => ReturnType<typeof renameItem>)[] = [
    (definition) => renameItem(definition, 'topics', 'wishes'),
    (definition) => renameCode(definition, 'wishes', 'law', 'rights'),
    (definition) => renameCode(definition, 'wishes', 'it', 'pc'),
    (definition) => renameCode(definition, 'm', 'pay', 'wage'),
    (definition) => renameItem(definition, 'm', 'matters'),
  ];
  const two = steps.reduce((definition, step) => {
    const result = step(definition);
    if (!result.ok) throw new Error(JSON.stringify(result.problem));
    return result.value;
  }, one);
  const pooled = poolCodebooks([
    { number: 1, hash: 'one', variables: codebook(one) },
    { number: 2, hash: 'two', variables: codebook(two) },
  ]);

  it('is one variable with its codes of today, and no conflict', () => {
    expect(pooled.variables.map(({ name }) => name)).toEqual(['wishes', 'matters.wage', 'sex']);
    expect(pooled.variables[0]?.categories?.map(({ value }) => value)).toEqual(['rights', 'pc']);
    expect(pooled.variables[0]?.missingCodes).toEqual(['pc']);
    expect(pooled.conflicts).toEqual([]);
  });

  it('counts answers under its old and its new names and codes together', () => {
    const builder = createFrameBuilder(pooled.variables);
    const append = (hash: string, answers: Record<string, unknown>) => {
      const view = pooled.views.get(hash);
      if (view) builder.append(view.answers(answers), view.relevance(new Map([['topics', true]])));
    };
    append('one', { topics: ['law', 'it'], m: { pay: 'bad' }, sex: 'f' });
    append('one', { topics: ['law'], m: { pay: 'good' }, sex: 'm' });
    append('two', { wishes: ['rights'], matters: { wage: 'bad' }, sex: 'f' });

    const tables = resultTables(builder.frame());
    const counts = tables.map(({ variable, columns }) => [
      variable.name,
      columns[0]?.answered,
      columns[0]?.categories.map(({ value, count }) => [value, count]),
    ]);
    expect(counts).toEqual([
      ['wishes', 3, [['rights', 3]]],
      [
        'matters.wage',
        3,
        [
          ['bad', 2],
          ['good', 1],
        ],
      ],
      [
        'sex',
        3,
        [
          ['f', 2],
          ['m', 1],
        ],
      ],
    ]);
  });

  it('does not take the place of another that has the name', () => {
    const both = poolCodebooks([
      {
        number: 2,
        hash: 'b',
        variables: [aVariable('new', 'number', undefined, { formerNames: ['old'] })],
      },
      { number: 1, hash: 'a', variables: [aVariable('old', 'number'), aVariable('new', 'number')] },
    ]);
    const typed = poolCodebooks([
      {
        number: 2,
        hash: 'b',
        variables: [aVariable('new', 'number', undefined, { formerNames: ['old'] })],
      },
      { number: 1, hash: 'a', variables: [aVariable('old', 'choice', codes('xy'))] },
    ]);

    expect(both.variables.map(({ name }) => name)).toEqual(['new', 'old']);
    expect(typed.variables.map(({ name }) => name)).toEqual(['new', 'old']);
    expect(typed.conflicts).toEqual([{ name: 'new', separateName: 'old', version: 1 }]);
  });
});

describe('pooling many versions', () => {
  /** A survey that changed a few times, each time somewhere. */
  function versionsFrom(seed: number) {
    const chance = seededRandom(seed);
    let definition = randomDefinition(chance);
    return Array.from({ length: 5 }, (_, index) => {
      const version = { number: index + 1, hash: `v${index + 1}`, variables: codebook(definition) };
      const items = definition.pages.flatMap((page) => page.elements ?? []);
      const named = items[chance.int(0, items.length)];
      const renamed = renameItem(definition, named?.name ?? '', `renamed_${index}`);
      definition =
        chance.chance(0.4) && renamed.ok
          ? renamed.value
          : (mutated(definition, chance.pick(Object.keys(mutations)), chance)?.definition ??
            definition);
      return version;
    });
  }

  it('gives the same whatever order they come in, and places every variable once', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.infiniteStream(fc.nat(1000)),
        (seed, stream) => {
          const versions = versionsFrom(seed);
          const pooled = poolCodebooks(versions);
          const shuffled = [...versions]
            .map((version) => ({ version, at: Number(stream.next().value) }))
            .sort((a, b) => a.at - b.at)
            .map(({ version }) => version);
          const other = poolCodebooks(shuffled);

          expect(other.variables).toEqual(pooled.variables);
          expect(other.conflicts).toEqual(pooled.conflicts);
          for (const { hash, variables } of versions) {
            const placed = [...(pooled.places.get(hash)?.values() ?? [])];
            expect(new Set(placed)).toEqual(new Set(variables));
            for (const [name, variable] of pooled.places.get(hash) ?? []) {
              expect(pooled.variables.find((each) => each.name === name)?.type).toBe(variable.type);
            }
          }
        },
      ),
      { numRuns: 150, seed: 11 },
    );
  });
});
