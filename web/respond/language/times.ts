/** Times and dates as people read them, by the phone's own clock. */
export const timeText = (iso: string, language: string): string =>
  new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hour12: false }).format(
    new Date(iso),
  );

export const dateText = (iso: string, language: string): string =>
  new Intl.DateTimeFormat(language, { day: 'numeric', month: 'numeric', year: 'numeric' }).format(
    new Date(iso),
  );

/** The time today, else date and time. */
export const momentText = (iso: string, language: string, now: Date): string =>
  new Date(iso).toDateString() === now.toDateString()
    ? timeText(iso, language)
    : `${dateText(iso, language)}, ${timeText(iso, language)}`;
