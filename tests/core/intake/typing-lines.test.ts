import { describe, expect, it } from 'vitest';
import { compileLogic } from '#core/definitions/logic/compile.ts';
import { compareEntries } from '#core/intake/compare-entries.ts';
import { compileShapeCheck } from '#core/intake/shape-check.ts';
import {
  afterKey,
  answerAt,
  applicableLines,
  keysOf,
  typingLines,
  withAnswer,
  withCopies,
} from '#core/intake/typing-lines.ts';
import { smallDefinition } from '../../support/build.ts';
import { wideAnswers, wideDefinition } from '../../support/wide-survey.ts';

const environment = { now: new Date('2026-04-16T01:00:00Z'), offsetMinutes: 420 };
const category = (value: string | number) => ({ value, label: { en: String(value) } });

describe('keys', () => {
  it('are the codes where those are single signs, else 1 to 9 and letters', () => {
    expect(keysOf([category('f'), category('m')])).toEqual(['f', 'm']);
    expect(keysOf([category(1), category(0)])).toEqual(['1', '0']);
    expect(keysOf(Array.from({ length: 11 }, (_, at) => category(`code${at}`)))).toEqual([
      ...'123456789',
      'a',
      'b',
    ]);
    expect(keysOf([category('yes'), category('no'), category('n')])).toEqual(['1', '2', '3']);
  });

  it('choose one, tick many and put in order', () => {
    const lines = typingLines(wideDefinition, {});
    const line = (name: string) => {
      const found = lines.find(({ at }) => at.join('/') === name);
      if (!found) throw new Error(name);
      return found;
    };

    expect(afterKey(line('sex'), undefined, '2')).toEqual({ answer: 'm' });
    expect(afterKey(line('sex'), 'm', '9')).toBeUndefined();
    expect(afterKey(line('needs'), [3], '1')).toEqual({ answer: ['water', 3] });
    expect(afterKey(line('needs'), ['water', 3], '1')).toEqual({ answer: [3] });
    expect(afterKey(line('needs'), [3], '3')).toEqual({ answer: undefined });
    expect(afterKey(line('order'), ['b'], 'a')).toEqual({ answer: ['b', 'a'] });
  });
});

describe('lines', () => {
  it('follow the form, and disappear when it does not ask', () => {
    const logic = compileLogic(smallDefinition);
    if (!logic.ok) throw new Error('the logic does not compile');
    const names = (answers: Readonly<Record<string, unknown>>) =>
      applicableLines(
        typingLines(smallDefinition, answers),
        answers,
        logic.value.check(answers, environment),
      ).map(({ path }) => path);

    expect(names({})).toEqual(['sex', 'age', 'join']);
    expect(names({ join: 'no' })).toEqual(['sex', 'age', 'join', 'why_not']);
  });

  it('take a form of every kind to answers that fit, copies within copies included', () => {
    const [whole = {}] = wideAnswers;
    let answers: Record<string, unknown> = {};
    for (let pass = 0; pass < 4; pass++) {
      for (const { at, kind } of typingLines(wideDefinition, answers)) {
        const wanted = answerAt(whole, at);
        if (kind === 'copies') {
          const count = Array.isArray(wanted) ? wanted.length : 0;
          answers = withAnswer(answers, at, withCopies(answerAt(answers, at), count));
        } else answers = withAnswer(answers, at, wanted);
      }
    }

    expect(answers).toEqual(whole);
    expect(compileShapeCheck(wideDefinition)(answers)).toEqual([]);
  });

  it('for the text beside "other" come with "other"', () => {
    const logic = compileLogic(wideDefinition);
    if (!logic.ok) throw new Error('the logic does not compile');
    const paths = (answers: Readonly<Record<string, unknown>>) =>
      applicableLines(
        typingLines(wideDefinition, answers),
        answers,
        logic.value.check(answers, environment),
      ).map(({ at }) => at.join('/'));

    expect(paths({ sex: 'f' })).not.toContain('sex-Comment');
    expect(paths({ sex: 'other' })).toContain('sex-Comment');
  });
});

describe('two entries of a form', () => {
  it('differ field by field, whatever the order of ticks', () => {
    const first = {
      answers: { sex: 'f', needs: ['water', 3], order: ['a', 'b'], age: 31 },
      paper: { day: '2026-04-01' },
    };
    const second = { answers: { sex: 'f', needs: [3, 'water'], order: ['b', 'a'] }, paper: {} };

    expect(compareEntries(first, first, wideDefinition)).toEqual([]);
    expect(compareEntries(first, second, wideDefinition)).toEqual([
      { pointer: '/answers/order', first: ['a', 'b'], second: ['b', 'a'] },
      { pointer: '/answers/age', first: 31 },
      { pointer: '/paper/day', first: '2026-04-01' },
    ]);
  });
});
