import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayIn, endOfDay, isDay, startOfDay } from '#core/register/project-time.ts';

describe('the end of a day', () => {
  it('is its last second in the time zone of the project', () => {
    expect(endOfDay('2026-04-18', 'Asia/Ho_Chi_Minh').toISOString()).toBe(
      '2026-04-18T16:59:59.000Z',
    );
    expect(endOfDay('2026-04-18', 'UTC').toISOString()).toBe('2026-04-18T23:59:59.000Z');
    expect(endOfDay('2026-12-31', 'Pacific/Kiritimati').toISOString()).toBe(
      '2026-12-31T09:59:59.000Z',
    );
  });

  it('comes an hour early on the day the clocks go forward', () => {
    expect(startOfDay('2026-03-29', 'Europe/Berlin').toISOString()).toBe(
      '2026-03-28T23:00:00.000Z',
    );
    expect(endOfDay('2026-03-29', 'Europe/Berlin').toISOString()).toBe('2026-03-29T21:59:59.000Z');
  });

  it('is in its day, and a second later is not, in every time zone', () => {
    const zones = ['Asia/Ho_Chi_Minh', 'America/St_Johns', 'Africa/Cairo', 'Pacific/Apia', 'UTC'];
    const days = fc.integer({ min: 0, max: 20_000 }).map((count) => new Date(count * 86_400_000));
    fc.assert(
      fc.property(fc.constantFrom(...zones), days, (zone, date) => {
        const day = date.toISOString().slice(0, 10);
        // Samoa had no 30 December 2011.
        fc.pre(!(zone === 'Pacific/Apia' && day === '2011-12-30'));
        const end = endOfDay(day, zone);
        expect(dayIn(end, zone)).toBe(day);
        expect(dayIn(new Date(end.getTime() + 1_000), zone) > day).toBe(true);
        expect(dayIn(startOfDay(day, zone), zone)).toBe(day);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a day', () => {
  it.each(['2026-02-28', '2024-02-29'])('may be %s', (text) => expect(isDay(text)).toBe(true));
  it.each([
    '2026-02-30',
    '2025-02-29',
    '2026-13-01',
    '18.04.2026',
    '2026-4-1',
    '',
    '2026-04-18T00:00',
  ])('is not %s', (text) => expect(isDay(text)).toBe(false));
});
