import { describe, expect, it } from 'vitest';
import { logicFlags, timeFlags } from '#core/intake/quality-flags.ts';
import type { Submission } from '#core/intake/submission.ts';
import { at, smallDefinition } from '../../support/build.ts';
import { logicOf } from '../../support/definition-of.ts';

const known = { receivedAt: at('2026-04-16T01:00:00'), publishedAt: at('2026-04-02T00:00:00') };
const answered = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`item_${index}`, 'x']));
const aSubmission = (special: Partial<Submission> = {}): Submission => ({
  id: '6f1c2c1e-0d0a-4f6e-9f65-1d2c3b4a5968',
  definitionHash: 'hash',
  outcome: 'completed',
  startedAt: '2026-04-16T00:40:00Z',
  finishedAt: '2026-04-16T00:50:00Z',
  language: 'vi',
  collectorName: null,
  answers: answered(20),
  ...special,
});
const codes = (submission: Submission) => timeFlags(submission, known).map(({ code }) => code);

describe('the times that a phone claims', () => {
  it('are believed when they are possible', () => {
    expect(codes(aSubmission())).toEqual([]);
    expect(codes(aSubmission({ startedAt: '2026-04-16T07:40:00+07:00' }))).toEqual([]);
  });

  it('are too fast below two seconds an answer, not at two', () => {
    const lasting = (seconds: number) =>
      aSubmission({ finishedAt: `2026-04-16T00:40:${seconds}Z` });

    expect(codes(lasting(39))).toEqual(['too-fast']);
    expect(codes(lasting(40))).toEqual([]);
  });

  it('say nothing about speed where few answers were given or the interview was refused', () => {
    const short = { finishedAt: '2026-04-16T00:40:01Z' };

    expect(codes(aSubmission({ ...short, answers: answered(4) }))).toEqual([]);
    expect(codes(aSubmission({ ...short, outcome: 'refused' }))).toEqual([]);
  });

  it.each([
    ['a day and a second ahead', { finishedAt: '2026-04-17T01:00:01Z' }],
    ['more than a day before the version', { startedAt: '2026-03-31T23:59:59Z' }],
    ['ending before they begin', { startedAt: '2026-04-16T00:51:00Z' }],
    ['missing', { startedAt: null }],
  ])('are flagged when they are %s', (_, special) => {
    expect(codes(aSubmission(special))).toEqual(['clock']);
  });
});

describe('answers against the logic of the survey', () => {
  const logic = logicOf(smallDefinition);
  const flagsOf = (
    answers: Record<string, unknown>,
    outcome: Submission['outcome'] = 'completed',
  ) =>
    logicFlags(
      aSubmission({ answers, outcome }),
      answers,
      logic.check(answers, { now: at('2026-04-16T00:50:00'), offsetMinutes: 420 }),
    );

  it('are flagged where they are, with the rule that failed', () => {
    expect(flagsOf({ age: 99, join: 'yes', why_not: 'bận' })).toEqual([
      { code: 'required', pointer: '/sex' },
      { code: 'constraint', pointer: '/age', kind: 'max' },
      { code: 'irrelevant', pointer: '/why_not' },
    ]);
  });

  it('are not missed where the interview was stopped', () => {
    expect(flagsOf({}, 'partial')).toEqual([]);
    expect(flagsOf({ age: 99 }, 'partial')).toMatchObject([{ code: 'constraint' }]);
  });

  it('are not flagged where an empty answer was left at what was not asked', () => {
    expect(flagsOf({ sex: 'f', join: 'yes', why_not: '' })).toEqual([]);
  });
});
