/**
 * Of how many people how many were invited, and of these how many answered: a result table like any other, so that its
 * figures go the same way. `rows` of a column are the headcount, its base the invited, its one category the answered.
 */
import { z95 } from '#core/analysis/estimators/wilson-interval.ts';
import type { CategoryFigure, ResultColumn, ResultTable } from '#core/analysis/result-table.ts';
import { bareVariable, type Variable } from '#core/definitions/variable.ts';
import type { SampleMethod } from '#core/register/sample.ts';

export interface SiteResponse {
  readonly code: string;
  readonly name: string;
  readonly headcount: number | null;
  readonly invited: number | null;
  readonly method: SampleMethod | null;
  /** Completed responses. */
  readonly answered: number;
}

/** Everybody together, where no site is told apart; else the sum over sites. */
export type WholeResponse = Omit<SiteResponse, 'code' | 'name'>;

/** Names that no item has: items are named by letters, digits and underscores. */
const responseName = 'field-work';
export const siteName = 'field-work.site';
export const answeredValue = 'answered';

const named = (name: string): Variable => bareVariable(name, 'choice', 'nominal');

/** @param language of the sites' names */
export function responseTable(
  sites: readonly SiteResponse[],
  whole: WholeResponse,
  language: string,
): ResultTable {
  return {
    variable: named(responseName),
    inData: true,
    rows: whole.answered,
    by: named(siteName),
    columns: [
      columnOf(whole, null),
      ...sites.map((site) =>
        columnOf(site, { value: site.code, label: { [language]: site.name } }),
      ),
    ],
  };
}

function columnOf(
  { headcount, invited: given, answered }: WholeResponse,
  level: ResultColumn['level'],
): ResultColumn {
  // More answered than were invited: one of the two numbers is of something else.
  const invited = given === null || given < answered ? null : given;
  const category: CategoryFigure = {
    value: answeredValue,
    label: {},
    listed: true,
    count: answered,
    share: invited ? answered / invited : null,
    interval: null,
    hidden: false,
  };
  return {
    level,
    rows: headcount,
    asked: invited,
    answered: invited,
    missing: invited === null ? null : 0,
    categories: [category],
    numeric: null,
    tooFew: false,
  };
}

/** Answers by site, for surveys that do not ask for it: their links know. */
export function siteTable(
  sites: readonly SiteResponse[],
  rows: number,
  language: string,
): ResultTable {
  const answered = sites.reduce((sum, site) => sum + site.answered, 0);
  return {
    variable: named(siteName),
    inData: true,
    rows,
    by: null,
    columns: [
      {
        level: null,
        rows,
        asked: rows,
        answered,
        missing: rows - answered,
        categories: sites.map(({ code, name, answered: count }) => ({
          value: code,
          label: { [language]: name },
          listed: true,
          count,
          share: answered === 0 ? null : count / answered,
          interval: null,
          hidden: false,
        })),
        numeric: null,
        tooFew: false,
      },
    ],
  };
}

/** Sampling fractions below this leave intervals as they are. */
const leastFraction = 0.05;

/**
 * By how much intervals of a sample without replacement are narrower: √((N − n) ÷ (N − 1)), of the site where it is
 * largest, so that no site's interval is too narrow. 1 unless everybody was chosen at random or invited, and of every
 * site is known how many people there are.
 * @source Cochran (1977), Sampling Techniques, 3rd ed., ch. 3, variance of p; the Wilson interval takes it as a factor of z
 */
export function populationFactor(places: readonly WholeResponse[]): number {
  const factors = places.map(({ method, headcount, answered }) => {
    const isProbability = method === 'random' || method === 'census';
    if (!isProbability || headcount === null || headcount < 2 || answered > headcount) return 1;
    return Math.sqrt((headcount - answered) / (headcount - 1));
  });
  const factor = factors.length === 0 ? 1 : Math.max(...factors);
  return 1 - factor ** 2 > leastFraction ? factor : 1;
}

/** Half the width of the interval of a share of one half: the most that sampling makes a share of all vary. */
export const marginOfError = (n: number, factor: number): number =>
  (factor * z95 * 0.5) / Math.sqrt(n);
