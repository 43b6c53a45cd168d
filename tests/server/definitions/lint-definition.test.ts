import { describe, expect, it } from 'vitest';
import type { Item } from '#core/definitions/definition.ts';
import { checkThoroughly, lintDefinition } from '#server/definitions/lint-definition.ts';
import { definitionOf } from '../../support/definition-of.ts';
import { choice, text } from '../../support/gate-items.ts';
import { library } from '../../surveys/library.ts';

const found = async (items: readonly Item[]): Promise<string[]> =>
  (await checkThoroughly(definitionOf(items))).map(
    ({ severity, path, code }) => `${severity} ${path} ${code}`,
  );

describe('SurveyJS’s linter behind the gate', () => {
  it('has nothing to say about a sound survey', async () => {
    const items = [
      choice('sex', { title: { vi: 'Giới tính', en: 'Sex' }, lnSigned: { title: { en: '' } } }),
      text('age', { inputType: 'number', visibleIf: "{sex} = 'a'" }),
      text('sum', { validators: [{ type: 'expression', expression: 'x_number({age}) > 1' }] }),
    ];

    expect(
      (await lintDefinition(definitionOf(items, { locale: 'vi' }))).map(
        ({ code, path }) => `${code} ${path}`,
      ),
    ).toEqual([]);
  });

  it.each(library)('has nothing to say about $name of the library', async ({ definition }) => {
    expect(await lintDefinition(definition)).toEqual([]);
  });

  it.each<[string, Item, string]>([
    [
      'a default that is no answer',
      choice('a', { defaultValue: 'zz' }),
      'error /pages/0/elements/0/defaultValue default-not-offered',
    ],
    [
      'a setting of the wrong kind',
      text('a', { titleLocation: 'nowhere' }),
      'error /pages/0/elements/0/titleLocation structure-invalid',
    ],
    [
      'a condition that always holds',
      choice('a', { enableIf: '2 > 1' }),
      'warning /pages/0/elements/0/enableIf condition-always',
    ],
    [
      'an empty group',
      { type: 'panel', name: 'p', elements: [] },
      'warning /pages/0/elements/0 page-empty',
    ],
  ])('names %s', async (_, item, problem) => {
    expect(await found([item, choice('z')])).toContain(problem);
  });

  it('speaks in our own words', async () => {
    const [problem] = await checkThoroughly(definitionOf([choice('a', { defaultValue: 'zz' })]));

    expect(problem?.message).toBe(
      'The answer “zz” that “a” begins with is not one of its answers. Correct or remove it.',
    );
    expect(problem?.params).toEqual({ item: 'a', code: 'zz' });
  });

  it('is not asked about what the gate refuses: null in an expression would make it throw', async () => {
    const items = [
      choice('a'),
      choice('b', { visibleIf: 'iif({a} = 1, 1, null) = 1', defaultValue: 'zz' }),
    ];

    expect(await found(items)).toEqual(['error /pages/0/elements/1/visibleIf expression-null']);
  });
});
