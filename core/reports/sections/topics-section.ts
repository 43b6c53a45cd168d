/**
 * Topics that people want to learn, when they can come and what keeps them away; then the suggestions that follow.
 * Only where the form marks such items. Tiers by paired comparison and the training plan need the responses
 * themselves and are not made from tables.
 */
import type { CategoryFigure } from '#core/analysis/result-table.ts';
import type { Block, RecommendationBlock, Sentence } from '#core/reports/block.ts';
import type { ReportContext } from '#core/reports/report-context.ts';
import { subjectBlocks } from '#core/reports/sections/theme-section.ts';
import { answerMention, hidesSome, ranked, type Subject } from '#core/reports/subject.ts';
import { figureInline } from '#core/reports/writer.ts';

const topicRoles = ['topic-demand', 'topic-first'];
const abilityRoles = ['ability-day', 'ability-time', 'ability-length'];
const barrierRoles = ['barrier'];
/** A barrier or a time is worth planning for from this share on. */
const worthPlanning = 0.3;
/** Topics within this many points of the first lead together. */
const closeBehind = 0.05;

export const isAboutTraining = ({ variable }: Subject): boolean =>
  [...topicRoles, ...abilityRoles, ...barrierRoles].includes(variable.role ?? '');

export function topicsSection(context: ReportContext): readonly Block[] {
  const { writer } = context;
  const inData = context.subjects.filter(({ table }) => table.inData);
  const withRole = (roles: readonly string[]) =>
    inData.filter(({ variable }) => roles.includes(variable.role ?? ''));
  const part = (
    id: string,
    key: 'report.heading.wanted' | 'report.heading.when' | 'report.heading.barriers',
    subjects: readonly Subject[],
  ) => {
    const body = subjectBlocks(context, subjects, id);
    if (body.length === 0) return [];
    const heading: Block = {
      kind: 'heading',
      id,
      level: 2,
      number: '',
      content: writer.content(key),
    };
    return [heading, ...body];
  };
  return [
    ...part('topics.wanted', 'report.heading.wanted', withRole(topicRoles)),
    ...part('topics.when', 'report.heading.when', withRole(abilityRoles)),
    ...part('topics.barriers', 'report.heading.barriers', withRole(barrierRoles)),
  ];
}

/** Suggestions are rules applied to figures; a person accepts, changes or drops them. */
export function recommendations(context: ReportContext): readonly RecommendationBlock[] {
  const drafts = [leadingTopics(context), bestDay(context), mainBarrier(context)].filter(
    (draft) => draft !== null,
  );
  return drafts.map((draft, index) => ({
    kind: 'recommendation',
    id: `recommendation-${index + 1}`,
    rule: `R${index + 1}`,
    ...draft,
  }));
}

interface Draft {
  readonly action: Sentence;
  readonly evidence: readonly Sentence[];
}

/** The one subject of a role whose ranking is certain and whose base carries percents. */
function subjectWith(context: ReportContext, role: string): Subject | undefined {
  return context.subjects.find(
    (subject) =>
      subject.variable.role === role &&
      subject.table.inData &&
      !hidesSome(subject) &&
      (subject.precision === 'tenths' || subject.precision === 'whole'),
  );
}

const real = (subject: Subject): readonly CategoryFigure[] => {
  const exclusive = new Set(
    subject.variable.categories?.filter((category) => category.exclusive).map(({ value }) => value),
  );
  return ranked(subject).filter(({ value }) => !exclusive.has(value));
};

function leadingTopics(context: ReportContext): Draft | null {
  const { writer } = context;
  const subject = subjectWith(context, 'topic-demand');
  const topics = subject ? real(subject) : [];
  const first = topics[0];
  if (!subject || !first) return null;
  const leading = topics
    .filter((topic) => (first.share ?? 0) - (topic.share ?? 0) < closeBehind)
    .slice(0, 4);
  const list = writer.list(
    leading.map((topic) =>
      writer.quoted(writer.label(topic.shortLabel ?? topic.label, String(topic.value))),
    ),
  );
  return {
    action: writer.sentence('report.rec.topics', { count: leading.length, list }),
    evidence: [
      writer.sentence('report.rec.topics.why', {
        count: leading.length,
        list: writer.list(
          leading.map((topic) => [figureInline(subject.figures.share(topic, 'prose'))]),
        ),
        n: figureInline(subject.figures.base()),
      }),
    ],
  };
}

function bestDay(context: ReportContext): Draft | null {
  const { writer } = context;
  const subject = subjectWith(context, 'ability-day');
  const day = subject ? real(subject)[0] : undefined;
  if (!subject || !day || (day.share ?? 0) < worthPlanning) return null;
  return {
    action: writer.sentence('report.rec.day', { day: answerMention(writer, day) }),
    evidence: [
      writer.sentence('report.rec.day.why', {
        share: figureInline(subject.figures.share(day, 'prose')),
        n: figureInline(subject.figures.base()),
      }),
    ],
  };
}

function mainBarrier(context: ReportContext): Draft | null {
  const { writer } = context;
  const subject = subjectWith(context, 'barrier');
  const barrier = subject ? real(subject)[0] : undefined;
  if (!subject?.variable.multi || !barrier || (barrier.share ?? 0) < worthPlanning) return null;
  return {
    action: writer.sentence('report.rec.barrier', { barrier: answerMention(writer, barrier) }),
    evidence: [
      writer.sentence('report.rec.barrier.why', {
        share: figureInline(subject.figures.share(barrier, 'prose')),
        n: figureInline(subject.figures.base()),
      }),
    ],
  };
}
