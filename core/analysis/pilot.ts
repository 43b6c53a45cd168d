/**
 * What a pilot shows of a questionnaire: how long each item takes, where people stop, what they leave out and where the
 * form had to correct them. It is made of traces, never of answers.
 */
import { quantile } from '#core/analysis/estimators/quantile.ts';

/** One try, as the phone told of it. */
export interface PilotRun {
  readonly state: 'open' | 'completed' | 'partial' | 'refused' | 'screened-out';
  /** The item in front of the person at the end. */
  readonly at?: string | undefined;
  readonly items: Readonly<
    Record<
      string,
      { readonly seconds: number; readonly answered: boolean; readonly problems: number }
    >
  >;
}

export interface Spread {
  readonly median: number;
  /** First and third quartile. */
  readonly low: number;
  readonly high: number;
}

export interface PilotItem {
  readonly name: string;
  /** Tries in which it was shown. */
  readonly seen: number;
  /** Of these, tries in which it had an answer at the end. */
  readonly answered: number;
  /** Seconds spent on it; null where nobody saw it. */
  readonly seconds: Spread | null;
  /** Tries that ended here without being finished. */
  readonly stopped: number;
  /** Tries in which the form said that something is not right. */
  readonly corrected: number;
  readonly signs: readonly PilotSign[];
}

/** Why an item deserves a second look. */
export type PilotSign = 'slow' | 'stopped' | 'left-out' | 'corrected' | 'never-seen';

export interface PilotFigures {
  readonly runs: number;
  readonly completed: number;
  readonly refused: number;
  readonly screenedOut: number;
  /** Begun and not finished. */
  readonly unfinished: number;
  /** Seconds of the completed tries; null without one. */
  readonly seconds: Spread | null;
  /** In the order of the questionnaire. */
  readonly items: readonly PilotItem[];
}

/** Fewer tries than this say nothing about an item. */
const fewest = 3;
/** An item is slow that takes this many times the median item, and at least so many seconds. */
const slowTimes = 2.5;
const slowSeconds = 20;
const leftOutShare = 0.3;
const correctedShare = 0.3;

/** Below this many people nothing is told to whoever may only see groups. */
const fewestPeople = 5;

/**
 * The figures as people may see them who see groups only: nothing of a handful of tries, and no item behind a
 * condition that fewer than five have seen, because who saw it has answered something.
 * @param conditional names of the items that not everybody is asked
 */
export function gatedPilot(
  figures: PilotFigures,
  conditional: ReadonlySet<string>,
): { readonly figures: PilotFigures; readonly hidden: number } {
  const isTold = ({ name, seen }: PilotItem): boolean =>
    figures.runs >= fewestPeople && (!conditional.has(name) || seen >= fewestPeople);
  const items = figures.items.filter(isTold);
  const seconds = figures.completed >= fewestPeople ? figures.seconds : null;
  return { figures: { ...figures, seconds, items }, hidden: figures.items.length - items.length };
}

/** @param names of the items, in the order of the questionnaire; others in the runs are passed over */
export function pilotFigures(names: readonly string[], runs: readonly PilotRun[]): PilotFigures {
  const completed = runs.filter(({ state }) => state === 'completed');
  const plain = names.map((name) => itemOf(name, runs));
  const usual = quantile(
    sorted(plain.flatMap(({ seconds }) => (seconds ? [seconds.median] : []))),
    0.5,
  );
  const stateCount = (state: PilotRun['state']) => runs.filter((run) => run.state === state).length;
  return {
    runs: runs.length,
    completed: completed.length,
    refused: stateCount('refused'),
    screenedOut: stateCount('screened-out'),
    unfinished: stateCount('open') + stateCount('partial'),
    seconds: spreadOf(completed.map(totalSeconds)),
    items: plain.map((item) => ({ ...item, signs: signsOf(item, usual ?? 0, runs.length) })),
  };
}

function itemOf(name: string, runs: readonly PilotRun[]): Omit<PilotItem, 'signs'> {
  const traces = runs.flatMap(({ items }) => (Object.hasOwn(items, name) ? [items[name]] : []));
  const seen = traces.flatMap((trace) => (trace ? [trace] : []));
  return {
    name,
    seen: seen.length,
    answered: seen.filter(({ answered }) => answered).length,
    seconds: spreadOf(seen.map(({ seconds }) => seconds)),
    stopped: runs.filter(
      ({ state, at }) => (state === 'open' || state === 'partial') && at === name,
    ).length,
    corrected: seen.filter(({ problems }) => problems > 0).length,
  };
}

function signsOf(
  item: Omit<PilotItem, 'signs'>,
  usualSeconds: number,
  runs: number,
): readonly PilotSign[] {
  if (item.seen === 0) return runs >= fewest ? ['never-seen'] : [];
  const signs: PilotSign[] = [];
  if (item.stopped > 0) signs.push('stopped');
  if (item.seen < fewest) return signs;
  const median = item.seconds?.median ?? 0;
  if (median >= slowSeconds && median >= slowTimes * usualSeconds) signs.push('slow');
  if ((item.seen - item.answered) / item.seen >= leftOutShare) signs.push('left-out');
  if (item.corrected / item.seen >= correctedShare) signs.push('corrected');
  return signs;
}

const totalSeconds = ({ items }: PilotRun): number =>
  Object.values(items).reduce((sum, { seconds }) => sum + seconds, 0);

const sorted = (values: readonly number[]): readonly number[] => [...values].sort((a, b) => a - b);

function spreadOf(values: readonly number[]): Spread | null {
  const ordered = sorted(values);
  const at = (p: number) => quantile(ordered, p) ?? 0;
  return ordered.length === 0 ? null : { median: at(0.5), low: at(0.25), high: at(0.75) };
}
