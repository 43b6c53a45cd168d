/** Days as a project's own time zone has them. */

const dayMs = 86_400_000;

/** The calendar day at that moment in the time zone, as `2026-04-18`. */
export const dayIn = (moment: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(moment);

/** The first moment of the day in the time zone; where clocks jump over midnight, the first moment there is. */
export function startOfDay(day: string, timeZone: string): Date {
  const noon = Date.parse(`${day}T12:00:00Z`);
  // Every zone is within 14 hours of UTC: the moment lies in these two days. Halve until the second is found.
  let before = noon - 1.5 * dayMs;
  let after = noon + dayMs;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (dayIn(new Date(middle), timeZone) < day) before = middle;
    else after = middle;
  }
  return new Date(after);
}

/** The last second of the day in the time zone. */
export function endOfDay(day: string, timeZone: string): Date {
  const next = new Date(Date.parse(`${day}T12:00:00Z`) + dayMs).toISOString().slice(0, 10);
  return new Date(startOfDay(next, timeZone).getTime() - 1_000);
}

/** Whether the text is a day that the calendar has. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const parsed = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text);
}

const offsetFormats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, number>();
const offsetsKept = 10_000;

/** Minutes east of UTC at that moment in the time zone: 420 in Viet Nam. */
export function offsetMinutesOf(moment: Date, timeZone: string): number {
  // Offsets change on the quarter of an hour at most, and asking for one takes longer than checking a response.
  const quarter = Math.floor(moment.getTime() / 900_000);
  const key = `${timeZone} ${quarter}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  if (offsets.size >= offsetsKept) offsets.clear();
  const offset = askOffset(new Date(quarter * 900_000), timeZone);
  offsets.set(key, offset);
  return offset;
}

function askOffset(moment: Date, timeZone: string): number {
  let format = offsetFormats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
    offsetFormats.set(timeZone, format);
  }
  const name = format.formatToParts(moment).find((part) => part.type === 'timeZoneName')?.value;
  // `GMT`, `GMT+07:00`, `GMT-03:30`.
  const [, sign, hours, minutes] = /^GMT([+-])(\d\d):(\d\d)$/.exec(name ?? '') ?? [];
  const east = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
  return sign === '-' ? -east : east;
}
