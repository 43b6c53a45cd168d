import { describe, expect, it } from 'vitest';
import type { Definition, Item } from '#core/definitions/definition.ts';
import { keptAnswers } from '../../../web/respond/preview/kept-answers.ts';

const survey = (...elements: readonly Item[]): Definition => ({ pages: [{ name: 'p', elements }] });
const topics: Item = {
  type: 'checkbox',
  name: 'topics',
  choices: ['money', { value: 'rights' }, 'health'],
};
const age: Item = { type: 'text', name: 'age', inputType: 'number' };

describe('answers of the preview, when the survey changes', () => {
  it('stay with wording, order and answers that are new', () => {
    const answers = { topics: ['money'], age: 30 };
    const after = survey(
      { ...age, title: 'Tuổi' },
      { ...topics, choices: ['new', ...(topics.choices ?? [])] },
    );

    expect(keptAnswers(answers, survey(topics, age), after)).toEqual(answers);
  });

  it('lose the codes that are gone', () => {
    const after = survey({ ...topics, choices: ['rights'] });

    expect(keptAnswers({ topics: ['money', 'rights'] }, survey(topics), after)).toEqual({
      topics: ['rights'],
    });
    expect(keptAnswers({ topics: ['money'] }, survey(topics), after)).toEqual({});
  });

  it('keep built-in answers, and what was written to them', () => {
    const answers = { topics: ['other'], 'topics-Comment': 'x' };

    expect(keptAnswers(answers, survey(topics), survey(topics))).toEqual(answers);
  });

  it('go where the item is gone, renamed or asks in another way', () => {
    const before = survey(topics, age);

    expect(keptAnswers({ age: 30 }, before, survey(topics))).toEqual({});
    expect(keptAnswers({ age: 30 }, before, survey({ ...age, inputType: 'date' }))).toEqual({});
    expect(
      keptAnswers({ topics: ['money'] }, before, survey({ ...topics, type: 'radiogroup' })),
    ).toEqual({});
  });

  it('are found inside groups', () => {
    const before = survey({ type: 'panel', name: 'g', elements: [age] });

    expect(keptAnswers({ age: 30 }, before, survey(age))).toEqual({ age: 30 });
  });
});
