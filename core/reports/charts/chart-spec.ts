/**
 * What a chart shows, without any drawing: figures and labels. The drawings (`draw-chart.ts`) are pure functions from
 * a spec to an SVG text, the same on screen, on paper and in Word.
 */
import type { Label } from '#core/reports/block.ts';
import type { Figure } from '#core/reports/figure.ts';

export interface ChartMark {
  readonly label: Label;
  readonly share: Figure;
  readonly interval: { readonly low: number; readonly high: number } | null;
}

export interface StackRow {
  readonly label: Label;
  readonly base: Figure;
  readonly parts: readonly Figure[];
}

export type ChartSpec =
  /** One row an answer: label, pale bar with interval and dot, share. */
  | { readonly kind: 'bars'; readonly marks: readonly ChartMark[]; readonly hiddenWord: string }
  /** One column an answer, in the order of the scale. */
  | { readonly kind: 'columns'; readonly marks: readonly ChartMark[]; readonly hiddenWord: string }
  /** One stacked row a question, for questions that share their answers. */
  | {
      readonly kind: 'stack';
      readonly levels: readonly Label[];
      readonly rows: readonly StackRow[];
      readonly hiddenWord: string;
      /** Scales run between two colours, other answers take separate ones. */
      readonly ordered: boolean;
    };
