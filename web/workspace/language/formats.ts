/** Dates and numbers as the chosen language writes them; days in the project's time zone where one is given. */

export const formatNumber = (language: string, value: number, fractionDigits = 0): string =>
  new Intl.NumberFormat(language, {
    minimumFractionDigits: fractionDigits,
    maximumFractionDigits: fractionDigits,
  }).format(value);

/** `share` 0–1 as a percentage with `fractionDigits` decimals. */
export const formatPercent = (language: string, share: number, fractionDigits = 0): string =>
  new Intl.NumberFormat(language, {
    style: 'percent',
    minimumFractionDigits: fractionDigits,
    maximumFractionDigits: fractionDigits,
  }).format(share);

export const formatDate = (language: string, iso: string, timeZone?: string): string =>
  new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'numeric',
    year: 'numeric',
    timeZone,
  }).format(new Date(iso));

export const formatTime = (language: string, at: Date): string =>
  new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' }).format(at);

export const formatToday = (language: string, at: Date, timeZone?: string): string =>
  new Intl.DateTimeFormat(language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone,
  }).format(at);

/** A calendar day (`2026-11-17`) short, with its weekday; no time zone moves it. */
export const formatDay = (language: string, day: string): string =>
  new Intl.DateTimeFormat(language, {
    weekday: 'short',
    day: 'numeric',
    month: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`));

/** A calendar day inside a sentence (`30 tháng 11`). */
export const formatMonthDay = (language: string, day: string): string =>
  new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );

const steps = [
  ['minute', 60],
  ['hour', 3600],
  ['day', 86_400],
] as const;

/** "5 minutes ago", in the largest unit that fits. */
export function formatAgo(language: string, iso: string, now: Date): string {
  const seconds = Math.max(0, (now.getTime() - new Date(iso).getTime()) / 1000);
  const [unit, size] = steps.findLast(([, least]) => seconds >= least) ?? steps[0];
  return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(
    -Math.floor(seconds / size),
    unit,
  );
}
