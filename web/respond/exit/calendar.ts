/** The page that quick exit leads to: this month. It keeps nothing, and asks no server. */
import { monthName, monthPage } from './month-page.ts';
import { takeNextAddress } from './next-address.ts';

const today = new Date();
const language = navigator.language;
document.documentElement.lang = language;
document.title = monthName(today, language);
document.body.replaceChildren(monthPage(today, language));

// Entries of the page that was left may still lie ahead: a new entry takes them off.
history.pushState(null, '');

// Only now, so that no key leads back or forward to where the person was.
const next = takeNextAddress();
if (next) location.replace(next);

// A device that stands somewhere for many people goes back to its start, by itself or by a tap that is no accident.
const link = /^#([\w-]{1,64})$/.exec(location.hash)?.[1];
const goBack = (): void => location.replace(`/s/${link}`);
if (link) {
  setTimeout(goBack, 60_000);
  setTimeout(() => addEventListener('click', goBack), 3_000);
}
