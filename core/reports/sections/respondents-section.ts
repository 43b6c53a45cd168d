/**
 * Who answered. Where a form marks demographic items, they are told here; where it marks none, its first theme, which
 * by custom asks who the respondent is.
 */
import type { Block, Cell, TableBlock, TableRow } from '#core/reports/block.ts';
import { isHidden } from '#core/reports/column-figures.ts';
import { annexReference, leadSentence } from '#core/reports/finding.ts';
import type { ReportContext, Theme } from '#core/reports/report-context.ts';
import { answerTitle, isChoice, isNumeric, ranked, type Subject } from '#core/reports/subject.ts';
import { figureInline } from '#core/reports/writer.ts';

export interface Respondents {
  readonly blocks: readonly Block[];
  /** The themes without what was told here. */
  readonly themes: readonly Theme[];
}

const aboutPeople = new Set(['demographic', 'site']);
/** A table longer than this is no longer a portrait; the annex has all. */
const mostCharacteristics = 12;
const mostAnswers = 8;

export function respondentsSection(context: ReportContext): Respondents {
  const told = toldHere(context);
  const usable = told.filter(
    (subject) => isChoice(subject) && subject.precision !== 'nothing' && saysSomething(subject),
  );
  const sentences = told
    .filter((subject) => isNumeric(subject) || subject.variable.multi)
    .flatMap((subject) => {
      const lead = leadSentence(context, subject);
      return lead ? [{ lead: [subject.title], sentences: [lead] }] : [];
    });
  const blocks: Block[] = [];
  if (usable.length > 0) {
    blocks.push(portrait(context, usable.slice(0, mostCharacteristics)));
  }
  if (sentences.length > 0) {
    blocks.push({ kind: 'list', id: 'respondents.more', style: 'findings', items: sentences });
  }
  const gone = new Set(told);
  return {
    blocks,
    themes: context.themes.map((theme) => ({
      ...theme,
      subjects: theme.subjects.filter((subject) => !gone.has(subject)),
    })),
  };
}

/** Consent and the like: everybody gave the same answer. */
const saysSomething = (subject: Subject): boolean => (ranked(subject)[0]?.share ?? 0) < 0.995;

function toldHere({ subjects, themes }: ReportContext): readonly Subject[] {
  const inData = subjects.filter(({ table }) => table.inData);
  if (inData.some(({ variable }) => variable.role !== null && aboutPeople.has(variable.role))) {
    const end = themes.findIndex((theme) => !theme.subjects.some(opensForm));
    const opening = new Set(themes.slice(0, end).flatMap((theme) => theme.subjects));
    return inData.filter(
      (subject) =>
        aboutPeople.has(subject.variable.role ?? '') ||
        subject.variable.role === 'consent' ||
        opening.has(subject),
    );
  }
  const titled = themes.filter((theme) => theme.title !== null);
  return titled.length >= 2 ? (titled[0]?.subjects ?? []) : [];
}

/** The first pages ask for consent and the place; what else they ask is how the form was answered. */
const opensForm = ({ variable }: Subject): boolean =>
  variable.role === 'consent' || variable.role === 'site';

function portrait(context: ReportContext, subjects: readonly Subject[]): TableBlock {
  const { writer } = context;
  return {
    kind: 'table',
    id: 'respondents.portrait',
    number: '',
    caption: writer.content('report.caption.respondents'),
    columns: [
      { head: writer.content('report.column.characteristic'), align: 'start', width: 60 },
      { head: writer.content('report.column.people'), align: 'end', width: 20 },
      { head: writer.content('report.column.share'), align: 'end', width: 20 },
    ],
    rows: subjects.flatMap((subject) => portraitRows(context, subject)),
    notes: [writer.sentence('report.note.portrait')],
  };
}

function portraitRows(context: ReportContext, subject: Subject): readonly TableRow[] {
  const { writer } = context;
  const given = subject.all.categories.filter(({ count }) => count !== 0);
  const shown = given.slice(0, mostAnswers);
  const head = writer.content('report.portrait.head', {
    title: subject.title,
    n: figureInline(subject.figures.base()),
  });
  const rows = shown.map((category) => {
    const hidden = isHidden(category, subject.all);
    const count = subject.figures.count(category);
    const share = subject.figures.share(category, 'table');
    return {
      cells: [
        { content: [answerTitle(writer, category)] },
        { content: [figureInline(count)], hidden },
        { content: [figureInline(share)], hidden },
      ] satisfies Cell[],
    };
  });
  const more: TableRow[] =
    given.length > shown.length
      ? [
          {
            cells: [
              {
                content: writer.content('report.portrait.more', {
                  table: annexReference(context, subject),
                }),
              },
              { content: [] },
              { content: [] },
            ],
          },
        ]
      : [];
  return [{ group: true, cells: [{ content: head }] }, ...rows, ...more];
}
