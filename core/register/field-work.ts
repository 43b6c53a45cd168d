/** How field work goes, out of what is known: the same facts give the same page. */
import type { FieldWork } from '#core/register/field-api.ts';
import { attentionOf } from '#core/register/field-attention.ts';
import type { FieldFacts, TallyRow } from '#core/register/field-facts.ts';
import { cellLines, linkLines, pacePart, siteLines, wantedOf } from '#core/register/field-lines.ts';
import { expectedBy, isWithin, paceOf } from '#core/register/field-pace.ts';
import { basisOf, byDay, dayAxis, ofOutcome, rateOf, total } from '#core/register/field-sums.ts';
import { everybody, invitedTo } from '#core/register/sample.ts';

/** @param timeZone of the project */
export function fieldWorkOf(facts: FieldFacts, timeZone: string): FieldWork {
  const { period, day, tallies } = facts;
  const basis = basisOf(facts);
  const days = dayAxis(tallies, period, day);
  const wanted = wantedInAll(facts);
  const lines = { sites: siteLines(facts, days), links: linkLines(facts, days) };
  const whole = { received: total(basis), ...pacePart(total(basis), wanted, period, day) };
  return {
    asOf: facts.now.toISOString(),
    day,
    unit: period.unit === 'people' && facts.people ? 'people' : 'responses',
    counts: countsOf(facts, basis, wanted),
    days: daysOf(facts, basis, days, wanted),
    ...lines,
    cells: cellLines(facts),
    attention: attentionOf(facts, { ...lines, whole }, timeZone),
  };
}

/** The survey's own target, else the sum of its sites' targets, else of its links'. */
export function wantedInAll(facts: FieldFacts): number | undefined {
  const own = wantedOf(facts, 'survey', '');
  if (own !== undefined) return own;
  const sum = (kind: 'site' | 'link') =>
    facts.targets
      .filter((target) => target.kind === kind)
      .reduce((wanted, target) => wanted + target.wanted, 0);
  return sum('site') || sum('link') || undefined;
}

function countsOf(
  facts: FieldFacts,
  basis: readonly TallyRow[],
  wanted: number | undefined,
): FieldWork['counts'] {
  const { tallies, people, links, isAnonymous } = facts;
  const count = (outcome: string) => total(ofOutcome(tallies, outcome));
  const invited = invitedInAll(facts);
  return {
    ...paceCounts(facts, basis, wanted),
    refused: count('refused'),
    partial: count('partial'),
    screenedOut: count('screened-out'),
    ...(!isAnonymous && { waitingOnPhones: links.reduce((sum, { waiting }) => sum + waiting, 0) }),
    ...(people && { people: total(people), contacts: count('completed') }),
    ...(invited !== null && { invited, responseRate: rateOf(invited, basis, tallies) }),
  };
}

/** What a survey and a project say alike of what is wanted. */
export function paceCounts(
  { period, day }: Pick<FieldFacts, 'period' | 'day'>,
  basis: readonly TallyRow[],
  wanted: number | undefined,
) {
  const received = total(basis);
  const pace = wanted === undefined ? undefined : paceOf(received, wanted, period, day);
  return {
    received,
    today: total(basis.filter((row) => row.day === day)),
    ...(period.startsOn !== null && { startsOn: period.startsOn }),
    ...(period.endsOn !== null && { endsOn: period.endsOn }),
    ...(wanted !== undefined && { wanted }),
    ...(pace && { missing: pace.missing }),
    ...(pace && pace.expected !== null && { expectedByToday: pace.expected }),
    ...(pace && pace.perDayNeeded !== null && { perDayNeeded: pace.perDayNeeded }),
  };
}

/** Those of the survey as a whole, else the sum over sites if every site that answered is among them. */
function invitedInAll({ samples, sites, tallies }: FieldFacts): number | null {
  const whole = samples.find(({ siteId }) => siteId === everybody);
  if (whole) return invitedTo(whole);
  const headcounts = new Map(sites.map(({ id, headcount }) => [id, headcount]));
  const invited = samples.map((sample) =>
    invitedTo({ ...sample, headcount: sample.headcount ?? headcounts.get(sample.siteId) ?? null }),
  );
  const sampled = new Set(samples.map(({ siteId }) => siteId));
  const isComplete = tallies.every(({ siteId }) => siteId !== null && sampled.has(siteId));
  if (invited.length === 0 || !isComplete) return null;
  return invited.reduce<number | null>(
    (sum, one) => (sum === null || one === null ? null : sum + one),
    0,
  );
}

function daysOf(
  { period }: FieldFacts,
  basis: readonly TallyRow[],
  days: readonly string[],
  wanted: number | undefined,
): FieldWork['days'] {
  const received = byDay(basis, days);
  return days.map((day, index) => {
    const expected =
      wanted === undefined || !isWithin(day, period) ? null : expectedBy(day, wanted, period);
    return { day, received: received[index] ?? 0, ...(expected !== null && { expected }) };
  });
}
