import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactTables, gateResponses, gateTables } from '#core/analysis/disclosure/gate.ts';
import { wilsonInterval, z95 } from '#core/analysis/estimators/wilson-interval.ts';
import {
  marginOfError,
  populationFactor,
  responseTable,
  type SiteResponse,
  siteTable,
} from '#core/analysis/response-table.ts';
import type { PublishableTable } from '#core/analysis/result-table.ts';
import { rangeOf } from '../../support/disclosure-attack.ts';

const site = (code: string, special: Partial<SiteResponse>): SiteResponse => ({
  code,
  name: `Xưởng ${code}`,
  headcount: null,
  invited: null,
  method: 'random',
  answered: 0,
  ...special,
});

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const sumOrNull = (values: readonly (number | null)[]) =>
  values.includes(null) ? null : sum(values.map((value) => value ?? 0));

function tablesOf(sites: readonly SiteResponse[]) {
  const answered = sum(sites.map((one) => one.answered));
  const raw = responseTable(
    sites,
    {
      headcount: sumOrNull(sites.map(({ headcount }) => headcount)),
      invited: sumOrNull(sites.map(({ invited }) => invited)),
      method: null,
      answered,
    },
    'vi',
  );
  return { raw, bySite: siteTable(sites, answered, 'vi') };
}

function gated(sites: readonly SiteResponse[]): PublishableTable {
  const { raw, bySite } = tablesOf(sites);
  return gateResponses(raw, gateTables([bySite])[0] ?? null);
}

/** What a reader sees as invited: of all, then of each site. */
const invitedIn = (table: PublishableTable) => table.columns.map(({ answered }) => answered);

describe('a response table', () => {
  it('has the rate of each site and of all', () => {
    const { raw } = tablesOf([
      site('A', { headcount: 120, invited: 80, answered: 60 }),
      site('B', { headcount: 40, invited: 40, answered: 30 }),
    ]);
    expect(
      raw.columns.map(({ rows, answered, categories: [one] }) => [rows, answered, one?.share]),
    ).toEqual([
      [160, 120, 0.75],
      [120, 80, 0.75],
      [40, 40, 0.75],
    ]);
  });

  it('has no rate where more answered than were invited, or nobody said how many were', () => {
    const { raw } = tablesOf([
      site('A', { invited: 50, answered: 60 }),
      site('B', { invited: null, answered: 30 }),
    ]);
    expect(raw.columns.map(({ categories: [one] }) => one?.share)).toEqual([null, null, null]);
  });
});

describe('what readers who see no small numbers see of it', () => {
  it('is everything where at each site five or more did not answer', () => {
    const table = gated([
      site('A', { headcount: 120, invited: 80, answered: 60 }),
      site('B', { headcount: 60, invited: 50, answered: 45 }),
    ]);
    expect(table.mode).toBe('gated');
    expect(invitedIn(table)).toEqual([130, 80, 50]);
    expect(table.columns[0]?.rows).toBe(180);
  });

  it('hides a site where three did not answer, and another one, so that no sum tells', () => {
    const table = gated([
      site('A', { invited: 63, answered: 60 }),
      site('B', { invited: 50, answered: 40 }),
      site('C', { invited: 70, answered: 50 }),
    ]);
    expect(invitedIn(table)).toEqual([183, null, null, 70]);
    expect(table.columns[1]).toMatchObject({ tooFew: true, rows: null, asked: null });
  });

  it('hides all of it where the others are no cover', () => {
    const table = gated([
      site('A', { invited: 63, answered: 60 }),
      site('B', { invited: 50, answered: 50 }),
    ]);
    expect(invitedIn(table)).toEqual([null, null, null]);
  });

  it('hides a census by its headcount, and a sample that left out three', () => {
    const table = gated([
      site('A', { headcount: 61, invited: 50, answered: 58 - 10 }),
      site('B', { headcount: 60, invited: 50, answered: 40 }),
    ]);
    // Of A two invited people did not answer.
    expect(invitedIn(table)).toEqual([100, null, null]);
    const left = gated([site('A', { headcount: 62, invited: null, answered: 60 })]);
    expect(left.columns.map(({ rows }) => rows)).toEqual([null, null]);
  });

  it('hides a survey of one place where four did not answer', () => {
    const raw = responseTable(
      [],
      { headcount: 90, invited: 84, method: 'random', answered: 80 },
      'vi',
    );
    expect(gateResponses(raw, null).columns[0]).toMatchObject({ tooFew: true, answered: null });
    const fine = responseTable(
      [],
      { headcount: 90, invited: 85, method: 'random', answered: 80 },
      'vi',
    );
    expect(gateResponses(fine, null).columns[0]).toMatchObject({ answered: 85 });
  });

  it('says nothing of a site whose answers are hidden', () => {
    const table = gated([
      site('A', { invited: 40, answered: 3 }),
      site('B', { invited: 50, answered: 40 }),
      site('C', { invited: 70, answered: 50 }),
    ]);
    expect(invitedIn(table)[1]).toBeNull();
  });

  it('is exact for those who may see exact figures', () => {
    const { raw, bySite } = tablesOf([site('A', { invited: 63, answered: 60 })]);
    const table = gateResponses(raw, exactTables([bySite])[0] ?? null);
    expect(table.mode).toBe('exact');
    expect(invitedIn(table)).toEqual([63, 63]);
  });
});

