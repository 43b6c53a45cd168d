/**
 * A Figure is one number of a report: where it comes from, its value, its base and the words in which it stands at
 * this place. Reports hold no other numbers. The same figure (one `id`) may stand in several places with other words:
 * "65%" in a sentence, "64.6%" in a table.
 */
export type FigureKind =
  | 'share'
  | 'count'
  | 'low'
  | 'high'
  | 'n'
  | 'asked'
  | 'missing'
  | 'missing-share'
  | 'mean'
  | 'sd'
  | 'median'
  | 'quartile1'
  | 'quartile3'
  | 'min'
  | 'max'
  | 'date'
  | 'total'
  | 'margin'
  | 'setting';

export interface Figure {
  /** Stable for the same definition: `topics.money.share`, with a breakdown `topics.money.share@sex=female`. */
  readonly id: string;
  readonly variable?: string;
  readonly category?: string;
  readonly by?: string;
  readonly level?: string;
  readonly kind: FigureKind;
  /** Unrounded; shares 0–1; dates ISO. `null` where the gate hides it or nothing can be computed. */
  readonly value: number | string | null;
  /** The base the value stands on, where there is one. */
  readonly n: number | null;
  readonly text: string;
  /** Hidden by the gate: nothing of the value may show, in no text, drawing or order. */
  readonly suppressed: boolean;
}

/** The parts of an id, joined; a category is any code, so it is written as JSON would without quotes. */
export function figureId(parts: {
  readonly variable: string;
  readonly category?: string | undefined;
  readonly kind: FigureKind;
  readonly by?: string | undefined;
  readonly level?: string | undefined;
}): string {
  const path = [parts.variable, parts.category, parts.kind].filter((part) => part !== undefined);
  const place = parts.by === undefined ? '' : `@${parts.by}=${parts.level ?? ''}`;
  return path.join('.') + place;
}
