import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, expectedBy, paceOf, within } from '#core/register/field-pace.ts';

/** Five days in April, as garment workers were asked. */
const fiveDays = { startsOn: '2026-04-14', endsOn: '2026-04-18' };
const openEnded = { startsOn: '2026-04-14', endsOn: null };
const never = { startsOn: null, endsOn: null };

describe('what is expected by the end of a day', () => {
  it.each([
    ['2026-04-01', 0],
    ['2026-04-13', 0],
    ['2026-04-14', 80],
    ['2026-04-16', 240],
    ['2026-04-18', 400],
    ['2026-04-19', 400],
    ['2027-01-01', 400],
  ])('on %s is %i of 400', (day, expected) => {
    expect(expectedBy(day, 400, fiveDays)).toBe(expected);
  });

  it('is the whole on a period of one day', () => {
    const oneDay = { startsOn: '2026-04-14', endsOn: '2026-04-14' };
    expect(expectedBy('2026-04-13', 30, oneDay)).toBe(0);
    expect(expectedBy('2026-04-14', 30, oneDay)).toBe(30);
  });

  it.each([
    never,
    openEnded,
    { startsOn: null, endsOn: '2026-04-18' },
    { startsOn: '2026-04-18', endsOn: '2026-04-14' },
  ])('is nothing without a first and a later last day: %o', (span) => {
    expect(expectedBy('2026-04-16', 400, span)).toBeNull();
  });

  it('never falls, and ends at what is wanted', () => {
    const days = fc.integer({ min: 0, max: 900 });
    fc.assert(
      fc.property(days, days, days, fc.integer({ min: 1, max: 9_999 }), (a, length, at, wanted) => {
        const startsOn = addDays('2024-01-01', a);
        const span = { startsOn, endsOn: addDays(startsOn, length) };
        const day = addDays('2024-01-01', at);
        const today = expectedBy(day, wanted, span) ?? Number.NaN;
        expect(today).toBeLessThanOrEqual(expectedBy(addDays(day, 1), wanted, span) ?? 0);
        expect(today).toBeGreaterThanOrEqual(0);
        expect(expectedBy(span.endsOn, wanted, span)).toBe(wanted);
      }),
    );
  });
});

describe('days', () => {
  it('are counted over ends of months, leap days and changes of clocks', () => {
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2);
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
    expect(daysBetween('2026-04-18', '2026-04-14')).toBe(-4);
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  });
});

describe('the pace', () => {
  it('asks for what is missing on the days that are left, today too', () => {
    expect(paceOf(240, 400, fiveDays, '2026-04-17')).toEqual({
      expected: 320,
      missing: 160,
      perDayNeeded: 80,
      behind: null,
    });
  });

  it('asks for an even share of all days before the first', () => {
    expect(paceOf(0, 400, fiveDays, '2026-04-01')).toMatchObject({
      expected: 0,
      missing: 400,
      perDayNeeded: 80,
      behind: null,
    });
  });

  it('asks for nothing a day once the last day is over, and still says what is missing', () => {
    expect(paceOf(300, 400, fiveDays, '2026-04-19')).toEqual({
      expected: 400,
      missing: 100,
      perDayNeeded: null,
      behind: 100,
    });
  });

  it('has nothing missing where more came than were wanted', () => {
    expect(paceOf(410, 400, fiveDays, '2026-04-18')).toMatchObject({ missing: 0, perDayNeeded: 0 });
  });

  it('needs a last day to say how many a day, and both to say what is expected', () => {
    expect(paceOf(10, 40, openEnded, '2026-04-15')).toEqual({
      expected: null,
      missing: 30,
      perDayNeeded: null,
      behind: null,
    });
    expect(paceOf(10, 40, { startsOn: null, endsOn: '2026-04-17' }, '2026-04-15')).toMatchObject({
      expected: null,
      perDayNeeded: 10,
    });
  });

  it.each([
    // Two whole days should have brought 160; four fifths of that are 128.
    [127, 33],
    [128, null],
    [160, null],
  ])('with %i of 160 due is behind by %s', (received, behind) => {
    expect(paceOf(received, 400, fiveDays, '2026-04-16').behind).toBe(behind);
  });

  it('is not behind on the first day, whose hours are not over', () => {
    expect(paceOf(0, 400, fiveDays, '2026-04-14').behind).toBeNull();
    expect(paceOf(0, 400, fiveDays, '2026-04-15').behind).toBe(80);
  });
});

describe('the part of a period', () => {
  it('begins and ends with what is shorter', () => {
    expect(within(fiveDays, { startsOn: '2026-04-16', endsOn: null })).toEqual({
      startsOn: '2026-04-16',
      endsOn: '2026-04-18',
    });
    expect(within(fiveDays, { startsOn: '2026-04-01', endsOn: '2026-04-15' })).toEqual({
      startsOn: '2026-04-14',
      endsOn: '2026-04-15',
    });
  });

  it('makes no period where the whole has none', () => {
    expect(within(never, { startsOn: '2026-04-16', endsOn: '2026-04-18' })).toEqual(never);
  });
});
