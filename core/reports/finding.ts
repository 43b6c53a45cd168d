/** One variable in words and in a picture: the lead sentence, the chart that fits its type, the notes on its base. */
import type { CategoryFigure } from '#core/analysis/result-table.ts';
import type { Block, Content, Sentence } from '#core/reports/block.ts';
import type { ChartMark, ChartSpec } from '#core/reports/charts/chart-spec.ts';
import { isHidden } from '#core/reports/column-figures.ts';
import { quantityBand } from '#core/reports/number-format.ts';
import type { ReportContext } from '#core/reports/report-context.ts';
import {
  answerMention,
  answerTitle,
  hidesSome,
  isChoice,
  isNumeric,
  isOrdinal,
  leadIsCertain,
  ranked,
  type Subject,
} from '#core/reports/subject.ts';
import { figureInline, stopAfter, textOf } from '#core/reports/writer.ts';

/** Two shares nearer than this are called close to each other, never first and second. */
const tiePoints = 0.05;
/** More bars than this say less, not more; the annex has them all. */
const mostBars = 12;
/** In the order of the form the large ones may come last. */
const mostInOrder = 24;
const mostColumns = 7;
/** Short lists keep the order of the form, which may be a scale; long ones are ranked. */
const shortList = 6;

/** The sentence that says what people answered; `null` where the base carries none. */
export function leadSentence(context: ReportContext, subject: Subject): Sentence | null {
  if (subject.precision === 'nothing') return null;
  if (isNumeric(subject)) return numericLead(context, subject);
  return isChoice(subject) ? singleLead(context, subject) : multiLead(context, subject);
}

/** The lead, and the answers that are a problem where there are several of them. */
export const leadSentences = (context: ReportContext, subject: Subject): readonly Sentence[] => {
  const lead = leadSentence(context, subject);
  const problem = problemSentence(context, subject);
  return lead ? [lead, ...(problem ? [problem] : [])] : [];
};

function singleLead({ writer }: ReportContext, subject: Subject): Sentence | null {
  const [first, second] = ranked(subject);
  if (!first) return null;
  const slots = {
    first: answerMention(writer, first),
    share: figureInline(subject.figures.share(first, 'prose')),
    second: second ? answerMention(writer, second) : [],
    share2: second ? figureInline(subject.figures.share(second, 'prose')) : [],
  };
  if (!leadIsCertain(subject)) return writer.sentence('report.lead.shown', slots);
  if (second && isTie(first, second)) return writer.sentence('report.lead.tie', slots);
  const counted = subject.precision === 'counts';
  return writer.sentence('report.lead.single', {
    ...slots,
    band: counted && first.share !== 1 ? 'none' : quantityBand(first.share ?? 0),
    next: second ? (ranked(subject).length === 2 && !hidesSome(subject) ? 'rest' : 'yes') : 'no',
  });
}

const isTie = (first: CategoryFigure, second: CategoryFigure): boolean =>
  (first.share ?? 0) - (second.share ?? 0) < tiePoints && (first.share ?? 0) < 0.6;

/** Up to three answers, the most frequent first; those that lead together are said to. */
function multiLead({ writer }: ReportContext, subject: Subject): Sentence | null {
  const given = ranked(subject);
  const [first] = given;
  if (!first) return null;
  const listed = (answers: readonly CategoryFigure[]) =>
    writer.list(
      answers.map((category) =>
        writer.content('report.labelShare', {
          label: answerMention(writer, category),
          share: figureInline(subject.figures.share(category, 'prose')),
        }),
      ),
    );
  const close = given.filter(
    (category) => (first.share ?? 0) - (category.share ?? 0) < tiePoints,
  ).length;
  if (!leadIsCertain(subject)) {
    return writer.sentence('report.lead.multiShown', { list: listed(given.slice(0, 3)) });
  }
  if (close >= 2 && close <= 4 && subject.precision !== 'counts') {
    const list = listed(given.slice(0, close));
    return writer.sentence('report.lead.multiTie', { count: close, list });
  }
  const placed = subject.variable.type === 'rank';
  return writer.sentence(placed ? 'report.lead.rank' : 'report.lead.multi', {
    list: listed(given.slice(0, 3)),
  });
}

/**
 * Answers that the designer marked as a problem, taken together; `null` where there are not several of them to add,
 * or one of them is hidden.
 */
function problemSentence({ writer }: ReportContext, subject: Subject): Sentence | null {
  const codes = new Set(subject.variable.problemCodes.map(String));
  const problems = subject.all.categories.filter(({ value }) => codes.has(String(value)));
  if (!isChoice(subject) || problems.length < 2 || hidesSome(subject)) return null;
  if (subject.precision !== 'tenths' && subject.precision !== 'whole') return null;
  return writer.sentence('report.lead.together', {
    list: writer.list(problems.map((category) => answerMention(writer, category))),
    share: figureInline(subject.figures.share(together(problems), 'prose')),
  });
}

/** Several answers as one: the sum of what is shown of each. */
const together = (categories: readonly CategoryFigure[]): CategoryFigure => {
  const sum = (pick: (category: CategoryFigure) => number | null) =>
    categories.reduce((total, category) => total + (pick(category) ?? 0), 0);
  return {
    value: categories.map(({ value }) => String(value)).join('+'),
    label: {},
    listed: true,
    count: sum(({ count }) => count),
    share: sum(({ share }) => share),
    interval: null,
    hidden: false,
  };
};

