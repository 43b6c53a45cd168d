import { describe, expect, it } from 'vitest';
import { createFrameBuilder } from '#core/analysis/frame-builder.ts';
import { type BlockSource, poolByBlock } from '#core/analysis/pool-blocks.ts';
import { resultTables } from '#core/analysis/tables.ts';
import type { Definition, Item } from '#core/definitions/definition.ts';
import type { Answers } from '#core/definitions/logic/compiled-logic.ts';
import type { Variable } from '#core/definitions/variable.ts';
import { aVariable, codes } from '../../support/a-variable.ts';
import { seededRandom } from '../../support/differential/seeded-random.ts';

const block = { block: 'people@1' };
const variables: readonly Variable[] = [
  aVariable('sex', 'choice', codes('fmx'), { ...block, missingCodes: ['x'] }),
  aVariable('wishes', 'multi', codes('abc'), block),
  aVariable('order', 'rank', codes('abc'), block),
  aVariable('age', 'number', undefined, { ...block, missingCodes: [99] }),
  aVariable('born', 'date', undefined, block),
  aVariable('works', 'boolean', undefined, block),
];

function source(survey: string, own: readonly Variable[], rows: readonly Answers[]): BlockSource {
  const builder = createFrameBuilder(own);
  for (const answers of rows) builder.append(answers, null);
  return { survey, variables: own, frame: builder.frame() };
}

function randomRow(seed: number): Answers {
  const { pick, chance, int } = seededRandom(seed);
  const answers: Record<string, unknown> = {};
  if (chance(0.9)) answers.sex = pick(['f', 'm', 'x', 'unlisted']);
  if (chance(0.8)) answers.wishes = ['a', 'b', 'c'].filter(() => chance(0.5));
  if (chance(0.7)) answers.order = pick([['a'], ['b', 'a'], ['c', 'a', 'b']]);
  if (chance(0.8)) answers.age = pick([int(18, 60), 99]);
  if (chance(0.6)) answers.born = `199${int(0, 9)}-0${int(1, 9)}-1${int(0, 9)}`;
  if (chance(0.6)) answers.works = chance(0.5);
  return answers;
}

describe('one block over several surveys', () => {
  const rows = Array.from({ length: 90 }, (_, index) => randomRow(index + 1));
  const extra = aVariable('sex_too', 'choice', codes('fm'));
  const parts = [
    source('b', [extra, ...variables], rows.slice(0, 30)),
    source('a', variables, rows.slice(30, 50)),
    source('c', [...variables].reverse(), rows.slice(50)),
    source('none', [extra], rows.slice(0, 5)),
  ];

  it('gives the figures of all their answers together', () => {
    const pooled = poolByBlock(parts, 'people@1');
    const whole = source('all', variables, rows);

    const figures = (frame: BlockSource['frame']) =>
      resultTables(frame)
        .map(({ variable, columns }) => ({ name: variable.name, columns }))
        .sort((a, b) => (a.name < b.name ? -1 : 1));
    expect(figures(pooled.frame)).toEqual(figures(whole.frame));
    expect(pooled.frame.rows).toBe(90);
    expect(pooled.surveys).toEqual([
      { survey: 'a', rows: 20 },
      { survey: 'b', rows: 30 },
      { survey: 'c', rows: 40 },
    ]);
  });

  it('does not depend on the order of the surveys', () => {
    const one = poolByBlock(parts, 'people@1');
    const other = poolByBlock([...parts].reverse(), 'people@1');

    expect(other.variables).toEqual(one.variables);
    expect(resultTables(other.frame)).toEqual(resultTables(one.frame));
  });

  it('joins by block and name: another version, or the same name alone, stays out', () => {
    const other = variables.map((variable) => ({ ...variable, block: 'people@2' }));
    const pooled = poolByBlock([...parts, source('d', other, rows)], 'people@1');

    expect(pooled.surveys.map(({ survey }) => survey)).toEqual(['a', 'b', 'c']);
    expect(poolByBlock(parts, 'nobody@1')).toMatchObject({ surveys: [], variables: [] });
  });

  it('asked nobody where a survey took only some of its items', () => {
    const some = source('some', [variables[0] ?? extra], rows.slice(0, 10));
    const pooled = poolByBlock([some, source('all', variables, rows.slice(0, 20))], 'people@1');

    const age = resultTables(pooled.frame, { variables: ['age'] })[0]?.columns[0];
    expect(age?.asked).toBe(20);
  });

  it('keeps apart what changed its type, and says where', () => {
    const typed = source('z', [aVariable('age', 'choice', codes('yo'), block)], [{ age: 'y' }]);
    const pooled = poolByBlock([...parts, typed], 'people@1');

    expect(pooled.conflicts).toEqual([{ name: 'age', separateName: 'age@1', survey: 'z' }]);
  });

  it('counts a survey that has its items as the library has them, and no other', () => {
    const item = (name: string, more: object = {}): Item => ({ type: 'text', name, ...more });
    const definition = (...elements: readonly Item[]): Definition => ({
      pages: [{ name: 'page', elements }],
    });
    const original = definition(
      { type: 'panel', name: 'group', elements: [item('age', { inputType: 'number' })] },
      item('born', { inputType: 'date' }),
      item('works', { lnBlock: 'work@2' }),
      item('sex', { lnRole: 'consent' }),
    );
    const bare = variables.map(({ block: _, ...variable }) => variable);
    const own = (survey: string, ...versions: readonly Definition[]): BlockSource => ({
      ...source(survey, bare, rows.slice(0, 20)),
      versions,
    });
    const altered = definition(item('age', { inputType: 'number', max: 99 }), item('works'));
    const sources = [
      own('taken', original),
      own('altered', altered),
      own('once-altered', original, altered),
      own('none'),
      source('includes', variables, rows.slice(20, 50)),
    ];

    const pooled = poolByBlock(sources, 'people@1', original);
    const names = (survey: string) =>
      poolByBlock([own(survey, original)], 'people@1', original).variables.map(({ name }) => name);

    expect(pooled.surveys).toEqual([
      { survey: 'includes', rows: 30 },
      { survey: 'once-altered', rows: 20 },
      { survey: 'taken', rows: 20 },
    ]);
    expect(names('taken')).toEqual(['age', 'born']);
    const [age] = resultTables(pooled.frame, { variables: ['age'] });
    const [born] = resultTables(pooled.frame, { variables: ['born'] });
    expect([age?.columns[0]?.asked, born?.columns[0]?.asked]).toEqual([50, 70]);
    const other = poolByBlock([...sources].reverse(), 'people@1', original);
    expect(resultTables(other.frame)).toEqual(resultTables(pooled.frame));
    // Without the library only what was included counts.
    expect(poolByBlock(sources, 'people@1').surveys.map(({ survey }) => survey)).toEqual([
      'includes',
    ]);
  });
});
