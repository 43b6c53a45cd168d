import { describe, expect, it } from 'vitest';
import { createFrameBuilder } from '#core/analysis/frame-builder.ts';
import { poolCodebooks } from '#core/analysis/pool.ts';
import { resultTables } from '#core/analysis/tables.ts';
import { aVariable, codes } from '../../support/a-variable.ts';

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
