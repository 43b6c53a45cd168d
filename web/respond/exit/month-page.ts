import { weeksOfMonth } from './month-days.ts';

/** 5 January 2026 is a Monday. */
const dayName = (day: number, language: string): string =>
  new Intl.DateTimeFormat(language, { weekday: 'short' }).format(new Date(2026, 0, 5 + day));

export const monthName = (today: Date, language: string): string =>
  new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric' }).format(today);

/** This month as a page of its own, in the browser's language. It needs no words of ours and asks no server. */
export function monthPage(today: Date, language: string): HTMLElement {
  const heading = document.createElement('h1');
  heading.id = 'month';
  heading.textContent = monthName(today, language);
  const cell = (kind: 'th' | 'td', text: string): HTMLTableCellElement => {
    const made = document.createElement(kind);
    made.textContent = text;
    if (kind === 'th') made.scope = 'col';
    if (text === String(today.getDate())) made.setAttribute('aria-current', 'date');
    return made;
  };
  const table = document.createElement('table');
  table.setAttribute('aria-labelledby', heading.id);
  const head = table.createTHead().insertRow();
  head.append(...Array.from({ length: 7 }, (_unused, day) => cell('th', dayName(day, language))));
  const body = table.createTBody();
  for (const week of weeksOfMonth(today))
    body.insertRow().append(...week.map((day) => cell('td', String(day ?? ''))));
  const main = document.createElement('main');
  main.className = 'month';
  main.lang = language;
  main.append(heading, table);
  return main;
}
