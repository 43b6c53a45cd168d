import { describe, expect, it } from 'vitest';
import { begunAt, skewFlags, skewOf, withRightTimes } from '#core/intake/phone-clock.ts';
import type { Submission } from '#core/intake/submission.ts';
import { at } from '../../support/build.ts';

const receivedAt = at('2026-04-16T01:00:00');
const submission: Submission = {
  id: 'id',
  definitionHash: 'hash',
  outcome: 'completed',
  startedAt: '2026-04-16T00:40:00Z',
  finishedAt: '2026-04-16T00:50:00Z',
  language: null,
  collectorName: null,
  answers: {},
};
const dayMs = 86_400_000;
const claimed = (skewDays: number): Submission => ({
  ...submission,
  startedAt: new Date(Date.parse('2026-04-16T00:40:00Z') - skewDays * dayMs).toISOString(),
  finishedAt: new Date(Date.parse('2026-04-16T00:50:00Z') - skewDays * dayMs).toISOString(),
});

describe("a phone's clock", () => {
  it.each([-400, -1.5, 1.5, 400])('that is %d days behind is put right, and flagged', (days) => {
    const sentAt = new Date(receivedAt.getTime() - days * dayMs).toISOString();
    const skew = skewOf(sentAt, receivedAt);

    expect(withRightTimes(claimed(days), skew)).toMatchObject({
      startedAt: '2026-04-16T00:40:00.000Z',
      finishedAt: '2026-04-16T00:50:00.000Z',
    });
    expect(skewFlags(skew)).toEqual([{ code: 'clock', kind: 'skew' }]);
  });

  it('is believed within five minutes, and put right without a flag within a day', () => {
    expect(withRightTimes(submission, 4 * 60_000)).toBe(submission);
    expect(withRightTimes(submission, -6 * 60_000)).toMatchObject({
      startedAt: '2026-04-16T00:34:00.000Z',
    });
    expect(skewFlags(dayMs)).toEqual([]);
  });

  it('says nothing where it says no time', () => {
    expect(skewOf(undefined, receivedAt)).toBeUndefined();
    expect(skewOf('yesterday', receivedAt)).toBeUndefined();
    expect(withRightTimes(submission, undefined)).toBe(submission);
    expect(withRightTimes({ ...submission, startedAt: null }, dayMs).startedAt).toBeNull();
    const farOff = withRightTimes(submission, Number.MAX_SAFE_INTEGER);
    expect(farOff.startedAt).toBeNull();
  });
});

describe('when an interview began', () => {
  it('is not believed from before there was anything to ask', () => {
    const published = at('2026-04-02T00:00:00');

    expect(begunAt(submission, [published])).toEqual(at('2026-04-16T00:40:00'));
    expect(begunAt(claimed(400), [published])).toBeNull();
    expect(begunAt({ ...submission, startedAt: null }, [published])).toBeNull();
    expect(begunAt(submission, [published, at('2026-05-01T00:00:00')])).toBeNull();
  });
});
