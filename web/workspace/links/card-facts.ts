/** What stands on printed cards besides the code. */
import type { LinkReply } from '#core/links/link-api.ts';
import type { WorkspaceKey } from '#web/workspace/language/catalogues.ts';
import type { Card } from '#web/workspace/links/handed-out.ts';
import { isNeutral } from '#web/workspace/links/link-standing.ts';

const cardsOnPage = 6;

/** As many cards on a page as fit; those that name nobody on pages of their own. */
export function cardPages(cards: readonly Card[]): readonly (readonly Card[])[] {
  const named = cards.filter(({ link }) => !isNeutral(link));
  const neutral = cards.filter(({ link }) => isNeutral(link));
  return [...inPages(named, cardsOnPage), ...inPages(neutral, cardsOnPage)];
}

export const inPages = <Thing>(things: readonly Thing[], onPage: number): readonly Thing[][] =>
  Array.from({ length: Math.ceil(things.length / onPage) }, (_, page) =>
    things.slice(page * onPage, (page + 1) * onPage),
  );

/** The address as people type it: without `https://`, cut before the secret, so that each part has its line. */
export function typedAddress(url: string): { readonly place: string; readonly secret: string } {
  const [place = '', secret = ''] = url.replace(/^https:\/\//, '').split('#');
  return { place, secret: `#${secret}` };
}

export interface CardDays {
  readonly kind: 'range' | 'from' | 'until';
  readonly days: string;
}

export const dayKeys: Readonly<Record<CardDays['kind'], WorkspaceKey>> = {
  range: 'links.card.days',
  from: 'links.card.from',
  until: 'links.card.until',
};

/** "14–18 November", or the one day that is set; undefined without any. */
export function cardDays(
  language: string,
  { opensAt, closesAt }: Pick<LinkReply, 'opensAt' | 'closesAt'>,
  timeZone: string | undefined,
  month: 'long' | 'short' = 'long',
): CardDays | undefined {
  const format = dayFormat(language, timeZone, month);
  if (opensAt && closesAt) {
    return { kind: 'range', days: format.formatRange(new Date(opensAt), new Date(closesAt)) };
  }
  if (closesAt) return { kind: 'until', days: format.format(new Date(closesAt)) };
  if (opensAt) return { kind: 'from', days: format.format(new Date(opensAt)) };
  return undefined;
}

/** A day without its year. Short months are digits, but not in English, where "11/12" is two different days. */
export function dayFormat(
  language: string,
  timeZone: string | undefined,
  month: 'long' | 'short',
): Intl.DateTimeFormat {
  const written = month === 'short' && language !== 'en' ? 'numeric' : month;
  return new Intl.DateTimeFormat(language, { day: 'numeric', month: written, timeZone });
}
