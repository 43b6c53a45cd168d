/** What Today says first: the sentences for where field work stands, before, during and after its days. */
import type { MessageValues } from '#core/language/messages.ts';
import type { FieldWork } from '#core/register/field-api.ts';
import { daysBetween } from '#core/register/field-pace.ts';
import type { WorkspaceKey } from '#web/workspace/language/catalogues.ts';

export interface Sentence {
  readonly key: WorkspaceKey;
  readonly values: MessageValues;
}

/** Writes a calendar day as the reader's language does. */
type WriteDay = (day: string) => string;

/** One or two sentences: what there is of what is wanted, and what is still to do until when. */
export function headline(work: FieldWork, writeDay: WriteDay): readonly Sentence[] {
  const { unit, day } = work;
  const { received, wanted, startsOn, endsOn } = work.counts;
  const had: Sentence =
    wanted === undefined
      ? { key: 'field.head.received', values: { unit, received } }
      : { key: 'field.head.of', values: { unit, received, wanted } };
  if (startsOn !== undefined && startsOn > day) {
    const begins = { ...whenOf(startsOn, day, writeDay), unit, wanted: wanted ?? 0 };
    const sentence: Sentence = { key: 'field.head.begins', values: begins };
    return received === 0 ? [sentence] : [had, sentence];
  }
  const missing = wanted === undefined ? undefined : Math.max(0, wanted - received);
  if (endsOn !== undefined && endsOn < day) {
    const date = writeDay(endsOn);
    if (missing === undefined) return [had, { key: 'field.head.over', values: { date } }];
    return [had, { key: 'field.head.ended', values: { date, missing, unit } }];
  }
  const when = endsOn === undefined ? { when: 'none', date: '' } : whenOf(endsOn, day, writeDay);
  if (missing === undefined) {
    return endsOn === undefined ? [had] : [had, { key: 'field.head.until', values: when }];
  }
  if (missing === 0) return [had, { key: 'field.head.enough', values: when }];
  return [had, { key: 'field.head.need', values: { unit, missing, ...when } }];
}

/** What stands under it: today, the pace that is needed, and what phones still hold. */
export function leadSentences(work: FieldWork): readonly Sentence[] {
  const { day } = work;
  const { today, perDayNeeded, waitingOnPhones, startsOn, endsOn } = work.counts;
  const runs = (startsOn ?? day) <= day && (endsOn ?? day) >= day;
  const sentences: Sentence[] = [];
  if (runs || today > 0) sentences.push({ key: 'field.lead.today', values: { today } });
  if (runs && perDayNeeded && endsOn !== undefined && endsOn > day) {
    const perDay = perDayNeeded < 10 ? Math.ceil(perDayNeeded * 10) / 10 : Math.ceil(perDayNeeded);
    sentences.push({ key: 'field.lead.per-day', values: { perDay } });
  }
  if (waitingOnPhones) {
    sentences.push({ key: 'field.lead.on-phones', values: { count: waitingOnPhones } });
  }
  return sentences;
}

/** `today`, `tomorrow` or a date, for messages that choose their words by it. */
export function whenOf(day: string, today: string, writeDay: WriteDay) {
  const ahead = daysBetween(today, day);
  const when = ahead === 0 ? 'today' : ahead === 1 ? 'tomorrow' : 'other';
  return { when, date: writeDay(day) };
}

/** Whether there is anything to tell: something came in, or something is wanted and there is a link for it. */
export const hasBegun = ({ counts, links, attention }: FieldWork): boolean => {
  const { received, refused, partial, screenedOut, wanted } = counts;
  const came = received + refused + partial + screenedOut > 0;
  return came || attention.length > 0 || (wanted !== undefined && links.length > 0);
};
