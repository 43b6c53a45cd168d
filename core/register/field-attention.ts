/** What somebody should look at while field work goes on, most urgent first. */
import { type Attention, attentionCodes, type FieldLine } from '#core/register/field-api.ts';
import type { FieldFacts, FieldLink } from '#core/register/field-facts.ts';
import { linkSpan } from '#core/register/field-lines.ts';
import { addDays, daysBetween, isWithin } from '#core/register/field-pace.ts';
import { dayIn } from '#core/register/project-time.ts';

/** Whole days without anything, before a link is called silent. */
export const silentDays = 2;
/** Without a period, a link that was silent for longer is over rather than silent. */
const forgottenAfter = 30;
/** Phones send what they hold within minutes; what stays longer needs a person. */
const onPhonesAfterMs = 3_600_000;

interface Lines {
  readonly sites: readonly FieldLine[];
  readonly links: readonly FieldLine[];
  /** The survey as a whole, as far as it has a target. */
  readonly whole: Pick<FieldLine, 'received' | 'expected' | 'behind'>;
}

/** @param timeZone of the project */
export function attentionOf(facts: FieldFacts, lines: Lines, timeZone: string): Attention[] {
  const { flags } = facts;
  const found: Attention[] = [
    ...counted('waiting-decision', flags.waiting),
    ...quietLinks(facts, lines.links, timeZone),
    ...behindPace(facts, lines),
    ...onPhones(facts),
    ...counted('look-alikes', flags.lookAlikes),
    ...counted('clock', flags.clock),
    ...counted('late', flags.late),
    ...facts.links
      .filter(({ quota, completed, isOpen }) => isOpen && quota !== null && completed >= quota)
      .map(({ id, quota }) => ({
        code: 'quota-reached' as const,
        params: { count: quota ?? 0 },
        linkId: id,
      })),
  ];
  return found.sort(
    (a, b) =>
      attentionCodes.indexOf(a.code) - attentionCodes.indexOf(b.code) || weight(b) - weight(a),
  );
}

const weight = ({ params }: Attention): number => params.behind ?? params.days ?? params.count ?? 0;

const counted = (code: Attention['code'], count: number): Attention[] =>
  count > 0 ? [{ code, params: { count } }] : [];

/** Anonymous surveys do not know when a link was used. */
function quietLinks(facts: FieldFacts, lines: readonly FieldLine[], timeZone: string): Attention[] {
  if (facts.isAnonymous) return [];
  const byId = new Map(lines.map((line) => [line.id, line]));
  return facts.links.flatMap((link) => {
    const isFull = link.quota !== null && link.completed >= link.quota;
    if (!link.isOpen || isFull || !isWithin(facts.day, linkSpan(facts, link))) return [];
    const last = byId.get(link.id)?.lastReceivedAt;
    return quiet(facts, link, last, timeZone);
  });
}

function quiet(
  facts: FieldFacts,
  link: FieldLink,
  last: string | undefined,
  timeZone: string,
): Attention[] {
  const opened = linkSpan(facts, link).startsOn ?? link.startsOn;
  // Days that went by wholly: of the day of the last answer only a part was silent, and today is not over.
  const lastDay = last === undefined ? addDays(opened, -1) : dayIn(new Date(last), timeZone);
  const from = lastDay < opened ? addDays(opened, -1) : lastDay;
  const days = daysBetween(from, facts.day) - 1;
  const isOver = facts.period.startsOn === null && days > forgottenAfter;
  if (days < silentDays || isOver) return [];
  return last === undefined
    ? [{ code: 'link-unused', params: { days }, linkId: link.id, since: opened }]
    : [{ code: 'link-silent', params: { days }, linkId: link.id, since: last }];
}

/** Only while there is time to catch up. */
function behindPace(facts: FieldFacts, { sites, links, whole }: Lines): Attention[] {
  if (!isWithin(facts.day, facts.period)) return [];
  const entry = ({ behind, received, expected }: Lines['whole']): Attention[] =>
    behind === undefined
      ? []
      : [
          {
            code: 'behind-pace',
            params: { behind, received, expected: Math.round(expected ?? 0) },
          },
        ];
  return [
    ...entry(whole),
    ...sites.flatMap((line) => entry(line).map((one) => ({ ...one, siteId: line.id }))),
    ...links.flatMap((line) => entry(line).map((one) => ({ ...one, linkId: line.id }))),
  ];
}

function onPhones({ isAnonymous, links, now }: FieldFacts): Attention[] {
  if (isAnonymous) return [];
  return links.flatMap(({ id, waiting, lastSeenAt }) => {
    if (waiting === 0 || lastSeenAt === null) return [];
    if (now.getTime() - Date.parse(lastSeenAt) < onPhonesAfterMs) return [];
    return [
      { code: 'on-phones' as const, params: { count: waiting }, linkId: id, since: lastSeenAt },
    ];
  });
}
