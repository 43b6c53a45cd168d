/**
 * How a try of a draft goes: seconds an item, what was left out, what the form corrected, where the person stopped. No
 * answers. It is kept on the phone until the server has it, so that a pilot works without a signal too.
 */
import type { Model, Question } from 'survey-core';
import type { ItemTrace, TrialRun } from '#core/links/trial-api.ts';

/** The interview that is being tried. */
export interface TrialOf {
  readonly linkId: string;
  readonly token: string;
  readonly definitionHash: string;
  readonly runId: string;
}

type Runs = Readonly<Record<string, TrialRun>>;

/** Nobody looks at one item for longer than this: the phone was put aside. */
const longestSeconds = 120;
const pauseMs = 1_500;
const timers = new Map<string, ReturnType<typeof setTimeout>>();

/** Follows a model until it is thrown away. The run goes on where an earlier model (another language) left it. */
export function watchTrial(model: Model, trial: TrialOf, language: string): void {
  let run: TrialRun = readRuns(trial)[trial.runId] ?? {
    id: trial.runId,
    language,
    state: 'open',
    items: {},
  };
  let since = performance.now();
  let last: string | undefined;
  /** Seconds since the last event; none while the page was not in view. */
  const lap = (): number => {
    const now = performance.now();
    const seconds = Math.min(longestSeconds, (now - since) / 1_000);
    since = now;
    return seconds;
  };
  const keep = (change: Partial<TrialRun>): void => {
    run = { ...run, language, ...change };
    saveRun(trial, run);
  };
  const shown = (): readonly Question[] => questionsOf(model);
  const note = (spent: Readonly<Record<string, number>>): void => {
    const items: Record<string, ItemTrace> = { ...run.items };
    for (const question of shown()) {
      items[question.name] = {
        ...(items[question.name] ?? unseen),
        answered: !question.isEmpty(),
      };
    }
    for (const [name, seconds] of Object.entries(spent)) {
      const before = items[name] ?? unseen;
      items[name] = { ...before, seconds: round(before.seconds + seconds) };
    }
    const at = stoppedAt(shown(), last);
    keep({ items, ...(at !== undefined && { at }) });
  };

  model.onValueChanged.add((_model, { name }) => {
    last = name;
    note({ [name]: lap() });
  });
  model.onCurrentPageChanging.add(() => {
    note(spread(lap(), last, shown()));
    last = undefined;
  });
  model.onCurrentPageChanged.add(() => {
    note({});
    void flushTrial(trial);
  });
  model.onValidatePage.add((_model, { questions }) => {
    const items = { ...run.items };
    for (const { name } of questions) {
      const before = items[name] ?? unseen;
      items[name] = { ...before, problems: before.problems + 1 };
    }
    keep({ items });
  });
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) since = performance.now();
    else {
      note(spread(lap(), last, shown()));
      void flushTrial(trial);
    }
  });
  note({});
}

/** The try has ended; also where it ended before the first page. */
export function endTrial(trial: TrialOf, state: TrialRun['state'], language: string): void {
  const known = readRuns(trial)[trial.runId];
  saveRun(trial, { ...(known ?? { id: trial.runId, language, items: {} }), state });
  void flushTrial(trial);
}

const unseen: ItemTrace = { seconds: 0, answered: false, problems: 0 };
const round = (seconds: number): number => Math.round(seconds * 10) / 10;

const questionsOf = (model: Model): readonly Question[] =>
  (model.currentPage?.questions ?? []).filter(
    (question: Question) =>
      question.isVisible && !['html', 'expression'].includes(question.getType()),
  );

/** What is left of a page goes to the item answered last; a page without one shares it out. */
function spread(
  seconds: number,
  last: string | undefined,
  questions: readonly Question[],
): Readonly<Record<string, number>> {
  if (last !== undefined) return { [last]: seconds };
  return Object.fromEntries(questions.map(({ name }) => [name, seconds / questions.length]));
}

/** The first item after the last answer that has none: there people hesitate. */
function stoppedAt(questions: readonly Question[], last: string | undefined): string | undefined {
  const from = questions.findIndex(({ name }) => name === last) + 1;
  const next = questions.slice(from).find((question) => question.isEmpty());
  return (next ?? questions.at(-1))?.name;
}

const keyOf = ({ linkId, definitionHash }: TrialOf): string => `trial:${linkId}:${definitionHash}`;

function readRuns(trial: TrialOf): Runs {
  try {
    // as: written below, by this page only.
    return JSON.parse(localStorage.getItem(keyOf(trial)) ?? '{}') as Runs;
  } catch {
    return {};
  }
}

function writeRuns(trial: TrialOf, runs: Runs): void {
  try {
    if (Object.keys(runs).length === 0) localStorage.removeItem(keyOf(trial));
    else localStorage.setItem(keyOf(trial), JSON.stringify(runs));
  } catch {
    // Without storage the pilot lacks this try; the interview itself must not suffer.
  }
}

function saveRun(trial: TrialOf, run: TrialRun): void {
  writeRuns(trial, { ...readRuns(trial), [run.id]: run });
  const key = keyOf(trial);
  clearTimeout(timers.get(key));
  timers.set(
    key,
    setTimeout(() => void flushTrial(trial), pauseMs),
  );
}

const mostARequest = 50;
/** Statuses after which no repetition helps. */
const never = new Set([401, 410, 422]);

/** Sends what is kept; what has ended and arrived is forgotten. */
export async function flushTrial(trial: TrialOf): Promise<void> {
  clearTimeout(timers.get(keyOf(trial)));
  const runs = Object.values(readRuns(trial)).slice(0, mostARequest);
  if (runs.length === 0) return;
  const reply = await fetch('/api/v1/collect/trial', {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${trial.token}` },
    body: JSON.stringify({ definitionHash: trial.definitionHash, runs }),
    credentials: 'omit',
    keepalive: true,
  }).catch(() => undefined);
  if (!reply || !(reply.ok || never.has(reply.status))) return;
  const sent = new Map(runs.map((run) => [run.id, JSON.stringify(run)]));
  const left = Object.entries(readRuns(trial)).filter(
    ([id, run]) => run.state === 'open' || JSON.stringify(run) !== sent.get(id),
  );
  writeRuns(trial, reply.ok ? Object.fromEntries(left) : {});
}
