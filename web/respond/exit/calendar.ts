/** Draws this month in the browser's language. It needs no words of ours, asks no server and keeps nothing. */
import { weeksOfMonth } from './month-days.ts';

const today = new Date();
const language = navigator.language;
const month = new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric' }).format(today);
document.documentElement.lang = language;
document.title = month;

const heading = document.querySelector('h1');
if (heading) heading.textContent = month;

/** 5 January 2026 is a Monday. */
const dayName = (day: number): string =>
  new Intl.DateTimeFormat(language, { weekday: 'short' }).format(new Date(2026, 0, 5 + day));
const cell = (kind: 'th' | 'td', text: string): HTMLTableCellElement => {
  const made = document.createElement(kind);
  made.textContent = text;
  if (kind === 'th') made.scope = 'col';
  if (text === String(today.getDate())) made.setAttribute('aria-current', 'date');
  return made;
};
const row = (cells: readonly HTMLTableCellElement[]): HTMLTableRowElement => {
  const made = document.createElement('tr');
  made.append(...cells);
  return made;
};
const names = Array.from({ length: 7 }, (_unused, day) => cell('th', dayName(day)));
document.querySelector('thead')?.append(row(names));
document
  .querySelector('tbody')
  ?.append(
    ...weeksOfMonth(today).map((week) => row(week.map((day) => cell('td', String(day ?? ''))))),
  );

// Entries of the page that was left may still lie ahead: a new entry takes them off.
history.pushState(null, '');

// A device that stands somewhere for many people goes back to its start, by itself or by a tap that is no accident.
const link = /^#([\w-]{1,64})$/.exec(location.hash)?.[1];
const goBack = (): void => location.replace(`/s/${link}`);
if (link) {
  setTimeout(goBack, 60_000);
  setTimeout(() => addEventListener('click', goBack), 3_000);
}
