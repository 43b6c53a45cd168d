import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Arrival, admit, isOver } from '#core/links/admit.ts';
import { aLink, at } from '../../support/build.ts';

const closing = at('2026-04-18T17:00:00');
const arrival = (special: Partial<Arrival> = {}): Arrival => ({
  startedAt: at('2026-04-18T16:30:00'),
  isCompleted: true,
  completedSoFar: 0,
  tokenReplaced: false,
  ...special,
});

describe('a response that arrives after its link has closed', () => {
  const link = aLink({ closesAt: closing });

  it('is accepted as late if it was begun in time and the phone came back within 30 days', () => {
    const admission = admit(link, arrival(), at('2026-05-18T17:00:00'));

    expect(admission).toEqual({ verdict: 'accept', late: true });
  });

  it.each([
    ['came back a second later than that', arrival(), at('2026-05-18T17:00:01')],
    [
      'begun after closing',
      arrival({ startedAt: at('2026-04-18T17:00:01') }),
      at('2026-04-19T00:00:00'),
    ],
    ['does not say when it was begun', arrival({ startedAt: null }), at('2026-04-19T00:00:00')],
  ])('is quarantined if it %s', (_, late, now) => {
    expect(admit(link, late, now)).toEqual({ verdict: 'quarantine', reason: 'link-closed' });
  });
});

describe('a response that arrives while its link is paused', () => {
  const pausedAt = at('2026-04-15T10:00:00');
  const link = aLink({ pausedAt, closesAt: closing });
  const now = at('2026-04-16T10:00:00');

  it('is accepted if it was begun before', () => {
    expect(admit(link, arrival({ startedAt: pausedAt }), now)).toEqual({
      verdict: 'accept',
      late: false,
    });
  });

  it.each([
    ['begun since', at('2026-04-15T10:00:01')],
    ['not saying when it was begun', null],
  ])('waits for a decision if it was %s', (_, startedAt) => {
    const paused = { verdict: 'quarantine', reason: 'link-paused' };
    expect(admit(link, arrival({ startedAt }), now)).toEqual(paused);
  });

  it('is accepted once the link goes on', () => {
    const resumed = aLink({ closesAt: closing });

    expect(admit(resumed, arrival({ startedAt: now }), now).verdict).toBe('accept');
  });
});

describe('a quota', () => {
  const link = aLink({ quota: 3 });

  it('lets in as many completed responses as it says', () => {
    const verdicts = [0, 1, 2, 3, 4].map(
      (completedSoFar) => admit(link, arrival({ completedSoFar }), closing).verdict,
    );

    expect(verdicts).toEqual(['accept', 'accept', 'accept', 'quarantine', 'quarantine']);
  });

  it('does not keep out what does not count against it', () => {
    const refusal = arrival({ isCompleted: false, completedSoFar: 3 });

    expect(admit(link, refusal, closing)).toEqual({ verdict: 'accept', late: false });
  });
});

it('never accepts through a withdrawn link, whatever else holds', () => {
  fc.assert(
    fc.property(
      fc.boolean(),
      fc.nat(10),
      fc.date({ noInvalidDate: true }),
      (isCompleted, completedSoFar, now) => {
        const link = aLink({ revokedAt: at('2026-04-16T00:00:00'), quota: 5, closesAt: closing });
        const admission = admit(link, arrival({ isCompleted, completedSoFar }), now);
        expect(admission).toEqual({ verdict: 'quarantine', reason: 'link-revoked' });
      },
    ),
  );
});

it('shows its survey until it closes or is withdrawn', () => {
  expect(isOver(aLink({ closesAt: closing }), closing)).toBe(false);
  expect(isOver(aLink({ closesAt: closing }), at('2026-04-18T17:00:01'))).toBe(true);
  expect(isOver(aLink({ revokedAt: closing }), at('2026-04-01T00:00:00'))).toBe(true);
});
