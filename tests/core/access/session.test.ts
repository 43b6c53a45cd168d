import { describe, expect, it } from 'vitest';
import { needsRenewal, sessionEnd } from '#core/access/session.ts';

const began = new Date('2026-04-14T01:00:00Z');
const later = (hours: number): Date => new Date(began.getTime() + hours * 3_600_000);

describe('a session', () => {
  it('ends twelve hours after it was used', () => {
    expect(sessionEnd(began, later(5))).toEqual(later(17));
  });

  it('ends thirty days after it began, whatever its use', () => {
    expect(sessionEnd(began, later(30 * 24 - 1))).toEqual(later(30 * 24));
  });

  it('is renewed when that moves its end by ten minutes or more, not at every request', () => {
    expect(needsRenewal(began, later(12), later(0.1))).toBe(false);
    expect(needsRenewal(began, later(12), later(0.2))).toBe(true);
  });

  it('is not renewed on its last day, when nothing would move', () => {
    expect(needsRenewal(began, later(30 * 24), later(30 * 24 - 2))).toBe(false);
  });
});