const anySite = fc
  .record({
    answered: fc.integer({ min: 5, max: 40 }),
    unheard: fc.integer({ min: 0, max: 9 }),
    uninvited: fc.option(fc.integer({ min: 0, max: 9 })),
  })
  .map(({ answered, unheard, uninvited }) => ({
    answered,
    invited: answered + unheard,
    headcount: uninvited === null ? null : answered + unheard + uninvited,
  }));

describe('a reader who knows every answer count and can solve equations', () => {
  it('cannot tell that one to four people of a site did not answer', () => {
    let hiddenSites = 0;
    fc.assert(
      fc.property(fc.array(anySite, { minLength: 1, maxLength: 6 }), (some) => {
        const sites = some.map((one, index) => site(`s${index}`, one));
        const [all, ...columns] = gated(sites).columns;
        for (const gap of ['invited', 'headcount'] as const) {
          const of = (one: SiteResponse) => (one[gap] ?? 0) - one.answered;
          const told = (shown: number | null | undefined, answered: number) => {
            const left = shown === null || shown === undefined ? 0 : shown - answered;
            expect(left === 0 || left >= 5).toBe(true);
          };
          const shownOf = (column: (typeof columns)[number] | undefined) =>
            gap === 'invited' ? column?.answered : column?.rows;
          told(shownOf(all), sum(sites.map(({ answered }) => answered)));
          for (const [index, column] of columns.entries()) {
            told(shownOf(column), sites[index]?.answered ?? 0);
          }
          // Only where the whole is shown is there an equation for what is hidden.
          const hidden = sites.filter((one, index) => columns[index]?.tooFew && one[gap] !== null);
          const whole = shownOf(all);
          if (whole === null || whole === undefined || hidden.length === 0) continue;
          hiddenSites += 1;
          const names = hidden.map(({ code }) => code);
          const sums = [{ parts: names, total: sum(hidden.map(of)) }];
          for (const one of hidden.filter((each) => of(each) > 0 && of(each) < 5)) {
            const { low, high } = rangeOf(sums, 10_000, [one.code]);
            expect(low + 0).toBe(0);
            expect(high).toBeGreaterThanOrEqual(5);
          }
        }
      }),
      { numRuns: 400, seed: 20_260_414 },
    );
    expect(hiddenSites).toBeGreaterThan(50);
  });
});

describe('intervals of a sample without replacement', () => {
  const all = (special: Partial<SiteResponse>) => site('A', special);

  it('are narrower by what is left of the people', () => {
    expect(populationFactor([all({ headcount: 200, answered: 100 })])).toBeCloseTo(
      Math.sqrt(100 / 199),
      15,
    );
    expect(populationFactor([all({ headcount: 80, answered: 80, method: 'census' })])).toBe(0);
  });

  it('are as wide as the site where the fewest were reached allows', () => {
    const factor = populationFactor([
      all({ headcount: 200, answered: 100 }),
      all({ headcount: 1_000, answered: 100 }),
    ]);
    expect(factor).toBeCloseTo(Math.sqrt(900 / 999), 15);
  });

  it.each([
    ['quota', all({ headcount: 200, answered: 100, method: 'quota' })],
    ['convenience', all({ headcount: 200, answered: 100, method: 'convenience' })],
    ['nothing stated', all({ headcount: 200, answered: 100, method: null })],
    ['no headcount', all({ answered: 100 })],
    ['one in twenty-five', all({ headcount: 2_500, answered: 100 })],
    ['more answers than people', all({ headcount: 90, answered: 100 })],
  ])('are not narrower with %s', (_, place) => {
    expect(populationFactor([place])).toBe(1);
    expect(populationFactor([all({ headcount: 200, answered: 100 }), place])).toBe(1);
  });

  it('are the roots of the score equation with that variance', () => {
    // R 4.2: uniroot(function(p) (40/100 - p)^2 - qnorm(.975)^2 * p*(1-p)/100 * (200-100)/(200-1), ...)
    const factor = populationFactor([all({ headcount: 200, answered: 100 })]);
    const { low, high } = wilsonInterval(40, 100, z95 * factor);
    expect(low).toBeCloseTo(0.33444930907133, 10);
    expect(high).toBeCloseTo(0.46933833754, 10);
    const none = wilsonInterval(40, 100, 0);
    expect(none).toEqual({ low: 0.4, high: 0.4 });
  });

  it('are at most as wide as the margin says', () => {
    expect(marginOfError(400, 1)).toBeCloseTo(0.048999, 6);
    expect(marginOfError(100, 0.5)).toBeCloseTo(0.048999, 6);
  });
});
