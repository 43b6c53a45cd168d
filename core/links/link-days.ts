import type { Link } from '#core/links/link.ts';
import type { Span } from '#core/register/field-pace.ts';
import { dayIn } from '#core/register/project-time.ts';

/**
 * The days on which answers are expected through a link, in the project's time zone. One that was made in the middle of
 * the field work is not behind for the days before.
 */
export const daysOfLink = ({ opensAt, closesAt, createdAt }: Link, timeZone: string): Span => ({
  startsOn: dayIn(opensAt && opensAt > createdAt ? opensAt : createdAt, timeZone),
  endsOn: closesAt && dayIn(closesAt, timeZone),
});
