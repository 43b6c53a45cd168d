/** The first page: who answered, the findings that matter most, and the limit that matters most. */
import type { Block, ListBlock } from '#core/reports/block.ts';
import { leadSentences } from '#core/reports/finding.ts';
import type { ReportContext, Theme } from '#core/reports/report-context.ts';
import { responseRateFigure } from '#core/reports/sections/response-rate.ts';
import { isAboutTraining, recommendations } from '#core/reports/sections/topics-section.ts';
import { hidesSome, isChoice, ranked, type Subject } from '#core/reports/subject.ts';
import { figureInline, textOf } from '#core/reports/writer.ts';

const mostFindings = 6;
const mostATheme = 2;
/** A finding for a summary stands on most of the respondents, not on those that a filter left. */
const leastCoverage = 0.6;

/** @param themes what the findings are about, without who answered. */
export function summarySection(context: ReportContext, themes: readonly Theme[]): readonly Block[] {
  const { writer, facts } = context;
  const rows = responsesFigure(context);
  const rate = responseRateFigure(context);
  const opening = [
    writer.sentence('report.summary.who', {
      count: context.rows,
      dated: facts.fieldwork ? 'yes' : 'no',
      n: figureInline(rows),
      rated: rate ? 'yes' : 'no',
      rate: rate ? figureInline(rate) : [],
      from: facts.fieldwork ? figureInline(dayFigure(context, 'first')) : [],
      to: facts.fieldwork ? figureInline(dayFigure(context, 'last')) : [],
    }),
    samplingSentence(context),
  ];
  const findings = keyFindings(context, themes);
  const blocks: Block[] = [
    { kind: 'paragraph', id: 'summary.who', style: 'text', sentences: opening },
  ];
  if (findings.length > 0) {
    blocks.push({ kind: 'list', id: 'summary.findings', style: 'findings', items: findings });
  }
  const actions = recommendations(context).map(({ action }) => ({ sentences: [action] }));
  if (actions.length > 0) {
    const lead = writer.sentence('report.summary.suggestions');
    blocks.push(
      { kind: 'paragraph', id: 'summary.suggested', style: 'text', sentences: [lead] },
      { kind: 'list', id: 'summary.suggestions', style: 'plain', items: actions },
    );
  }
  return blocks;
}

export const samplingSentence = ({ writer, facts }: ReportContext) =>
  writer.sentence('report.sampling', { way: facts.sampling ?? 'unknown' });

/** The gate says 0 rows where there are too few to say how many. */
export function responsesFigure({ writer, rows, mode }: ReportContext) {
  const suppressed = mode === 'gated' && rows === 0;
  return {
    id: 'responses.total',
    kind: 'total',
    value: suppressed ? null : rows,
    n: suppressed ? null : rows,
    text: suppressed ? textOf(writer.content('report.tooFew.cell')) : writer.numbers.whole(rows),
    suppressed,
  } as const;
}

export function dayFigure({ writer, facts }: ReportContext, which: 'first' | 'last') {
  const day = facts.fieldwork?.[which] ?? null;
  return {
    id: `fieldwork.${which}`,
    kind: 'date',
    value: day,
    n: null,
    text: day === null ? '' : writer.numbers.date(day),
    suppressed: false,
  } as const;
}

function keyFindings(context: ReportContext, themes: readonly Theme[]): ListBlock['items'] {
  const candidates = themes.flatMap((theme) =>
    theme.subjects.map((subject) => ({ theme, subject, score: score(context, subject) })),
  );
  const perTheme = new Map<Theme, number>();
  const chosen = candidates
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .filter(({ theme }) => {
      const count = (perTheme.get(theme) ?? 0) + 1;
      perTheme.set(theme, count);
      return count <= mostATheme;
    })
    .slice(0, mostFindings);
  return chosen.flatMap(({ subject }) => {
    const sentences = leadSentences(context, subject);
    return sentences.length > 0 ? [{ lead: [subject.title], sentences }] : [];
  });
}

/**
 * Topics wanted, then answers that the designer marked as a problem, then whatever many respondents agree on without
 * nearly all agreeing, a choice among several rather than a yes or no. 0 = not for a summary.
 */
function score({ rows }: ReportContext, subject: Subject): number {
  const { variable, all } = subject;
  const lead = ranked(subject)[0];
  const reads = isChoice(subject) || variable.multi;
  if (!reads || !lead || hidesSome(subject) || subject.precision !== 'tenths') return 0;
  if ((all.answered ?? 0) < leastCoverage * rows || variable.role === 'consent') return 0;
  const share = lead.share ?? 0;
  if (variable.role === 'topic-demand') return 10 + share;
  const problems = new Set(variable.problemCodes.map(String));
  const worst = Math.max(
    0,
    ...all.categories
      .filter(({ value }) => problems.has(String(value)))
      .map((category) => category.share ?? 0),
  );
  if (worst >= 0.3) return 5 + worst;
  if (isAboutTraining(subject)) return 3 + share;
  const choosing = ranked(subject).length >= 3 ? 0.3 : 0;
  return share >= 0.4 && share < 0.9 ? share + choosing : 0;
}
