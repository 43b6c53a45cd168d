/**
 * A battery: questions of one theme that share their list of answers. Told one by one they weary; side by side they
 * compare. Yes-or-no questions become one ranked chart of the yes, scales one stacked chart.
 */
import type { Block, Content, Sentence } from '#core/reports/block.ts';
import type { ChartMark, ChartSpec } from '#core/reports/charts/chart-spec.ts';
import { shareList } from '#core/reports/finding.ts';
import type { ReportContext } from '#core/reports/report-context.ts';
import {
  answerTitle,
  hidesSome,
  isChoice,
  isOrdinal,
  type Subject,
} from '#core/reports/subject.ts';
import { figureInline, textOf } from '#core/reports/writer.ts';

const fewest = 3;
/** More levels than this cannot be told apart in a stacked bar. */
const mostLevels = 6;

export interface Battery {
  readonly subjects: readonly Subject[];
  /** The code whose share is ranked, where the answers are yes and no. */
  readonly affirmative: string | null;
}

/** Groups of at least three questions with the same answers, in the order of the form. */
export function batteriesOf(subjects: readonly Subject[]): readonly Battery[] {
  const groups = new Map<string, Subject[]>();
  for (const subject of subjects.filter(fits)) {
    const answers = answersOf(subject);
    groups.set(answers, [...(groups.get(answers) ?? []), subject]);
  }
  return [...groups.values()]
    .filter((group) => group.length >= fewest)
    .map((group) => ({ subjects: group, affirmative: affirmativeOf(group[0]) }));
}

function fits(subject: Subject): boolean {
  if (!isChoice(subject)) return false;
  if (subject.precision === 'nothing' || subject.precision === 'counts') return false;
  const listed = subject.all.categories.filter((category) => category.listed);
  return listed.length >= 2 && listed.length <= mostLevels;
}

/** Codes and words: 1 to 5 may run from "very poor" to "very good" here and from "never" to "always" there. */
const answersOf = (subject: Subject): string =>
  JSON.stringify(
    subject.all.categories
      .filter(({ listed }) => listed)
      .map(({ value, label }) => [String(value), Object.entries(label).sort()]),
  );

const yesWords = new Set(['yes', 'true', '1', 'có', 'co', 'ya', 'da', 'да', 'oui', 'si']);

function affirmativeOf(subject: Subject | undefined): string | null {
  const listed = subject?.all.categories.filter((category) => category.listed) ?? [];
  if (listed.length > 4) return null;
  const yes = listed.find(({ value }) => yesWords.has(String(value).toLowerCase()));
  return yes ? String(yes.value) : null;
}

export function batteryBlocks(
  context: ReportContext,
  battery: Battery,
  id: string,
): readonly Block[] {
  return battery.affirmative === null
    ? [stackChart(context, battery, id)]
    : yesChart(context, battery, battery.affirmative, id);
}

function yesChart(
  context: ReportContext,
  battery: Battery,
  code: string,
  id: string,
): readonly Block[] {
  const { writer, setting } = context;
  const rows = battery.subjects.flatMap((subject) => {
    const category = subject.all.categories.find(({ value }) => String(value) === code);
    return category ? [{ subject, category }] : [];
  });
  const anyHidden = rows.some(({ subject }) => hidesSome(subject));
  const sorted = anyHidden
    ? rows
    : rows.toSorted((a, b) => (b.category.share ?? 0) - (a.category.share ?? 0));
  const answer = sorted[0] ? writer.quoted(answerTitle(writer, sorted[0].category)) : [];
  const marks = sorted.map(
    ({ subject, category }): ChartMark => ({
      label: subject.title,
      share: subject.figures.share(category, 'table'),
      interval: subject.figures.interval(category) === null ? null : category.interval,
    }),
  );
  const chart: Block = {
    kind: 'chart',
    id: `${id}.chart`,
    number: '',
    caption: writer.content('report.caption.yes', {
      answer,
      confidence: figureInline(setting('confidence', 0.95, 'percent')),
    }),
    spec: { kind: 'bars', marks, hiddenWord: textOf(writer.content('report.hidden')) },
    alt: shareList(context, answer, marks),
    notes: [basesNote(context, battery)],
  };
  const top = sorted[0];
  const last = sorted.at(-1);
  if (anyHidden || !top || !last) return [chart];
  const lead = writer.sentence('report.lead.yes', {
    answer,
    first: writer.quoted(top.subject.title),
    share: figureInline(top.subject.figures.share(top.category, 'prose')),
    last: writer.quoted(last.subject.title),
    share2: figureInline(last.subject.figures.share(last.category, 'prose')),
  });
  return [{ kind: 'paragraph', id: `${id}.lead`, style: 'text', sentences: [lead] }, chart];
}

function stackChart(context: ReportContext, battery: Battery, id: string): Block {
  const { writer } = context;
  const first = battery.subjects[0];
  const listed = first?.all.categories.filter((category) => category.listed) ?? [];
  const spec: ChartSpec = {
    kind: 'stack',
    levels: listed.map((category) => answerTitle(writer, category)),
    rows: battery.subjects.map((subject) => ({
      label: subject.title,
      base: subject.figures.base(),
      parts: subject.all.categories
        .filter((category) => category.listed)
        .map((category) => subject.figures.share(category, 'table')),
    })),
    hiddenWord: textOf(writer.content('report.hidden')),
    ordered: battery.subjects.every(isOrdinal),
  };
  return {
    kind: 'chart',
    id: `${id}.chart`,
    number: '',
    caption: writer.content('report.caption.battery'),
    spec,
    alt: battery.subjects.flatMap((subject, index) => [
      ...(index === 0 ? [] : [{ kind: 'text', text: ' ' } as const]),
      ...rowInWords(context, subject),
    ]),
    notes: [basesNote(context, battery)],
  };
}

function rowInWords(context: ReportContext, subject: Subject): Content {
  const parts = subject.all.categories
    .filter((category) => category.listed)
    .map((category) => ({
      label: answerTitle(context.writer, category),
      share: subject.figures.share(category, 'table'),
    }));
  return shareList(context, [subject.title], parts);
}

/** The smallest and the largest base, since each question has its own. */
function basesNote({ writer }: ReportContext, battery: Battery): Sentence {
  const sorted = battery.subjects.toSorted((a, b) => (a.all.answered ?? 0) - (b.all.answered ?? 0));
  const low = sorted[0];
  const high = sorted.at(-1);
  return writer.sentence('report.note.bases', {
    same: low?.all.answered === high?.all.answered ? 'yes' : 'no',
    low: low ? figureInline(low.figures.base()) : [],
    high: high ? figureInline(high.figures.base()) : [],
  });
}
