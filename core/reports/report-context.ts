/** What every section of a report reads: the subjects in the order of the form, the themes, the facts of the survey. */
import type { PublishableTable } from '#core/analysis/result-table.ts';
import type { Definition, DefinitionText } from '#core/definitions/definition.ts';
import type { Variable } from '#core/definitions/variable.ts';
import type { LocalizedText, ProductLanguage } from '#core/kernel/localized-text.ts';
import type { SampleMethod, Sampling } from '#core/register/sample.ts';
import type { Label } from '#core/reports/block.ts';
import type { Figure } from '#core/reports/figure.ts';
import { type Subject, subjectOf } from '#core/reports/subject.ts';
import { createWriter, type Writer } from '#core/reports/writer.ts';

/** What is known of the survey besides its tables. */
export interface ReportFacts {
  /** First and last day of the fieldwork, ISO. */
  readonly fieldwork?: { readonly first: string; readonly last: string };
  /** First eight hex digits of the hash of the data the figures were made from. */
  readonly fingerprint?: string;
  /** Where nobody says how respondents were chosen, the report says that. */
  readonly sampling?: Sampling;
  /** Absent where nothing is stated of how people were chosen. */
  readonly response?: ResponseFacts;
}

/** How many people there were at each site, how many were invited, and how many of these answered. */
export interface ResponseFacts {
  /** As `core/analysis/response-table.ts` makes it. */
  readonly table: PublishableTable;
  /** Answers by site; `null` where there are no sites. */
  readonly answered: PublishableTable | null;
  /** How people were chosen, by code of the site. */
  readonly ways: ReadonlyMap<string, SampleMethod | null>;
  /** Several responses may be one person's, so that responses say nothing of how many people answered. */
  readonly repeats: boolean;
  /** By how much intervals are narrower than of a sample out of endlessly many; 1 = not. */
  readonly factor: number;
}

export interface ReportInput {
  readonly definition: Definition;
  /** One a variable, in codebook order, all with the same `by`. */
  readonly tables: readonly PublishableTable[];
  readonly facts: ReportFacts;
  readonly language: ProductLanguage;
  readonly title?: string;
}

export interface Theme {
  readonly id: string;
  /** `null`: items that stand under no title. */
  readonly title: Label | null;
  readonly subjects: readonly Subject[];
}

export interface ReportContext {
  readonly writer: Writer;
  readonly facts: ReportFacts;
  readonly title: Label;
  readonly rows: number;
  readonly mode: 'gated' | 'exact';
  readonly by: Variable | null;
  /** All that figures are made of, with data or without. */
  readonly subjects: readonly Subject[];
  /** Subjects that the text tells, by the page or group they stand in; the annex has the others too. */
  readonly themes: readonly Theme[];
  /** Number of a variable's table in the annex: A12. */
  annexNumber(variable: Variable): string;
  /** A number that is a rule of the report, not a result. */
  setting(name: string, value: number, style: 'whole' | 'percent'): Figure;
}

export function reportContext(input: ReportInput): ReportContext {
  const formLanguage = input.definition.locale ?? 'en';
  const writer = createWriter(input.language, formLanguage);
  const subjects = input.tables.map((table) => subjectOf(writer, table));
  const numbers = new Map(subjects.map(({ variable }, index) => [variable.name, `A${index + 1}`]));
  const first = input.tables[0];
  return {
    writer,
    facts: input.facts,
    title: titleOf(input, writer, formLanguage),
    rows: first?.rows ?? 0,
    mode: first?.mode ?? 'gated',
    by: input.tables.find((table) => table.by !== null)?.by ?? null,
    subjects,
    themes: toldThemes(
      themesOf(
        writer,
        subjects.filter(({ table, question }) => table.inData && !isSpeech(question)),
      ),
    ),
    annexNumber: (variable) => numbers.get(variable.name) ?? '',
    setting: (name, value, style) => ({
      id: `setting.${name}`,
      kind: 'setting',
      value,
      n: null,
      text: style === 'percent' ? writer.numbers.percent(value, 0) : writer.numbers.whole(value),
      suppressed: false,
    }),
  };
}

function titleOf(input: ReportInput, writer: Writer, formLanguage: string): Label {
  if (input.title?.trim()) return writer.label({ [input.language]: input.title }, '');
  const title = localized(input.definition.title, formLanguage);
  const fallback = writer.content('report.title')[0];
  return writer.label(title, fallback?.kind === 'text' ? fallback.text : '');
}

export const localized = (
  text: DefinitionText | undefined,
  formLanguage: string,
): LocalizedText | undefined => (typeof text === 'string' ? { [formLanguage]: text } : text);

/** Greetings and requests for consent are long; questions are not. */
const speechLength = 200;
const isSpeech = (question: Label): boolean => question.text.length >= speechLength;

/**
 * Where a form is divided into titled themes, the few items outside them are about the interview itself (who asks,
 * where, thanks), which is for the annex. Where most items stand outside, they are the survey.
 */
const fewOutside = 0.25;

function toldThemes(themes: readonly Theme[]): readonly Theme[] {
  const count = (some: readonly Theme[]) =>
    some.reduce((sum, { subjects }) => sum + subjects.length, 0);
  const titled = themes.filter(({ title }) => title !== null);
  return count(titled) >= (1 - fewOutside) * count(themes) ? titled : themes;
}

/** Long themes are spread over several pages of a form, "Money" and "Money (continued)": one theme to a reader. */
const continuation = /\s*[([](?:tiếp|tiếp theo|continued|cont\.?|продолжение|lanjutan)[)\]]\s*$/iu;

function themesOf(writer: Writer, subjects: readonly Subject[]): readonly Theme[] {
  const themes = new Map<string, { title: Label | null; subjects: Subject[] }>();
  for (const subject of subjects) {
    const { theme } = subject.variable;
    const label = theme ? writer.label(theme, '') : null;
    const words = label?.text.replace(continuation, '') ?? '';
    const known = themes.get(words);
    if (known) known.subjects.push(subject);
    else {
      themes.set(words, {
        title: label && words !== '' ? { ...label, text: words } : null,
        subjects: [subject],
      });
    }
  }
  return [...themes.values()].map((theme, index) => ({ id: `theme-${index + 1}`, ...theme }));
}
