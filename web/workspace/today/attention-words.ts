/** What somebody should look at, in words that name what to do: a line of Today for each finding of the server. */
import type { MessageValues } from '#core/language/messages.ts';
import type { Attention, AttentionCode, FieldLine, FieldWork } from '#core/register/field-api.ts';
import type { Sentence } from '#web/workspace/today/headline.ts';

export interface Finding {
  readonly key: string;
  readonly code: AttentionCode;
  readonly title: Sentence;
  readonly detail: Sentence | undefined;
  readonly action: Sentence;
  /** A message to the person who can help, to be sent by hand; else the action leads to `path`. */
  readonly nudge: Sentence | undefined;
  /** Below the project: the screen where it is looked at or decided. */
  readonly path: string;
}

interface Words {
  readonly title: Sentence['key'];
  readonly detail?: Sentence | undefined;
  readonly action: Sentence['key'];
  readonly nudge?: Sentence['key'];
  readonly path: string;
}

interface Context {
  readonly survey: string;
  /** The site or link that it is about. */
  readonly line: FieldLine | undefined;
  /** That link, or the only one of that site. */
  readonly link: FieldLine | undefined;
  readonly values: MessageValues;
}

/** @param nameOf how a site or a link is called on the screen */
export const findingsOf = (work: FieldWork, survey: string, nameOf: NameOf): readonly Finding[] =>
  withoutRepeats(work).map((one, index) => findingOf(one, index, { work, survey, nameOf }));

/** One thing to do is one line: a site that is one person's, a silent phone that holds responses, all that is behind. */
function withoutRepeats(work: FieldWork): readonly Attention[] {
  const behind = work.attention.filter(({ code }) => code === 'behind-pace');
  const slowSites = work.sites.filter(({ id }) => behind.some(({ siteId }) => siteId === id));
  const covered = slowSites.flatMap((site) => onlyLinkAt(work, site)?.id ?? []);
  const known = new Set(work.links.map(({ id }) => id));
  return work.attention.filter(({ code, linkId, siteId }) => {
    if (linkId !== undefined && !known.has(linkId)) return false;
    if (code === 'on-phones') return !isAbout(work, 'link-silent', linkId);
    if (code !== 'behind-pace' || siteId !== undefined) return true;
    return linkId === undefined ? behind.length === 1 : !covered.includes(linkId);
  });
}

const isAbout = ({ attention }: FieldWork, code: AttentionCode, linkId: string | undefined) =>
  attention.some((one) => one.code === code && one.linkId === linkId);

type NameOf = (line: FieldLine) => string;

function findingOf(
  one: Attention,
  index: number,
  { work, survey, nameOf }: { work: FieldWork; survey: string; nameOf: NameOf },
): Finding {
  const site = work.sites.find(({ id }) => id === one.siteId);
  const link = work.links.find(({ id }) => id === one.linkId) ?? onlyLinkAt(work, site);
  const line = one.linkId === undefined ? site : link;
  const { received, wanted = 0, expectedByToday = 0 } = work.counts;
  const expected = Math.round(line ? (line.expected ?? 0) : expectedByToday);
  const has = line?.received ?? received;
  const values: MessageValues = {
    days: one.params.days ?? 1,
    // The same gap as in the table beside it.
    count: one.code === 'behind-pace' ? expected - has : (one.params.count ?? 0),
    waiting: waitingOn(work, one.linkId),
    place: line ? nameOf(line) : '',
    name: link ? nameOf(link) : '',
    received: has,
    wanted: line?.wanted ?? wanted,
    expected,
  };
  const words = wordsOf[one.code]({ survey, line, link, values });
  const writes = words.nudge !== undefined && isPerson(link);
  return {
    key: `${one.code} ${index}`,
    code: one.code,
    title: { key: words.title, values },
    detail: words.detail,
    action: { key: writes ? 'field.look.write' : words.action, values },
    nudge: writes && words.nudge ? { key: words.nudge, values } : undefined,
    path: words.path,
  };
}

/** A tablet on a desk cannot be written to. */
const isPerson = (link: FieldLine | undefined): boolean =>
  link !== undefined &&
  link.name !== '' &&
  link.purpose !== 'kiosk' &&
  link.purpose !== 'respondent';

/** What the phone of that link last said to hold. */
const waitingOn = ({ attention }: FieldWork, linkId: string | undefined): number =>
  attention.find((one) => one.code === 'on-phones' && one.linkId === linkId)?.params.count ?? 0;

const linksAt = ({ survey, link }: Context): string =>
  pathWith('links', { survey, link: link?.id ?? '' });

const responsesWith = ({ survey }: Context, filter: Readonly<Record<string, string>>): string =>
  pathWith('responses', { survey, ...filter });

const pathWith = (page: string, query: Readonly<Record<string, string>>): string =>
  `${page}?${new URLSearchParams(Object.entries(query).filter(([, value]) => value !== ''))}`;

const wordsOf: Readonly<Record<AttentionCode, (at: Context) => Words>> = {
  'behind-pace': (at) => ({
    title: at.line ? 'field.look.behind' : 'field.look.behind-all',
    detail: lastDays(at),
    action: 'field.look.to-links',
    nudge: 'field.message.behind',
    path: linksAt(at),
  }),
  'link-silent': (at) => ({
    title: 'field.look.silent',
    detail: {
      key: at.values.waiting === 0 ? 'field.look.silent-why' : 'field.look.silent-waiting',
      values: at.values,
    },
    action: 'field.look.to-links',
    nudge: 'field.message.silent',
    path: linksAt(at),
  }),
  'link-unused': (at) => ({
    title: 'field.look.unused',
    action: 'field.look.to-links',
    nudge: 'field.message.unused',
    path: linksAt(at),
  }),
  'on-phones': (at) => ({
    title: 'field.look.on-phones',
    detail: { key: 'field.look.on-phones-why', values: at.values },
    action: 'field.look.to-links',
    nudge: 'field.message.on-phones',
    path: linksAt(at),
  }),
  'quota-reached': (at) => ({
    title: 'field.look.quota',
    detail: { key: 'field.look.quota-why', values: at.values },
    action: 'field.look.to-links',
    path: linksAt(at),
  }),
  'look-alikes': (at) => ({
    title: 'field.look.alike',
    detail: { key: 'field.look.alike-why', values: at.values },
    action: 'field.look.compare',
    path: responsesWith(at, { flag: 'look-alike' }),
  }),
  late: (at) => ({
    title: 'field.look.late',
    detail: { key: 'field.look.late-why', values: at.values },
    action: 'field.look.to-responses',
    path: responsesWith(at, { flag: 'late' }),
  }),
  clock: (at) => ({
    title: 'field.look.clock',
    detail: { key: 'field.look.clock-why', values: at.values },
    action: 'field.look.to-responses',
    path: responsesWith(at, { flag: 'clock' }),
  }),
  'waiting-decision': (at) => ({
    title: 'field.look.waiting',
    detail: { key: 'field.look.waiting-why', values: at.values },
    action: 'field.look.to-reasons',
    path: responsesWith(at, { view: 'waiting' }),
  }),
};

/** The last four days, where they say more than the gap does. */
function lastDays({ line, values }: Context): Sentence | undefined {
  const figures = line?.days.slice(-4).join(', ') ?? '';
  return figures.includes(',')
    ? { key: 'field.look.last-days', values: { ...values, figures } }
    : undefined;
}

function onlyLinkAt({ links }: FieldWork, site: FieldLine | undefined): FieldLine | undefined {
  const there = site ? links.filter(({ place }) => place === site.name) : [];
  return there.length === 1 ? there[0] : undefined;
}
