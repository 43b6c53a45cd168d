/** How a link stands in the field, for the words and chips of the table. */
import type { LinkReply } from '#core/links/link-api.ts';
import { silentDays } from '#core/register/field-attention.ts';
import { daysBetween } from '#core/register/field-pace.ts';
import { dayIn } from '#core/register/project-time.ts';

/** Withdrawn, or past its last day: folded away in the table. */
export const isOver = ({ status }: LinkReply): boolean =>
  status === 'closed' || status === 'revoked';

/** Whether a link that takes responses has had none for so long that somebody should ask: as Today has it. */
export function isSilent(link: LinkReply, now: Date, timeZone: string): boolean {
  if (link.status !== 'open' || link.lastReceivedAt === undefined) return false;
  const last = dayIn(new Date(link.lastReceivedAt), timeZone);
  return daysBetween(last, dayIn(now, timeZone)) - 1 >= silentDays;
}

/** Collectors and partners are named; cards for clients and for a device in the open name nobody and nothing. */
export const isNeutral = ({ purpose }: Pick<LinkReply, 'purpose'>): boolean =>
  purpose === 'respondent' || purpose === 'kiosk';
