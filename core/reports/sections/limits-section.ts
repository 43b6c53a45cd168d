/** What these figures cannot say, read off the data itself; and how to read the report. */
import type { Block, Sentence } from '#core/reports/block.ts';
import type { Figure } from '#core/reports/figure.ts';
import { type Precision, precisionSteps } from '#core/reports/number-format.ts';
import type { ReportContext } from '#core/reports/report-context.ts';
import { responseRateFigure } from '#core/reports/sections/response-rate.ts';
import { samplingSentence } from '#core/reports/sections/summary-section.ts';
import { hidesAnywhere, type Subject } from '#core/reports/subject.ts';
import { figureInline } from '#core/reports/writer.ts';

/** Above this share of missing answers a question is named. */
const muchMissing = 0.1;
const mostNamed = 5;

export function limitsSection(context: ReportContext): readonly Block[] {
  const inData = context.subjects.filter(({ table }) => table.inData);
  const sentences = [
    samplingSentence(context),
    ...lowResponse(context),
    ...missingSentences(context, inData),
    ...smallBases(context, inData),
    ...withheld(context, inData),
    ...smallGroups(context),
    ...hiddenCells(context, inData),
    ...lacking(context),
  ];
  return [
    {
      kind: 'list',
      id: 'limits.list',
      style: 'plain',
      items: sentences.map((sentence) => ({ sentences: [sentence] })),
    },
  ];
}

/** Below this response rate, those who did not answer weigh too much. */
const goodResponse = 0.6;

function lowResponse(context: ReportContext): readonly Sentence[] {
  const { writer, setting } = context;
  const rate = responseRateFigure(context);
  if (!rate || typeof rate.value !== 'number' || rate.value >= goodResponse) return [];
  const limit = figureInline(setting('response', goodResponse, 'percent'));
  return [writer.sentence('report.limit.response', { limit, rate: figureInline(rate) })];
}

function missingSentences(
  context: ReportContext,
  subjects: readonly Subject[],
): readonly Sentence[] {
  const { writer, setting } = context;
  const share = ({ all }: Subject) =>
    all.asked && all.missing !== null ? all.missing / all.asked : 0;
  const known = subjects.filter(({ all }) => (all.asked ?? 0) >= precisionSteps.whole);
  const named = known
    .filter((subject) => share(subject) > muchMissing)
    .toSorted((a, b) => share(b) - share(a));
  const limit = figureInline(setting('missing', muchMissing, 'percent'));
  if (named.length === 0) {
    return known.length === 0 ? [] : [writer.sentence('report.limit.missingNone', { limit })];
  }
  const items = named.slice(0, mostNamed).map((subject) =>
    writer.content('report.labelShare', {
      label: subject.mention,
      share: figureInline(subject.figures.missingShare()),
    }),
  );
  return [
    writer.sentence('report.limit.missing', {
      more: named.length > items.length ? 'yes' : 'no',
      limit,
      list: writer.list(items),
    }),
  ];
}

const smallBases = (context: ReportContext, subjects: readonly Subject[]): readonly Sentence[] =>
  counted(context, subjects, 'counts', 'report.limit.smallBases');

/**
 * The base of such a question is hidden with the rest, so nobody may say that few answered it: often many did, and its
 * figures would tell how few gave some answer to another one.
 */
const withheld = (context: ReportContext, subjects: readonly Subject[]): readonly Sentence[] =>
  context.mode === 'gated' ? counted(context, subjects, 'nothing', 'report.limit.withheld') : [];

function counted(
  { writer, setting }: ReportContext,
  subjects: readonly Subject[],
  precision: Precision,
  message: 'report.limit.smallBases' | 'report.limit.withheld',
): readonly Sentence[] {
  const count = subjects.filter((subject) => subject.precision === precision).length;
  if (count === 0) return [];
  const total: Figure = {
    id: `${message}.total`,
    kind: 'total',
    value: count,
    n: subjects.length,
    text: writer.numbers.whole(count),
    suppressed: false,
  };
  const limit = figureInline(setting('percents', precisionSteps.whole, 'whole'));
  return [writer.sentence(message, { count, total: figureInline(total), limit })];
}

/** Groups of the breakdown too small to be compared; the first table tells their sizes. */
function smallGroups({ writer, by, subjects, setting }: ReportContext): readonly Sentence[] {
  if (!by) return [];
  const own = subjects.find(({ variable }) => variable.name === by.name);
  const small =
    own?.all.categories.filter(
      ({ count, hidden }) => !hidden && count !== null && count > 0 && count < precisionSteps.whole,
    ) ?? [];
  if (!own || small.length === 0) return [];
  return [
    writer.sentence('report.limit.smallGroups', {
      limit: figureInline(setting('percents', precisionSteps.whole, 'whole')),
      list: writer.list(
        small.map((category) =>
          writer.content('report.labelShare', {
            label: writer.quoted(writer.label(category.label, String(category.value))),
            share: figureInline(own.figures.count(category)),
          }),
        ),
      ),
    }),
  ];
}

function hiddenCells(
  { writer, mode }: ReportContext,
  subjects: readonly Subject[],
): readonly Sentence[] {
  return mode === 'gated' && subjects.some(hidesAnywhere)
    ? [writer.sentence('report.limit.hidden')]
    : [];
}

function lacking({ writer, subjects }: ReportContext): readonly Sentence[] {
  const count = subjects.filter(({ table }) => !table.inData).length;
  if (count === 0) return [];
  const total = {
    id: 'limits.lacking',
    kind: 'total',
    value: count,
    n: subjects.length,
    text: writer.numbers.whole(count),
    suppressed: false,
  } as const;
  return [writer.sentence('report.limit.lacking', { count, total: figureInline(total) })];
}

/** How the figures were made, in words a donor's reader follows. */
export function methodSection(context: ReportContext): readonly Block[] {
  const { writer, setting, mode } = context;
  const whole = (name: string, value: number) => figureInline(setting(name, value, 'whole'));
  const sentences = [
    writer.sentence('report.method.base'),
    writer.sentence('report.method.interval', {
      confidence: figureInline(setting('confidence', 0.95, 'percent')),
    }),
    writer.sentence('report.method.precision', {
      mode,
      tenths: whole('tenths', precisionSteps.tenths),
      whole: whole('percents', precisionSteps.whole),
      counts: whole('counts', precisionSteps.counts),
    }),
    writer.sentence('report.method.disclosure', { mode }),
    writer.sentence('report.method.words'),
  ];
  return [
    {
      kind: 'list',
      id: 'method.list',
      style: 'plain',
      items: sentences.map((sentence) => ({ sentences: [sentence] })),
    },
  ];
}
