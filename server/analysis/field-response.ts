/** What results and reports know of how people were chosen, as far as the reader of these figures may know it. */
import type { Kysely } from 'kysely';
import { exactTables, gateResponses, gateTables } from '#core/analysis/disclosure/gate.ts';
import {
  populationFactor,
  responseTable,
  type SiteResponse,
  siteTable,
  type WholeResponse,
} from '#core/analysis/response-table.ts';
import type { PublishableTable } from '#core/analysis/result-table.ts';
import { defaultLanguageOf } from '#core/definitions/languages.ts';
import {
  everybody,
  invitedTo,
  type SampleMethod,
  type Sampling,
  type SiteSample,
  samplingOf,
} from '#core/register/sample.ts';
import type { Site } from '#core/register/site.ts';
import type { SurveyFrame } from '#server/analysis/column-store.ts';
import { sitesOf } from '#server/register/register-repo.ts';
import { samplesOf } from '#server/register/sample-repo.ts';
import { fieldPeriodOf } from '#server/register/target-repo.ts';
import type { Database } from '#server/store/database.ts';

export interface FieldResponse {
  readonly sampling: Sampling;
  readonly table: PublishableTable;
  /** Answers by site; `null` where sites are not told apart. */
  readonly answered: PublishableTable | null;
  readonly ways: ReadonlyMap<string, SampleMethod | null>;
  /** Several responses may be one person's. */
  readonly repeats: boolean;
  /** By how much intervals are narrower; 1 = not. */
  readonly factor: number;
}

/** @returns `undefined` where nothing is stated of how people were chosen */
export async function fieldResponse(
  db: Kysely<Database>,
  seen: SurveyFrame,
  tables: readonly PublishableTable[],
  exact: boolean,
): Promise<FieldResponse | undefined> {
  const { survey, definition } = seen;
  const samples = await samplesOf(db, survey.id);
  if (samples.length === 0) return undefined;
  const { unit } = await fieldPeriodOf(db, survey.id);
  const whole = samples.find(({ siteId }) => siteId === everybody);
  const sites = whole ? [] : sitesIn(await sitesOf(db, [survey.projectId]), samples, seen);
  const places = whole
    ? [toPlace(whole, seen.seqs.length)]
    : [...sites, ...(hasElsewhere(seen, sites) ? [unstated] : [])];
  const repeats = unit === 'people';
  const asked = repeats ? places.map((place) => ({ ...place, invited: null })) : places;
  const language = defaultLanguageOf(definition);
  const shownSites = repeats ? sites.map((one) => ({ ...one, invited: null })) : sites;
  const answered = whole
    ? null
    : (tables.find(({ variable }) => variable.role === 'site') ??
      onlyTable(siteTable(sites, seen.seqs.length, language), exact));
  const raw = responseTable(shownSites, summed(asked, seen.seqs.length), language);
  const table = exact ? onlyTable(raw, true) : gateResponses(raw, answered);
  const isHidden = table.columns.some(({ tooFew }) => tooFew);
  return {
    sampling: samplingOf(places),
    table,
    answered,
    ways: new Map(sites.map(({ code, method }) => [code, method])),
    // Headcounts could be worked out of the width of an interval.
    factor: isHidden || repeats ? 1 : populationFactor(places),
    repeats,
  };
}

function onlyTable(table: ReturnType<typeof siteTable>, exact: boolean): PublishableTable {
  const [published] = exact ? exactTables([table]) : gateTables([table]);
  if (!published) throw new Error('a table has gone missing in the gate');
  return published;
}

const toPlace = (sample: SiteSample, answered: number): WholeResponse => ({
  headcount: sample.headcount,
  invited: invitedTo(sample),
  method: sample.method,
  answered,
});

/** Answers from where nothing is stated of anybody. */
const unstated: WholeResponse = { headcount: null, invited: null, method: null, answered: 0 };

/** Sites at which people were asked, as far as that is stated or seen. */
function sitesIn(
  sites: readonly Site[],
  samples: readonly SiteSample[],
  { siteCodes }: SurveyFrame,
): readonly SiteResponse[] {
  const counts = new Map<string | null, number>();
  for (const code of siteCodes) counts.set(code, (counts.get(code) ?? 0) + 1);
  const stated = new Map(samples.map((sample) => [sample.siteId, sample]));
  return sites.flatMap(({ id, code, name, headcount }) => {
    const sample = stated.get(id);
    const answered = counts.get(code) ?? 0;
    if (!sample && answered === 0) return [];
    const people = sample?.headcount ?? headcount;
    const place = sample
      ? toPlace({ ...sample, headcount: people }, answered)
      : { ...unstated, headcount: people, answered };
    return { code, name, ...place };
  });
}

const hasElsewhere = ({ siteCodes }: SurveyFrame, sites: readonly SiteResponse[]): boolean => {
  const known = new Set(sites.map(({ code }) => code));
  return siteCodes.some((code) => code === null || !known.has(code));
};

/** All places together; what is unknown of one is unknown of all. */
function summed(places: readonly WholeResponse[], answered: number): WholeResponse {
  const sum = (key: 'headcount' | 'invited'): number | null =>
    places.reduce<number | null>((total, place) => {
      const part = place[key];
      // A site where more answered than were invited says nothing of the others either.
      const isOdd = key === 'invited' && part !== null && part < place.answered;
      return total === null || part === null || isOdd ? null : total + part;
    }, 0);
  return { headcount: sum('headcount'), invited: sum('invited'), method: null, answered };
}