function numericLead({ writer }: ReportContext, subject: Subject): Sentence | null {
  const { numeric } = subject.all;
  if (!numeric || numeric.median === null) return null;
  const figure = (kind: 'median' | 'quartile1' | 'quartile3' | 'min' | 'max' | 'mean') =>
    figureInline(subject.figures.numeric(kind));
  if (subject.variable.type === 'date') {
    const span = numeric.min !== null && numeric.max !== null;
    return writer.sentence('report.lead.date', {
      span: span ? 'yes' : 'no',
      median: figure('median'),
      min: figure('min'),
      max: figure('max'),
    });
  }
  const quartiles = numeric.quartile1 !== null && numeric.quartile3 !== null;
  const flat = quartiles && numeric.quartile1 === numeric.quartile3;
  return writer.sentence('report.lead.number', {
    spread: quartiles ? (flat ? 'flat' : 'yes') : 'no',
    median: figure('median'),
    q1: figure('quartile1'),
    q3: figure('quartile3'),
    average: numeric.mean === null ? 'no' : 'yes',
    mean: figure('mean'),
  });
}

/**
 * Who was asked and how many answered, and whatever a reader must know of this base.
 * @param stated whether the caption has said n already
 */
export function baseNotes(
  { writer, rows, setting }: ReportContext,
  subject: Subject,
  stated = false,
): readonly Sentence[] {
  const { asked, missing, answered } = subject.all;
  if (answered === null) return [];
  const filtered = asked !== null && asked < rows;
  const gap = missing !== null && missing > 0;
  const notes: Sentence[] = [];
  if (!stated || filtered || gap) {
    notes.push(
      writer.sentence('report.note.base', {
        base: filtered ? 'filtered' : stated ? 'stated' : 'all',
        asked: figureInline(subject.figures.asked()),
        n: figureInline(subject.figures.base()),
        gap: gap ? 'yes' : 'no',
        missing: figureInline(subject.figures.missing()),
      }),
    );
  }
  if (subject.variable.multi) {
    notes.push(
      writer.sentence('report.note.multi', {
        whole: figureInline(setting('whole', 1, 'percent')),
      }),
    );
  }
  if (subject.variable.type === 'rank') notes.push(writer.sentence('report.note.rank'));
  if (subject.precision === 'whole') notes.push(writer.sentence('report.note.indicative'));
  if (hidesSome(subject)) notes.push(writer.sentence('report.note.hidden'));
  return notes;
}

/** Two answers are said in a sentence; a picture begins to help at three. */
export function isPictured(subject: Subject): boolean {
  if (isNumeric(subject)) return false;
  if (subject.precision === 'nothing' || subject.precision === 'counts') return false;
  return marksOf(subject).filter((category) => (category.count ?? 1) > 0).length >= 3;
}

/** The answers of the chart: in order for a scale, ranked otherwise; by the form where ranks would tell of hidden ones. */
function marksOf(subject: Subject): readonly CategoryFigure[] {
  const { categories } = subject.all;
  if (isOrdinal(subject)) return categories;
  if (hidesSome(subject)) return categories.filter(({ count }) => count !== 0);
  const given = ranked(subject);
  if (isChoice(subject) && given.length <= shortList) {
    return categories.filter((category) => (category.count ?? 0) > 0);
  }
  return given;
}

export function chartOf(
  context: ReportContext,
  subject: Subject,
): Extract<Block, { kind: 'chart' }> {
  const { writer, setting } = context;
  const all = marksOf(subject);
  const inOrder = isOrdinal(subject) || hidesSome(subject);
  const most = inOrder ? mostInOrder : mostBars;
  // Leaving out one or two would save less room than the note about it takes.
  const shown = all.length <= most + 2 ? all : all.slice(0, most);
  const marks = shown.map((category) => markOf(context, subject, category));
  const asColumns = isOrdinal(subject) && marks.length <= mostColumns;
  const hiddenWord = textOf(writer.content('report.hidden'));
  const spec: ChartSpec = { kind: asColumns ? 'columns' : 'bars', marks, hiddenWord };
  const notes = [...baseNotes(context, subject, true)];
  if (shown.length < all.length) {
    notes.push(
      writer.sentence('report.note.cut', {
        order: inOrder ? 'form' : 'most',
        table: annexReference(context, subject),
      }),
    );
  }
  return {
    kind: 'chart',
    id: `${subject.variable.name}.chart`,
    number: '',
    caption: writer.content(subject.named ? 'report.caption.question' : 'report.caption.answers', {
      question: subject.question,
      n: figureInline(subject.figures.base()),
      confidence: figureInline(setting('confidence', 0.95, 'percent')),
    }),
    spec,
    alt: altOf(context, subject, marks),
    notes,
  };
}

export const annexReference = (context: ReportContext, subject: Subject): Content => [
  {
    kind: 'reference',
    to: `annex.${subject.variable.name}`,
    text: context.annexNumber(subject.variable),
  },
];

function markOf({ writer }: ReportContext, subject: Subject, category: CategoryFigure): ChartMark {
  return {
    label: answerTitle(writer, category),
    share: subject.figures.share(category, 'table'),
    interval: isHidden(category, subject.all) ? null : category.interval,
  };
}

function altOf(context: ReportContext, subject: Subject, marks: readonly ChartMark[]): Content {
  return shareList(context, [subject.question], marks);
}

/** "Which tools do you use? Knife (60%) and bag (40%).": a drawing in words. */
export function shareList(
  { writer }: ReportContext,
  question: Content,
  marks: readonly Pick<ChartMark, 'label' | 'share'>[],
): Content {
  const items = marks.map(({ label, share }) =>
    writer.content('report.labelShare', { label, share: figureInline(share) }),
  );
  return writer.content('report.alt', {
    stop: stopAfter(question) === '' ? 'yes' : 'no',
    question,
    list: writer.list(items),
  });
}
