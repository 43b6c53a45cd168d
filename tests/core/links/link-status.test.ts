import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Link } from '#core/links/link.ts';
import { inBatches, statusOf } from '#core/links/link-status.ts';
import { aLink, at } from '../../support/build.ts';

const now = at('2026-04-16T10:00:00');
const before = at('2026-04-15T10:00:00');
const after = at('2026-04-17T10:00:00');

describe('the status of a link', () => {
  it.each<[string, Partial<Link>]>([
    ['open', {}],
    ['open', { opensAt: before, closesAt: after, quota: 5, completed: 4 }],
    ['not-yet', { opensAt: after }],
    ['paused', { pausedAt: before, opensAt: after }],
    ['full', { quota: 5, completed: 5, pausedAt: before }],
    ['closed', { closesAt: before, quota: 5, completed: 5, pausedAt: before }],
    ['revoked', { revokedAt: before, closesAt: before, quota: 5, completed: 5 }],
  ])('is %s', (status, special) => {
    const link = aLink(special);

    expect(statusOf(link, now, link.completed)).toBe(status);
  });

  it('does not tell that a quota is reached to those who may not count', () => {
    const link = aLink({ quota: 5, completed: 5 });

    expect(statusOf(link, now, undefined)).toBe('open');
    expect(statusOf(link, now, inBatches(link.completed))).toBe('open');
  });
});

it('moves a count of an anonymous survey on by five answers, from ten on, and never ahead of them', () => {
  expect([0, 1, 9, 10, 14, 15, 104].map(inBatches)).toEqual([0, 0, 0, 10, 10, 15, 100]);
  fc.assert(
    fc.property(fc.nat(100_000), (count) => {
      expect(inBatches(count)).toBeLessThanOrEqual(count);
      expect(inBatches(count) % 5).toBe(0);
      if (count >= 10) expect(count - inBatches(count)).toBeLessThan(5);
    }),
  );
});
