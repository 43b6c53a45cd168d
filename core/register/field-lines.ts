/** The lines of field work: sites, links and quota cells, each with what came and how it keeps up. */
import type { FieldLine } from '#core/register/field-api.ts';
import type { FieldFacts, FieldLink, TallyRow } from '#core/register/field-facts.ts';
import { paceOf, type Span, within } from '#core/register/field-pace.ts';
import { basisOf, byDay, groupBy, lastOf, rateOf, total } from '#core/register/field-sums.ts';
import { invitedTo } from '#core/register/sample.ts';
import type { TargetKind } from '#core/register/target.ts';

/** As many days as a small chart in a line can show. */
const daysShown = 28;

/** The target of a site, link, cell or the survey; `undefined` where nobody has set one. */
export const wantedOf = (
  { targets }: FieldFacts,
  kind: TargetKind,
  key: string,
): number | undefined =>
  targets.find((target) => target.kind === kind && target.key === key)?.wanted;

/** `wanted`, and what follows from it. */
export function pacePart(
  received: number,
  wanted: number | undefined,
  span: Span,
  today: string,
): Pick<FieldLine, 'wanted' | 'expected' | 'behind'> {
  if (wanted === undefined) return {};
  const { expected, behind } = paceOf(received, wanted, span, today);
  return {
    wanted,
    ...(expected !== null && { expected }),
    ...(behind !== null && { behind }),
  };
}

/** Sites that have something to do with the survey: answers, a target, a sample or a link. */
export function siteLines(facts: FieldFacts, days: readonly string[]): FieldLine[] {
  const basis = groupBy(basisOf(facts), ({ siteId }) => siteId);
  const all = groupBy(facts.tallies, ({ siteId }) => siteId);
  const linked = new Set(facts.links.map(({ siteId }) => siteId));
  const samples = new Map(facts.samples.map((sample) => [sample.siteId, sample]));
  return facts.sites.flatMap((site) => {
    const wanted = wantedOf(facts, 'site', site.id);
    const sample = samples.get(site.id);
    const rows = all.get(site.id) ?? [];
    if (rows.length === 0 && wanted === undefined && !sample && !linked.has(site.id)) return [];
    const own = basis.get(site.id) ?? [];
    const headcount = sample?.headcount ?? site.headcount;
    const invited = sample ? invitedTo({ ...sample, headcount }) : null;
    return {
      id: site.id,
      name: site.name,
      ...counted(facts, own, rows, days),
      ...pacePart(total(own), wanted, facts.period, facts.day),
      ...(headcount !== null && { headcount }),
      ...(invited !== null && { invited, responseRate: rateOf(invited, own, rows) }),
      ...(sample?.method && { method: sample.method }),
    };
  });
}

/** Links that can be used, or were. */
export function linkLines(facts: FieldFacts, days: readonly string[]): FieldLine[] {
  const basis = groupBy(basisOf(facts), ({ linkId }) => linkId);
  const all = groupBy(facts.tallies, ({ linkId }) => linkId);
  const places = new Map(facts.sites.map(({ id, name }) => [id, name]));
  return facts.links.flatMap((link) => {
    const rows = all.get(link.id) ?? [];
    if (!link.isOpen && rows.length === 0 && link.completed === 0) return [];
    const own = basis.get(link.id) ?? [];
    const line = facts.isAnonymous
      ? { received: link.completed, days: [] }
      : counted(facts, own, rows, days);
    const place = link.siteId === null ? undefined : places.get(link.siteId);
    return {
      id: link.id,
      name: link.holder ?? '',
      purpose: link.purpose,
      ...(place !== undefined && { place }),
      ...line,
      ...pacePart(
        line.received,
        wantedOf(facts, 'link', link.id),
        linkSpan(facts, link),
        facts.day,
      ),
    };
  });
}

/** A link that was made in the middle of the period is not behind for the days before. */
export const linkSpan = ({ period }: FieldFacts, { startsOn, endsOn }: FieldLink): Span =>
  within(period, { startsOn, endsOn });

function counted(
  { isAnonymous }: FieldFacts,
  basis: readonly TallyRow[],
  rows: readonly TallyRow[],
  days: readonly string[],
): Pick<FieldLine, 'received' | 'days' | 'lastReceivedAt'> {
  const last = isAnonymous ? null : lastOf(rows);
  return {
    received: total(basis),
    days: byDay(basis, days.slice(-daysShown)),
    ...(last !== null && { lastReceivedAt: last }),
  };
}

export const cellLines = (facts: FieldFacts): FieldLine[] =>
  facts.cells.map(({ cell, key, name, received }) => ({
    id: key,
    name,
    cell,
    received,
    days: [],
    ...pacePart(received, wantedOf(facts, 'cell', key), facts.period, facts.day),
  }));
