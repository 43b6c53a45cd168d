/**
 * The block tree: what a report says, before anybody decides whether it becomes HTML or a Word file. Text and data
 * stay one thing: a sentence is a list of inlines, and its numbers are Figures, not letters.
 */
import type { ProductLanguage } from '#core/kernel/localized-text.ts';
import type { ChartSpec } from '#core/reports/charts/chart-spec.ts';
import type { Figure } from '#core/reports/figure.ts';

/** A text of the form (a question, an answer), in the language it really is in. Never markup. */
export interface Label {
  readonly kind: 'label';
  readonly text: string;
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
}

export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'figure'; readonly figure: Figure }
  | Label
  /** Points at the block `to`, in the words of its number: "A12". */
  | { readonly kind: 'reference'; readonly to: string; readonly text: string };

export type Content = readonly Inline[];

/** One whole sentence made from one message, so that a later editor knows which rule wrote it. */
export interface Sentence {
  readonly message: string;
  readonly content: Content;
}

export interface Cell {
  readonly content: Content;
  /** Hidden by the gate: drawn hatched, the same size for every hidden value. */
  readonly hidden?: boolean;
}

export interface TableRow {
  readonly cells: readonly Cell[];
  /** A row that heads the rows below it and spans the table. */
  readonly group?: boolean;
  /** The row of all, set apart from the others. */
  readonly total?: boolean;
}

export interface TableColumn {
  readonly head: Content;
  readonly align: 'start' | 'end';
  /** Share of the width, relative to the other columns. */
  readonly width: number;
}

export interface HeadingBlock {
  readonly kind: 'heading';
  readonly id: string;
  readonly level: 1 | 2 | 3;
  /** "2.1", or empty where headings are not numbered. */
  readonly number: string;
  readonly content: Content;
}

export interface ParagraphBlock {
  readonly kind: 'paragraph';
  readonly id: string;
  readonly style: 'text' | 'takeaway' | 'note';
  readonly sentences: readonly Sentence[];
}

export interface ListBlock {
  readonly kind: 'list';
  readonly id: string;
  /** `findings` have a bold first part, `plain` are points. */
  readonly style: 'findings' | 'plain';
  readonly items: readonly { readonly lead?: Content; readonly sentences: readonly Sentence[] }[];
}

export interface ChartBlock {
  readonly kind: 'chart';
  readonly id: string;
  readonly number: string;
  readonly caption: Content;
  readonly spec: ChartSpec;
  /** Says the figures of the drawing in words, hidden ones as hidden. */
  readonly alt: Content;
  readonly notes: readonly Sentence[];
}

export interface TableBlock {
  readonly kind: 'table';
  readonly id: string;
  readonly number: string;
  readonly caption: Content;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly TableRow[];
  readonly notes: readonly Sentence[];
}

export interface CalloutBlock {
  readonly kind: 'callout';
  readonly id: string;
  readonly style: 'meaning' | 'warning';
  readonly sentences: readonly Sentence[];
}

export interface RecommendationBlock {
  readonly kind: 'recommendation';
  readonly id: string;
  /** The rule's name as people cite it: R1. */
  readonly rule: string;
  readonly action: Sentence;
  readonly evidence: readonly Sentence[];
}

export type Block =
  | HeadingBlock
  | ParagraphBlock
  | ListBlock
  | ChartBlock
  | TableBlock
  | CalloutBlock
  | RecommendationBlock;

export interface Report {
  readonly language: ProductLanguage;
  readonly title: Content;
  /** Lines under the title: responses, dates, draft mark, fingerprint. */
  readonly cover: readonly Sentence[];
  /** What a reader must know before the first number: protected or exact. */
  readonly standing: { readonly mode: 'gated' | 'exact'; readonly sentence: Sentence };
  readonly rows: number;
  readonly blocks: readonly Block[];
}
