/** Day, month and time, in the project's time zone. */
export const formatDateTime = (language: string, iso: string, timeZone?: string): string =>
  new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).format(new Date(iso));

/** Anonymous surveys know the day only, which no time zone moves. */
export const formatMoment = (language: string, at: string, timeZone?: string): string =>
  at.length === 10
    ? new Intl.DateTimeFormat(language, { timeZone: 'UTC' }).format(new Date(`${at}T00:00:00Z`))
    : formatDateTime(language, at, timeZone);
