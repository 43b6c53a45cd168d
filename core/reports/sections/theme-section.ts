/** Findings by theme: what a reader looks for, never the order of the questionnaire's numbers. */
import { type Battery, batteriesOf, batteryBlocks } from '#core/reports/battery.ts';
import type { Block, ListBlock, TableBlock } from '#core/reports/block.ts';
import type { Figure } from '#core/reports/figure.ts';
import { chartOf, isPictured, leadSentence, leadSentences } from '#core/reports/finding.ts';
import type { ReportContext, Theme } from '#core/reports/report-context.ts';
import type { Subject } from '#core/reports/subject.ts';
import { figureInline } from '#core/reports/writer.ts';

export function themeSection(context: ReportContext, theme: Theme): readonly Block[] {
  const body = subjectBlocks(context, theme.subjects, theme.id);
  if (body.length === 0) return [];
  const title = theme.title ? [theme.title] : context.writer.content('report.theme.other');
  return [{ kind: 'heading', id: theme.id, level: 2, number: '', content: title }, ...body];
}

/** Each subject once: in a battery, as a finding with a chart, as a point of a list, or as a row of numbers. */
export function subjectBlocks(
  context: ReportContext,
  subjects: readonly Subject[],
  id: string,
): readonly Block[] {
  const batteries = batteriesOf(subjects);
  const together = new Set(batteries.flatMap((battery) => battery.subjects));
  const numbers = subjects.filter(
    (subject) => subject.variable.type === 'number' && leadSentence(context, subject) !== null,
  );
  const tabled = new Set(numbers.length >= 3 ? numbers : []);
  const alone = subjects.filter((subject) => !together.has(subject) && !tabled.has(subject));
  return [
    ...alone.filter(isPictured).flatMap((subject) => picturedFinding(context, subject)),
    ...batteries.flatMap((battery: Battery, index) =>
      batteryBlocks(context, battery, `${id}.battery-${index + 1}`),
    ),
    ...(tabled.size > 0 ? [numberTable(context, [...tabled], id)] : []),
    ...shortFindings(
      context,
      alone.filter((subject) => !isPictured(subject)),
      id,
    ),
    ...tooFew(context, subjects, id),
  ];
}

function picturedFinding(context: ReportContext, subject: Subject): readonly Block[] {
  const said = leadSentences(context, subject);
  const id = subject.variable.name;
  return [
    { kind: 'heading', id: `${id}.heading`, level: 3, number: '', content: [subject.title] },
    ...(said.length > 0
      ? [{ kind: 'paragraph', id: `${id}.lead`, style: 'text', sentences: said } as const]
      : []),
    chartOf(context, subject),
  ];
}

function shortFindings(
  context: ReportContext,
  subjects: readonly Subject[],
  id: string,
): readonly Block[] {
  const items: ListBlock['items'] = subjects.flatMap((subject) => {
    const said = leadSentences(context, subject);
    if (said.length === 0) return [];
    const base = context.writer.sentence('report.note.n', {
      n: figureInline(subject.figures.base()),
    });
    return [{ lead: [subject.title], sentences: [...said, base] }];
  });
  return items.length === 0 ? [] : [{ kind: 'list', id: `${id}.short`, style: 'findings', items }];
}

function numberTable(context: ReportContext, subjects: readonly Subject[], id: string): TableBlock {
  const { writer } = context;
  const kinds = ['quartile1', 'median', 'quartile3', 'mean'] as const;
  return {
    kind: 'table',
    id: `${id}.numbers`,
    number: '',
    caption: writer.content('report.caption.numbers'),
    columns: [
      { head: writer.content('report.column.question'), align: 'start', width: 46 },
      { head: writer.content('report.column.n'), align: 'end', width: 10 },
      ...kinds.map((kind) => ({
        head: writer.content(`report.column.${kind}`),
        align: 'end' as const,
        width: 11,
      })),
    ],
    rows: subjects.map((subject) => ({
      cells: [
        { content: [subject.title] },
        { content: [figureInline(subject.figures.base())] },
        ...kinds.map((kind) => {
          const figure = subject.figures.numeric(kind);
          return { content: [figureInline(figure)], hidden: figure.suppressed };
        }),
      ],
    })),
    notes: [writer.sentence('report.note.quartiles')],
  };
}

/** More questions than this in one sentence are a wall that nobody reads; the annex names them. */
const mostNamed = 4;

/** Questions that hardly anybody answered are named, so that nobody looks for them in vain. */
function tooFew(
  context: ReportContext,
  subjects: readonly Subject[],
  id: string,
): readonly Block[] {
  const { writer, mode } = context;
  const few = subjects.filter(({ precision }) => precision === 'nothing');
  if (few.length === 0) return [];
  const total: Figure = {
    id: `${id}.too-few.total`,
    kind: 'total',
    value: few.length,
    n: subjects.length,
    text: writer.numbers.whole(few.length),
    suppressed: false,
  };
  const sentence =
    few.length > mostNamed
      ? writer.sentence('report.tooFew.total', { mode, total: figureInline(total) })
      : writer.sentence('report.tooFew.list', {
          mode,
          count: few.length,
          list: writer.list(few.map((subject) => subject.mention)),
        });
  return [{ kind: 'paragraph', id: `${id}.too-few`, style: 'note', sentences: [sentence] }];
}
